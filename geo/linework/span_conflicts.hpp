// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "geo/linework/arc_spans.hpp"

#include <cstdint>
#include <vector>

namespace geo::detail {

/// Two spans whose edges touch where they should not, or of which one has passed over an end of the
/// other.
struct span_conflict {
    std::uint32_t first = 0;  ///< numbers of spans
    std::uint32_t second = 0;
    lon_lat at;           ///< an end of the first
    bool passed = false;  ///< nothing touches, but a position has changed sides
};

/// All conflicts in which a fresh span takes part, each once, in order.
///
/// Touching is exact in lon/lat on the grid of 7 decimals, and true crossings of the edges read as
/// geodesics count, too.
///
/// Cost      O(n log n) when spans are in the order of their arcs; the spans' own positions for
///           each foreign position in their box.
[[nodiscard]] std::vector<span_conflict> find_conflicts(
    const arc_graph& graph, const std::vector<arc_span>& spans, const std::vector<bool>& fresh
);

}  // namespace geo::detail
