// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "geo/geometry/shapes.hpp"
#include "geo/units/quantity.hpp"

namespace planner {

/// A square on a line.
struct line_square {
    geo::polygon<geo::lon_lat> shape;
    geo::lon_lat centre;  ///< on the line
    geo::metres moved;    ///< from the centre asked for to the line
};

/// The square of side `size` centred at the position of the line nearest to `centre`: two sides
/// run along the line, half of the size on each side of it.
///
/// Shape     sides along the chord of the line from half a size before the centre to half a size
///           after it (to the line's end where it is nearer), so a square on a bent line lies along
///           its course there; corners by geodesics: forward and back along the chord's azimuth,
///           then perpendicular to it.
/// Error     1 mm for the corners; area within 1e-6 of size x size up to 20 km; edges within 0.25 m
///           of geodesics in either reading.
/// Throws    geo::input_error when the line has no length.
[[nodiscard]] line_square square_on_line(
    const geo::multi_line_string<geo::lon_lat>& line, geo::lon_lat centre, geo::metres size
);

}  // namespace planner
