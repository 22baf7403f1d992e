// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "planner/corridors/moving_out.hpp"

namespace planner {

/// Sets the ground of a route and what lies in it. Without a width, and for a schematic route, no
/// ground is drawn: then settlements within 2 km of the road (of a schematic one: of its turns) are
/// named, and facilities left out.
///
/// Error     ground: geo::zone_about, printed as max_error.
void lay_ground(
    plan_route& route,
    const std::optional<geo::metres>& width,
    width_reading reading,
    const theatre& ground
);

/// Names, on both, every two routes of different parties or purposes that share a junction, or whose
/// ground meets, at the same time.
void find_meetings(std::vector<followed_route>& routes, const open_roads& open);

}  // namespace planner
