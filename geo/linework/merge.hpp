// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "geo/base/finding.hpp"
#include "geo/geometry/shapes.hpp"
#include "geo/linework/line_repair.hpp"
#include "geo/units/quantity.hpp"

#include <cstddef>
#include <vector>

namespace geo {

/// Whose direction a merged line gets.
enum class merge_direction {
    majority,   ///< of most of its length; of the first part when both are equal
    first_part  ///< of the part that came first in the input
};

struct merge_options {
    metres snap{0};  ///< ends no farther apart than this are joined by an edge; 0 to 10 km
    merge_direction direction = merge_direction::majority;
};

struct merged_line {
    line_string<lon_lat> shape;
    bool closed = false;  ///< its first position is repeated last
    struct source {
        std::size_t part = 0;   ///< of the input
        bool reversed = false;  ///< runs against the merged line
    };
    std::vector<source> from;  ///< in the order of the line
};

struct merged_lines {
    std::vector<merged_line> lines;  ///< in the order of their first parts
    std::vector<line_repair> repairs;
    findings found;
};

/// Parts that come unordered and in both directions, as border data do, joined into the fewest
/// lines that meet at their ends only.
///
/// Two ends at one position are joined, whatever passes there. Where three or more ends meet
/// nothing is joined, as it would be a guess which goes on as which, and a finding says so; a
/// closed part is closed by itself and its ends are not counted. The same edge twice, in either
/// direction, is kept once, where it came first: so two equal parts become one, and overlapping
/// parts are joined where the second leaves the first. Positions inside parts are never moved,
/// and no line is cut but where a stretch of it is a duplicate.
///
/// Positions are the same when they are equal to 7 decimals of a degree (1 cm), at 180 degrees east
/// and west alike: a line cut at the antimeridian becomes one. With `snap` ends within it of one
/// another, directly or over others, count as one; parts shorter than it are then likely to stay
/// apart.
///
/// Shape     in: any number of parts of any number of positions. Length is conserved but for
///           `repairs`: duplicates removed (negative) and gaps closed (positive).
/// Error     lengths are geodesic, between positions: 1e-9 of themselves.
/// Cost      O(n log n); 0.6 s for a million positions.
/// Findings  line_duplicate_removed (each stretch), line_gap_closed (each), line_junction (each),
///           line_duplicate_position and line_too_short (each part).
/// Throws    input_error when a position is not on earth or `snap` is out of its range.
[[nodiscard]] merged_lines merge_lines(
    const multi_line_string<lon_lat>& parts, const merge_options& options = {}
);

}  // namespace geo
