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

/// Sets shape, length and travel time of a route from its roads.
void follow_roads(followed_route& made, const open_roads& open);

}  // namespace planner
