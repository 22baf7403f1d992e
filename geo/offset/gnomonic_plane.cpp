// SPDX-License-Identifier: Apache-2.0
#include "geo/offset/gnomonic_plane.hpp"

#include "geo/base/error.hpp"
#include "geo/offset/zone_frame.hpp"

#include <algorithm>
#include <cmath>

namespace geo::detail {

namespace {

/// Cosine of 40 degrees: farther out lengths would be off by more than 250 m.
constexpr double least_cosine = 0.766;
/// Coordinates of grids for constrained_delaunay(), with room for rounding.
constexpr double widest_grid = (1 << 28) - 16;

}  // namespace

gnomonic_plane::gnomonic_plane(const multi_line_string<lon_lat>& chains)
    : sphere_(sphere_for(chains, edge_reading::geodesic, metres(0))) {
    vec3 low{2, 2, 2};
    vec3 high{-2, -2, -2};
    for (const auto& chain : chains) {
        for (const auto& p : chain) {
            const auto v = sphere_.to_sphere(p);
            low = {std::min(low.x, v.x), std::min(low.y, v.y), std::min(low.z, v.z)};
            high = {std::max(high.x, v.x), std::max(high.y, v.y), std::max(high.z, v.z)};
        }
    }
    const auto middle = low + high;
    centre_ = squared(middle) > 1e-6 ? normalized(middle) : vec3{1, 0, 0};
    const vec3 pole = std::abs(centre_.z) < 0.9 ? vec3{0, 0, 1} : vec3{1, 0, 0};
    right_ = normalized(cross(pole, centre_));
    up_ = cross(centre_, right_);
    double extent = 1e-7;  // half a metre
    for (const auto& chain : chains) {
        for (const auto& p : chain) {
            const auto v = sphere_.to_sphere(p);
            const double cosine = dot(v, centre_);
            if (cosine < least_cosine) {
                throw input_error(
                    "the area is too wide for shortest paths inside it: it reaches farther than "
                    "40 degrees from its middle; cut it to the part that matters"
                );
            }
            extent =
                std::max({extent, std::abs(dot(v, right_)) / cosine, std::abs(dot(v, up_)) / cosine}
                );
        }
    }
    scale_ = widest_grid / extent;
    unit_ = sphere_.metres_per_radian(centre_.z) / scale_;
}

bool gnomonic_plane::shows(lon_lat p) const {
    return dot(sphere_.to_sphere(p), centre_) > 0.25;
}

lon_lat gnomonic_plane::to_earth(plane_point p) const {
    return sphere_.to_earth(to_sphere(p));
}

grid_point gnomonic_plane::rounded(plane_point p) {
    return {
        static_cast<std::int32_t>(std::lround(p.x)), static_cast<std::int32_t>(std::lround(p.y))};
}

plane_apex gnomonic_plane::apex_of(vec3 direction) const {
    return {scale_ * dot(direction, right_), scale_ * dot(direction, up_), dot(direction, centre_)};
}

}  // namespace geo::detail
