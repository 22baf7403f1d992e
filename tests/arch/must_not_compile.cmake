# SPDX-License-Identifier: Apache-2.0
# Passes when the compiler refuses SOURCE with -DMISTAKE, with an error about the type named by the
# regular expression EXPECT, and takes it without. COMMAND_LINE is the compiler with its flags.
function(compile status_name errors_name)
    execute_process(
        COMMAND ${CMAKE_COMMAND} -E env LC_ALL=C ${COMMAND_LINE} -fsyntax-only ${ARGN} ${SOURCE}
        RESULT_VARIABLE status ERROR_VARIABLE errors)
    set(${status_name} "${status}" PARENT_SCOPE)
    set(${errors_name} "${errors}" PARENT_SCOPE)
endfunction()

compile(status errors)
if(NOT status EQUAL 0)
    message(FATAL_ERROR "without the mistake it should compile:\n${errors}")
endif()
compile(status errors -DMISTAKE)
if(status EQUAL 0)
    message(FATAL_ERROR "the mistake compiles")
endif()
if(NOT errors MATCHES "error: [^\n]*(${EXPECT})")
    message(FATAL_ERROR "refused, but no error matches '${EXPECT}':\n${errors}")
endif()
