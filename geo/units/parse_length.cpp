// SPDX-License-Identifier: Apache-2.0
#include "geo/units/parse_length.hpp"

#include <array>
#include <charconv>
#include <cmath>

namespace geo {

namespace {

struct unit_name {
    std::string_view name;
    double in_metres;
};

constexpr std::array<unit_name, 5> known_units{{
    {"m", 1.0},
    {"km", 1000.0},
    {"cm", 0.01},
    {"nmi", 1852.0},
    {"mi", 1609.344},
}};

std::string_view trimmed(std::string_view text) {
    while (!text.empty() && text.front() == ' ') {
        text.remove_prefix(1);
    }
    while (!text.empty() && text.back() == ' ') {
        text.remove_suffix(1);
    }
    return text;
}

}  // namespace

std::optional<metres> parse_length(std::string_view text) {
    text = trimmed(text);
    double number = 0;
    const auto parsed = std::from_chars(text.data(), text.data() + text.size(), number);
    if (parsed.ec != std::errc() || !std::isfinite(number)) {
        return std::nullopt;
    }
    const auto rest = trimmed(text.substr(static_cast<std::size_t>(parsed.ptr - text.data())));
    for (const auto& unit : known_units) {
        if (rest == unit.name) {
            return metres(number * unit.in_metres);
        }
    }
    return std::nullopt;
}

}  // namespace geo
