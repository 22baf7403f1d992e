// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <cstdint>
#include <memory>
#include <string>
#include <vector>

namespace geo {

/// Bytes of a file or of standard input as they come, gzip unpacked on the way (members one after
/// the other, as `cat a.gz b.gz` makes them). Memory does not grow with what is read.
class byte_source {
public:
    /// `-` is standard input. `wakes` are file descriptors: when one can be read, waiting ends, read()
    /// returns 0 and was_woken() is true. Files are not waited for: they are looked at between reads.
    ///
    /// Throws    io_error when the file cannot be opened or is a folder.
    explicit byte_source(std::string path, std::vector<int> wakes = {});
    ~byte_source();
    byte_source(const byte_source&) = delete;
    byte_source& operator=(const byte_source&) = delete;

    /// What is there, at least one byte, at most `room`; waits for it. 0 at the end.
    ///
    /// Throws    io_error when reading fails; input_error when gzip is damaged or cut short.
    [[nodiscard]] std::size_t read(char* to, std::size_t room);

    [[nodiscard]] bool was_woken() const;
    /// Can a place be found again: is it a file?
    [[nodiscard]] bool is_file() const;
    /// Of the file as it lies on disk; 0 when it is none.
    [[nodiscard]] std::uint64_t size() const;

    /// Goes to a place of the unpacked bytes. Cost: of a packed file all before it is unpacked.
    ///
    /// Requires  is_file(), nothing read yet.
    /// Throws    input_error when there are fewer bytes.
    void go_to(std::uint64_t place);

private:
    struct state;
    std::unique_ptr<state> state_;
};

}  // namespace geo
