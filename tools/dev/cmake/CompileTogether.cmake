# SPDX-License-Identifier: Apache-2.0
# compile_together(TARGET MOST [ALONE FILE...]): with ARMISTICE_TOGETHER, sources of one folder are compiled as one, at
# most MOST at a time, as reading what they include takes longer than compiling what they say. Names in the anonymous
# namespaces of a folder must differ for that. ALONE: all but these files. Sources with options of their own are
# compiled alone anyway.
option(ARMISTICE_TOGETHER "Compile sources of a folder together: a whole build in half the time" OFF)

function(compile_together target most)
    cmake_parse_arguments(PARSE_ARGV 2 of "" "" "ALONE")
    if(NOT ARMISTICE_TOGETHER)
        return()
    endif()
    get_target_property(sources ${target} SOURCES)
    foreach(source IN LISTS sources)
        cmake_path(GET source PARENT_PATH folder)
        if(source IN_LIST of_ALONE OR source MATCHES "^\\$<")
            continue()
        endif()
        string(MAKE_C_IDENTIFIER "in_${folder}" group)
        if(NOT DEFINED count_${group})
            set(count_${group} 0)
        endif()
        math(EXPR number "${count_${group}} / ${most}")
        math(EXPR count_${group} "${count_${group}} + 1")
        set_source_files_properties("${source}" PROPERTIES UNITY_GROUP "${group}_${number}")
    endforeach()
    set_target_properties(${target} PROPERTIES UNITY_BUILD ON UNITY_BUILD_MODE GROUP)
endfunction()
