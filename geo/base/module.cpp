// SPDX-License-Identifier: Apache-2.0
#include "geo/base/module.hpp"

#include "geo/base/error.hpp"

#include <array>
#include <dlfcn.h>
#include <filesystem>
#include <map>
#include <mutex>

namespace geo {

namespace {

namespace fs = std::filesystem;

fs::path module_file(const std::string& module) {
    std::error_code failure;
    const auto executable = fs::read_symlink("/proc/self/exe", failure);
    const auto name = "armistice-" + module + ".so";
    if (!failure) {
        const auto beside = executable.parent_path();
        for (const auto& candidate :
             std::array{beside / "modules" / name, beside / ARMISTICE_MODULES / name}) {
            if (fs::is_regular_file(candidate, failure)) {
                return candidate;
            }
        }
    }
    throw error(
        "its part " + name + " is not there: neither in modules/ beside the executable nor in " +
        ARMISTICE_MODULES + " from there; install armistice whole"
    );
}

}  // namespace

void* module_function(const std::string& module, const char* function) {
    static std::mutex one_at_a_time;
    static std::map<std::string, void*> loaded;
    const std::lock_guard lock(one_at_a_time);
    auto& handle = loaded[module];
    if (handle == nullptr) {
        handle = dlopen(module_file(module).c_str(), RTLD_NOW | RTLD_LOCAL | RTLD_NODELETE);
    }
    void* const found = handle == nullptr ? nullptr : dlsym(handle, function);
    if (found == nullptr) {
        const char* why = dlerror();
        throw error(
            "its part armistice-" + module +
            ".so does not load: " + (why == nullptr ? "unknown" : why)
        );
    }
    return found;
}

}  // namespace geo
