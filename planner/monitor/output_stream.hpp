// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <cstdint>
#include <string>
#include <string_view>

namespace planner {

/// A file or standard output that is written as the verdicts come: each write() is whole lines and is
/// passed on at once.
class output_stream {
public:
    /// `-` is standard output.
    explicit output_stream(std::string path);
    ~output_stream();
    output_stream(const output_stream&) = delete;
    output_stream& operator=(const output_stream&) = delete;

    /// Throws    geo::io_error when it exists and is kept, or cannot be made.
    void create(bool overwrite);
    /// Goes on behind the first `bytes` of an existing file, or makes it; what follows them is cut.
    ///
    /// Throws    geo::io_error; geo::input_error when it is shorter.
    void go_on_at(std::uint64_t bytes);

    /// False when nobody reads it any more.
    ///
    /// Throws    geo::io_error, as for a full disk.
    [[nodiscard]] bool write(std::string_view text);
    /// What was written is on the disk.
    void settle();
    [[nodiscard]] std::uint64_t written() const { return written_; }

private:
    [[noreturn]] void fail(const std::string& what) const;

    std::string path_;
    int file_ = -1;
    std::uint64_t written_ = 0;
};

}  // namespace planner
