// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "geo/geometry/shapes.hpp"
#include "geo/offset/site_field.hpp"

namespace geo::detail {

/// By how many metres the distance to the nearest site differs from `radius` anywhere on the
/// edge a-b, be it straight in lon/lat or a geodesic: an upper bound, from distances at five
/// places for each reading and what can lie between them.
///
/// Between two places a distance to one site is convex, so never above the larger of its values
/// at both; and it is never below the smaller by more than l^2 / 8 times the curvature (of the
/// circle about the site, and of the edge itself). `start` and `end`: sites near a and b.
[[nodiscard]] double edge_error(
    const site_field& field,
    double radius,
    lon_lat a,
    lon_lat b,
    std::int32_t start,
    std::int32_t end
);

}  // namespace geo::detail
