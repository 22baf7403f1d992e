// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "tests/support/world.hpp"

#include <string>
#include <utility>
#include <vector>

/// Small worlds with roads: 0.4 degrees held between the border at lon 10.2 and the line at lon 10.6, of
/// which the second phase is that west of lon 10.4.
namespace road_world {

struct drawn_road {
    std::string id;
    std::vector<std::pair<double, double>> through;
    std::string more = "";  ///< more properties
};

inline std::string roads(const std::vector<drawn_road>& all) {
    std::string out;
    for (const auto& one : all) {
        std::string line;
        for (const auto& [lon, lat] : one.through) {
            line +=
                (line.empty() ? "[" : ",[") + std::to_string(lon) + "," + std::to_string(lat) + "]";
        }
        out += (out.empty() ? "" : ",") + std::string(R"({"type":"Feature","id":")") + one.id +
               R"(","properties":{"class":"primary","ref":")" + one.id + "\"" + one.more +
               R"(},"geometry":{"type":"LineString","coordinates":[)" + line + "]}}";
    }
    return R"({"type":"FeatureCollection","features":[)" + out + "]}";
}

/// The straight road from where the forces stand to the gate, and one round by the north.
inline const drawn_road straight{
    "M1", {{10.55, 50.05}, {10.45, 50.05}, {10.3, 50.05}, {10.2, 50.05}}};
inline const drawn_road round{"T2", {{10.55, 50.05}, {10.5, 50.15}, {10.25, 50.15}, {10.2, 50.05}}};

inline world::drawing ground(const std::vector<drawn_road>& all, const std::string& forces) {
    return {
        .map = "WWhhhhee\nWWhhhhee",
        .settlements =
            "s1,Alpha,10.55,50.05,900\ns2,Beta,10.3,50.05,700\ns3,Gamma,10.5,50.15,500\n",
        .crossings = "gate,Gate,road,10.2,50.05,west,yes,main\n",
        .roads = roads(all),
        .forces = forces};
}

inline const std::string unit = "u1,Unit,10.55,50.05,west,any,300\n";

/// [corridors] of 100 vehicles an hour on every road.
inline std::string corridors(const std::string& more = "", int an_hour = 100) {
    return "[corridors]\nsource = \"made up\"\ncertainty = \"S\"\n" + more +
           "[corridors.capacity]\nprimary = " + std::to_string(an_hour) + "\n";
}

inline planner::plan plan_of(const world::drawing& what, const std::string& terms) {
    const world::temporary_folder folder;
    return world::plan_of(folder, what, {.more = terms});
}

}  // namespace road_world
