// SPDX-License-Identifier: Apache-2.0
#include "planner/monitor/fast_text.hpp"

#include <algorithm>
#include <array>
#include <cmath>

namespace planner {

namespace {

constexpr std::size_t least_grown = 1U << 16U;
constexpr std::array<double, 10> powers{1, 1e1, 1e2, 1e3, 1e4, 1e5, 1e6, 1e7, 1e8, 1e9};

constexpr std::array<char, 200> make_pairs() {
    std::array<char, 200> out{};
    for (std::size_t i = 0; i < 100; ++i) {
        out[2 * i] = static_cast<char>('0' + i / 10);
        out[2 * i + 1] = static_cast<char>('0' + i % 10);
    }
    return out;
}
/// `00` to `99`.
constexpr auto pairs = make_pairs();

void put_pair(char* to, std::uint64_t value) {
    std::memcpy(to, pairs.data() + 2 * value, 2);
}

/// Digits before `end`; where they begin.
char* put_digits_before(char* end, std::uint64_t value) {
    while (value >= 100) {
        end -= 2;
        put_pair(end, value % 100);
        value /= 100;
    }
    if (value >= 10) {
        end -= 2;
        put_pair(end, value);
        return end;
    }
    *--end = static_cast<char>('0' + value);
    return end;
}

/// As llround() of what is not negative, but inline.
std::uint64_t rounded(double value) {
    const auto whole = static_cast<std::uint64_t>(static_cast<std::int64_t>(value));
    return whole + (value - static_cast<double>(whole) >= 0.5 ? 1 : 0);
}

}  // namespace

void fast_text::grow(std::size_t bytes) {
    const auto used = size();
    const auto room = std::max(2 * (used + bytes), least_grown);
    std::unique_ptr<char[]> wider(new char[room]);  // NOLINT: left as it is, not cleared
    if (used > 0) {
        std::memcpy(wider.get(), bytes_.get(), used);
    }
    bytes_ = std::move(wider);
    at_ = bytes_.get() + used;
    end_ = bytes_.get() + room;
}

void fast_text::add_number(std::uint64_t value) {
    std::array<char, 20> digits;  // NOLINT: written from its end
    auto* const end = digits.data() + digits.size();
    const auto* const first = put_digits_before(end, value);
    add(std::string_view(first, static_cast<std::size_t>(end - first)));
}

void fast_text::add_fixed(double value, int decimals) {
    auto left = rounded(std::abs(value) * powers[static_cast<std::size_t>(decimals)]);
    if (value < 0 && left > 0) {
        add('-');
    }
    while (decimals > 0 && left % 10 == 0) {
        left /= 10;
        --decimals;
    }
    std::array<char, 24> digits;  // NOLINT: written from its end
    auto* const end = digits.data() + digits.size();
    auto* first = put_digits_before(end, left);
    // Zeros up to the one before the point.
    while (end - first <= decimals) {
        *--first = '0';
    }
    const auto whole = static_cast<std::size_t>(end - first - decimals);
    add(std::string_view(first, whole));
    if (decimals > 0) {
        add('.');
        add(std::string_view(first + whole, static_cast<std::size_t>(decimals)));
    }
}

void fast_text::add_time(instant t) {
    const auto day = std::chrono::floor<std::chrono::days>(t);
    const std::chrono::year_month_day date(day);
    const int year = static_cast<int>(date.year());
    if (year < 0 || year > 9999) {
        add(to_rfc3339(t));
        return;
    }
    const auto clock = static_cast<unsigned>((t - day).count());
    char text[] = "0000-00-00T00:00:00Z";
    put_pair(text, static_cast<unsigned>(year) / 100);
    put_pair(text + 2, static_cast<unsigned>(year) % 100);
    put_pair(text + 5, static_cast<unsigned>(date.month()));
    put_pair(text + 8, static_cast<unsigned>(date.day()));
    put_pair(text + 11, clock / 3600);
    put_pair(text + 14, clock / 60 % 60);
    put_pair(text + 17, clock % 60);
    add(std::string_view(text, sizeof text - 1));
}

void fast_text::add_json(std::string_view text) {
    constexpr std::string_view hex = "0123456789abcdef";
    add('"');
    std::size_t plain = 0;
    for (std::size_t i = 0; i < text.size(); ++i) {
        const auto c = static_cast<unsigned char>(text[i]);
        if (c >= 0x20 && c != '"' && c != '\\' && c != 0x7f) {
            continue;
        }
        add(text.substr(plain, i - plain));
        plain = i + 1;
        if (c == '"' || c == '\\') {
            add('\\');
            add(static_cast<char>(c));
        } else {
            add("\\u00");
            add(hex[c >> 4U]);
            add(hex[c & 15U]);
        }
    }
    add(text.substr(plain));
    add('"');
}

void fast_text::add_csv(std::string_view text) {
    // As OWASP advises (CSV injection); a minus before a number is one of ours and no text.
    const bool formula =
        !text.empty() && std::string_view("=+-@\t\r").find(text[0]) != std::string_view::npos;
    if (text.find_first_of(",\"\r\n") == std::string_view::npos) {
        if (formula) {
            add('\'');
        }
        add(text);
        return;
    }
    add(formula ? std::string_view("\"'") : std::string_view("\""));
    for (const char c : text) {
        add(c);
        if (c == '"') {
            add('"');
        }
    }
    add('"');
}

}  // namespace planner
