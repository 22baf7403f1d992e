// SPDX-License-Identifier: Apache-2.0
#include "geo/linework/span_conflicts.hpp"

#include "geo/linework/edge_boxes.hpp"
#include "geo/offset/grid_edge.hpp"

#include <algorithm>
#include <cmath>

namespace geo::detail {

namespace {

using node = grid_node;
using flat_edge = grid_edge;
constexpr std::int64_t turn_round = 3'600'000'000;

/// The grid place of p, by whole turns next to `near`.
node on_grid(lon_lat p, std::int64_t near) {
    std::int64_t x = std::llround(p.lon.value() * 1e7);
    if (x - near > turn_round / 2) {
        x -= turn_round;
    } else if (near - x > turn_round / 2) {
        x += turn_round;
    }
    return {x, std::llround(p.lat.value() * 1e7)};
}

/// Edges from one position that run over each other.
bool overlap(node from, node a, node b) {
    return turn(from, a, b) == 0 &&
           ((a.x - from.x > 0 && b.x - from.x > 0) || (a.x - from.x < 0 && b.x - from.x < 0) ||
            (a.y - from.y > 0 && b.y - from.y > 0) || (a.y - from.y < 0 && b.y - from.y < 0));
}

class finder {
public:
    finder(const arc_graph& graph, const std::vector<arc_span>& spans)
        : graph_(graph), spans_(spans), boxes_(boxes()), tree_(boxes_) {}

    std::vector<span_conflict> find(const std::vector<bool>& fresh) const {
        std::vector<span_conflict> out;
        for (std::uint32_t i = 0; i < spans_.size(); ++i) {
            if (!fresh[i]) {
                continue;
            }
            tree_.touching(boxes_[i], [&](std::size_t other) {
                const auto j = static_cast<std::uint32_t>(other);
                if (i == j || (fresh[j] && j < i)) {
                    return;
                }
                const bool touches = do_touch(i, j);
                if (touches || has_passed(i, j) || has_passed(j, i)) {
                    out.push_back({i, j, graph_.vertices[start(i)].position, !touches});
                }
            });
        }
        return out;
    }

private:
    [[nodiscard]] std::uint32_t start(std::uint32_t i) const {
        return graph_.arcs[spans_[i].arc][spans_[i].first];
    }
    [[nodiscard]] std::uint32_t end(std::uint32_t i) const {
        return graph_.arcs[spans_[i].arc][spans_[i].last];
    }

    /// About the positions of each span and its edge by either reading.
    [[nodiscard]] std::vector<space_box> boxes() const {
        std::vector<space_box> out;
        out.reserve(spans_.size());
        for (std::uint32_t i = 0; i < spans_.size(); ++i) {
            const auto& arc = graph_.arcs[spans_[i].arc];
            auto& box = out.emplace_back();
            for (std::uint32_t k = spans_[i].first; k <= spans_[i].last; ++k) {
                box.add(graph_.vertices[arc[k]].at);
            }
            const auto& a = graph_.vertices[start(i)];
            const auto& b = graph_.vertices[end(i)];
            const vec3 half = 0.5 * (a.at + b.at);
            const vec3 middle =
                to_space(position_on_edge(a.position, b.position, 0.5, edge_reading::lonlat));
            // The chord's middle lies L^2 / 8 R below the geodesic's.
            const double sag = squared(b.at - a.at) / (8 * 6.3e6);
            box.widen(1.2 * (std::sqrt(squared(middle - half)) + sag) + 0.01);
        }
        return out;
    }

    [[nodiscard]] flat_edge flat(std::uint32_t i, std::int64_t near) const {
        const node a = on_grid(graph_.vertices[start(i)].position, near);
        return {a, on_grid(graph_.vertices[end(i)].position, a.x)};
    }

    [[nodiscard]] bool do_touch(std::uint32_t i, std::uint32_t j) const {
        const std::uint32_t a = start(i);
        const std::uint32_t b = end(i);
        const std::uint32_t c = start(j);
        const std::uint32_t d = end(j);
        if ((a == c && b == d) || (a == d && b == c)) {
            return true;
        }
        const auto s = flat(i, 0);
        const auto t = flat(j, s.a.x);
        if (a == c) {
            return overlap(s.a, s.b, t.b);
        }
        if (a == d) {
            return overlap(s.a, s.b, t.a);
        }
        if (b == c) {
            return overlap(s.b, s.a, t.b);
        }
        if (b == d) {
            return overlap(s.b, s.a, t.a);
        }
        return touch(s, t) || do_geodesics_cross(a, b, c, d);
    }

    /// As planes through the centre have them, which geodesics follow to 1 cm over 100 km.
    [[nodiscard]] bool do_geodesics_cross(
        std::uint32_t a, std::uint32_t b, std::uint32_t c, std::uint32_t d
    ) const {
        const auto& v = graph_.vertices;
        const vec3 s = cross(v[a].at, v[b].at);
        const vec3 t = cross(v[c].at, v[d].at);
        return dot(s, v[c].at) * dot(s, v[d].at) < 0 && dot(t, v[a].at) * dot(t, v[b].at) < 0;
    }

    /// True when an end of span j lies between span i and its edge.
    [[nodiscard]] bool has_passed(std::uint32_t i, std::uint32_t j) const {
        if (spans_[i].is_single()) {
            return false;
        }
        return encloses(i, start(j)) || encloses(i, end(j));
    }

    [[nodiscard]] bool encloses(std::uint32_t i, std::uint32_t vertex) const {
        if (vertex == start(i) || vertex == end(i)) {
            return false;
        }
        const auto& p = graph_.vertices[vertex];
        const auto& box = boxes_[i];
        space_box at;
        at.add(p.at);
        if (!box.touches(at)) {
            return false;
        }
        const auto& arc = graph_.arcs[spans_[i].arc];
        const node here = on_grid(p.position, 0);
        bool inside = false;
        const auto pass = [&](node a, node b) {
            if ((a.y > here.y) != (b.y > here.y)) {
                // The edge is right of the position when that lies left of it, going up.
                inside ^= turn(a, b, here) == (b.y > a.y ? 1 : -1);
            }
        };
        const node first = on_grid(graph_.vertices[arc[spans_[i].first]].position, here.x);
        node before = first;
        for (std::uint32_t k = spans_[i].first + 1; k <= spans_[i].last; ++k) {
            const node now = on_grid(graph_.vertices[arc[k]].position, before.x);
            pass(before, now);
            before = now;
        }
        pass(before, first);
        return inside;
    }

    const arc_graph& graph_;
    const std::vector<arc_span>& spans_;
    std::vector<space_box> boxes_;
    edge_boxes tree_;
};

}  // namespace

std::vector<span_conflict> find_conflicts(
    const arc_graph& graph, const std::vector<arc_span>& spans, const std::vector<bool>& fresh
) {
    return finder(graph, spans).find(fresh);
}

}  // namespace geo::detail
