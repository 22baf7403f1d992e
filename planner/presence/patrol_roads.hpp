// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "geo/network/road_network.hpp"
#include "planner/presence/barrier.hpp"

namespace planner::detail {

/// The roads of a network that those who watch may drive: closed ones and ferries left out, all others
/// ending 20 m before what bars them (barrier::ends) and beginning again 20 m beyond it.
///
/// Error     a road that bends within 20 m of the barrier ends up to 20 m off along it.
/// Cost      O(n log m) for n positions of roads and m of the barrier.
[[nodiscard]] geo::road_network patrol_roads(
    const geo::road_network& all, const theatre& ground, const barrier& bars
);

}  // namespace planner::detail
