// SPDX-License-Identifier: Apache-2.0
#include "planner/model/time.hpp"

#include "geo/base/error.hpp"

#include <date/tz.h>

#include <charconv>
#include <cstdio>

namespace planner {

using namespace std::chrono;

namespace {

/// Reads exactly `digits` decimal digits and moves on; empty when there are none.
std::optional<int> take_number(std::string_view& text, std::size_t digits) {
    if (text.size() < digits) {
        return std::nullopt;
    }
    int value = 0;
    for (std::size_t i = 0; i < digits; ++i) {
        if (text[i] < '0' || text[i] > '9') {
            return std::nullopt;
        }
        value = value * 10 + (text[i] - '0');
    }
    text.remove_prefix(digits);
    return value;
}

bool take(std::string_view& text, char expected) {
    if (text.empty() || text.front() != expected) {
        return false;
    }
    text.remove_prefix(1);
    return true;
}

std::optional<sys_days> take_date(std::string_view& text) {
    const auto y = take_number(text, 4);
    if (!y || !take(text, '-')) {
        return std::nullopt;
    }
    const auto m = take_number(text, 2);
    if (!m || !take(text, '-')) {
        return std::nullopt;
    }
    const auto d = take_number(text, 2);
    if (!d) {
        return std::nullopt;
    }
    const year_month_day day{
        year(*y), month(static_cast<unsigned>(*m)), std::chrono::day(static_cast<unsigned>(*d))};
    if (!day.ok()) {
        return std::nullopt;
    }
    return sys_days(day);
}

std::optional<seconds> take_zone_offset(std::string_view& text) {
    if (take(text, 'Z') || take(text, 'z')) {
        return seconds(0);
    }
    const bool east = take(text, '+');
    if (!east && !take(text, '-')) {
        return std::nullopt;
    }
    const auto h = take_number(text, 2);
    if (!h || *h > 23 || !take(text, ':')) {
        return std::nullopt;
    }
    const auto m = take_number(text, 2);
    if (!m || *m > 59) {
        return std::nullopt;
    }
    const seconds size = hours(*h) + minutes(*m);
    return east ? size : -size;
}

std::optional<double> take_decimal(std::string_view text) {
    double value = 0;
    const auto* end = text.data() + text.size();
    const auto parsed = std::from_chars(text.data(), end, value);
    if (parsed.ec != std::errc() || parsed.ptr != end) {
        return std::nullopt;
    }
    return value;
}

const date::time_zone* zone_of(const std::string& name) {
    try {
        return date::locate_zone(name);
    } catch (const std::runtime_error&) {
        throw geo::input_error(
            "time zone '" + name +
            "' is not known; use an IANA name such as Europe/Kyiv "
            "(on Debian the package tzdata holds them)"
        );
    }
}

/// Days below 10 come with a space before them.
std::string unpadded(std::string text) {
    if (!text.empty() && text.front() == ' ') {
        text.erase(0, 1);
    }
    return text;
}

date::zoned_time<seconds> local(instant t, const std::string& time_zone) {
    return {zone_of(time_zone), date::sys_seconds(t.time_since_epoch())};
}

}  // namespace

instant open_end() {
    return sys_days(year(9999) / 12 / 31);
}

std::optional<instant> parse_instant(std::string_view text) {
    const auto days = take_date(text);
    if (!days) {
        return std::nullopt;
    }
    if (text.empty()) {
        return instant(*days);
    }
    if (!take(text, 'T') && !take(text, 't') && !take(text, ' ')) {
        return std::nullopt;
    }
    const auto h = take_number(text, 2);
    if (!h || *h > 23 || !take(text, ':')) {
        return std::nullopt;
    }
    const auto m = take_number(text, 2);
    if (!m || *m > 59) {
        return std::nullopt;
    }
    int s = 0;
    if (take(text, ':')) {
        const auto read = take_number(text, 2);
        if (!read || *read > 60) {
            return std::nullopt;
        }
        s = *read;
        if (take(text, '.')) {
            if (!take_number(text, 1)) {
                return std::nullopt;
            }
            while (take_number(text, 1)) {  // fractions are finer than any clause
            }
        }
    }
    const auto offset = take_zone_offset(text);
    if (!offset || !text.empty()) {
        return std::nullopt;
    }
    return instant(*days) + hours(*h) + minutes(*m) + seconds(s) - *offset;
}

std::string to_rfc3339(instant t) {
    const auto day = floor<days>(t);
    const year_month_day date(day);
    const hh_mm_ss clock(t - day);
    char text[40];
    std::snprintf(
        text,
        sizeof text,
        "%04d-%02u-%02uT%02d:%02d:%02dZ",
        static_cast<int>(date.year()),
        static_cast<unsigned>(date.month()),
        static_cast<unsigned>(date.day()),
        static_cast<int>(clock.hours().count()),
        static_cast<int>(clock.minutes().count()),
        static_cast<int>(clock.seconds().count())
    );
    return text;
}

std::string to_local_text(instant t, const std::string& time_zone) {
    return unpadded(date::format("%e %b %Y %H:%M", local(t, time_zone))) + " (" + time_zone + ")";
}

std::string to_local_date(instant t, const std::string& time_zone) {
    return unpadded(date::format("%e %b %Y", local(t, time_zone)));
}

std::string to_local_iso_date(instant t, const std::string& time_zone) {
    return date::format("%F", local(t, time_zone));
}

std::optional<seconds> parse_offset(std::string_view text) {
    if (text.size() < 3 || (text[0] != 'D' && text[0] != 'H')) {
        return std::nullopt;
    }
    if (text[1] != '+' && text[1] != '-') {
        return std::nullopt;
    }
    if (text[2] < '0' || text[2] > '9') {
        return std::nullopt;
    }
    const auto number = take_decimal(text.substr(2));
    if (!number || *number > 40000) {
        return std::nullopt;
    }
    const double unit = text[0] == 'D' ? 86400.0 : 3600.0;
    const seconds size(static_cast<std::int64_t>(*number * unit + 0.5));
    return text[1] == '+' ? size : -size;
}

std::string to_offset_text(seconds offset) {
    const auto count = offset.count();
    const char sign = count < 0 ? '-' : '+';
    const auto size = count < 0 ? -count : count;
    if (size % 86400 == 0) {
        return std::string("D") + sign + std::to_string(size / 86400);
    }
    if (size % 3600 == 0) {
        return std::string("H") + sign + std::to_string(size / 3600);
    }
    return std::string("D") + sign + std::to_string(size / 86400) + " " +
           std::to_string(size % 86400) + " s";
}

instant at_offset(instant d_day, seconds offset, const std::string& time_zone) {
    const auto* zone = zone_of(time_zone);
    const auto whole = std::chrono::duration_cast<days>(offset);
    const auto there = zone->to_local(date::sys_seconds(d_day.time_since_epoch())) + seconds(whole);
    return instant(zone->to_sys(there, date::choose::earliest).time_since_epoch()) +
           (offset - whole);
}

instant at_time_of_day(instant t, int later, seconds time_of_day, const std::string& time_zone) {
    const auto* zone = zone_of(time_zone);
    const auto here = zone->to_local(date::sys_seconds(t.time_since_epoch()));
    const auto there = date::floor<date::days>(here) + date::days(later) + time_of_day;
    return instant(zone->to_sys(there, date::choose::earliest).time_since_epoch());
}

std::optional<seconds> parse_duration(std::string_view text) {
    if (text.size() < 2 || text[0] < '0' || text[0] > '9') {
        return std::nullopt;
    }
    const char unit = text.back();
    const auto number = take_decimal(text.substr(0, text.size() - 1));
    if (!number || *number > 40000 || (unit != 'd' && unit != 'h')) {
        return std::nullopt;
    }
    return seconds(static_cast<std::int64_t>(*number * (unit == 'd' ? 86400.0 : 3600.0) + 0.5));
}

}  // namespace planner
