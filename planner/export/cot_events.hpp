// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "planner/export/field_items.hpp"

#include <string>
#include <vector>

namespace planner::detail {

/// One thing on a handset: a point, or one chain of positions.
struct cot_item {
    std::string uid;       ///< the same in every version of the plan
    std::string callsign;  ///< `Z1 ARTILLERY 27OCT22-10JAN23`
    std::string remarks;
    std::string layer;
    std::size_t phase = 0;  ///< of areas left, for their colour
    instant start;
    instant stale;
    geo::lon_lat position;
    std::vector<geo::lon_lat> chain;  ///< none: a point
    bool closed = false;              ///< an area without holes; its first position is not repeated
};

/// Lines, zones, areas left, reserved areas, sectors, ways out, posts and sites of a plan; what was over
/// before D-day, presence and turning points are not among them.
[[nodiscard]] std::vector<cot_item> cot_items(const field_plan& what);

}  // namespace planner::detail
