// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <filesystem>
#include <functional>
#include <string>

namespace geo {

/// What may be replaced: the folders that a program knows for its own, and what to call them.
struct own_folder {
    std::function<bool(const std::filesystem::path&)> is_own;
    std::string what;  ///< `a plan folder (it has no manifest.json of armistice)`, after "is not"
};

/// The folder to write, if it may be written: not there, empty, or to be replaced and known.
///
/// Throws    io_error with what to do, when it may not, or its parent does not exist.
[[nodiscard]] std::filesystem::path checked_folder(
    const std::string& folder, bool replace, const own_folder& known
);

/// A folder that appears whole or not at all: filled beside its final place, renamed by commit(),
/// which takes the place of the old one. Without commit() nothing stays.
class atomic_folder {
public:
    /// `target` as checked_folder gave it.
    ///
    /// Throws    io_error when the folder beside it cannot be made.
    explicit atomic_folder(std::filesystem::path target);
    ~atomic_folder();
    atomic_folder(const atomic_folder&) = delete;
    atomic_folder& operator=(const atomic_folder&) = delete;

    [[nodiscard]] const std::filesystem::path& path() const { return making_; }

    /// Throws    io_error; the old folder, if any, stays.
    void commit();

private:
    std::filesystem::path target_;
    std::filesystem::path making_;
};

}  // namespace geo
