// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "geo/offset/equi_ratio.hpp"
#include "geo/offset/inner_distance.hpp"

#include <optional>
#include <vector>

namespace geo {

struct inner_equi_ratio_options {
    metres widest_cell{1500};   ///< the search refines to this wherever the line runs
    metres narrowest_cell{25};  ///< and to this where it may branch; smaller pieces may be missed
    metres tolerance{5};        ///< sideways, for the line's edges; >= 0.1 m
};

/// Equi-ratio lines by the lengths of shortest paths inside an area, one a ratio: `between` has two
/// sources, the first the one to leave from, the second the target.
///
/// Shape     out: pieces end on the area's edge, or where both distances vanish; closed pieces are
///           rings. Larger ratios lie nearer to the target; the lower ratio is on the left of each
///           piece. None in parts of the area that lack a path to either source. Where ways to the
///           two sources part only at a far corner, half-way lines may not exist: there the ratio
///           is one half all over or nowhere.
/// Method    As equi_ratio_lines(), over triangles instead of squares: those of the area itself,
///           halved. Inside a triangle nothing is in the way, so that distances change by at most a
///           metre a metre, and no piece is lost but smaller than the narrowest cell. Crossings are
///           found on the triangles' sides, so that no piece leaves the area or another's side.
/// Error     `max_error` of each line as measured at three positions of every edge, by the distances
///           of `between`.
/// Requires  ratios in (0, 1); two sources.
[[nodiscard]] std::vector<equi_ratio_line> inner_equi_ratio_lines(
    const inner_distance& between,
    const std::vector<double>& ratios,
    const inner_equi_ratio_options& options = {}
);

/// The ratio at one position; 0 where both distances vanish; empty when either is infinite.
[[nodiscard]] std::optional<double> ratio_at(const inner_distance& between, lon_lat p);

}  // namespace geo
