// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "geo/network/road_locator.hpp"
#include "planner/corridors/open_roads.hpp"

#include <functional>
#include <vector>

namespace planner {

/// A place on the network where vehicles stand that have to leave.
struct gathering {
    geo::road_place place;
    geo::lon_lat position;  ///< of what stands there; of the most, where several were put together
    double vehicles = 0;
};

struct demand {
    std::vector<gathering> at;
    std::vector<road_pocket> off_road;  ///< too far from any road that may be used
    bool assumed = true;
};

/// A position is put on the nearest road that may be used within this. The way there is not counted.
[[nodiscard]] geo::metres road_reach(bool schematic);

/// What leaves in a phase: the theatre's forces of the withdrawing party that stand in its area; without
/// a layer of forces so many vehicles a square kilometre, a share of them by people of settlements,
/// the rest on a grid of some 300 positions, put together to 64 places at most.
[[nodiscard]] demand demand_of(
    const plan& what,
    std::size_t phase,
    const geo::road_network& roads,
    const geo::road_locator& locator,
    const geo::road_locator::edge_filter& usable
);

}  // namespace planner
