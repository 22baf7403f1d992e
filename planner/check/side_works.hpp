// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "planner/check/side_count.hpp"
#include "planner/model/theatre.hpp"

#include <array>
#include <string>
#include <vector>

namespace planner {

/// Roads, crossings and facilities of both sides of a line.
struct side_works {
    std::array<works_count, 2> all;
    std::array<std::vector<works_count>, 2> by_region;  ///< in the theatre's order, `none` last
    std::vector<std::string> roads_cut;                 ///< with more than 10 m on either side
};

/// Counts them for two areas; what lies in neither is not counted. Regions by region_finder.
///
/// Error     lengths as line_cuts: pieces add up to what of the road is in the areas.
[[nodiscard]] side_works count_works(
    const theatre& ground, const area& first_side, const area& second_side
);

}  // namespace planner
