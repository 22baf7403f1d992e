// SPDX-License-Identifier: Apache-2.0
#include "geo/offset/ground.hpp"

#include "geo/geometry/ellipsoid.hpp"
#include "geo/units/radians.hpp"

#include <algorithm>
#include <cmath>

namespace geo::detail {

vec3 to_space(lon_lat p) {
    const double lat = p.lat.value() * rad;
    const double lon = p.lon.value() * rad;
    const double sine = std::sin(lat);
    // cos(90 degrees) is not zero in floating point; all longitudes of a pole are one position.
    const double cosine = std::abs(p.lat.value()) >= 90 ? 0 : std::cos(lat);
    const double n = wgs84::semi_major / std::sqrt(1 - wgs84::e2 * sine * sine);
    return {n * cosine * std::cos(lon), n * cosine * std::sin(lon), n * (1 - wgs84::e2) * sine};
}

lon_lat to_ground(vec3 at) {
    const double across = std::hypot(at.x, at.y);
    const double lon = across > 0 ? std::atan2(at.y, at.x) : 0;
    return {longitude(lon / rad), latitude(std::atan2(at.z, (1 - wgs84::e2) * across) / rad)};
}

vec3 up_at(vec3 at) {
    return normalized({at.x, at.y, at.z / (1 - wgs84::e2)});
}

compass compass_at(vec3 at) {
    const double across = std::hypot(at.x, at.y);
    const vec3 east = across > 0 ? vec3{-at.y / across, at.x / across, 0} : vec3{0, 1, 0};
    return {east, cross(up_at(at), east)};
}

double geodesic_metres(vec3 a, vec3 b) {
    const vec3 way = b - a;
    const double square = squared(way);
    if (square == 0) {
        return 0;
    }
    const double chord = std::sqrt(square);
    const double bend = dot(up_at(b) - up_at(a), way) / square;
    const double half = std::min(1.0, bend * chord / 2);
    // The series of asin to its fifth power is exact to 1e-17 here.
    return half < 1e-3 ? chord * (1 + half * half * (1.0 / 6 + half * half * (3.0 / 40)))
                       : 2 / bend * std::asin(half);
}

double chord_slack(double chord) {
    constexpr double spread = 0.0102;
    constexpr double radius = 6335439.0;
    const double half = std::min(1.0, chord / 2 / radius);
    // arc - chord grows with the square of the curvature; 3 above 2 covers the higher powers.
    return 3 * spread * (2 * radius * std::asin(half) - chord) + 1e-9 * chord;
}

}  // namespace geo::detail
