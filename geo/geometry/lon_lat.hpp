// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "geo/units/quantity.hpp"

#include <cmath>
#include <compare>

namespace geo {

/// A meridian: a point on the circle of longitudes, in degrees east of Greenwich. The difference
/// of two longitudes is an angle (not wrapped); their sum does not exist.
class longitude {
public:
    constexpr longitude() = default;
    constexpr explicit longitude(double degrees_east) : value_(degrees_east) {}
    [[nodiscard]] constexpr double value() const { return value_; }

    friend constexpr degrees operator-(longitude a, longitude b) {
        return degrees(a.value_ - b.value_);
    }
    friend constexpr longitude operator+(longitude a, degrees b) {
        return longitude(a.value_ + b.value());
    }
    friend constexpr auto operator<=>(longitude, longitude) = default;

private:
    double value_ = 0;
};

/// A parallel: geodetic latitude on WGS 84 in degrees north.
class latitude {
public:
    constexpr latitude() = default;
    constexpr explicit latitude(double degrees_north) : value_(degrees_north) {}
    [[nodiscard]] constexpr double value() const { return value_; }

    friend constexpr degrees operator-(latitude a, latitude b) {
        return degrees(a.value_ - b.value_);
    }
    friend constexpr latitude operator+(latitude a, degrees b) {
        return latitude(a.value_ + b.value());
    }
    friend constexpr auto operator<=>(latitude, latitude) = default;

private:
    double value_ = 0;
};

/// A position on the WGS 84 ellipsoid (EPSG:4326 content, always longitude first).
///
/// Construction does not check the range; readers do (geo/io) and report a finding.
struct lon_lat {
    longitude lon;
    latitude lat;

    friend constexpr auto operator<=>(const lon_lat&, const lon_lat&) = default;
};

/// Finite, |lon| <= 180 and |lat| <= 90.
[[nodiscard]] inline bool is_on_earth(lon_lat p) {
    return std::isfinite(p.lon.value()) && std::isfinite(p.lat.value()) &&
           std::abs(p.lon.value()) <= 180.0 && std::abs(p.lat.value()) <= 90.0;
}

}  // namespace geo
