// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "geo/geometry/shapes.hpp"

namespace geo::detail {

/// Longitude and latitude as a plane for overlays, in ten-thousandths of a degree called metres, so
/// that the overlays' grid of 1 mm is the grid of 7 decimals. For topology only.
[[nodiscard]] multi_polygon<east_north> to_chart(const multi_polygon<lon_lat>& area);
[[nodiscard]] multi_polygon<lon_lat> from_chart(const multi_polygon<east_north>& area);

[[nodiscard]] line_string<east_north> to_chart(const line_string<lon_lat>& line);

/// Lines cut where an edge spans more than 180 degrees of longitude, that is, jumps from one side
/// of the antimeridian to the other.
[[nodiscard]] multi_line_string<lon_lat> cut_at_antimeridian(const multi_line_string<lon_lat>& lines
);

[[nodiscard]] lon_lat from_chart(east_north p);

}  // namespace geo::detail
