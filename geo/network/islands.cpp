// SPDX-License-Identifier: Apache-2.0
#include "geo/network/islands.hpp"

#include <boost/graph/compressed_sparse_row_graph.hpp>
#include <boost/graph/strong_components.hpp>

#include <algorithm>
#include <numeric>
#include <tuple>

namespace geo {

namespace {

using arc_graph = boost::compressed_sparse_row_graph<
    boost::directedS,
    boost::no_property,
    boost::no_property,
    boost::no_property,
    std::uint32_t,
    std::uint32_t>;
using numbers = std::vector<std::uint32_t>;

/// Sets of nodes that grow together (union and find, halving paths); the least node names a set.
class node_sets {
public:
    explicit node_sets(std::size_t count) : parent_(count) {
        std::iota(parent_.begin(), parent_.end(), std::uint32_t{0});
    }
    std::uint32_t find(std::uint32_t n) {
        while (parent_[n] != n) {
            parent_[n] = parent_[parent_[n]];
            n = parent_[n];
        }
        return n;
    }
    void join(std::uint32_t a, std::uint32_t b) {
        a = find(a);
        b = find(b);
        parent_[std::max(a, b)] = std::min(a, b);
    }

private:
    numbers parent_;
};

std::uint32_t number(road_node n) {
    return static_cast<std::uint32_t>(n);
}

void find_pieces(const road_network& roads, road_islands& out) {
    const auto count = roads.node_count();
    node_sets sets(count);
    for (std::uint32_t i = 0; i < roads.edge_count(); ++i) {
        const auto& edge = roads.at(road_edge{i});
        sets.join(number(edge.from), number(edge.to));
    }
    numbers piece_of_root(count, 0);
    out.of_node.resize(count);
    for (std::uint32_t n = 0; n < count; ++n) {
        const auto root = sets.find(n);
        if (root == n) {
            piece_of_root[n] = static_cast<std::uint32_t>(out.islands.size());
            out.islands.push_back({0, 0, metres(0), road_node{n}});
        }
        out.of_node[n] = piece_of_root[root];
        ++out.islands[out.of_node[n]].nodes;
    }
    for (std::uint32_t i = 0; i < roads.edge_count(); ++i) {
        const auto& edge = roads.at(road_edge{i});
        auto& island = out.islands[out.of_node[index(edge.from)]];
        ++island.edges;
        island.length += edge.length;
    }
}

void put_longest_first(road_islands& out) {
    numbers order(out.islands.size());
    std::iota(order.begin(), order.end(), std::uint32_t{0});
    std::stable_sort(order.begin(), order.end(), [&](std::uint32_t a, std::uint32_t b) {
        return out.islands[a].length > out.islands[b].length;
    });
    numbers place(order.size());
    std::vector<road_island> sorted;
    sorted.reserve(order.size());
    for (std::uint32_t i = 0; i < order.size(); ++i) {
        place[order[i]] = i;
        sorted.push_back(out.islands[order[i]]);
    }
    out.islands = std::move(sorted);
    for (auto& piece : out.of_node) {
        piece = place[piece];
    }
}

/// For each node, whether it lies in the largest strong component of its island.
std::vector<bool> in_largest(const road_network& roads, const road_islands& islands) {
    std::vector<std::pair<std::uint32_t, std::uint32_t>> arcs;
    for (std::uint32_t i = 0; i < roads.edge_count(); ++i) {
        for (const bool backward : {false, true}) {
            const road_arc arc{road_edge{i}, backward};
            if (roads.allows(arc)) {
                arcs.emplace_back(number(roads.start_of(arc)), number(roads.end_of(arc)));
            }
        }
    }
    const auto count = roads.node_count();
    const arc_graph graph(
        boost::edges_are_unsorted_multi_pass,
        arcs.begin(),
        arcs.end(),
        static_cast<std::uint32_t>(count)
    );
    numbers component(count);
    const auto components = boost::strong_components(
        graph,
        boost::make_iterator_property_map(component.begin(), boost::get(boost::vertex_index, graph))
    );
    numbers size(components, 0);
    numbers first(components, static_cast<std::uint32_t>(count));
    for (std::uint32_t n = 0; n < count; ++n) {
        ++size[component[n]];
        first[component[n]] = std::min(first[component[n]], n);
    }
    numbers largest(islands.islands.size(), static_cast<std::uint32_t>(components));
    for (std::uint32_t n = 0; n < count; ++n) {
        auto& best = largest[islands.of_node[n]];
        const auto own = component[n];
        if (best == components || size[own] > size[best] ||
            (size[own] == size[best] && first[own] < first[best])) {
            best = own;
        }
    }
    std::vector<bool> out(count);
    for (std::uint32_t n = 0; n < count; ++n) {
        out[n] = component[n] == largest[islands.of_node[n]];
    }
    return out;
}

/// The nodes reached from a set along arcs, or against them.
std::vector<bool> reached(const road_network& roads, std::vector<bool> from, bool against) {
    numbers waiting;
    for (std::uint32_t n = 0; n < from.size(); ++n) {
        if (from[n]) {
            waiting.push_back(n);
        }
    }
    while (!waiting.empty()) {
        const road_node here{waiting.back()};
        waiting.pop_back();
        for (const auto e : roads.edges_at(here)) {
            for (const bool backward : {false, true}) {
                const road_arc arc{e, backward};
                const auto at = against ? roads.end_of(arc) : roads.start_of(arc);
                const auto next = against ? roads.start_of(arc) : roads.end_of(arc);
                if (at == here && roads.allows(arc) && !from[index(next)]) {
                    from[index(next)] = true;
                    waiting.push_back(number(next));
                }
            }
        }
    }
    return from;
}

/// Nodes of a set that hang together make one trap.
void add_traps(
    const road_network& roads, const std::vector<bool>& caught, bool no_way_out, road_islands& out
) {
    node_sets sets(roads.node_count());
    for (std::uint32_t i = 0; i < roads.edge_count(); ++i) {
        const auto& edge = roads.at(road_edge{i});
        if (caught[index(edge.from)] && caught[index(edge.to)]) {
            sets.join(number(edge.from), number(edge.to));
        }
    }
    numbers trap_of_root(roads.node_count(), 0);
    for (std::uint32_t n = 0; n < roads.node_count(); ++n) {
        if (!caught[n]) {
            continue;
        }
        const auto root = sets.find(n);
        if (root == n) {
            trap_of_root[n] = static_cast<std::uint32_t>(out.traps.size());
            out.traps.push_back({0, road_node{n}, no_way_out});
        }
        ++out.traps[trap_of_root[root]].nodes;
    }
}

}  // namespace

road_islands find_islands(const road_network& roads) {
    road_islands out;
    find_pieces(roads, out);
    put_longest_first(out);
    out.two_way = in_largest(roads, out);
    auto caught = reached(roads, out.two_way, true);
    caught.flip();
    add_traps(roads, caught, true, out);
    auto unreached = reached(roads, out.two_way, false);
    for (std::size_t n = 0; n < unreached.size(); ++n) {
        unreached[n] = !unreached[n] && !caught[n];
    }
    add_traps(roads, unreached, false, out);
    std::stable_sort(
        out.traps.begin(),
        out.traps.end(),
        [](const one_way_trap& a, const one_way_trap& b) { return a.nodes > b.nodes; }
    );
    return out;
}

}  // namespace geo
