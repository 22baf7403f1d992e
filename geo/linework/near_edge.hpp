// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "geo/linework/line_ends.hpp"

#include <vector>

namespace geo::detail {

/// Stretches of the paths from edge to edge of the territory that never get farther from it than
/// the separation. Most cut off slivers only; one across a neck of land may divide the territory.
/// Those that meet a straight lead of `led` are not among them.
[[nodiscard]] std::vector<line_candidate> near_edge_stretches(
    const std::vector<closed_path>& paths,
    const std::vector<line_candidate>& led,
    const border_ground& ground,
    metres overshoot
);

/// True when an area has a position inside that is farther from the territory's edge than the
/// separation; places smaller than an eighth of it are not seen.
[[nodiscard]] bool reaches_deep(
    const ring<east_north>& outline, const border_ground& ground, metres separation
);

}  // namespace geo::detail
