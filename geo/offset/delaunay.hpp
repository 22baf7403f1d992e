// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <cstdint>
#include <span>
#include <vector>

namespace geo::detail {

/// A node of the integer grid on which triangulations are exact.
struct grid_point {
    std::int32_t x = 0;
    std::int32_t y = 0;

    friend constexpr auto operator<=>(const grid_point&, const grid_point&) = default;
};

/// A point and what its owner knows it by.
struct tagged_point {
    grid_point at;
    std::int32_t tag = 0;
};

/// Brings points into the order that delaunay() divides them in: halves along x, quarters along y,
/// and so on. Neighbours in space become neighbours in memory.
void arrange(std::span<tagged_point> points);

/// Largest absolute coordinate for which the in-circle test fits 128 bits: differences below
/// 2^30, squares and cross products below 2^61, their products below 2^122.
inline constexpr std::int32_t grid_limit = (1 << 29) - 1;

/// Edges of a planar graph, each as two directed halves: `e ^ 1` is `e` reversed. Around every
/// origin the halves form a ring in counter-clockwise order.
struct triangulation {
    struct half_edge {
        std::int32_t origin = 0;
        std::int32_t next = 0;  ///< counter-clockwise around the origin; -1 = not in use
        std::int32_t prev = 0;  ///< clockwise around the origin
    };
    std::vector<half_edge> halves;
    std::vector<std::int32_t> edge_of;  ///< by point: one half that starts there, or -1

    [[nodiscard]] std::int32_t size() const { return static_cast<std::int32_t>(halves.size()); }
    [[nodiscard]] std::int32_t from(std::int32_t e) const {
        return halves[static_cast<std::size_t>(e)].origin;
    }
    [[nodiscard]] std::int32_t to(std::int32_t e) const { return from(e ^ 1); }
    [[nodiscard]] std::int32_t turned(std::int32_t e) const {
        return halves[static_cast<std::size_t>(e)].next;
    }
    /// The next half along the face on the left.
    [[nodiscard]] std::int32_t along_left(std::int32_t e) const {
        return halves[static_cast<std::size_t>(e ^ 1)].prev;
    }
    [[nodiscard]] bool in_use(std::int32_t e) const { return turned(e) >= 0; }
};

/// Twice the signed area of the triangle; positive when counter-clockwise. Exact.
[[nodiscard]] std::int64_t orientation(grid_point a, grid_point b, grid_point c);

/// True when d lies strictly inside the circle through a, b, c (counter-clockwise). Exact.
[[nodiscard]] bool in_circle(grid_point a, grid_point b, grid_point c, grid_point d);

/// The Delaunay triangulation, by divide and conquer with cuts along x and y in turn.
///
/// Why own code: Boost.Polygon's Voronoi was measured 3 to 4 times slower on the same points, and
/// sweep-hull methods slow down on smooth chains.
///
/// Cost      O(n log n); 72 bytes a point.
/// Requires  points as arrange() leaves them, without duplicates, coordinates within +-grid_limit.
/// Source    L. Guibas and J. Stolfi, ACM Trans. Graphics 4 (1985) 74-123,
///           doi:10.1145/282918.282923, section 9; alternating cuts: R. A. Dwyer, Algorithmica 2
///           (1987) 137-151, doi:10.1007/BF01840356.
[[nodiscard]] triangulation delaunay(std::span<const grid_point> points);

}  // namespace geo::detail
