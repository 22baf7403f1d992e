// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "geo/geometry/shapes.hpp"
#include "geo/units/quantity.hpp"

#include <functional>

/// Zones true on the ellipsoid: all positions within a geodesic distance (WGS 84) of lines or
/// areas.
///
/// How, of two ways the one that a count of sites and edges says costs less (direct_way.hpp); both on
/// a conformal sphere:
///
/// 1. For distances long against the edges: the line is replaced by sites so close that the distance
///    to the nearest site differs from the distance to the line by a fifth of the tolerance at most
///    (site spacing sqrt(8 d delta)); the sites are triangulated (Delaunay), and the curve at the
///    distance is traced through the triangulation, its corners and arcs computed from the distances
///    themselves. It grows linearly and needs no seams.
/// 2. For short ones, where sites would be many times more than edges: the parallels of the edges and
///    the arcs about their ends, less what lies nearer to another edge (parallel_curves.hpp). All are
///    circles on the sphere, so crossings are known in closed form. Where rounding would decide
///    what touches what, this way gives no answer and the first one is taken.
///
/// Then vertices are chosen, and the result is checked edge by edge against the line, whichever the
/// way. Measured against one planar GEOS buffer in tests/bench/zone_bench.cpp.
namespace geo {

struct zone_options {
    metres tolerance = metres(0.5);             ///< largest error of the boundary; at least 0.02 m
    edge_reading edges = edge_reading::lonlat;  ///< how the edges of the input are meant
    /// Called with the part of the work that is done, 0 to 1; may be empty.
    std::function<void(double)> progress = {};
};

struct zone {
    multi_polygon<lon_lat> area;
    metres max_error;  ///< no boundary position is farther than this from where it should be
};

/// Distances for which zones are computed.
inline constexpr metres least_zone_distance{10.0};
inline constexpr metres largest_zone_distance{1.0e6};

/// All positions within `distance` of `lines`.
///
/// Shape     in: lines of one position or more; they may cross and touch themselves and each
///           other, be closed, repeat positions, pass over poles; an edge over more than 180
///           degrees of longitude is read as crossing the antimeridian.
///           out: valid, outer rings counter-clockwise, on a grid of 7 decimals of a degree; cut
///           at the antimeridian, over a pole closed along 90 degrees of latitude.
/// Error     every position of the boundary (but those cuts), its edges read as straight in
///           lon/lat or as geodesics, is at `distance` from the line within `max_error`, which is
///           at most `tolerance` and is checked on the result. Holes with an inscribed circle of
///           a radius above the tolerance are all there; smaller ones may be filled.
/// Cost      O(n log n) in the sites, or in the edges and those within two distances of each; 4 to
///           7 ms for 1,000 km of line with 829 vertices, 6 to 60 ms with 13,249.
/// Throws    input_error when there is no position, a coordinate is not on earth, the distance
///           is below 10 m, above 1,000 km or not a number, or the tolerance is out of reach.
///           geometry_error when no valid result is found (never seen).
[[nodiscard]] zone zone_about(
    const multi_line_string<lon_lat>& lines, metres distance, const zone_options& options = {}
);

/// All positions inside of `areas` or within `distance` of them; as above. Where areas are cut at
/// the antimeridian, the cut is no boundary of theirs.
[[nodiscard]] zone zone_about(
    const multi_polygon<lon_lat>& areas, metres distance, const zone_options& options = {}
);

/// All positions not nearer than `from` and not farther than `to`; of areas, outside of them.
///
/// Throws    input_error as zone_about, or when `to` is not larger than `from` by at least four
///           times the tolerance.
[[nodiscard]] zone band_about(
    const multi_line_string<lon_lat>& lines,
    metres from,
    metres to,
    const zone_options& options = {}
);
[[nodiscard]] zone band_about(
    const multi_polygon<lon_lat>& areas, metres from, metres to, const zone_options& options = {}
);

/// Seen along the line as digitised.
enum class side { left, right };

/// What becomes of the half disc beyond the end of a line: `flat` leaves it out, `round` gives
/// each side its half, divided by the geodesic straight on.
enum class end_cap { round, flat };

/// The part of the zone about `lines` whose nearest line position has it on side `which`.
///
/// The zone is cut by the line itself, by the geodesics perpendicular to it at its ends (flat) or
/// straight on from them (round), and, where it is both left of one stretch and right of another,
/// half way between the two. Closed lines have no ends.
///
/// Error     as zone_about for the boundary at `distance`, and within `tolerance` for the cuts along
///           the line and at its ends. Half-way cuts are within `max_error` of where the nearest
///           position of the line changes its side, edges read either way: checked on the result,
///           where it is farther than twice the tolerance from the line, at a quarter, the middle and
///           three quarters of every edge. It is the tolerance as a rule (tests: 0.5 m at 2 and 15 km,
///           1 m at 100 km, lines 5 m to 5 km apart), up to twice that in tips where three cuts meet,
///           and more, to the next power of two times it, where that is not reached, as with a
///           tolerance of 0.05 m. At its ends a line's direction is that of its first and last edge, read
///           as `edges` says; where lines meet in one vertex and both have it on their left (or right),
///           the sector is halved to 1e-4 radians.
///           Of lines that run along
///           each other or back over themselves the first way counts, if they share positions or are
///           straight in lon/lat with positions of 7 decimals. Parts and holes narrower than the
///           tolerance are left out.
/// Throws    as zone_about.
[[nodiscard]] zone one_sided_zone(
    const multi_line_string<lon_lat>& lines,
    metres distance,
    side which,
    end_cap ends,
    const zone_options& options = {}
);

}  // namespace geo
