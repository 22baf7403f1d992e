// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "planner/compare/compare_lines.hpp"

#include <optional>
#include <string>
#include <vector>

namespace planner {

/// A stretch of the first draft along which the second is farther than the tolerance.
struct moved_stretch {
    geo::metres from;  ///< kilometre of the first draft
    geo::metres to;
    geo::metres largest;  ///< distance to the second
    geo::lon_lat largest_at;
    geo::lon_lat start;
    geo::lon_lat end;
    std::string near;  ///< nearest settlement to largest_at
};

/// Two versions of one line.
struct draft_comparison {
    line_comparison sides;  ///< both as positions, one change between them
    geo::metres tolerance;
    geo::metres step;  ///< places at which the first was looked at
    std::vector<moved_stretch> moved;
    geo::metres moved_length;
    geo::metres largest;  ///< of one from the other, either way (Hausdorff)
    geo::metres largest_error;
    std::optional<geo::metres> leash;  ///< Frechet, where both are of one part
    [[nodiscard]] bool same() const;   ///< nowhere farther apart than the tolerance
};

/// Where a line moved, by how much, and what changes sides with it.
///
/// Error     stretches begin and end within `step` (a two-thousandth of the line, at least 10 m, and
///           never more than half the tolerance, up to 100,000 places); `largest` as
///           geo::hausdorff_distance.
/// Throws    geo::input_error as compare_positions.
[[nodiscard]] draft_comparison compare_drafts(
    const theatre& ground,
    const proposal& first,
    const proposal& second,
    const party_id& owner,
    geo::metres tolerance
);

}  // namespace planner
