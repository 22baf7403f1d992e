// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "planner/model/time.hpp"

#include <cassert>
#include <cstdint>
#include <cstring>
#include <memory>
#include <string_view>

namespace planner {

/// A text that is written at some 1 to 10 ns a piece, without format strings and locale, and without a
/// look at the room that is left: that is made once for all that comes.
///
/// Requires  of everything that begins with `add`: make_room() was called for what it says to need.
class fast_text {
public:
    [[nodiscard]] std::string_view view() const { return {bytes_.get(), size()}; }
    [[nodiscard]] std::size_t size() const { return static_cast<std::size_t>(at_ - bytes_.get()); }
    [[nodiscard]] bool empty() const { return at_ == bytes_.get(); }
    /// Keeps its memory.
    void clear() { at_ = bytes_.get(); }

    /// At least so many bytes more.
    void make_room(std::size_t bytes) {
        if (static_cast<std::size_t>(end_ - at_) < bytes) {
            grow(bytes);
        }
    }

    void add(char c) {
        assert(at_ < end_);
        *at_++ = c;
    }
    void add(std::string_view text) {
        assert(static_cast<std::size_t>(end_ - at_) >= text.size());
        if (!text.empty()) {
            std::memcpy(at_, text.data(), text.size());
            at_ += text.size();
        }
    }

    /// A literal: its size is known, so it is copied without a call.
    template <std::size_t Size>
    void add(const char (&text)[Size]) {
        add(std::string_view(text, Size - 1));
    }

    static constexpr std::size_t room_of_number = 24;
    static constexpr std::size_t room_of_time = 40;
    [[nodiscard]] static std::size_t room_of_json(std::string_view text) {
        return 6 * text.size() + 2;
    }
    [[nodiscard]] static std::size_t room_of_csv(std::string_view text) {
        return 2 * text.size() + 3;
    }

    void add_number(std::uint64_t value);

    /// `value` with at most so many decimals (0 to 9), zeros at the end left out: 12.5, -0.001, 7.
    ///
    /// Error     half of the last decimal; halves away from zero.
    /// Requires  finite, below 9e18 / 10^decimals.
    void add_fixed(double value, int decimals);

    /// RFC 3339 in UTC, as to_rfc3339().
    void add_time(instant t);

    /// A JSON text with its quotes; control characters as \u00XX. The text is UTF-8.
    void add_json(std::string_view text);

    /// A cell of CSV, quoted where RFC 4180 wants it, an apostrophe before what would be a formula.
    void add_csv(std::string_view text);

private:
    void grow(std::size_t bytes);

    std::unique_ptr<char[]> bytes_;
    char* at_ = nullptr;
    char* end_ = nullptr;
};

}  // namespace planner
