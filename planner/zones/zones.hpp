// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "planner/zones/zone_ground.hpp"

namespace planner {

/// Every zone of the terms over the ground of the plan: one for each party bound (on its own side
/// where the term says `both`), and one for each range where the rule is about ranges.
///
/// Zones whose input is missing, that cover nothing, or whose weapons have no usable range become
/// findings. Figures: a zone no deeper than its line is known, and what lies beyond the recognised
/// border, are findings, too.
///
/// Error     plan_zone::max_error, at most 0.5 m for zones at a distance from a line.
/// Throws    geo::input_error for a role, line, area or place that the theatre lacks, with file,
///           line and key of the terms.
[[nodiscard]] std::vector<plan_zone> lay_zones(
    const plan& so_far, zone_ground& ground, geo::findings& found
);

}  // namespace planner
