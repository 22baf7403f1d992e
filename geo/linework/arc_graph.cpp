// SPDX-License-Identifier: Apache-2.0
#include "geo/linework/arc_graph.hpp"

#include "geo/linework/edge_boxes.hpp"
#include "geo/linework/line_findings.hpp"
#include "geo/linework/position_key.hpp"
#include "geo/measure/geodesic.hpp"

#include <algorithm>
#include <cmath>
#include <tuple>
#include <unordered_map>
#include <utility>

namespace geo::detail {

namespace {

using vertex_id = std::uint32_t;
using id_chain = std::vector<vertex_id>;

struct edge_ids {
    vertex_id low = 0;
    vertex_id high = 0;

    friend auto operator<=>(const edge_ids&, const edge_ids&) = default;
};
edge_ids undirected(vertex_id a, vertex_id b) {
    return {std::min(a, b), std::max(a, b)};
}

/// Farthest that an end may lie from an edge and still be on it: positions are rounded to 1 cm.
constexpr double on_edge = 0.02;

class builder {
public:
    builder(edge_reading edges, double gap, findings& found)
        : edges_(edges), gap_(gap), found_(found) {}

    arc_graph build(const multi_line_string<lon_lat>& given) {
        number_vertices(given);
        attach_ends();
        add_positions();
        split_edges();
        find_nodes();
        cut();
        return std::move(graph_);
    }

private:
    /// Numbers follow the order of keys, so they do not depend on the order of chains.
    void number_vertices(const multi_line_string<lon_lat>& given) {
        struct entry {
            std::uint64_t key;
            std::uint32_t chain;
            std::uint32_t place;
        };
        std::vector<entry> entries;
        for (std::uint32_t c = 0; c < given.size(); ++c) {
            for (std::uint32_t i = 0; i < given[c].size(); ++i) {
                entries.push_back({position_key(given[c][i]), c, i});
            }
        }
        std::sort(entries.begin(), entries.end(), [](const entry& x, const entry& y) {
            return std::tie(x.key, x.chain, x.place) < std::tie(y.key, y.chain, y.place);
        });
        chains_.resize(given.size());
        for (std::size_t c = 0; c < given.size(); ++c) {
            chains_[c].resize(given[c].size());
        }
        for (std::size_t k = 0; k < entries.size(); ++k) {
            const auto& one = entries[k];
            if (k == 0 || one.key != entries[k - 1].key) {
                add_vertex(given[one.chain][one.place], one.key);
            }
            chains_[one.chain][one.place] = static_cast<vertex_id>(graph_.vertices.size() - 1);
        }
        for (auto& chain : chains_) {
            chain.erase(std::unique(chain.begin(), chain.end()), chain.end());
            graph_.given += chain.size();
        }
    }

    vertex_id add_vertex(lon_lat p, std::uint64_t key) {
        graph_.vertices.emplace_back(p);
        const auto id = static_cast<vertex_id>(graph_.vertices.size() - 1);
        number_.emplace(key, id);
        return id;
    }

    [[nodiscard]] std::vector<edge_ids> unique_edges() const {
        std::vector<edge_ids> out;
        for (const auto& chain : chains_) {
            for (std::size_t i = 1; i < chain.size(); ++i) {
                out.push_back(undirected(chain[i - 1], chain[i]));
            }
        }
        std::sort(out.begin(), out.end());
        out.erase(std::unique(out.begin(), out.end()), out.end());
        return out;
    }

    [[nodiscard]] lon_lat middle_of(const edge_ids& edge) const {
        return position_on_edge(
            graph_.vertices[edge.low].position, graph_.vertices[edge.high].position, 0.5, edges_
        );
    }

    void attach_ends() {
        std::vector<std::pair<vertex_id, std::size_t>> ends;
        for (std::size_t c = 0; c < chains_.size(); ++c) {
            if (chains_[c].size() > 1 && chains_[c].front() != chains_[c].back()) {
                ends.emplace_back(chains_[c].front(), c);
                ends.emplace_back(chains_[c].back(), c);
            }
        }
        if (ends.empty()) {
            return;
        }
        const auto edges = edges_in_order();
        std::vector<space_box> boxes;
        boxes.reserve(edges.size());
        for (const auto& edge : edges) {
            const auto& a = graph_.vertices[edge.low].at;
            const auto& b = graph_.vertices[edge.high].at;
            const vec3 middle = to_space(middle_of(edge));
            auto& box = boxes.emplace_back();
            box.add(a);
            box.add(b);
            // Twice: an edge's bow is not quite a parabola when it is long.
            box.widen(on_edge + 2 * std::sqrt(squared(middle - 0.5 * (a + b))));
        }
        const edge_boxes tree(std::move(boxes));
        for (const auto& [end, chain] : ends) {
            space_box here;
            here.add(graph_.vertices[end].at);
            tree.touching(here, [&, end = end, chain = chain](std::size_t k) {
                attach(end, chain, edges[k]);
            });
        }
    }

