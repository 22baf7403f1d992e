# SPDX-License-Identifier: Apache-2.0
# Mapnik::mapnik, from mapnik-config (Mapnik 3 has no CMake package).
find_program(MAPNIK_CONFIG mapnik-config)
mark_as_advanced(MAPNIK_CONFIG)
include(FindPackageHandleStandardArgs)
if(MAPNIK_CONFIG)
    execute_process(COMMAND ${MAPNIK_CONFIG} --version
                    OUTPUT_VARIABLE Mapnik_VERSION OUTPUT_STRIP_TRAILING_WHITESPACE)
    execute_process(COMMAND ${MAPNIK_CONFIG} --includes --dep-includes --defines
                    OUTPUT_VARIABLE _mapnik_flags OUTPUT_STRIP_TRAILING_WHITESPACE)
    separate_arguments(_mapnik_flags UNIX_COMMAND "${_mapnik_flags}")
    set(_mapnik_includes "")
    set(_mapnik_defines "")
    foreach(flag IN LISTS _mapnik_flags)
        if(flag MATCHES "^-I(.+)$" AND NOT CMAKE_MATCH_1 STREQUAL "/usr/include")
            list(APPEND _mapnik_includes "${CMAKE_MATCH_1}")
        elseif(flag MATCHES "^-D(.+)$" AND NOT CMAKE_MATCH_1 STREQUAL "NDEBUG")
            list(APPEND _mapnik_defines "${CMAKE_MATCH_1}")
        endif()
    endforeach()
    find_library(MAPNIK_LIBRARY mapnik)
    find_library(MAPNIK_ICUUC_LIBRARY icuuc)
    mark_as_advanced(MAPNIK_LIBRARY MAPNIK_ICUUC_LIBRARY)
endif()
find_package_handle_standard_args(Mapnik
    REQUIRED_VARS MAPNIK_LIBRARY MAPNIK_ICUUC_LIBRARY VERSION_VAR Mapnik_VERSION)
if(Mapnik_FOUND AND NOT TARGET Mapnik::mapnik)
    add_library(Mapnik::mapnik UNKNOWN IMPORTED)
    # Imported targets' headers are SYSTEM: their warnings are not ours.
    set_target_properties(Mapnik::mapnik PROPERTIES
        IMPORTED_LOCATION "${MAPNIK_LIBRARY}"
        INTERFACE_LINK_LIBRARIES "${MAPNIK_ICUUC_LIBRARY}"
        INTERFACE_INCLUDE_DIRECTORIES "${_mapnik_includes}"
        INTERFACE_COMPILE_DEFINITIONS "${_mapnik_defines}")
endif()
