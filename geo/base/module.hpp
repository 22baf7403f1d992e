// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <string>

namespace geo {

/// A function of a module: a part of the program in a shared object of its own, beside the executable
/// (build) or in lib/armistice (installed), because few commands need it and loading its libraries takes
/// long: GDAL with all it is linked to 0.09 s, Mapnik 0.06 s, where a whole `zone` of a rough line
/// takes 0.05 s. Loaded at the first call for it, once, and kept.
///
/// Why modules and not the loader's own lazy binding: that needs its libraries loaded all the same.
///
/// Throws    error naming the module when it is missing or does not fit this executable.
[[nodiscard]] void* module_function(const std::string& module, const char* function);

/// The functions of a part, a struct of pointers, as its entry function returns them: of the part that
/// this program is linked with (tests are), else, `linked` being null, of the module.
///
/// Throws    as module_function.
template <class Part>
[[nodiscard]] const Part& linked_or_loaded(
    const Part* (*linked)(), const std::string& module, const char* function
) {
    if (linked == nullptr) {
        // POSIX: what dlsym returns may be a function.
        linked = reinterpret_cast<const Part* (*)()>(module_function(module, function));
    }
    return *linked();
}

}  // namespace geo
