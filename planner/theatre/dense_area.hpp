// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "geo/io/layer.hpp"
#include "geo/measure/geodesic.hpp"

namespace planner {

/// A feature's areas. Long edges get positions on the way, so that cutting them or reading them as
/// geodesics changes neither their course nor the area beside them by more than 0.25 m.
[[nodiscard]] inline geo::multi_polygon<geo::lon_lat> dense_area(
    const geo::feature& item, const geo::layer& read
) {
    constexpr geo::metres edge_tolerance(0.25);
    return geo::densify(geo::areas(item), read.edges, edge_tolerance);
}

}  // namespace planner
