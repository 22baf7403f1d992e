// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "geo/frame/local_frame.hpp"
#include "geo/network/road_network.hpp"
#include "planner/model/plan.hpp"

#include <map>
#include <optional>
#include <string>
#include <vector>

namespace planner {

/// A report judged a violation of the terms (`armistice monitor`).
struct reported_violation {
    std::string id;
    geo::lon_lat position;
    std::string text;  ///< zone or clause, as the verdict says
};

struct presence_options {
    std::optional<std::size_t> posts = {};  ///< as many and no more; else as many as it takes
    bool exact = false;          ///< posts by proof (Cbc) instead of greedy and improvement
    bool sight = false;          ///< a post reaches what it sees, not what it can drive to
    std::string elevation = {};  ///< raster of heights in metres: what it sees over that ground
    std::vector<reported_violation> violations = {};
    std::string violations_file = {};
    std::map<std::string, std::vector<double>> assume = {};  ///< id -> one value, or low and high
};

/// Where people must stand, why, who and how many: presence, posts, siting, sectors, assumptions,
/// sizes and comparisons of the plan, by the rules of the table and of the terms.
///
/// Reads from the plan what earlier steps put there: line, sides, phases, zones, reserved areas, parts
/// cut off. Needs along the line are looked for at samples not farther apart than the assumption
/// `sample_m`; all distances are geodesic. Posts reach along `roads` where these have a course that is
/// known; where all are schematic, or there are none, a straight line stands for the drive.
///
/// Throws    geo::input_error for an assumption that the table lacks or whose value is not usable.
void plan_presence_of(
    plan& made,
    const geo::road_network& roads,
    const geo::local_frame& chart,
    const presence_options& options = {}
);

}  // namespace planner
