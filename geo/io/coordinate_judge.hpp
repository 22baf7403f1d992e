// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <cstddef>
#include <cstdint>
#include <string_view>

namespace geo::detail {

/// Of a whole number that json-c, which GDAL reads with, takes as it stands.
constexpr std::size_t longest_whole_number = 18;

/// What the arrays of one `coordinates` hold; judged as it is read.
class coordinate_judge {
public:
    void begin(std::uint64_t first) { *this = {}, first_ = first; }

    void open() {
        if (depth_ != 0 && level_ >= depth_) {
            doubt("an array inside a position");
        }
        ++level_;
    }
    /// True when that was the outermost one.
    bool close(std::size_t size) {
        if (size == 0) {
            doubt("an empty array");
        } else if (level_ == depth_ && size < 2) {
            doubt("a position of one number");
        }
        has_heights = has_heights || (level_ == depth_ && size > 2);
        return --level_ == 0;
    }
    void number(std::string_view text) {
        depth_ = depth_ == 0 ? level_ : depth_;
        if (level_ != depth_) {
            doubt("a number beside arrays");
        }
        if (text.size() > longest_whole_number &&
            text.find_first_of(".eE") == std::string_view::npos) {
            doubt("a whole number of more than 18 digits");
        }
    }
    void doubt(const char* what) { doubt_ = doubt_ == nullptr ? what : doubt_; }

    [[nodiscard]] std::uint64_t first() const { return first_; }
    [[nodiscard]] std::size_t depth() const { return depth_; }
    [[nodiscard]] const char* doubtful() const { return doubt_; }
    bool has_heights = false;

private:
    std::uint64_t first_ = 0;
    std::size_t level_ = 0;  ///< arrays open
    std::size_t depth_ = 0;  ///< of positions; 0 before the first number
    const char* doubt_ = nullptr;
};

}  // namespace geo::detail
