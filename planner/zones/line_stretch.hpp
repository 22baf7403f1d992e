// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "planner/zones/zone_ground.hpp"

#include <optional>
#include <string>

namespace planner {

/// A stretch of a line that a zone is for, and from what to measure it.
struct stretch_of {
    const zone_term& term;          ///< with a stretch
    std::string line;               ///< id
    std::string at;                 ///< of the line in the terms, for messages
    bool attached = false;          ///< the line's ends are led on to the edge of the land
    std::optional<geo::side> side;  ///< of the line that the zone is on; none for both
};

/// What of `shape` is nearer to the stretch than to the rest of the line.
///
/// The ground within reach of a line is divided at each end of a stretch once, so that what one
/// stretch has and the next has is the whole, without gap or overlap, at every depth: the cuts lie
/// where the nearest position of the line changes from one side of the end to the other.
///
/// Error     the cuts: that of geo::one_sided_zone for half-way cuts. Sums: 1e-6 of the whole, the grid of positions
///           (tests/planner/zones/stretch_test.cpp).
/// Throws    geo::input_error for a place that the theatre lacks, a kilometre beyond the line's
///           end, ends at one position, or a direction on a line that is closed; missing_input.
[[nodiscard]] area ground_of_stretch(
    const stretch_of& what,
    const area& shape,
    const terms& said,
    zone_ground& ground,
    geo::findings& found
);

}  // namespace planner
