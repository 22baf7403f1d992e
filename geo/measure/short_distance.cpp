// SPDX-License-Identifier: Apache-2.0
#include "geo/measure/short_distance.hpp"

#include "geo/geometry/ellipsoid.hpp"
#include "geo/measure/geodesic.hpp"
#include "geo/units/radians.hpp"

#include <cmath>

namespace geo {

metres short_distance(lon_lat from, lon_lat to) {
    constexpr double near = 0.015;   // degrees
    constexpr double steepest = 70;  // degrees
    constexpr double semi_major = wgs84::semi_major;
    constexpr double eccentricity_square = wgs84::e2;

    const double lon_step = to.lon.value() - from.lon.value();
    const double lat_step = to.lat.value() - from.lat.value();
    const double middle = from.lat.value() + lat_step / 2;
    // Written so that what is no number goes the long way too.
    if (!(std::abs(lon_step) < near && std::abs(lat_step) < near && std::abs(middle) < steepest)) {
        return distance(from, to);
    }
    const double sine = std::sin(middle * detail::rad);
    const double square = 1 - eccentricity_square * sine * sine;
    const double across = semi_major / std::sqrt(square);
    const double along = across * (1 - eccentricity_square) / square;
    const double north = along * lat_step * detail::rad;
    const double east = across * std::cos(middle * detail::rad) * lon_step * detail::rad;
    return metres(std::hypot(north, east));
}

}  // namespace geo
