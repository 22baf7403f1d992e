// SPDX-License-Identifier: Apache-2.0
#include "planner/monitor/fast_text.hpp"

#include <array>
#include <cmath>

namespace planner {

namespace {

constexpr std::array<double, 10> powers{1, 1e1, 1e2, 1e3, 1e4, 1e5, 1e6, 1e7, 1e8, 1e9};

void append_two(char* to, unsigned value) {
    to[0] = static_cast<char>('0' + value / 10);
    to[1] = static_cast<char>('0' + value % 10);
}

}  // namespace

void append_number(std::string& to, std::uint64_t value) {
    char digits[20];
    std::size_t at = sizeof digits;
    do {
        digits[--at] = static_cast<char>('0' + value % 10);
        value /= 10;
    } while (value > 0);
    to.append(digits + at, sizeof digits - at);
}

void append_fixed(std::string& to, double value, int decimals) {
    const auto scaled = std::llround(std::abs(value) * powers[static_cast<std::size_t>(decimals)]);
    if (value < 0 && scaled > 0) {
        to += '-';
    }
    auto left = static_cast<std::uint64_t>(scaled);
    while (decimals > 0 && left % 10 == 0) {
        left /= 10;
        --decimals;
    }
    if (decimals == 0) {
        append_number(to, left);
        return;
    }
    std::uint64_t power = 1;
    for (int i = 0; i < decimals; ++i) {
        power *= 10;
    }
    append_number(to, left / power);
    char text[10];
    auto part = left % power;
    text[0] = '.';
    for (int i = decimals; i > 0; --i) {
        text[i] = static_cast<char>('0' + part % 10);
        part /= 10;
    }
    to.append(text, static_cast<std::size_t>(decimals) + 1);
}

void append_time(std::string& to, instant t) {
    const auto day = std::chrono::floor<std::chrono::days>(t);
    const std::chrono::year_month_day date(day);
    const int year = static_cast<int>(date.year());
    if (year < 0 || year > 9999) {
        to += to_rfc3339(t);
        return;
    }
    const auto clock = static_cast<unsigned>((t - day).count());
    char text[] = "0000-00-00T00:00:00Z";
    append_two(text, static_cast<unsigned>(year) / 100);
    append_two(text + 2, static_cast<unsigned>(year) % 100);
    append_two(text + 5, static_cast<unsigned>(date.month()));
    append_two(text + 8, static_cast<unsigned>(date.day()));
    append_two(text + 11, clock / 3600);
    append_two(text + 14, clock / 60 % 60);
    append_two(text + 17, clock % 60);
    to.append(text, 20);
}

void append_json(std::string& to, std::string_view text) {
    constexpr std::string_view hex = "0123456789abcdef";
    to += '"';
    std::size_t plain = 0;
    for (std::size_t i = 0; i < text.size(); ++i) {
        const auto c = static_cast<unsigned char>(text[i]);
        if (c >= 0x20 && c != '"' && c != '\\' && c != 0x7f) {
            continue;
        }
        to.append(text.substr(plain, i - plain));
        plain = i + 1;
        if (c == '"' || c == '\\') {
            to += '\\';
            to += static_cast<char>(c);
        } else {
            to += "\\u00";
            to += hex[c >> 4U];
            to += hex[c & 15U];
        }
    }
    to.append(text.substr(plain));
    to += '"';
}

void append_csv(std::string& to, std::string_view text) {
    // As OWASP advises (CSV injection); a minus before a number is one of ours and no text.
    const bool formula =
        !text.empty() && std::string_view("=+-@\t\r").find(text[0]) != std::string_view::npos;
    if (text.find_first_of(",\"\r\n") == std::string_view::npos) {
        to += formula ? "'" : "";
        to.append(text);
        return;
    }
    to += formula ? "\"'" : "\"";
    for (const char c : text) {
        to += c;
        if (c == '"') {
            to += '"';
        }
    }
    to += '"';
}

}  // namespace planner