    /// Edges as chains have them, so that neighbours stay together; shared ones again and again.
    [[nodiscard]] std::vector<edge_ids> edges_in_order() const {
        std::vector<edge_ids> out;
        for (const auto& chain : chains_) {
            for (std::size_t i = 1; i < chain.size(); ++i) {
                out.push_back(undirected(chain[i - 1], chain[i]));
            }
        }
        return out;
    }

    void attach(vertex_id end, std::size_t chain, const edge_ids& edge) {
        const auto& p = graph_.vertices[end];
        const auto& a = graph_.vertices[edge.low];
        const auto& b = graph_.vertices[edge.high];
        if (edge.low == end || edge.high == end || gap_to_edge(p, a, b, edges_) > on_edge) {
            return;
        }
        auto& list = splits_[{edge.low, edge.high}];
        if (std::find(list.begin(), list.end(), end) != list.end()) {
            return;
        }
        list.push_back(end);
        found_.push_back(line_finding(
            finding_code::line_end_attached,
            severity::note,
            chain,
            p.position,
            "an end on another line's edge was made a position of it"
        ));
    }

    /// Where the readings of an edge differ too much. The edge is cut from its lower vertex on, so that
    /// all who share it get the same.
    void add_positions() {
        const double shortest = std::min(1000.0, 20 * std::sqrt(gap_ * 100));
        for (const auto& edge : unique_edges()) {
            const auto a = graph_.vertices[edge.low];
            const auto b = graph_.vertices[edge.high];
            if (squared(b.at - a.at) < shortest * shortest) {
                continue;
            }
            const lon_lat to{
                a.position.lon + degrees(degrees_east(a.position, b.position)), b.position.lat};
            const auto dense = densify(line_string<lon_lat>{a.position, to}, edges_, metres(gap_));
            for (std::size_t i = 1; i + 1 < dense.size(); ++i) {
                const vertex_id made = vertex_at(dense[i]);
                auto& list = splits_[{edge.low, edge.high}];
                if (made != edge.low && made != edge.high &&
                    std::find(list.begin(), list.end(), made) == list.end()) {
                    list.push_back(made);
                }
            }
        }
    }

    vertex_id vertex_at(lon_lat p) {
        const double lon = std::round(std::remainder(p.lon.value(), 360.0) * 1e7) / 1e7;
        const lon_lat rounded{longitude(lon), latitude(std::round(p.lat.value() * 1e7) / 1e7)};
        const auto key = position_key(rounded);
        const auto known = number_.find(key);
        return known != number_.end() ? known->second : add_vertex(rounded, key);
    }

    void split_edges() {
        for (auto& [edge, list] : splits_) {
            const vec3 start = graph_.vertices[edge.first].at;
            // Each list by itself: the order in which the table gives them does not matter.
            std::sort(list.begin(), list.end(), [&](vertex_id x, vertex_id y) {
                return squared(graph_.vertices[x].at - start) <
                       squared(graph_.vertices[y].at - start);
            });
        }
        if (splits_.empty()) {
            return;
        }
        for (auto& chain : chains_) {
            id_chain made;
            for (std::size_t i = 0; i < chain.size(); ++i) {
                if (i > 0) {
                    const auto edge = undirected(chain[i - 1], chain[i]);
                    const auto found = splits_.find({edge.low, edge.high});
                    if (found != splits_.end()) {
                        const auto& list = found->second;
                        if (chain[i - 1] == edge.low) {
                            made.insert(made.end(), list.begin(), list.end());
                        } else {
                            made.insert(made.end(), list.rbegin(), list.rend());
                        }
                    }
                }
                made.push_back(chain[i]);
            }
            made.erase(std::unique(made.begin(), made.end()), made.end());
            chain = std::move(made);
        }
    }

