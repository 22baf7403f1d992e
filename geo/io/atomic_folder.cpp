// SPDX-License-Identifier: Apache-2.0
#include "geo/io/atomic_folder.hpp"

#include "geo/base/error.hpp"

#include <system_error>
#include <unistd.h>
#include <utility>

namespace geo {

namespace fs = std::filesystem;

namespace {

fs::path parent_of(const fs::path& target) {
    return target.has_parent_path() ? target.parent_path() : fs::path(".");
}

}  // namespace

fs::path checked_folder(const std::string& folder, bool replace, const own_folder& known) {
    fs::path target(folder);
    if (!target.has_filename()) {
        target = target.parent_path();
    }
    if (fs::exists(target)) {
        if (!replace) {
            throw io_error(
                "'" + target.string() +
                "' exists already; say --overwrite to replace it, or another folder with -o"
            );
        }
        if (!fs::is_directory(target) || !(fs::is_empty(target) || known.is_own(target))) {
            throw io_error(
                "'" + target.string() + "' is not " + known.what + ", so it is not replaced"
            );
        }
    }
    const auto parent = parent_of(target);
    if (!fs::is_directory(parent)) {
        throw io_error("folder '" + parent.string() + "' does not exist");
    }
    return target;
}

atomic_folder::atomic_folder(fs::path target) : target_(std::move(target)) {
    making_ = parent_of(target_) /
              ("." + target_.filename().string() + ".making-" + std::to_string(getpid()));
    std::error_code failure;
    fs::create_directories(making_, failure);
    if (failure) {
        throw io_error("'" + making_.string() + "' cannot be made: " + failure.message());
    }
}

atomic_folder::~atomic_folder() {
    std::error_code ignored;
    fs::remove_all(making_, ignored);
}

void atomic_folder::commit() {
    const fs::path old = making_.string() + ".old";
    try {
        const bool replaces = fs::exists(target_);
        if (replaces) {
            fs::rename(target_, old);
        }
        std::error_code failure;
        fs::rename(making_, target_, failure);
        if (failure) {
            if (replaces) {
                fs::rename(old, target_);
            }
            throw io_error("'" + target_.string() + "' cannot be written: " + failure.message());
        }
        if (replaces) {
            fs::remove_all(old);
        }
    } catch (const fs::filesystem_error& failure) {
        throw io_error(failure.what());
    }
}

}  // namespace geo
