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
    const auto error_at = [&](vec3 p) {
        start = field.nearest(p, start);
        const vec3 n = field.site(start);
        const double mean = sphere.mean_metres_per_radian(n, p, field.unit(start));
        return std::abs(angle_between(p, n) * mean - radius);
    };
    const vec3 middle = sphere.to_sphere(
        {longitude((a.where.lon.value() + b.where.lon.value()) / 2),
         latitude((a.where.lat.value() + b.where.lat.value()) / 2)}
    );
    double worst = error_at(middle);
    // Up to 12 km the great circle is the geodesic, to 1 cm.
    const vec3 way = b.at - a.at;
    const vec3 geodesic =
        squared(way) < 4e-6 ? normalized(a.at + b.at) : sphere.geodesic_point(a.at, b.at, 0.5);
    // What one distance says of a place 1 cm away is within 1 cm: no need to ask again.
    constexpr double near = 0.01;
    const double apart = std::sqrt(squared(geodesic - middle)) * field.unit(start);
    worst = apart < near ? worst + apart : std::max(worst, error_at(geodesic));
    start = a.site;
    return std::max(worst, error_at(a.at));
}

}  // namespace geo::detail
