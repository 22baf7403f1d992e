// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "planner/sheets/sheet_line_ends.hpp"

#include <vector>

/// Where the name of an area may stand in it. Part of planner/sheets/sheet.
namespace planner::detail {

/// Middles for a name in an area, those nearest to `best` first: of 24 by 24 places over the area, those
/// about which a box of that size lies inside with its corners, its middle and the middles of its sides.
[[nodiscard]] std::vector<paper_point> area_spots(
    const paper_polygon& area, paper_size_of_text size, paper_point best
);

}  // namespace planner::detail
