// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "geo/geometry/shapes.hpp"
#include "geo/offset/ground.hpp"

namespace geo::detail {

/// Geodesic length of the edge a-b in metres.
///
/// Error     1e-9 m up to 10 km, 1e-6 m beyond.
[[nodiscard]] double edge_length(lon_lat a, lon_lat b);

/// Difference of two longitudes in degrees, the short way round: an edge over more than 180 degrees
/// is read as crossing the antimeridian.
[[nodiscard]] double degrees_east(lon_lat from, lon_lat to);

/// The position at a fraction of the edge a-b as its reading says; longitude in [-180, 180].
[[nodiscard]] lon_lat position_on_edge(lon_lat a, lon_lat b, double fraction, edge_reading edges);

/// Throws    input_error that names the part and position when one is not on earth.
void require_on_earth(const multi_line_string<lon_lat>& lines);

}  // namespace geo::detail
