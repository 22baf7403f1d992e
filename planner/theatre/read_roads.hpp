// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "geo/io/road_layer.hpp"
#include "geo/network/build_network.hpp"
#include "planner/config/config.hpp"
#include "planner/model/theatre.hpp"

#include <map>
#include <optional>
#include <string>

namespace planner {

/// What `[layers.roads]` of a theatre says of how its roads are read.
struct road_settings {
    std::string file;  ///< as the theatre names it
    std::string assume_crs;
    std::string where;
    geo::road_attributes attributes;
    std::optional<geo::metres> snap;
    std::optional<double> detour_factor;
    std::map<geo::road_class, geo::kilometres_per_hour> speeds;
};

/// Takes the keys of `[layers.roads]` beside those that every layer has.
///
/// Throws    geo::input_error for values out of range and for classes not known.
[[nodiscard]] road_settings take_road_settings(config_table& table);

/// The roads of a theatre as a network.
struct theatre_roads {
    geo::road_network network;
    double detour_factor = 1;   ///< of schematic roads
    std::string detour_source;  ///< where it comes from
    std::string speed_source;   ///< where assumed speeds come from
    geo::metres snap;           ///< within which road ends were joined
    geo::findings found;
};

/// Road ends of line layers that meet nothing are joined within this unless the theatre says
/// otherwise: what digitising leaves open, and less than the width of a road (3.5 m a lane).
/// OpenStreetMap says itself what meets; there none are joined unless asked.
constexpr geo::metres usual_snap(1);

/// Reads the layer `roads` of a theatre: an OpenStreetMap file (geo::is_osm_name) or a layer of
/// lines. None when the theatre has no such layer.
///
/// Speeds and the detour factor come from `roads.toml` of the data folder where neither the source
/// nor the theatre says them.
///
/// Findings  those of reading and building; roads that do not come near the territories.
/// Throws    geo::io_error, geo::input_error: see geo::read_osm_roads, geo::read_layer.
[[nodiscard]] std::optional<theatre_roads> read_roads(const theatre& about);

}  // namespace planner
