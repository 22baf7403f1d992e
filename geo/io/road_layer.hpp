// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "geo/io/layer.hpp"
#include "geo/io/road_table.hpp"

#include <map>
#include <string>

namespace geo {

/// The names that a line layer's attributes have; the defaults are OpenStreetMap's words, but for
/// the class. What a layer lacks is not said: no road needs any of them.
struct road_attributes {
    std::string kind = "class";
    std::string speed = "maxspeed";
    std::string one_way = "oneway";
    std::string bridge = "bridge";
    std::string tunnel = "tunnel";
    std::string weight_limit = "maxweight";
    std::string label = "ref";
    std::string schematic = "schematic";
    bool speed_in_mph = false;  ///< numbers without a unit; else km/h
    /// Words of the layer for the class, beside the names of road_class and their `_link`.
    std::map<std::string, road_class> classes;
};

/// The lines of a layer as roads. Lines meet where they have a position in common; a bridge or a
/// tunnel meets others only at its ends. A line in several parts becomes as many roads.
///
/// Values are written as in OpenStreetMap (`50`, `30 mph`; `yes`, `-1`, `F`; `7.5 t`). Edges are
/// taken as geodesics between the layer's positions; where the layer reads them as straight in
/// lon/lat, positions are added until both agree within 0.25 m, but not to schematic roads.
///
/// Findings  those of the layer, then values that are not understood, classes unknown.
[[nodiscard]] road_table roads_of_layer(const layer& from, const road_attributes& names);

}  // namespace geo
