// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "planner/presence/scene.hpp"

#include <string>
#include <vector>

namespace planner::detail {

/// Where two sectors meet on the line: what it is known by on the ground.
struct sector_cut {
    geo::metres at;  ///< along the line
    geo::lon_lat position;
    std::string place;  ///< crossing, road, settlement; empty where nothing to name is near
    std::string name;
};

/// Places at which the line is cut into `count` sectors, in order: near equal lengths, within a quarter of
/// one, at a named crossing or settlement within line_interval_km of the line or where a road with a
/// number or name crosses it; the one at which length and posts on both sides are most nearly even,
/// both as parts of a sector's share. At the equal length itself where nothing named is near.
///
/// Requires  in.line.
[[nodiscard]] std::vector<sector_cut> choose_sector_cuts(
    const scene& in,
    const geo::road_network* roads,
    const std::vector<plan_post>& posts,
    std::size_t count
);

/// `near Svatove, km 212` and the like: where on the line that is.
[[nodiscard]] std::string cut_text(const sector_meeting& at);

}  // namespace planner::detail
