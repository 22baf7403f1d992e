// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "geo/geometry/shapes.hpp"

namespace geo::detail {

/// Every edge once: where lines run along each other, or back over themselves, the first way counts.
[[nodiscard]] multi_line_string<lon_lat> first_ways(const multi_line_string<lon_lat>& lines);

/// The lines with a vertex wherever they cross or touch, edges straight in lon/lat.
///
/// Requires  longitudes within 180 degrees, no edge across the antimeridian.
/// Cost      about linear in the edges and the crossings, as near_pairs().
[[nodiscard]] multi_line_string<lon_lat> with_crossings(const multi_line_string<lon_lat>& lines);

}  // namespace geo::detail
