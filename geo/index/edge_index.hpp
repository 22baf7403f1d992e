// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "geo/geometry/shapes.hpp"

#include <cstdint>
#include <memory>
#include <optional>
#include <vector>

namespace geo {

/// The edges of chains on the plane, found by nearness. Lengths are those of the plane.
///
/// Cost      O(n log n) to build, O(log n) a question.
/// Source    Boost.Geometry R-tree (packed).
class edge_index {
public:
    struct edge {
        east_north a;
        east_north b;
        std::uint32_t chain = 0;  ///< number of the chain it belongs to
        std::uint32_t place = 0;  ///< number of the edge within the chain
    };
    struct hit {
        edge found;
        metres distance;
        double fraction = 0;  ///< of the nearest position, 0 at a, 1 at b
        east_north nearest;
    };

    explicit edge_index(const multi_line_string<east_north>& chains);
    explicit edge_index(const multi_polygon<east_north>& area);  ///< chains are its rings, in order
    edge_index(edge_index&&) noexcept;
    edge_index& operator=(edge_index&&) noexcept;
    ~edge_index();

    [[nodiscard]] bool empty() const;
    [[nodiscard]] std::optional<hit> nearest(east_north p) const;
    /// All edges nearer than `reach`, nearest first.
    [[nodiscard]] std::vector<hit> within(east_north p, metres reach) const;
    /// Whether any edge is at most `reach` away. A tenth of the cost of nearest() where none is near.
    [[nodiscard]] bool any_within(east_north p, metres reach) const;
    /// Every edge that a box touches.
    [[nodiscard]] std::vector<edge> touching(east_north low, east_north high) const;

private:
    struct tree;
    std::unique_ptr<tree> tree_;
};

/// Answers whether positions lie in an area. On the edge counts as either.
class area_index {
public:
    explicit area_index(const multi_polygon<east_north>& area);
    [[nodiscard]] bool contains(east_north p) const;

private:
    edge_index edges_;
    double east_end_;
};

/// Nearest position of one edge.
[[nodiscard]] edge_index::hit nearest_on(const edge_index::edge& edge, east_north p);

}  // namespace geo
