// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "geo/offset/area_field.hpp"

#include <vector>

namespace geo {

/// What an observer tells of a place that was seen or heard: no nearer than, no farther than, in
/// this direction give or take so much. On the ground an annular sector.
struct seen_sector {
    lon_lat observer;
    metres nearest;
    metres farthest;
    degrees bearing;     ///< clockwise from north
    degrees half_width;  ///< to either side; 180 or more is the whole circle
};

/// The place in its middle, by range and by direction.
[[nodiscard]] lon_lat middle_of(const seen_sector& sector);

/// No position of the sector is farther than this from its middle.
[[nodiscard]] metres reach_of(const seen_sector& sector);

/// How far the edge of an area is from the nearest position of the sector; 0 when it runs through
/// it. Looked for up to `farther` beyond the sector: none is `farther`.
///
/// Error     1 m per 50 km of range (the sector on the plane true from its observer); the sector is
///           not replaced by a polygon.
/// Requires  nearest >= 0 m, farthest >= nearest, below 200 km; half_width > 0.
[[nodiscard]] metres distance_of_edge(
    const seen_sector& sector, const area_field& area, metres farther
);

/// Places spread evenly over the sector: `rings` times `rays` of them, each for the same area.
[[nodiscard]] std::vector<lon_lat> spread_over(const seen_sector& sector, int rings, int rays);

}  // namespace geo
