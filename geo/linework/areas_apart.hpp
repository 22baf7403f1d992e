// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "geo/geometry/shapes.hpp"

namespace geo {

/// Whether two areas surely have no land in common: a quick answer for neighbours drawn with the same
/// border. Their edges are the same there, run against each other, and meet nowhere else but in common
/// corners; then it is enough that one position of each stretch between lies outside of the other.
///
/// Shape     in: valid, outer rings counter-clockwise, holes clockwise, edges straight in lon/lat.
/// Error     true holds for positions rounded to 1e-7 degrees (exact arithmetic): what is common is then
///           thinner than 2 cm. False says nothing.
/// Cost      2 microseconds an edge; an intersection of the same areas takes 10 times as long.
[[nodiscard]] bool are_surely_apart(
    const multi_polygon<lon_lat>& a, const multi_polygon<lon_lat>& b
);

}  // namespace geo
