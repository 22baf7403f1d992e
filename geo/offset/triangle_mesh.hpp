// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "geo/offset/delaunay.hpp"

#include <cstdint>
#include <span>
#include <vector>

namespace geo::detail {

/// Triangles that cover a square, as half-edges: 3 t + i runs from corner i of triangle t to its
/// next, counter-clockwise.
struct triangle_mesh {
    using half = std::int32_t;

    std::vector<grid_point> points;
    std::vector<std::int32_t> origins;  ///< by half-edge: the point where it starts
    std::vector<half> twins;            ///< by half-edge: its reverse; -1 on the square's edge
    std::vector<std::uint32_t> marks;   ///< by half-edge: what it belongs to; reverses agree
    std::vector<half> leaving;          ///< by point: one half-edge that starts there

    [[nodiscard]] static half next(half h) { return h % 3 == 2 ? h - 2 : h + 1; }
    [[nodiscard]] static half prev(half h) { return h % 3 == 0 ? h + 2 : h - 1; }
    [[nodiscard]] half twin(half h) const { return twins[static_cast<std::size_t>(h)]; }
    [[nodiscard]] std::int32_t from(half h) const { return origins[static_cast<std::size_t>(h)]; }
    [[nodiscard]] std::int32_t to(half h) const { return from(next(h)); }
    [[nodiscard]] std::uint32_t mark(half h) const { return marks[static_cast<std::size_t>(h)]; }
    [[nodiscard]] grid_point point(std::int32_t p) const {
        return points[static_cast<std::size_t>(p)];
    }
    [[nodiscard]] half leaving_from(std::int32_t p) const {
        return leaving[static_cast<std::size_t>(p)];
    }
    /// The next half-edge counter-clockwise around the same start; -1 beyond the square's edge.
    [[nodiscard]] half turned(half h) const { return twin(prev(h)); }
    [[nodiscard]] std::int32_t triangles() const {
        return static_cast<std::int32_t>(origins.size() / 3);
    }
    /// The half-edge from one point to another, or -1.
    [[nodiscard]] half find(std::int32_t from, std::int32_t to) const;
};

/// Bits of triangle_mesh::marks. A wall that is drawn twice is none.
inline constexpr std::uint32_t mark_fixed = 1;
inline constexpr std::uint32_t mark_wall = 2;
inline constexpr std::uint32_t first_free_mark = 4;

/// An edge that the mesh must contain. `mark` is first_free_mark or a higher bit; 0 for a wall.
struct fixed_edge {
    std::int32_t a = 0;
    std::int32_t b = 0;
    std::uint32_t mark = 0;
};

struct constrained_mesh {
    triangle_mesh mesh;
    std::vector<fixed_edge> crossed;  ///< edges left out: an earlier one crosses them
};

/// Delaunay triangulation of points and of four more that make a square about them, then made to
/// contain every fixed edge, in their order: what an edge crosses is taken out and filled again on
/// both sides of it. An edge that runs through a point is cut there. Exact: no rounding.
///
/// Cost      O(n log n), and for each edge the square of the number of edges that it crosses.
/// Requires  no duplicate points; coordinates within +-2^28.
/// Source    M. V. Anglada, Computers & Graphics 21 (1997) 215-223,
///           doi:10.1016/S0097-8493(96)00085-4.
[[nodiscard]] constrained_mesh constrained_delaunay(
    std::vector<grid_point> points, const std::vector<fixed_edge>& edges
);

/// By triangle: whether it lies within an odd number of the rings that the walls make.
[[nodiscard]] std::vector<bool> inside_of_walls(const triangle_mesh& mesh);

}  // namespace geo::detail
