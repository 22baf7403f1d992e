// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "geo/offset/level_set.hpp"
#include "geo/offset/line_arcs.hpp"

#include <optional>
#include <vector>

namespace geo::detail {

/// All curves at the angle `distance` from the lines, on the conformal sphere, without sites: put
/// together from the parallels of the pieces and from arcs about their ends.
///
/// How: of each parallel and each arc goes what lies nearer than `distance` to another piece; these
/// stretches are found in closed form, since everything is a circle on the sphere. What is left is
/// the boundary. Each of its ends is the crossing of two circles, or the place where a parallel goes
/// over into an arc, and is told by the numbers of the two: that alone says which stretch follows which.
/// A stretch that does not find its follower, or finds it elsewhere, means that something touches
/// where rounding decides (lines exactly two distances apart, three circles through one place); then
/// there is no answer.
///
/// Shape     out: closed curves with the nearer side on the left, as level_set().
/// Units     radians on the sphere.
/// Error     points on arcs lie outside, so that the chords between them lie as much inside (steps_outside());
///           corners and points of parallels to 1e-11.
/// Cost      pieces times the pieces within two distances of each, in the worst case; about 10
///           nanoseconds each, and most arcs are covered by the first few.
struct parallel_options {
    double distance = 0;
    double gap = 0;  ///< by which edges between points may leave the curves, in either reading
    double least_hole = 0;  ///< holes that fit in a ball of this radius are left out
};
[[nodiscard]] std::optional<std::vector<curve>> parallel_curves(
    const line_arcs& lines, const parallel_options& options
);

}  // namespace geo::detail
