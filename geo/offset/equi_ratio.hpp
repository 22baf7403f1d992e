// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "geo/geometry/box.hpp"
#include "geo/geometry/shapes.hpp"
#include "geo/offset/distance_field.hpp"

#include <functional>
#include <vector>

namespace geo {

struct equi_ratio_options {
    metres widest_cell{4000};   ///< the search refines to this wherever the line runs
    metres narrowest_cell{15};  ///< and to this where it may branch; smaller pieces may be missed
    metres tolerance{2};        ///< sideways, for the line's edges; >= 0.1 m
    /// False for places that nobody asks about: with a position and a reach, whether anything within
    /// the reach matters. Empty: everything in the box does.
    std::function<bool(lon_lat, metres)> wanted;
};

/// Where (distance to `from`) / (distance to `from` + distance to `to`) equals a ratio.
struct equi_ratio_line {
    double ratio = 0;
    multi_line_string<lon_lat> shape;
    metres max_error;  ///< worst sideways distance from the true line, measured at three positions
                       ///< of every edge with geodesic distances
};

/// Equi-ratio lines within a box, one a ratio.
///
/// Shape     out: open pieces end at the box or beyond what is wanted; closed pieces are rings.
///           Larger ratios lie nearer to `to`; the lower ratio is on the left of each piece.
/// Method    A quadtree over the box drops cells that cannot hold the line, because the weighted
///           difference of the distances changes by at most one metre a metre. A cell that may hold
///           it is kept when that difference is monotone in it: all positions of `from` and of `to`
///           that could be nearest to any place in the cell lie within two narrow cones, and the
///           cones leave no direction free for a turn. Other cells are split down to the narrowest.
///           The line is traced through the cells by the signs at their corners, neighbours sharing
///           every corner on their common edge; each position is then moved onto the line by Newton
///           steps with geodesic distances, and edges are halved until they follow it.
/// Requires  ratios in (0, 1); the box does not touch a pole.
[[nodiscard]] std::vector<equi_ratio_line> equi_ratio_lines(
    const distance_field& from,
    const distance_field& to,
    const std::vector<double>& ratios,
    const lon_lat_box& within,
    const equi_ratio_options& options = {}
);

/// The ratio at one position; 0 on `from`, 1 on `to`, 0 where they meet.
[[nodiscard]] double ratio_at(const distance_field& from, const distance_field& to, lon_lat p);

}  // namespace geo
