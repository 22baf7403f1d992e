// SPDX-License-Identifier: Apache-2.0
#include "geo/linework/ground.hpp"

#include "geo/base/error.hpp"
#include "geo/measure/geodesic.hpp"

#include <algorithm>
#include <cmath>
#include <numbers>
#include <string>

namespace geo::detail {

namespace {

// WGS 84, NIMA TR8350.2 table 3.1.
constexpr double semi_major = 6378137.0;
constexpr double flattening = 1 / 298.257223563;
constexpr double e2 = flattening * (2 - flattening);
constexpr double rad = std::numbers::pi / 180;

}  // namespace

vec3 to_space(lon_lat p) {
    const double lat = p.lat.value() * rad;
    const double lon = p.lon.value() * rad;
    const double sine = std::sin(lat);
    // cos(90 degrees) is not zero in floating point; all longitudes of a pole are one position.
    const double cosine = std::abs(p.lat.value()) >= 90 ? 0 : std::cos(lat);
    const double n = semi_major / std::sqrt(1 - e2 * sine * sine);
    return {n * cosine * std::cos(lon), n * cosine * std::sin(lon), n * (1 - e2) * sine};
}

lon_lat to_ground(vec3 at) {
    const double across = std::hypot(at.x, at.y);
    const double lon = across > 0 ? std::atan2(at.y, at.x) : 0;
    return {longitude(lon / rad), latitude(std::atan2(at.z, (1 - e2) * across) / rad)};
}

vec3 up_at(vec3 at) {
    return normalized({at.x, at.y, at.z / (1 - e2)});
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

double edge_length(lon_lat a, lon_lat b) {
    if (a == b) {
        return 0;
    }
    constexpr double exact_below = 1e5;  // geodesic_metres is 10 times faster
    const double quick = geodesic_metres(to_space(a), to_space(b));
    return quick < exact_below ? quick : distance(a, b).value();
}

double chord_slack(double chord) {
    constexpr double spread = 0.0102;
    constexpr double radius = 6335439.0;
    const double half = std::min(1.0, chord / 2 / radius);
    // arc - chord grows with the square of the curvature; 3 above 2 covers the higher powers.
    return 3 * spread * (2 * radius * std::asin(half) - chord) + 1e-9 * chord;
}

double degrees_east(lon_lat from, lon_lat to) {
    const double east = (to.lon - from.lon).value();
    return std::abs(east) <= 180 ? east : std::remainder(east, 360.0);
}

lon_lat position_on_edge(lon_lat a, lon_lat b, double fraction, edge_reading edges) {
    if (fraction <= 0) {
        return a;
    }
    if (fraction >= 1) {
        return b;
    }
    if (edges == edge_reading::geodesic) {
        return interpolate(a, b, fraction);
    }
    double lon = a.lon.value() + fraction * degrees_east(a, b);
    lon += lon > 180 ? -360 : lon < -180 ? 360 : 0;
    return {longitude(lon), a.lat + fraction * (b.lat - a.lat)};
}

void require_on_earth(const multi_line_string<lon_lat>& lines) {
    for (std::size_t i = 0; i < lines.size(); ++i) {
        for (std::size_t k = 0; k < lines[i].size(); ++k) {
            if (!is_on_earth(lines[i][k])) {
                throw input_error(
                    "position " + std::to_string(k) + " of part " + std::to_string(i) +
                    " of the line is not on earth (longitude within 180, latitude within 90 "
                    "degrees): check the order of the coordinates and their reference system"
                );
            }
        }
    }
}

}  // namespace geo::detail
