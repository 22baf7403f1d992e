// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "geo/base/finding.hpp"
#include "geo/geometry/shapes.hpp"
#include "geo/linework/edge_gap.hpp"

#include <cstdint>
#include <vector>

namespace geo::detail {

/// Chains cut at their nodes into arcs that are stored once, whoever shares them.
struct arc_graph {
    struct arc_use {
        std::uint32_t arc = 0;
        bool reversed = false;
    };
    struct chain {
        std::vector<arc_use> arcs;  ///< empty: fewer than two different positions
        bool closed = false;
    };
    std::vector<ground_vertex> vertices;
    std::vector<std::vector<std::uint32_t>> arcs;  ///< vertices; a closed one repeats its first
    std::vector<chain> chains;                     ///< of each chain given
    std::size_t given = 0;                         ///< positions that count
    double reading_gap = 0;  ///< widest gap between the two readings of an edge, metres
};

/// Vertices are positions equal on the grid of 7 decimals. Nodes: open ends, and vertices with other
/// than two different edges; a ring without any gets one, its westernmost vertex.
///
/// Open ends on another edge are made vertices of it, with a finding. Edges whose readings differ by
/// more than `gap` metres get vertices.
///
/// Cost      O(n log n).
/// Requires  positions on earth.
[[nodiscard]] arc_graph make_arc_graph(
    const multi_line_string<lon_lat>& chains, edge_reading edges, double gap, findings& found
);

}  // namespace geo::detail
