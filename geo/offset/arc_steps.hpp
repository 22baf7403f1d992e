// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <algorithm>
#include <cmath>

namespace geo::detail {

/// Where the points of a chain along an arc lie, by angle from its start; the ends are not counted.
struct arc_steps {
    int count = 0;
    double first = 0;
    double step = 0;
    double outside = 0;  ///< of the arc
    double off = 0;      ///< no place of the chain is farther from the arc
};

/// From the arc to a point outside of it, from there to others, and back, such that no chord comes
/// farther inside than the points lie outside: half as many as with points on the arc. All of it
/// smaller where the arc needs less.
///
/// An edge of length L between such points leaves the arc by L^2 / 16 d, and its two readings part by
/// 0.15 `lean` L^2, `lean` being the tangent of the latitude (boundary.cpp): both together come to
/// `gap` at most.
///
/// Units     radians; `distance` is that of the arc from its middle, small against 1.
/// Requires  distance >= 20 gap.
[[nodiscard]] inline arc_steps steps_outside(
    double angle, double distance, double gap, double lean
) {
    const double inside = gap / (1 + 16 * distance * 0.15 * lean);
    const double touch = std::acos((distance - inside) / distance);
    const double step = 2 * std::acos((distance - inside) / (distance + inside));
    if (angle <= 2 * touch) {
        return {0, 0, 0, 0, distance * angle * angle / 8};
    }
    const double ends = 2 * touch + step;
    const int count = std::max(1, 1 + static_cast<int>(std::ceil((angle - ends) / step)));
    const double share = angle / (ends + (count - 1) * step);
    const double outside = inside * share * share;
    // 1 - cos(s x) is s^2 (1 - cos x) to 1 %.
    return {count, share * ends / 2, share * step, outside, 1.01 * outside};
}

/// On the arc, no farther apart than `longest`.
[[nodiscard]] inline arc_steps steps_on(double angle, double distance, double longest) {
    const int pieces = std::max(1, static_cast<int>(std::ceil(angle / longest)));
    const double step = angle / pieces;
    return {pieces - 1, step, step, 0, distance * step * step / 8};
}

/// Tangent of the highest latitude on a circle about a place with the sine of latitude `z`.
[[nodiscard]] inline double lean_about(double z, double distance) {
    const double highest = std::min(
        1 - 1e-6, std::abs(z) * std::cos(distance) + std::sqrt(1 - z * z) * std::sin(distance)
    );
    return std::asin(std::abs(z)) + distance > 1.5 ? 1e3
                                                   : highest / std::sqrt(1 - highest * highest);
}

}  // namespace geo::detail
