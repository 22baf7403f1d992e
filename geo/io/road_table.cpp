// SPDX-License-Identifier: Apache-2.0
#include "geo/io/road_table.hpp"

#include <array>

namespace geo {

namespace {

constexpr std::array<std::string_view, road_class_count> names{
    "motorway",
    "trunk",
    "primary",
    "secondary",
    "tertiary",
    "unclassified",
    "residential",
    "living_street",
    "service",
    "track",
    "road",
    "ferry"};

}  // namespace

std::string_view name(road_class kind) {
    return names[static_cast<std::size_t>(kind)];
}

std::optional<road_class> parse_road_class(std::string_view text) {
    for (std::size_t i = 0; i < names.size(); ++i) {
        if (names[i] == text) {
            return static_cast<road_class>(i);
        }
    }
    return std::nullopt;
}

}  // namespace geo
