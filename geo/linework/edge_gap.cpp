// SPDX-License-Identifier: Apache-2.0
#include "geo/linework/edge_gap.hpp"

#include "geo/measure/geodesic.hpp"

#include <algorithm>
#include <cmath>
#include <numbers>

namespace geo::detail {

double gap_to_geodesic(const ground_vertex& p, const ground_vertex& a, const ground_vertex& b) {
    const vec3 way = b.at - a.at;
    const vec3 off = p.at - a.at;
    const double square = squared(way);
    const double t = square > 0 ? dot(off, way) / square : 0;
    if (t <= 0) {
        return geodesic_metres(p.at, a.at);
    }
    if (t >= 1) {
        return geodesic_metres(p.at, b.at);
    }
    // What the chord runs below the ground is no distance, nor what it leans there: square to both.
    const vec3 foot = a.at + t * way;
    const vec3 left = normalized(cross(up_at(foot), way));
    const double found = std::abs(dot(p.at - foot, left));
    // A geodesic leaves the plane by 1 cm over 100 km and some metres over 1,000 km.
    constexpr double flat = 1e5;
    constexpr double matters = 50;
    return square > flat * flat && found < matters
               ? distance_to_edge(p.position, a.position, b.position, t).distance.value()
               : found;
}

double gap_to_lonlat(const ground_vertex& p, const ground_vertex& a, const ground_vertex& b) {
    const double east = degrees_east(a.position, b.position);
    const double north = (b.position.lat - a.position.lat).value();
    const double off_east = degrees_east(a.position, p.position);
    const double off_north = (p.position.lat - a.position.lat).value();
    // About p a degree of longitude is that much shorter than one of latitude; the rest of the
    // ellipsoid's shape moves the foot by less than 1 % of the distance along the edge.
    const double shrink = std::cos(p.position.lat.value() * std::numbers::pi / 180);
    const double x = east * shrink;
    const double square = x * x + north * north;
    double t = square > 0 ? (off_east * shrink * x + off_north * north) / square : 0;
    double best = std::min(geodesic_metres(p.at, a.at), geodesic_metres(p.at, b.at));
    if (t <= 0 || t >= 1) {
        return best;
    }
    const lon_lat foot{
        longitude(a.position.lon.value() + t * east), latitude(a.position.lat.value() + t * north)};
    const vec3 at = to_space(foot);
    const auto axes = compass_at(at);
    const double cosine = std::cos(foot.lat.value() * std::numbers::pi / 180);
    // The rest of the way along the edge's tangent is no distance either, as long as it is short.
    const vec3 tangent = normalized((east * cosine) * axes.east + north * axes.north);
    const vec3 aside = p.at - at;
    const double along = dot(aside, tangent);
    const double distance = std::sqrt(squared(aside));
    constexpr double short_way = 0.1;
    best = std::min(best, distance);
    return std::abs(along) < short_way * distance
               ? std::min(best, std::sqrt(distance * distance - along * along))
               : best;
}

}  // namespace geo::detail
