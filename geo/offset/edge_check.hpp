// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "geo/offset/level_set.hpp"

namespace geo::detail {

/// By how many metres the distance to the nearest site differs from `radius` at the start of the
/// edge a-b and in its middle, read as straight in lon/lat and as a geodesic. `start`: a site
/// near the middle.
[[nodiscard]] double probe_edge(
    const site_field& field,
    double radius,
    const curve_point& a,
    const curve_point& b,
    std::int32_t start
);

}  // namespace geo::detail
