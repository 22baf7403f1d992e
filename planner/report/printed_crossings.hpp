// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "planner/model/plan.hpp"

#include <string>
#include <vector>

namespace planner {

/// Which lines cross or touch once each position is printed in degrees, minutes and seconds with so
/// many decimals, and do not before. `owners` names the line that each part is of; a line's own parts
/// and edges are compared, too, apart from edges that follow one another. Where a line ends within 5
/// m of another it is meant to meet it: no finding.
///
/// Shape     out: one finding for a pair of lines: how often, where first, how far apart they were.
/// Error     edges straight in lon/lat. As geodesics two edges of L metres differ from that by
///           L2 tan(lat) / 8R each, and by nearly the same where they are as near as printing moves
///           them (2.2 m at one decimal).
/// Cost      O(n log n) in positions, and in pairs of edges that touch one box.
[[nodiscard]] geo::findings find_printed_crossings(
    const std::vector<std::string>& owners, const lines& parts, int decimals_of_seconds
);

}  // namespace planner
