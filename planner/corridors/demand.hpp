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

/// The nearest place within reach that may be used.
using place_finder = std::function<std::optional<geo::road_place>(geo::lon_lat, geo::metres)>;

/// Who leaves which area: a phase of the withdrawal, or a zone that binds the other party.
struct leaving {
    plan_phase from;  ///< of a zone its ground, and from D-day until it begins
    party_id who;
    ground_kinds::set allowed = 0;  ///< ground that they may use
    bool zone = false;
    std::string weapon_class = "any";  ///< that a zone restricts
};

/// What leaves: the theatre's forces of that party that stand in the area; without a layer of forces, for
/// a phase, so many vehicles a square kilometre, a share of them by people of settlements, the rest on
/// a grid of some 300 positions, put together to 64 places at most.
[[nodiscard]] demand demand_of(
    const plan& what, const leaving& job, const open_roads& open, const place_finder& connect
);

}  // namespace planner
