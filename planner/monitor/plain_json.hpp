// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "planner/monitor/row_cells.hpp"

#include <algorithm>
#include <array>
#include <bit>
#include <cstddef>
#include <cstring>

namespace planner::detail {

/// Eight bytes of a text at once; the first in the lowest.
[[nodiscard]] inline std::uint64_t eight_bytes(const char* at) {
    std::uint64_t out = 0;
    std::memcpy(&out, at, sizeof out);
    return out;
}

/// The first byte from `at` on that ends a text or that a plain one does not have: a quote, a backslash,
/// a control character. `high` gathers the bytes before it: its bits 7 say whether all are ASCII.
/// May lie behind `end` where none comes before.
///
/// Requires  8 readable bytes from `end` on.
/// Source    the bit tricks, exact for the lowest byte found: H. S. Warren, Hacker's Delight (2012), 6-1.
[[nodiscard]] inline const char* end_of_plain(
    const char* at, const char* end, std::uint64_t& high
) {
    constexpr std::uint64_t ones = 0x0101010101010101U;
    constexpr std::uint64_t tops = 0x8080808080808080U;
    for (; at < end; at += 8) {
        const auto bytes = eight_bytes(at);
        const auto quote = bytes ^ (ones * '"');
        const auto slash = bytes ^ (ones * '\\');
        const auto found = (((quote - ones) & ~quote) | ((slash - ones) & ~slash) |
                            ((bytes - ones * 0x20) & ~bytes)) &
                           tops;
        if (found != 0) {
            const auto before = std::countr_zero(found) & ~7;
            high |= bytes & ((std::uint64_t{1} << static_cast<unsigned>(before)) - 1);
            return at + before / 8;
        }
        high |= bytes;
    }
    return end;
}

/// Reads rows that are one flat JSON object of the plainest kind, as nearly all of a feed are: texts
/// without escapes, numbers of at most 15 digits without exponent, true, false, null. What it reads it reads
/// as RFC 8259 has it, cell for cell what a full parser finds; every other row, sound or not, is left to that.
///
/// Error     numbers are correctly rounded: of integers below 2^53 and powers of ten up to 10^22 so is
///           the quotient (W. D. Clinger, How to Read Floating Point Numbers Accurately, PLDI 1990).
class plain_object {
public:
    /// Requires  row_padding readable bytes after the row.
    explicit plain_object(std::string_view row) : at_(row.data()), end_(at_ + row.size()) {}

    /// Calls `take(key, cell)` for each pair in order. False when the row is not plain, or `take` was
    /// for one: then what was taken counts for nothing.
    template <class Take>
    [[nodiscard]] bool read(Take&& take) {
        // Bytes are compared in the order in which they lie in memory.
        if constexpr (std::endian::native != std::endian::little) {
            return false;
        }
        if (!skip('{')) {
            return false;
        }
        for (;;) {
            skip_spaces();
            row_cell cell;
            std::string_view key;
            if (!read_text(key)) {
                return false;
            }
            skip_spaces();
            if (!skip(':')) {
                return false;
            }
            skip_spaces();
            if (!read_value(cell) || !take(key, cell)) {
                return false;
            }
            skip_spaces();
            if (!skip(',')) {
                break;
            }
        }
        if (!skip('}')) {
            return false;
        }
        skip_spaces();
        return at_ == end_;
    }

    /// Was everything read ASCII? Else the row's UTF-8 is still to be checked.
    [[nodiscard]] bool is_ascii() const { return (high_ & 0x8080808080808080U) == 0; }

private:
    bool skip(char wanted) {
        const bool found = at_ < end_ && *at_ == wanted;
        at_ += found ? 1 : 0;
        return found;
    }
    void skip_spaces() {
        // Most rows have none, and nothing but spaces is so low where they may stand.
        while (at_ < end_ && static_cast<unsigned char>(*at_) <= ' ' && is_space(*at_)) {
            ++at_;
        }
    }
    [[nodiscard]] static bool is_space(char c) {
        return c == ' ' || c == '\t' || c == '\n' || c == '\r';
    }
    bool read_text(std::string_view& to) {
        if (!skip('"')) {
            return false;
        }
        const auto* const last = end_of_plain(at_, end_, high_);
        if (last >= end_ || *last != '"') {
            return false;
        }
        to = {at_, static_cast<std::size_t>(last - at_)};
        at_ = last + 1;
        return true;
    }
    bool read_word(std::string_view word) {
        const bool found = static_cast<std::size_t>(end_ - at_) >= word.size() &&
                           std::memcmp(at_, word.data(), word.size()) == 0;
        at_ += found ? word.size() : 0;
        return found;
    }
    bool read_value(row_cell& to) {
        if (at_ >= end_) {
            return false;
        }
        switch (*at_) {
        case '"':
            to.kind = row_cell::holds::text;
            return read_text(to.text);
        case 'n':
            return read_word("null");
        case 't':
            to.kind = row_cell::holds::other;
            return read_word("true");
        case 'f':
            to.kind = row_cell::holds::other;
            return read_word("false");
        default:
            to.kind = row_cell::holds::number;
            return read_number(to);
        }
    }
    /// How many digits come, `value` gathering them.
    int read_digits(std::uint64_t& value) {
        const auto* const first = at_;
        for (; at_ < end_ && *at_ >= '0' && *at_ <= '9'; ++at_) {
            value = 10 * value + static_cast<std::uint64_t>(*at_ - '0');
        }
        return static_cast<int>(std::min<std::ptrdiff_t>(at_ - first, most_digits + 1));
    }
    bool read_number(row_cell& to) {
        const auto* const first = at_;
        const bool negative = skip('-');
        const bool zero_first = at_ < end_ && *at_ == '0';
        std::uint64_t value = 0;
        const int whole = read_digits(value);
        if (whole == 0 || (zero_first && whole > 1)) {
            return false;
        }
        int part = 0;
        if (skip('.')) {
            part = read_digits(value);
            if (part == 0) {
                return false;
            }
        }
        const bool has_exponent = at_ < end_ && (*at_ == 'e' || *at_ == 'E');
        if (whole + part > most_digits || has_exponent || (negative && value == 0)) {
            return false;
        }
        const double size =
            static_cast<double>(value) / powers_of_ten[static_cast<std::size_t>(part)];
        to.text = {first, static_cast<std::size_t>(at_ - first)};
        to.number = negative ? -size : size;
        return true;
    }

    /// 10^15 is below 2^53.
    static constexpr int most_digits = 15;
    static constexpr std::array<double, most_digits + 1> powers_of_ten{
        1, 1e1, 1e2, 1e3, 1e4, 1e5, 1e6, 1e7, 1e8, 1e9, 1e10, 1e11, 1e12, 1e13, 1e14, 1e15};

    const char* at_;
    const char* end_;
    std::uint64_t high_ = 0;
};

}  // namespace planner::detail
