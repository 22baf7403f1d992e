// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "geo/geometry/shapes.hpp"
#include "geo/offset/level_set.hpp"

#include <cstddef>
#include <vector>

namespace geo::detail {

/// A part of a zone's boundary that does not cross the antimeridian: a ring (first point repeated
/// last), or a chain from the antimeridian to the antimeridian.
struct boundary_piece {
    std::vector<curve_point> points;  ///< longitudes are continuous, within [-180, 180]
    std::vector<std::size_t> kept;    ///< ascending; the first and the last point are always kept
    bool closed = true;
    double radius = 0;  ///< metres: the distance at which the curve was traced

    /// Keeps point `i` as well, between those kept at `k` and `k + 1`.
    void keep(std::size_t k, std::size_t i, const conformal_sphere& sphere);

    /// The kept positions as they are given out: on the grid of 7 decimals.
    [[nodiscard]] std::vector<lon_lat> outline() const;
};

[[nodiscard]] std::vector<boundary_piece> cut_at_antimeridian(
    std::vector<curve> curves, const conformal_sphere& sphere, double radius
);

/// Chooses `kept` greedily, each edge as long as it goes: all points passed over are within `gap`
/// metres of the edge, be it read as straight in lon/lat or as geodesic. Places the kept points on
/// earth; the others stay where they are on the sphere.
void simplify(boundary_piece& piece, const conformal_sphere& sphere, double gap);

/// How far, in metres, the points passed over between points `first` and `last` are from the edge
/// between these two, in the worse of the two readings. Since the chain of points runs from one
/// end of the edge to the other without a gap, no position of the edge is farther from the chain.
[[nodiscard]] double widest_gap(
    const boundary_piece& piece, const conformal_sphere& sphere, std::size_t first, std::size_t last
);

}  // namespace geo::detail
