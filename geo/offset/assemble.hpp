// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "geo/geometry/shapes.hpp"

#include <vector>

namespace geo::detail {

/// Polygons from the boundary pieces of an area, the area on the left of each: rings as they are;
/// chains, which start and end on the antimeridian, joined along it and over the poles.
///
/// Requires  pieces that neither cross nor touch each other.
[[nodiscard]] multi_polygon<lon_lat> assemble(std::vector<std::vector<lon_lat>> pieces);

/// Signed area in square degrees, positive when counter-clockwise.
[[nodiscard]] double signed_area(const ring<lon_lat>& shape);

/// Even-odd, with edges straight in lon/lat.
[[nodiscard]] bool is_inside(lon_lat p, const ring<lon_lat>& shape);

}  // namespace geo::detail
