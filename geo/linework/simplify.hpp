// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "geo/base/finding.hpp"
#include "geo/geometry/shapes.hpp"
#include "geo/units/quantity.hpp"

#include <cstddef>
#include <vector>

namespace geo {

struct simplify_options {
    metres tolerance{100};                      ///< 10 cm to 10 km
    edge_reading edges = edge_reading::lonlat;  ///< of the input
};

/// What a simplification did.
struct simplify_report {
    metres max_error;  ///< a bound of the Hausdorff distance, both ways
    std::size_t positions_in = 0;
    std::size_t positions_out = 0;
    findings found;
};

struct simplified_lines {
    multi_line_string<lon_lat> lines;  ///< every part of the input, in its order
    simplify_report report;
};

/// Areas and lines that may share edges: the areas of a coverage, a line of contact and the border on
/// which it ends.
struct line_coverage {
    std::vector<multi_polygon<lon_lat>> areas;
    multi_line_string<lon_lat> lines;
};
struct simplified_coverage {
    line_coverage shapes;
    simplify_report report;
};

/// Fewer positions, all of them from the input, within a geodesic tolerance of it.
///
/// Where chains share edges (the same positions to 7 decimals of a degree) they still do: positions
/// where sharing begins or ends, where three edges or more meet, and open ends are kept, and
/// the arc between two of them is simplified once for all. An open end that lies on another chain's
/// edge, within 2 cm, becomes a position of it (finding line_end_attached). Edges whose readings
/// differ by more than a twelfth of the tolerance first get positions, which stay where they are
/// needed, so that the result is within the tolerance by either reading of its edges.
///
/// Arcs are halved at their farthest position (Douglas and Peucker) until both readings of every
/// edge are within the tolerance; then, as long as two edges touch that should not, or an edge has
/// passed over a kept position of another arc or its own, the edges concerned are halved further.
/// So no edges cross or touch, in lon/lat (exactly, on the grid of 7 decimals) or as
/// geodesics (in the plane through the earth's centre), but those that did in the input: these stay
/// unsimplified there, with a finding line_self_crossing each.
///
/// Shape     rings keep their direction, are closed and keep at least 3 different positions, but may
///           begin at another one; parts keep their order. Repeated positions go; what has fewer
///           than 2 different positions stays as it is.
/// Error     `max_error`: the largest distance of a position left out from the edge in its place, by
///           either reading, and the gap between the readings of the input's edges; both Hausdorff
///           directions are within it.
/// Cost      O(n log n) on the whole; 2 s for a million positions.
/// Throws    input_error when a position is not on earth or the tolerance is out of its range.
[[nodiscard]] simplified_lines simplify_lines(
    const multi_line_string<lon_lat>& lines, const simplify_options& options = {}
);
[[nodiscard]] simplified_coverage simplify_coverage(
    const line_coverage& shapes, const simplify_options& options = {}
);

}  // namespace geo
