// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "geo/io/road_table.hpp"

#include <functional>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

/// Values as OpenStreetMap writes them; line layers of roads use the same.
namespace geo::detail {

/// `60`, `60 km/h`, `40 mph`, `10 knots`; `walk` is 5 km/h. None for `none` and whatever else is no speed.
///
/// Source    https://wiki.openstreetmap.org/wiki/Key:maxspeed; an international mile is 1609.344 m and
///           a nautical one 1852 m; walking pace 4-7 km/h by German case law, the middle rounded down.
[[nodiscard]] std::optional<kilometres_per_hour> parse_speed(std::string_view text);

/// `7.5`, `7.5 t`, `7500 kg`, `8 st` (of 2000 lb), `16000 lbs`. None for what is no weight.
///
/// Source    https://wiki.openstreetmap.org/wiki/Key:maxweight; a pound is 0.45359237 kg.
[[nodiscard]] std::optional<tonnes> parse_weight(std::string_view text);

/// `yes` `1` `true` `F` `FT`; `-1` `reverse` `T` `TF`; `no` `0` `false` `B` `N` and `alternating`
/// (both, by turns). None for other words.
///
/// Source    https://wiki.openstreetmap.org/wiki/Key:oneway; F, T, B of Geofabrik's shape files,
///           FT and TF of Esri's network data sets.
[[nodiscard]] std::optional<road_direction> parse_one_way(std::string_view text);

/// What the tags of a way say of it as a road for vehicles.
struct tag_reading {
    bool is_road = false;
    road_way way;          ///< without id and positions
    std::string left_out;  ///< why it is none, when one might have thought so
    std::string unread;    ///< `key=value` that was not understood, if any
};

/// The value of a key, or null.
using tag_lookup = std::function<const char*(const char*)>;

/// Source    https://wiki.openstreetmap.org/wiki/OSM_tags_for_routing: motorways and roundabouts are
///           one-way unless they say otherwise; the most particular of motor_vehicle, vehicle and
///           access holds, and no, private, agricultural, forestry and emergency are not for the
///           public (as Project OSRM's car profile has it).
[[nodiscard]] tag_reading read_tags(const tag_lookup& value);

}  // namespace geo::detail
