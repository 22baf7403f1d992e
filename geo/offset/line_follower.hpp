// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "geo/geometry/shapes.hpp"
#include "geo/offset/line_cells.hpp"
#include "geo/offset/line_function.hpp"

namespace geo::detail {

struct follow_options {
    double tolerance = 2;  ///< metres, of the line drawn
    /// The function's value stays below this times the sum of both distances, so that lines of
    /// neighbouring ratios stay apart.
    double share = 1;
};

struct drawn_line {
    line_string<lon_lat> positions;
    double max_error = 0;  ///< proven, metres
};

/// Draws one piece of a line from its crossings with cells.
///
/// Why the error is a bound: both ends of an edge lie on the line, so that no position of the edge
/// is farther from it than half of the edge's length. Or: the function is at most G on the whole edge
/// (line_function::most_between) and rises by at least s a metre in one direction all over a disc
/// about the edge; then the line is met within G / s of every position, in that direction, and every
/// position of the line beside the edge is as near to the edge.
[[nodiscard]] drawn_line draw_line(
    const crossing_chain& chain, const line_function& function, const follow_options& options
);

/// Metres from a position to an edge read as straight in lon/lat, rounded up by at most 1 %.
///
/// Requires  p, a and b within a degree of latitude, so that the 1 % holds.
[[nodiscard]] double metres_to_edge(lon_lat p, lon_lat a, lon_lat b);

}  // namespace geo::detail
