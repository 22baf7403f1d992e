// SPDX-License-Identifier: Apache-2.0
#include "geo/offset/edge_check.hpp"

#include <algorithm>
#include <cmath>

namespace geo::detail {

namespace {

/// The middle of an edge read as straight in lon/lat.
vec3 lonlat_middle(const curve_point& a, const curve_point& b, const conformal_sphere& sphere) {
    return sphere.to_sphere(
        {longitude((a.where.lon.value() + b.where.lon.value()) / 2),
         latitude((a.where.lat.value() + b.where.lat.value()) / 2)}
    );
}

/// The middle of an edge read as a geodesic. Up to 12 km the great circle is the geodesic, to 1 cm.
vec3 geodesic_middle(const curve_point& a, const curve_point& b, const conformal_sphere& sphere) {
    return squared(b.at - a.at) < 4e-6 ? normalized(a.at + b.at)
                                       : sphere.geodesic_point(a.at, b.at, 0.5);
}

/// What one distance says of a place 1 cm away is within 1 cm: no need to ask again.
constexpr double near_by = 0.01;

}  // namespace

double site_check::error(const curve_point& a, const curve_point& b, double radius) {
    const auto& sphere = *field_.sphere;
    std::int32_t start = a.site;
    const auto error_at = [&](vec3 p) {
        start = field_.nearest(p, start);
        const vec3 n = field_.site(start);
        const double mean = sphere.mean_metres_per_radian(n, p, field_.unit(start));
        return std::abs(angle_between(p, n) * mean - radius);
    };
    const vec3 middle = lonlat_middle(a, b, sphere);
    double worst = error_at(middle);
    const vec3 geodesic = geodesic_middle(a, b, sphere);
    const double apart = std::sqrt(squared(geodesic - middle)) * field_.unit(start);
    worst = apart < near_by ? worst + apart : std::max(worst, error_at(geodesic));
    start = a.site;
    return std::max(worst, error_at(a.at));
}

double piece_check::error(const curve_point& a, const curve_point& b, double radius) {
    const vec3 geodesic = geodesic_middle(a, b, sphere_);
    if (radius != radius_ || squared(a.at - centre_) > reach_ * reach_ ||
        squared(geodesic - centre_) > reach_ * reach_) {
        look_about(a.at, radius);
    }
    double worst = error_at(a.at, radius);
    // The readings part by 0.14 tan(latitude) length^2 at most (the bow of chord in boundary.cpp).
    const double z = std::abs(geodesic.z);
    const double unit = sphere_.most_metres_per_radian();
    const double bow =
        0.15 * z / std::sqrt(std::max(1e-9, 1 - z * z)) * squared(b.at - a.at) * unit;
    if (bow < near_by / 2) {
        return std::max(worst, error_at(geodesic, radius) + bow);
    }
    const vec3 middle = lonlat_middle(a, b, sphere_);
    for (const vec3 p : {geodesic, middle}) {
        if (squared(p - centre_) > reach_ * reach_) {
            look_about(p, radius);
        }
        worst = std::max(worst, error_at(p, radius));
    }
    return worst;
}

void piece_check::look_about(vec3 p, double radius) {
    const double angle = radius / sphere_.least_metres_per_radian();
    centre_ = p;
    radius_ = radius;
    reach_ = std::max(angle / 8, 5e-5);  // some ten edges; no less than 300 m
    near_.clear();
    // Nothing nearer is missed: what is `radius` away from a place within reach is found. Chords.
    lines_.find_near(p, std::min(2.0, (angle + reach_) * (1 + 1e-6) + 1e-6), near_);
}

double piece_check::error_at(vec3 p, double radius) const {
    double least = 4;
    for (const auto i : near_) {
        least = std::min(least, lines_.angle_to(lines_.pieces[static_cast<std::size_t>(i)], p));
    }
    for (const auto v : lines_.lone) {
        least = std::min(least, angle_between(lines_.vertices[static_cast<std::size_t>(v)], p));
    }
    const double unit =
        (sphere_.least_metres_per_radian() + sphere_.most_metres_per_radian()) / 2;
    return std::abs(least * unit - radius);
}

}  // namespace geo::detail
