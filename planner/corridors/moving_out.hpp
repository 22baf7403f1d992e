// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "geo/network/shortest_paths.hpp"
#include "planner/corridors/demand.hpp"

namespace planner {

/// A route with the roads it follows.
struct followed_route {
    plan_route route;
    std::vector<geo::route_part> parts;
};

struct moved_phase {
    phase_movement movement;
    std::vector<followed_route> routes;
    std::vector<road_pocket> pockets;
    geo::findings found;
};

/// The instant at which so much movement is done: at once, or within the daily hours only.
[[nodiscard]] instant after_moving(const plan& what, instant start, seconds moving);

/// How the forces of a phase leave by road: the quickest flow from where they stand to the exits,
/// over ground that is theirs to use in that phase.
///
/// Error     as geo::find_quickest_flow; places of assumed forces as demand_of.
[[nodiscard]] moved_phase move_out(
    const plan& what, std::size_t phase, const open_roads& open, const geo::road_locator& locator
);

/// How the other party's forces leave a zone that binds it, over ground that it holds, by the time the zone
/// begins: to anywhere on a road outside of it. Nothing without a layer of forces.
[[nodiscard]] moved_phase leave_zone(
    const plan& what,
    const plan_zone& zone,
    const open_roads& open,
    const geo::road_locator& locator
);

/// Sets shape, length and travel time of a route from its roads.
void follow_roads(followed_route& made, const open_roads& open);

}  // namespace planner
