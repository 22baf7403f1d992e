// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "geo/geometry/shapes.hpp"
#include "geo/offset/conformal_sphere.hpp"

namespace geo::detail {

/// The conformal sphere that serves all positions within `distance` of `lines`: Gauss's about
/// their middle latitude, or, where the zone comes near a pole or goes round the earth, the one
/// that closes there.
[[nodiscard]] conformal_sphere sphere_for(
    const multi_line_string<lon_lat>& lines, edge_reading edges, metres distance
);

}  // namespace geo::detail
