// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <cstdint>
#include <memory>
#include <string>
#include <vector>

namespace geo::detail {

/// Bytes of a file that GDAL can name, in order, a block in memory at a time: an input stream as
/// RapidJSON wants it. The end, and what lies beyond `last`, reads as a zero byte.
class json_stream {
public:
    using Ch = char;

    /// The bytes from `first` up to `last`.
    ///
    /// Throws    io_error when the file cannot be opened.
    explicit json_stream(
        const std::string& path, std::uint64_t first = 0, std::uint64_t last = UINT64_MAX
    );
    ~json_stream();
    json_stream(const json_stream&) = delete;
    json_stream& operator=(const json_stream&) = delete;

    [[nodiscard]] char Peek() {
        if (at_ == size_) {
            fill();
        }
        return at_ == size_ ? '\0' : block_[at_];
    }
    char Take() {
        const char taken = Peek();
        at_ += at_ == size_ ? 0 : 1;
        return taken;
    }
    /// A zero byte may also be one of the file.
    [[nodiscard]] bool is_at_end() { return Peek() == '\0' && at_ == size_; }
    /// Place in the file.
    [[nodiscard]] std::size_t Tell() const { return static_cast<std::size_t>(base_) + at_; }

    /// Line feeds so far; asking costs what was read since.
    [[nodiscard]] std::uint64_t lines();

    // Only for streams that are written.
    char* PutBegin() { return nullptr; }
    void Put(char) {}
    void Flush() {}
    std::size_t PutEnd(char*) { return 0; }

    /// Says that all before was used. What follows may then be this long at most, so that no text of
    /// gigabytes is gathered; else the stream ends.
    void used() { used_ = Tell(); }
    [[nodiscard]] bool held_back() const { return held_back_; }

private:
    void fill();

    struct file;
    std::unique_ptr<file> file_;
    std::vector<char> block_;
    std::uint64_t base_;  ///< place of the block in the file
    std::uint64_t last_;
    std::uint64_t used_;
    std::uint64_t lines_ = 0;
    std::size_t counted_ = 0;  ///< up to where in the block
    std::size_t at_ = 0;
    std::size_t size_ = 0;
    bool ended_ = false;
    bool held_back_ = false;
};

}  // namespace geo::detail
