// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <memory>
#include <ostream>
#include <string>
#include <string_view>

namespace geo {

/// What to do with a file that is already there.
enum class existing { keep, replace };

/// Throws    io_error when `path` exists and `policy` keeps it, or its folder does not exist.
void check_writable(const std::string& path, existing policy);

/// A file that appears whole or not at all: written beside its name, renamed by commit(). Without
/// commit() nothing stays. `-` is standard output, where commit() writes everything at once.
class atomic_file {
public:
    /// Throws    io_error when the file exists and is kept, or cannot be created.
    explicit atomic_file(std::string path, existing policy = existing::keep);
    ~atomic_file();
    atomic_file(const atomic_file&) = delete;
    atomic_file& operator=(const atomic_file&) = delete;
    atomic_file(atomic_file&&) noexcept;
    atomic_file& operator=(atomic_file&&) noexcept;

    [[nodiscard]] std::ostream& stream();
    void write(std::string_view bytes);

    /// Closes and renames; later writes are an error.
    ///
    /// Throws    io_error when any write failed (full disk), or the file has appeared meanwhile.
    void commit();

private:
    struct state;
    std::unique_ptr<state> state_;
};

/// A file made by somebody else (a library that wants a name): write to temporary(), then commit().
class atomic_path {
public:
    /// Throws    as atomic_file; `-` is refused.
    explicit atomic_path(std::string path, existing policy = existing::keep);
    ~atomic_path();
    atomic_path(const atomic_path&) = delete;
    atomic_path& operator=(const atomic_path&) = delete;

    /// In the same folder, with the same extension.
    [[nodiscard]] const std::string& temporary() const { return temporary_; }
    void commit();

private:
    std::string path_;
    std::string temporary_;
    existing policy_;
    bool committed_ = false;
};

}  // namespace geo
