// SPDX-License-Identifier: Apache-2.0
#include "geo/linework/arc_spans.hpp"

#include <algorithm>
#include <cmath>

namespace geo::detail {

namespace {

/// Farthest between by one measure; of equally far ones the first.
template <class Measure>
void take_farthest(const arc_graph& graph, arc_span& span, Measure&& measure) {
    const auto& arc = graph.arcs[span.arc];
    for (std::uint32_t k = span.first + 1; k < span.last; ++k) {
        const double found = measure(graph.vertices[arc[k]]);
        if (found > span.gap || span.farthest == span.first) {
            span.gap = found;
            span.farthest = k;
        }
    }
}

}  // namespace

arc_span measured_span(const arc_graph& graph, arc_span span, double limit) {
    const auto& arc = graph.arcs[span.arc];
    const auto& a = graph.vertices[arc[span.first]];
    const auto& b = graph.vertices[arc[span.last]];
    span.gap = 0;
    span.farthest = span.first;
    if (span.is_single()) {
        return span;
    }
    take_farthest(graph, span, [&](const ground_vertex& p) { return gap_to_geodesic(p, a, b); });
    if (span.gap > limit || a.position == b.position) {
        return span;
    }
    const ground_vertex middle(position_on_edge(a.position, b.position, 0.5, edge_reading::lonlat));
    const double apart = gap_to_geodesic(middle, a, b);
    // Readings that differ by that little are one, with the difference added: 1.2, because the
    // middle is not quite where they differ most.
    constexpr double little = 0.02;
    if (1.2 * apart < little * limit) {
        span.gap += 1.2 * apart;
        return span;
    }
    take_farthest(graph, span, [&](const ground_vertex& p) { return gap_to_lonlat(p, a, b); });
    return span;
}

void reduce(
    const arc_graph& graph, const arc_span& span, double limit, std::vector<arc_span>& out
) {
    struct task {
        arc_span span;
        int depth;
    };
    // Halving at the farthest position need not halve: beyond this depth the middle is taken, so
    // that the cost stays O(n log n). No real line comes near it.
    constexpr int deepest = 100;
    std::vector<task> tasks{{span, 0}};
    while (!tasks.empty()) {
        const task now = tasks.back();
        tasks.pop_back();
        arc_span one = measured_span(graph, now.span, limit);
        if (one.gap <= limit) {
            out.push_back(one);
            continue;
        }
        const std::uint32_t at =
            now.depth < deepest ? one.farthest : one.first + (one.last - one.first) / 2;
        tasks.push_back({{one.arc, at, one.last, at, 0}, now.depth + 1});
        tasks.push_back({{one.arc, one.first, at, one.first, 0}, now.depth + 1});
    }
}

void reduce_arc(
    const arc_graph& graph, std::uint32_t number, double limit, std::vector<arc_span>& out
) {
    const auto& arc = graph.arcs[number];
    const auto end = static_cast<std::uint32_t>(arc.size() - 1);
    const arc_span whole{number, 0, end, 0, 0};
    if (arc.front() != arc.back()) {
        reduce(graph, whole, limit, out);
        return;
    }
    // A ring keeps the position farthest from its first, and the one farthest from their edge.
    const auto opposite = measured_span(graph, whole, 0).farthest;
    const auto one = measured_span(graph, {number, 0, opposite, 0, 0}, 0);
    const auto two = measured_span(graph, {number, opposite, end, opposite, 0}, 0);
    std::vector<std::uint32_t> kept{0, opposite, end};
    if (one.gap >= two.gap && !one.is_single()) {
        kept.insert(kept.begin() + 1, one.farthest);
    } else if (!two.is_single()) {
        kept.insert(kept.begin() + 2, two.farthest);
    }
    for (std::size_t k = 1; k < kept.size(); ++k) {
        reduce(graph, {number, kept[k - 1], kept[k], kept[k - 1], 0}, limit, out);
    }
}

}  // namespace geo::detail
