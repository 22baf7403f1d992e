// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "geo/frame/local_frame.hpp"
#include "planner/model/plan.hpp"

namespace planner {

/// The ground on which zones are laid: who holds what.
struct zone_ground {
    const geo::local_frame& chart;
    const lines& line;      ///< the zone's reference line
    const area& side_land;  ///< land on the side of the party on whose side the zone lies
};

struct zone_shape {
    area shape;
    geo::metres max_error;
};

/// All land within the zone's depth of its reference line on one side of it.
///
/// Error     of the zone's outer edge: max_error; its other edges are the line's, border's or
///           coast's own.
[[nodiscard]] zone_shape lay_zone(const zone_term& term, const zone_ground& ground);

}  // namespace planner
