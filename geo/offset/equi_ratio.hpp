// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "geo/geometry/box.hpp"
#include "geo/geometry/shapes.hpp"
#include "geo/offset/distance_field.hpp"

#include <functional>
#include <vector>

namespace geo {

/// Where the function that makes a line changes by less than this, metres a metre, the line is not
/// drawn: a millimetre in the distances would move it by a metre, more than any of them is known
/// to. So far only half way between two lines whose nearest positions are seen in one direction
/// within 0.1 degrees, as behind the place where they meet.
constexpr double least_line_slope = 1e-3;

/// Where the distances to both lines add up to less than this, pieces narrower than
/// equi_ratio_options::narrowest_cell may be missed; elsewhere, narrower than its finest_cell.
constexpr metres near_both{40};

/// Where both lines are this near to a position at which they meet (within 5 cm), what is drawn runs
/// straight into that position.
constexpr metres meeting_radius{8};

struct equi_ratio_options {
    metres widest_cell{4000};  ///< the search refines to this wherever the line runs
    metres narrowest_cell{4};  ///< and to this where it may branch and both lines are near,
    metres finest_cell{0.5};   ///< to this where they are not; narrower pieces may be missed
    metres tolerance{2};       ///< sideways, for the line's edges; >= 0.1 m
    /// False for places that nobody asks about: with a position and a reach, whether anything within
    /// the reach matters. Empty: everything in the box does.
    std::function<bool(lon_lat, metres)> wanted;
};

/// Where (distance to `from`) / (distance to `from` + distance to `to`) equals a ratio.
struct equi_ratio_line {
    double ratio = 0;
    multi_line_string<lon_lat> shape;
    metres max_error;  ///< upper bound of the distance from any position of the shape, its edges
                       ///< read either way, to the true line
};

/// Equi-ratio lines within a box, one a ratio. The ratio 0.5 is the median line of the two.
///
/// Shape     out: open pieces end at the box, beyond what is wanted, or where the line is not
///           determined (least_line_slope); closed pieces are rings. Larger ratios lie nearer to
///           `to`; the lower ratio is on the left of each piece. A box may reach beyond 180 degrees
///           east; pieces are cut there.
/// Method    A quadtree over the box drops cells that cannot hold the line, because the weighted
///           difference of the distances changes by at most one metre a metre. A cell that may hold
///           it is kept when that difference is monotone in it: all positions of `from` and of `to`
///           that could be nearest to any place in the cell lie within two narrow cones, and the
///           cones leave no direction free for a turn. Other cells are split down to the finest
///           (which stays cheap: away from the lines they are few), or, where both lines are within
///           `near_both` together, down to the narrowest.
///           The line is traced through the cells by the signs at their corners, neighbours sharing
///           every corner on their common edge. Crossings are found between positions on different
///           sides of the line, and edges are halved until the difference along all of each edge,
///           over its least rise about the edge, is proven to be within half the tolerance; or
///           until they are no longer than the tolerance, at the sharp tips of lines. Then positions
///           are left out that lie within half the tolerance of what remains.
/// Error     max_error; `tolerance` and 0.5 m unless ratios lie too close, the distances exceed
///           500 km or the slope falls below 0.01. Lines of different ratios do not cross: each
///           stays closer to its own ratio than to others, but within `meeting_radius`.
/// Requires  ratios in (0, 1); the box does not touch a pole.
[[nodiscard]] std::vector<equi_ratio_line> equi_ratio_lines(
    const distance_field& from,
    const distance_field& to,
    const std::vector<double>& ratios,
    const lon_lat_box& within,
    const equi_ratio_options& options = {}
);

/// The edge of all positions that are within a distance of `from` and not nearer to `to`.
struct distance_line {
    metres distance;
    multi_line_string<lon_lat> shape;
    metres max_error;  ///< as of equi_ratio_line
};

/// Lines at distances from `from`, as long as that is nearer than `to`; where it is not, they run on
/// along the median line. One a distance.
///
/// Shape     as of equi_ratio_lines(); positions of the area enclosed are on the left of each piece.
///           Lines of two distances share their parts on the median line, within their errors.
/// Requires  distances above 0 m; the box does not touch a pole.
[[nodiscard]] std::vector<distance_line> distance_lines(
    const distance_field& from,
    const distance_field& to,
    const std::vector<metres>& distances,
    const lon_lat_box& within,
    const equi_ratio_options& options = {}
);

/// The ratio at one position; 0 on `from`, 1 on `to`, 0 where they meet.
[[nodiscard]] double ratio_at(const distance_field& from, const distance_field& to, lon_lat p);

}  // namespace geo
