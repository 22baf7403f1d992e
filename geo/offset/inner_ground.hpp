// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "geo/offset/gnomonic_plane.hpp"
#include "geo/offset/triangle_mesh.hpp"

#include <cstdint>
#include <vector>

namespace geo::detail {

/// A point of the mesh from which distances count, and what is added to them.
struct ground_source {
    std::int32_t point = 0;
    double before = 0;  ///< metres from the source itself to the area's edge
};

/// An area in triangles, with the lines from which distances are measured among their edges.
struct inner_ground {
    gnomonic_plane plane;
    triangle_mesh mesh;
    std::vector<bool> inside;                         ///< by triangle
    std::vector<std::vector<ground_source>> sources;  ///< by set
    std::vector<double> left_out;  ///< by set: metres of lines too far outside of the area

    [[nodiscard]] bool is_inside(triangle_mesh::half h) const {
        return h >= 0 && inside[static_cast<std::size_t>(h / 3)];
    }
    [[nodiscard]] plane_point position(std::int32_t point) const {
        return gnomonic_plane::exact(mesh.point(point));
    }
    /// The mark of edges that belong to lines of a set.
    [[nodiscard]] static std::uint32_t mark_of(std::size_t set) {
        return first_free_mark << static_cast<unsigned>(set);
    }
};

/// What distances are measured from.
struct line_set {
    multi_line_string<lon_lat> lines;  ///< edges are geodesics
    std::vector<lon_lat> points;
};

/// Lines nearer to the area's edge than this are taken to run on it.
inline constexpr double on_edge = 1.0;  // metres
/// Lines that run on or near the area's edge are cut at least every so many metres.
inline constexpr double edge_spacing = 200.0;

/// Every corner of the area is a point of the mesh, rounded to its grid of (width of the area) /
/// 2^29: 3 mm for 1,500 km. Lines within `on_edge` of the area's edge run on it. What lies outside, but
/// within `reach`, is moved to the nearest position of the edge.
///
/// Requires  edges of the area are geodesics; at most 20 sets.
/// Throws    input_error when rings of the area cross, or the area is too wide (gnomonic_plane).
[[nodiscard]] inner_ground make_ground(
    const multi_polygon<lon_lat>& area, const std::vector<line_set>& sets, metres reach
);

}  // namespace geo::detail
