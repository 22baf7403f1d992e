// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "geo/geometry/box.hpp"
#include "geo/geometry/shapes.hpp"
#include "geo/offset/distance_field.hpp"

#include <vector>

namespace geo {

struct equi_ratio_options {
    metres cell{250};     ///< finest cell of the search; pieces narrower than it may be missed
    metres tolerance{3};  ///< sideways, spent on leaving out positions
};

/// Where (distance to `from`) / (distance to `from` + distance to `to`) equals a ratio.
struct equi_ratio_line {
    double ratio = 0;
    multi_line_string<lon_lat> shape;
    metres max_error;  ///< worst sideways distance from the true line found at the middle of edges
};

/// Equi-ratio lines within a box, one a ratio.
///
/// Shape     out: open pieces end at the box; closed pieces are rings. Edges at most a few cells
///           long. Larger ratios lie nearer to `to`; the lower ratio is on the left of each piece.
/// Method    a quadtree over the box drops cells that cannot hold the line, because the weighted
///           difference of distances changes by at most one metre a metre; cells of the finest size
///           are traced by marching squares, then every position is moved onto the line by Newton
///           steps with geodesic distances.
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
