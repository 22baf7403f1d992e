// SPDX-License-Identifier: Apache-2.0
#include "geo/offset/edge_check.hpp"

#include <algorithm>
#include <cmath>

namespace geo::detail {

double probe_edge(
    const site_field& field,
    double radius,
    const curve_point& a,
    const curve_point& b,
    std::int32_t start
) {
    const auto& sphere = *field.sphere;
    const vec3 middle = sphere.to_sphere(
        {longitude((a.where.lon.value() + b.where.lon.value()) / 2),
         latitude((a.where.lat.value() + b.where.lat.value()) / 2)}
    );
    // Up to 12 km the great circle is the geodesic, to 1 cm.
    const vec3 way = b.at - a.at;
    const vec3 geodesic =
        squared(way) < 4e-6 ? normalized(a.at + b.at) : sphere.geodesic_point(a.at, b.at, 0.5);
    double worst = 0;
    for (const vec3 p : {geodesic, middle, a.at}) {
        start = field.nearest(p, start);
        worst = std::max(worst, std::abs(field.distance(p, start) - radius));
    }
    return worst;
}

}  // namespace geo::detail
