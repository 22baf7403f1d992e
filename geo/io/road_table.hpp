// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "geo/base/finding.hpp"
#include "geo/geometry/lon_lat.hpp"
#include "geo/units/travel.hpp"

#include <cstddef>
#include <cstdint>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

namespace geo {

/// How a road ranks in its country's network: the words of OpenStreetMap's key `highway` for roads
/// that vehicles use (slip roads `_link` count as their road), and ferries.
///
/// Source    https://wiki.openstreetmap.org/wiki/Key:highway, Tag:route=ferry
enum class road_class : std::uint8_t {
    motorway,
    trunk,
    primary,
    secondary,
    tertiary,
    unclassified,
    residential,
    living_street,
    service,
    track,
    road,  ///< of unknown rank
    ferry
};
constexpr std::size_t road_class_count = 12;

[[nodiscard]] std::string_view name(road_class kind);
[[nodiscard]] std::optional<road_class> parse_road_class(std::string_view text);

/// Which way a road may be used, seen along the order of its positions.
enum class road_direction : std::uint8_t { both, forward, backward };

/// One road of a source, as the source tells it; what it does not say stays empty.
struct road_way {
    std::string source_id;  ///< `way/123` of OpenStreetMap, or the id of the feature
    std::string label;      ///< its number (`M18/E105`), else its name
    road_class kind = road_class::road;
    road_direction direction = road_direction::both;
    bool bridge = false;
    bool tunnel = false;
    bool schematic = false;                    ///< drawn from place to place, not along its course
    std::optional<kilometres_per_hour> speed;  ///< the limit signposted; > 0
    std::optional<tonnes> weight_limit;        ///< of a whole vehicle; > 0
    std::size_t first = 0;                     ///< in road_table::chain
    std::size_t count = 0;                     ///< of its positions, 2 or more
};

/// Roads of one source before they are joined to a network.
struct road_table {
    std::string file;
    std::string layer;
    std::vector<lon_lat> positions;    ///< each place where roads may meet, once
    std::vector<std::uint32_t> chain;  ///< numbers of positions, one road after another
    std::vector<road_way> ways;
    findings found;
};

}  // namespace geo
