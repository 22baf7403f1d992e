// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "geo/base/finding.hpp"
#include "geo/linework/line_ends.hpp"

#include <vector>

namespace geo::detail {

/// Which candidates make the line: those of `min_length` and more, and shorter ones without which
/// the rest would not divide the territory or which cut off much of it.
///
/// The candidates divide the territory into regions, control and not in turn. Leaving one out joins
/// the two regions beside it, which is possible only where one of them has no other candidate: it
/// goes over to the other region, and is reported. Stretches near the edge are left out where what
/// they cut off is nowhere farther from the edge than the separation.
[[nodiscard]] std::vector<line_candidate> choose_parts(
    std::vector<line_candidate> candidates,
    const border_ground& ground,
    metres separation,
    metres min_length,
    findings& found
);

/// Ground length of a line of the plane.
[[nodiscard]] metres ground_length(const local_frame& frame, const line_string<east_north>& line);

}  // namespace geo::detail
