// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "geo/geometry/shapes.hpp"
#include "geo/offset/site_field.hpp"

namespace geo::detail {

/// By how many metres the distance to the nearest site differs from `radius` at both ends of the
/// edge a-b and in its middle, read as straight in lon/lat and as a geodesic. `start`: a site
/// near the middle.
[[nodiscard]] double probe_edge(
    const site_field& field, double radius, lon_lat a, lon_lat b, std::int32_t start
);

}  // namespace geo::detail
