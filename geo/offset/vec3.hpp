// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <cmath>

namespace geo::detail {

/// A direction from the centre of the unit sphere, or a difference of two.
struct vec3 {
    double x = 0;
    double y = 0;
    double z = 0;

    friend vec3 operator+(vec3 a, vec3 b) { return {a.x + b.x, a.y + b.y, a.z + b.z}; }
    friend vec3 operator-(vec3 a, vec3 b) { return {a.x - b.x, a.y - b.y, a.z - b.z}; }
    friend vec3 operator*(double s, vec3 a) { return {s * a.x, s * a.y, s * a.z}; }
};

[[nodiscard]] inline double dot(vec3 a, vec3 b) {
    return a.x * b.x + a.y * b.y + a.z * b.z;
}

[[nodiscard]] inline vec3 cross(vec3 a, vec3 b) {
    return {a.y * b.z - a.z * b.y, a.z * b.x - a.x * b.z, a.x * b.y - a.y * b.x};
}

[[nodiscard]] inline double squared(vec3 a) {
    return dot(a, a);
}

[[nodiscard]] inline vec3 normalized(vec3 a) {
    return (1.0 / std::sqrt(squared(a))) * a;
}

/// Angle between two unit vectors in radians, without loss for near or opposite ones.
[[nodiscard]] inline double angle_between(vec3 a, vec3 b) {
    const double half_chord = 0.5 * std::sqrt(squared(a - b));
    return half_chord < 0.9 ? 2 * std::asin(half_chord)
                            : 2 * std::atan2(half_chord, 0.5 * std::sqrt(squared(a + b)));
}

}  // namespace geo::detail
