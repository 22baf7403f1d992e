// SPDX-License-Identifier: Apache-2.0
#include "planner/monitor/output_stream.hpp"

#include "geo/base/error.hpp"
#include "geo/io/atomic_file.hpp"

#include <cerrno>
#include <cstring>
#include <fcntl.h>
#include <sys/stat.h>
#include <unistd.h>
#include <utility>

namespace planner {

output_stream::output_stream(std::string path) : path_(std::move(path)) {}

output_stream::~output_stream() {
    if (file_ > 2) {
        close(file_);
    }
}

void output_stream::fail(const std::string& what) const {
    const std::string why = std::strerror(errno);
    throw geo::io_error((path_ == "-" ? "standard output" : path_) + ": " + what + ": " + why);
}

void output_stream::create(bool overwrite) {
    if (path_ == "-") {
        file_ = 1;
        return;
    }
    geo::check_writable(path_, overwrite ? geo::existing::replace : geo::existing::keep);
    file_ =
        open(path_.c_str(), O_WRONLY | O_CREAT | O_CLOEXEC | (overwrite ? O_TRUNC : O_EXCL), 0666);
    if (file_ < 0) {
        fail("cannot be written");
    }
}

void output_stream::go_on_at(std::uint64_t bytes) {
    file_ = open(path_.c_str(), O_WRONLY | O_CREAT | O_CLOEXEC, 0666);
    struct stat about {};
    if (file_ < 0 || fstat(file_, &about) != 0) {
        fail("cannot be written");
    }
    if (static_cast<std::uint64_t>(about.st_size) < bytes) {
        throw geo::input_error(
            path_ + ": is shorter than the checkpoint says; was it changed since?"
        );
    }
    if (ftruncate(file_, static_cast<off_t>(bytes)) != 0 ||
        lseek(file_, static_cast<off_t>(bytes), SEEK_SET) < 0) {
        fail("cannot be gone on with");
    }
    written_ = bytes;
}

bool output_stream::write(std::string_view text) {
    while (!text.empty()) {
        const auto done = ::write(file_, text.data(), text.size());
        if (done < 0) {
            if (errno == EINTR) {
                continue;
            }
            if (errno == EPIPE) {
                return false;
            }
            fail("cannot be written");
        }
        written_ += static_cast<std::uint64_t>(done);
        text.remove_prefix(static_cast<std::size_t>(done));
    }
    return true;
}

void output_stream::settle() {
    // Pipes and terminals cannot, and need not.
    (void)fdatasync(file_);
}

}  // namespace planner
