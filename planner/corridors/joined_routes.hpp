// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "planner/corridors/moving_out.hpp"
#include "planner/corridors/road_flow.hpp"
#include "planner/theatre/nearest_place.hpp"

namespace planner {

/// Where a way out ends.
struct road_end {
    std::optional<std::size_t> crossing;
    std::string name;
    geo::lon_lat position;
};

struct joining_input {
    const plan& what;
    const plan_phase& phase;
    party_id who;
    const open_roads& open;
    const road_flow& network;
    const geo::flow_problem& problem;
    const std::map<std::uint32_t, road_end>& ends;
    const std::vector<gathering>& stands;
    const geo::quickest_flow& flow;  ///< arcs are those of the problem
    const nearest_place& names;
};

/// The ways of a flow as corridors: a way that is the end of a longer one joins it. The longest first.
[[nodiscard]] std::vector<followed_route> joined_routes(const joining_input& input);

}  // namespace planner