    void find_nodes() {
        std::vector<std::uint8_t> edges_at(graph_.vertices.size());
        const auto count = [&](vertex_id v) {
            edges_at[v] = static_cast<std::uint8_t>(std::min(edges_at[v] + 1, 3));
        };
        for (const auto& edge : unique_edges()) {
            count(edge.low);
            count(edge.high);
            measure_reading(edge);
        }
        is_node_.resize(graph_.vertices.size());
        for (std::size_t v = 0; v < edges_at.size(); ++v) {
            // A pole is many positions in lon/lat: nothing is left out there.
            is_node_[v] =
                edges_at[v] != 2 || std::abs(graph_.vertices[v].position.lat.value()) >= 90;
        }
        for (const auto& chain : chains_) {
            if (chain.size() > 1 && chain.front() != chain.back()) {
                is_node_[chain.front()] = is_node_[chain.back()] = true;
            }
        }
    }

    void measure_reading(const edge_ids& edge) {
        const auto& a = graph_.vertices[edge.low];
        const auto& b = graph_.vertices[edge.high];
        constexpr double no_matter = 200;  // readings differ by 1 cm at 85 degrees
        if (squared(b.at - a.at) > no_matter * no_matter) {
            const ground_vertex middle(
                position_on_edge(a.position, b.position, 0.5, edge_reading::lonlat)
            );
            graph_.reading_gap = std::max(graph_.reading_gap, gap_to_geodesic(middle, a, b));
        }
    }

    void cut() {
        graph_.chains.resize(chains_.size());
        for (std::size_t c = 0; c < chains_.size(); ++c) {
            auto& chain = chains_[c];
            if (chain.size() < 2) {
                continue;
            }
            auto& made = graph_.chains[c];
            made.closed = chain.front() == chain.back();
            if (made.closed) {
                start_at_node(chain);
            }
            for (std::size_t first = 0; first + 1 < chain.size();) {
                std::size_t last = first + 1;
                while (last + 1 < chain.size() && !is_node_[chain[last]]) {
                    ++last;
                }
                made.arcs.push_back(use_arc(
                    {chain.begin() + static_cast<std::ptrdiff_t>(first),
                     chain.begin() + static_cast<std::ptrdiff_t>(last) + 1}
                ));
                first = last;
            }
        }
    }

    void start_at_node(id_chain& ring) {
        ring.pop_back();
        auto start =
            std::find_if(ring.begin(), ring.end(), [&](vertex_id v) { return is_node_[v]; });
        if (start == ring.end()) {
            start = std::min_element(ring.begin(), ring.end());
            is_node_[*start] = true;
        }
        std::rotate(ring.begin(), start, ring.end());
        ring.push_back(ring.front());
    }

    arc_graph::arc_use use_arc(id_chain arc) {
        const std::size_t n = arc.size();
        const bool reversed = std::pair(arc[n - 1], arc[n - 2]) < std::pair(arc[0], arc[1]);
        if (reversed) {
            std::reverse(arc.begin(), arc.end());
        }
        // Within an arc vertices have two edges: its first edge says which it is.
        const auto number = static_cast<std::uint32_t>(graph_.arcs.size());
        const auto [known, is_new] = arc_number_.emplace(std::pair(arc[0], arc[1]), number);
        if (is_new) {
            graph_.arcs.push_back(std::move(arc));
        }
        return {known->second, reversed};
    }

    struct pair_hash {
        std::size_t operator()(const std::pair<vertex_id, vertex_id>& one) const {
            return ((std::size_t{one.first} << 32U) | one.second) * 0x9E3779B97F4A7C15ULL;
        }
    };

    edge_reading edges_;
    double gap_;
    findings& found_;
    arc_graph graph_;
    std::vector<id_chain> chains_;
    std::vector<bool> is_node_;
    std::unordered_map<std::uint64_t, vertex_id> number_;
    std::unordered_map<std::pair<vertex_id, vertex_id>, id_chain, pair_hash> splits_;
    std::unordered_map<std::pair<vertex_id, vertex_id>, std::uint32_t, pair_hash> arc_number_;
};

}  // namespace

arc_graph make_arc_graph(
    const multi_line_string<lon_lat>& chains, edge_reading edges, double gap, findings& found
) {
    return builder(edges, gap, found).build(chains);
}

}  // namespace geo::detail
