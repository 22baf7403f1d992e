// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "geo/offset/vec3.hpp"

#include <cstdint>
#include <vector>

namespace geo::detail {

/// The part of the unit sphere with axis . p > height: its rim is a circle, run counter-clockwise
/// about the axis, with the part on its left.
struct half_space {
    vec3 axis;
    double height = 0;
};

/// An arc of the rim of a half-space: positions
///
///     height axis + radius (cos t u + sin t v),    t from 0
///
/// Places on it are told by a turn q(t) from 0 to 4 that grows as t does, but needs no
/// trigonometry: sin / (sin + cos) in the first quarter, and so on.
struct rim_arc {
    half_space of;
    double radius = 1;
    vec3 u;
    vec3 v;
    double end = 4;    ///< turn
    vec3 start;        ///< the position at t = 0
    vec3 middle;       ///< of the arc, and how far
    double reach = 0;  ///< its positions are from there, straight through space
};

/// The turn of an angle whose cosine and sine have this ratio to each other.
[[nodiscard]] inline double turn_of(double cosine, double sine) {
    if (sine >= 0) {
        return cosine >= 0 ? sine / (sine + cosine) : 1 - cosine / (sine - cosine);
    }
    return cosine < 0 ? 2 + sine / (sine + cosine) : 3 - cosine / (sine - cosine);
}

/// The angle t of a turn, in radians.
[[nodiscard]] double angle_of(double turn);

[[nodiscard]] vec3 position_on(const rim_arc& arc, double turn);

/// From `start`, a unit vector across the axis, to `end`; the whole circle when they are one and
/// `whole` is set. `radius` is that of the rim, sqrt(1 - height^2): of small circles the sine of their
/// angle, since the height has lost half of its digits.
[[nodiscard]] rim_arc make_rim_arc(
    half_space of, double radius, vec3 start, vec3 end, bool whole = false
);

/// A stretch of an arc, from one turn to another. What bounds it is told by the number of the rim
/// that crosses there, or:
inline constexpr std::int32_t own_end = -1;  ///< the arc's own start or end
inline constexpr std::int32_t cut_end = -2;  ///< no rim of the area to be covered
struct stretch {
    double from = 0;
    double to = 0;
    std::int32_t from_rim = own_end;
    std::int32_t to_rim = own_end;
};

/// A half-space seen from the start of an arc.
struct crossed_plane {
    vec3 axis;
    double height = 0;  ///< axis . start - the half-space's height
};

/// The rim itself, or any other plane.
[[nodiscard]] inline crossed_plane seen_from(const rim_arc& arc, const half_space& other) {
    return {other.axis, dot(other.axis, arc.start) - other.height};
}

/// The plane of what is nearer to `centre` than `chord` (straight through space): to all digits,
/// where cosines of small angles would lose half of them.
[[nodiscard]] inline crossed_plane seen_from(const rim_arc& arc, vec3 centre, double chord) {
    return {centre, (chord * chord - squared(arc.start - centre)) / 2};
}

/// Keeps of `parts`, stretches of `arc` in their order, what is above the plane of a half-space whose
/// rim has the number `rim`.
void keep_within(
    const rim_arc& arc, const crossed_plane& plane, std::int32_t rim, std::vector<stretch>& parts
);

/// Takes `gone` out of `parts`. Where a part ends at a stretch that is gone it is bounded by its rim.
void take_away(std::vector<stretch>& parts, const stretch& gone);

}  // namespace geo::detail
