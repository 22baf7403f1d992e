// SPDX-License-Identifier: Apache-2.0
#include "planner/monitor/seen_text.hpp"

#include <algorithm>
#include <array>
#include <cctype>
#include <charconv>
#include <optional>
#include <string>

namespace planner {

namespace {

/// Of a wind of 16 directions, half of a part.
constexpr double half_of_sixteenth = 11.25;

constexpr std::array<std::string_view, 16> winds{
    "n",
    "nne",
    "ne",
    "ene",
    "e",
    "ese",
    "se",
    "sse",
    "s",
    "ssw",
    "sw",
    "wsw",
    "w",
    "wnw",
    "nw",
    "nnw"};

char lower(char c) {
    return static_cast<char>(std::tolower(static_cast<unsigned char>(c)));
}

struct range_text {
    double value = 0;
    double half_digit = 0;
};

std::optional<range_text> parse_range(std::string_view part) {
    range_text out;
    const auto* const end = part.data() + part.size();
    const auto read = std::from_chars(part.data(), end, out.value);
    if (read.ec != std::errc() || read.ptr != end || out.value < 0) {
        return std::nullopt;
    }
    out.half_digit = 0.5;
    for (auto i = part.find('.'); i != std::string_view::npos && i + 1 < part.size(); ++i) {
        out.half_digit /= 10;
    }
    return out;
}

/// Of `0.6-4` or `1.5`.
bool parse_ranges(std::string_view text, double& low, double& high) {
    while (!text.empty() && text.back() == ' ') {
        text.remove_suffix(1);
    }
    const auto dash = text.find('-');
    const auto first = parse_range(text.substr(0, dash));
    if (!first) {
        return false;
    }
    if (dash == std::string_view::npos) {
        high = first->value + first->half_digit;
        low = std::max(0.0, first->value - first->half_digit);
        return true;
    }
    const auto second = parse_range(text.substr(dash + 1));
    low = first->value;
    high = second ? second->value : 0;
    return second.has_value();
}

/// `south-south-west` and `SSW` alike as `ssw`.
std::string wind_of(std::string_view text) {
    std::string out;
    for (std::size_t i = 0; i < text.size();) {
        std::size_t length = 0;
        for (const std::string_view word : {"north", "south", "east", "west"}) {
            bool same = i + word.size() <= text.size();
            for (std::size_t k = 0; same && k < word.size(); ++k) {
                same = lower(text[i + k]) == word[k];
            }
            length = same ? word.size() : length;
        }
        if (text[i] == ' ' || text[i] == '-') {
            ++i;
        } else {
            out += lower(text[i]);
            i += length > 0 ? length : 1;
        }
    }
    return out;
}

}  // namespace

bool parse_seen(std::string_view text, geo::seen_sector& to) {
    auto unit = text.find("km");
    const double scale = unit == std::string_view::npos ? 1 : 1000;
    unit = unit == std::string_view::npos ? text.find('m') : unit;
    double low = 0;
    double high = 0;
    if (unit == std::string_view::npos || !parse_ranges(text.substr(0, unit), low, high)) {
        return false;
    }
    const auto rest = text.substr(unit + (scale > 1 ? 2 : 1));
    const auto wind = wind_of(rest.substr(0, rest.find(" of ")));
    const auto found = std::find(winds.begin(), winds.end(), wind);
    if (found == winds.end() || high * scale > farthest_seen.value()) {
        return false;
    }
    to.nearest = geo::metres(low * scale);
    to.farthest = geo::metres(high * scale);
    to.bearing = geo::degrees(22.5 * static_cast<double>(found - winds.begin()));
    to.half_width = geo::degrees(half_of_sixteenth);
    return true;
}

}  // namespace planner
