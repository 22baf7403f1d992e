// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "geo/geometry/shapes.hpp"
#include "geo/units/quantity.hpp"

#include <vector>

namespace geo {

struct compare_options {
    edge_reading edges = edge_reading::lonlat;  ///< of both lines
    metres tolerance{0.5};                      ///< of the distance found; at least 1 cm
};

/// The farthest that one line gets from another, and where.
struct directed_distance {
    metres distance;  ///< a lower bound that is reached at `at`
    metres error;     ///< no position is farther than distance + error
    lon_lat at;       ///< on the first line
    lon_lat nearest;  ///< on the second line
};

struct hausdorff_result {
    directed_distance a_to_b;
    directed_distance b_to_a;
    [[nodiscard]] const directed_distance& larger() const {
        return b_to_a.distance > a_to_b.distance ? b_to_a : a_to_b;
    }
};

/// Geodesic Hausdorff distance: how far a position of one line can be from the nearest of the
/// other, over all positions of the edges, not vertices only.
///
/// Branch and bound: along a stretch of A the distance to B is at most that to one edge of B, which
/// is convex but for the curvature of the ground, so at most that at the stretch's ends; and it
/// changes by no more than the way walked (it is 1-Lipschitz). Stretches that could still hold
/// more than the tolerance above the best position found are halved.
///
/// Shape     any number of parts; one-position parts are points, empty ones nothing. An edge over
///           more than 180 degrees of longitude is read as crossing the antimeridian.
/// Error     `error` of each result, at most the tolerance for distances up to 1,000 km; up to
///           5,000 km, where pair distances are 50 m off, it is not.
/// Cost      O(n log n); 4,097 positions against as many, both ways: 17 ms.
/// Throws    input_error when a line has no position, when one is not on earth, when the tolerance is
///           below 1 cm or not a number, and when the lines are farther apart than 5,000 km.
[[nodiscard]] hausdorff_result hausdorff_distance(
    const multi_line_string<lon_lat>& a,
    const multi_line_string<lon_lat>& b,
    const compare_options& options = {}
);

/// The half of it that asks from one line only.
[[nodiscard]] directed_distance directed_hausdorff(
    const multi_line_string<lon_lat>& from,
    const multi_line_string<lon_lat>& to,
    const compare_options& options = {}
);

enum class travel {
    as_given,  ///< both from their first position to their last
    either     ///< the better of that and of walking b backwards
};

struct frechet_result {
    metres distance;  ///< an upper bound: two walkers can keep this near
    metres error;     ///< not so near as distance - error
    bool reversed = false;
};

/// Geodesic Fréchet distance: the shortest leash by which two walkers, each free to wait and never
/// to turn back, get from end to end of the lines. Unlike Hausdorff's it minds the order of
/// positions: a line that goes to and fro is far from one that does not.
///
/// The decision of Alt and Godau by free-space diagram, over reachable cells only, on chords in
/// space, which are straight; the leash is found by search above what Hausdorff's distance and the
/// ends demand.
///
/// Error     `error`: the search's tolerance, how far edges bow from their chords (cut so that a
///           quarter of the tolerance holds it), and the difference between equal chords on the
///           ground: 1 cm at 100 km, 10 m at 1,000 km, none below 10 km.
/// Cost      O(reachable cells) a step: 4,097 x 4,097 positions 40 ms for lines alike; a step over
///           all cells takes 0.4 s, and there may be 12.
/// Throws    as hausdorff_distance; input_error too when a line has no position.
/// Source    H. Alt, M. Godau, Computing the Fréchet distance between two polygonal curves, Int. J.
///           Comput. Geom. Appl. 5 (1995) 75-91, doi:10.1142/S0218195995000064.
[[nodiscard]] frechet_result frechet_distance(
    const line_string<lon_lat>& a,
    const line_string<lon_lat>& b,
    const compare_options& options = {},
    travel way = travel::as_given
);

/// Where line B runs, seen from a place on line A.
struct deviation {
    metres chainage;  ///< along A, gaps between its parts not counted
    lon_lat position;
    metres offset;    ///< to the nearest position of B; left of A positive
    lon_lat nearest;  ///< on B
};

/// Offsets at chainages 0, step, 2 step, ... and at the end of A. The side is that of the nearest
/// position of B by A's direction there: where A turns sharply, and beyond B's ends, that need not be
/// the side on which B runs on the whole.
///
/// Error     1 mm of the offset.
/// Cost      O((n + m + steps) log (n + m)).
/// Throws    input_error when step is not above 0 or gives more than 10 million places; as
///           line_measure.
[[nodiscard]] std::vector<deviation> deviation_profile(
    const multi_line_string<lon_lat>& a,
    const multi_line_string<lon_lat>& b,
    metres step,
    edge_reading edges = edge_reading::lonlat
);

}  // namespace geo
