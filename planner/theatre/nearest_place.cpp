// SPDX-License-Identifier: Apache-2.0
#include "planner/theatre/nearest_place.hpp"

#include "geo/measure/geodesic.hpp"

#include <algorithm>
#include <cmath>
#include <numbers>

namespace planner {

namespace {

std::array<double, 3> on_unit_sphere(geo::lon_lat p) {
    constexpr double radian = std::numbers::pi / 180;
    const double lon = p.lon.value() * radian;
    const double lat = p.lat.value() * radian;
    return {std::cos(lat) * std::cos(lon), std::cos(lat) * std::sin(lon), std::sin(lat)};
}

double squared_chord(const std::array<double, 3>& a, const std::array<double, 3>& b) {
    const double x = a[0] - b[0];
    const double y = a[1] - b[1];
    const double z = a[2] - b[2];
    return x * x + y * y + z * z;
}

/// Distances on the ellipsoid and on a sphere of the same size differ by 0.7 % at most (its
/// flattening twice over): so much farther on the sphere may still be the nearest.
constexpr double may_differ = 1.015 * 1.015;

}  // namespace

nearest_place::nearest_place(const std::vector<settlement>& places) : places_(places) {
    for (const auto& one : places) {
        on_sphere_.push_back(on_unit_sphere(one.position));
    }
}

const settlement* nearest_place::find(geo::lon_lat p) const {
    const auto here = on_unit_sphere(p);
    double least = 5;  // more than any chord, squared
    for (const auto& there : on_sphere_) {
        least = std::min(least, squared_chord(here, there));
    }
    const settlement* best = nullptr;
    geo::metres nearest;
    for (std::size_t i = 0; i < on_sphere_.size(); ++i) {
        if (squared_chord(here, on_sphere_[i]) <= may_differ * least) {
            const auto away = geo::distance(p, places_[i].position);
            if (best == nullptr || away < nearest) {
                best = &places_[i];
                nearest = away;
            }
        }
    }
    return best;
}

}  // namespace planner
