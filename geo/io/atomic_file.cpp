// SPDX-License-Identifier: Apache-2.0
#include "geo/io/atomic_file.hpp"

#include "geo/base/error.hpp"

#include <atomic>
#include <cerrno>
#include <cstring>
#include <fcntl.h>
#include <filesystem>
#include <fstream>
#include <iostream>
#include <sstream>
#include <system_error>
#include <unistd.h>
#include <utility>

namespace geo {

namespace {

namespace fs = std::filesystem;

/// `a/b.gpkg` becomes `a/.b.1234-0.tmp.gpkg`: the same folder, so that a rename is one step, and
/// the same extension, which some libraries insist on.
std::string temporary_beside(const std::string& path) {
    static std::atomic<unsigned> count{0};
    const fs::path wanted(path);
    const auto name = "." + wanted.stem().string() + "." + std::to_string(::getpid()) + "-" +
                      std::to_string(count++) + ".tmp" + wanted.extension().string();
    return (wanted.parent_path() / name).string();
}

void remove_quietly(const std::string& path) noexcept {
    ::unlink(path.c_str());
}

/// The data is on the disk before the name is: after a power cut there is a whole file or none.
void flush_to_disk(const std::string& path) {
    const int handle = ::open(path.c_str(), O_RDONLY | O_CLOEXEC);
    if (handle < 0) {
        throw io_error(path + ": cannot be written: " + std::strerror(errno));
    }
    const bool done = ::fsync(handle) == 0 || errno == EINVAL || errno == EROFS;
    const int why = errno;
    ::close(handle);
    if (!done) {
        throw io_error(path + ": cannot be written: " + std::strerror(why));
    }
}

/// Renames; with `keep`, by a hard link, which unlike rename refuses an existing name.
void put_in_place(const std::string& temporary, const std::string& path, existing policy) {
    flush_to_disk(temporary);
    if (policy == existing::keep) {
        if (::link(temporary.c_str(), path.c_str()) == 0) {
            remove_quietly(temporary);
            return;
        }
        if (errno == EEXIST) {
            throw io_error(path + ": exists and is kept; say --overwrite to replace it");
        }
        // A file system without hard links: the check before the rename must do.
        check_writable(path, policy);
    }
    if (::rename(temporary.c_str(), path.c_str()) != 0) {
        throw io_error(path + ": cannot be written: " + std::strerror(errno));
    }
}

}  // namespace

void check_writable(const std::string& path, existing policy) {
    if (path == "-") {
        return;
    }
    std::error_code ignored;
    if (path.empty()) {
        throw io_error("no name for the output file");
    }
    if (fs::is_directory(path, ignored)) {
        throw io_error(path + ": is a folder, not a file");
    }
    if (policy == existing::keep && fs::exists(fs::symlink_status(path, ignored))) {
        throw io_error(path + ": exists and is kept; say --overwrite to replace it");
    }
    const auto folder = fs::path(path).parent_path();
    if (!folder.empty() && !fs::is_directory(folder, ignored)) {
        throw io_error(path + ": there is no folder " + folder.string());
    }
}

struct atomic_file::state {
    std::string path;
    std::string temporary;
    existing policy = existing::keep;
    std::ofstream file;
    std::ostringstream held;  // for standard output
    bool committed = false;

    ~state() {
        if (!committed && !temporary.empty()) {
            file.close();
            remove_quietly(temporary);
        }
    }
};

atomic_file::atomic_file(std::string path, existing policy) : state_(std::make_unique<state>()) {
    check_writable(path, policy);
    state_->path = std::move(path);
    state_->policy = policy;
    if (state_->path == "-") {
        return;
    }
    auto temporary = temporary_beside(state_->path);
    state_->file.open(temporary, std::ios::binary | std::ios::trunc);
    if (!state_->file) {
        throw io_error(state_->path + ": cannot be written: " + std::strerror(errno));
    }
    state_->temporary = std::move(temporary);
}

atomic_file::~atomic_file() = default;
atomic_file::atomic_file(atomic_file&&) noexcept = default;
atomic_file& atomic_file::operator=(atomic_file&&) noexcept = default;

std::ostream& atomic_file::stream() {
    if (state_->path == "-") {
        return state_->held;
    }
    return state_->file;
}

void atomic_file::write(std::string_view bytes) {
    stream().write(bytes.data(), static_cast<std::streamsize>(bytes.size()));
}

void atomic_file::commit() {
    if (state_->committed) {
        throw io_error(state_->path + ": was already committed");
    }
    if (state_->path == "-") {
        std::cout << state_->held.str() << std::flush;
        if (!std::cout) {
            throw io_error("standard output: cannot be written");
        }
        state_->committed = true;
        return;
    }
    state_->file.flush();
    const bool good = state_->file.good();
    const int why = errno;
    state_->file.close();
    if (!good || state_->file.fail()) {
        throw io_error(state_->path + ": cannot be written: " + std::strerror(why));
    }
    put_in_place(state_->temporary, state_->path, state_->policy);
    state_->committed = true;
}

atomic_path::atomic_path(std::string path, existing policy)
    : path_(std::move(path)), policy_(policy) {
    if (path_ == "-") {
        throw io_error("this format cannot be written to standard output; give a file name");
    }
    check_writable(path_, policy_);
    temporary_ = temporary_beside(path_);
}

atomic_path::~atomic_path() {
    if (!committed_) {
        remove_quietly(temporary_);
        remove_quietly(temporary_ + "-journal");
    }
}

void atomic_path::commit() {
    put_in_place(temporary_, path_, policy_);
    committed_ = true;
}

}  // namespace geo
