// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "geo/geometry/shapes.hpp"
#include "geo/offset/level_set.hpp"

#include <array>
#include <cstddef>
#include <cstdint>
#include <vector>

namespace geo::detail {

/// A part of a zone's boundary that does not cross the antimeridian: a ring (first point repeated
/// last), or a chain from the antimeridian to the antimeridian.
struct boundary_piece {
    std::vector<curve_point> points;  ///< longitudes are continuous, within [-180, 180]
    std::vector<std::uint32_t> kept;  ///< ascending; the first and the last point are always kept
    std::vector<lon_lat> places;  ///< those kept, as they are given out: on a grid of 7 decimals
    bool closed = true;
    std::array<lon_lat, 2> cut_at{};  ///< unless closed: where it starts and ends
    double radius = 0;                ///< metres: the distance at which the curve was traced

    /// Keeps point `i` as well, between those kept at `k` and `k + 1`.
    void keep(std::size_t k, std::size_t i, const conformal_sphere& sphere);
};

[[nodiscard]] std::vector<boundary_piece> cut_at_antimeridian(
    std::vector<curve> curves, const conformal_sphere& sphere, double radius
);

/// Chooses `kept` greedily, each edge as long as it goes: all points passed over are within `gap`
/// metres of the edge, less what the chain about them may be off the curve, be the edge read as
/// straight in lon/lat or as geodesic. Places the kept points on earth.
void simplify(boundary_piece& piece, const conformal_sphere& sphere, double gap);

/// How far, in metres, the edge between points `first` and `last` may be from the curve: the points
/// passed over from the edge, in the worse of its two readings, and the chain about them from the
/// curve. Since the chain runs from one end of the edge to the other without a gap, no position of
/// the edge is farther from it. Of an edge that passes over none its lon/lat reading is not looked at.
[[nodiscard]] double widest_gap(
    const boundary_piece& piece, const conformal_sphere& sphere, std::size_t first, std::size_t last
);

}  // namespace geo::detail
