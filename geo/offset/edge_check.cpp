// SPDX-License-Identifier: Apache-2.0
#include "geo/offset/edge_check.hpp"

#include <algorithm>
#include <cmath>

namespace geo::detail {

double probe_edge(
    const site_field& field, double radius, lon_lat a, lon_lat b, std::int32_t start
) {
    const auto& sphere = *field.sphere;
    const vec3 first = sphere.to_sphere(a);
    const vec3 last = sphere.to_sphere(b);
    const vec3 middle = sphere.to_sphere(
        {longitude((a.lon.value() + b.lon.value()) / 2),
         latitude((a.lat.value() + b.lat.value()) / 2)}
    );
    double worst = 0;
    for (const vec3 p : {sphere.geodesic_point(first, last, 0.5), middle, first, last}) {
        start = field.nearest(p, start);
        worst = std::max(worst, std::abs(field.distance(p, start) - radius));
    }
    return worst;
}

}  // namespace geo::detail
