// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "geo/linework/arc_graph.hpp"

#include <cstddef>
#include <cstdint>
#include <vector>

namespace geo::detail {

/// A stretch of an arc for which one edge stands, from its first position to its last.
struct arc_span {
    std::uint32_t arc = 0;
    std::uint32_t first = 0;
    std::uint32_t last = 0;
    std::uint32_t farthest = 0;  ///< of the positions between; first when there is none
    double gap = 0;              ///< metres from the edge, by the worse of its readings

    [[nodiscard]] bool is_single() const { return last == first + 1; }
};

/// The span with its farthest position. When a position is farther than `limit` from the geodesic, how
/// far it is from the edge straight in lon/lat is not asked.
[[nodiscard]] arc_span measured_span(const arc_graph& graph, arc_span span, double limit);

/// Halves a span at its farthest position and the halves again, until every one is within the limit.
void reduce(const arc_graph& graph, const arc_span& span, double limit, std::vector<arc_span>& out);

/// The spans of an arc, each within the limit; of a closed one at least three.
void reduce_arc(
    const arc_graph& graph, std::uint32_t arc, double limit, std::vector<arc_span>& out
);

}  // namespace geo::detail
