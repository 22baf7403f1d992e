// SPDX-License-Identifier: Apache-2.0
#include "geo/network/route_query.hpp"
#include "geo/network/shortest_paths.hpp"

#include <boost/graph/compressed_sparse_row_graph.hpp>
#include <boost/graph/dijkstra_shortest_paths.hpp>
#include <boost/property_map/function_property_map.hpp>

#include <algorithm>
#include <cassert>

namespace geo {

namespace detail {

struct arc_code {
    std::uint32_t code = 0;
};
using coded_graph = boost::compressed_sparse_row_graph<
    boost::directedS,
    boost::no_property,
    arc_code,
    boost::no_property,
    std::uint32_t,
    std::uint32_t>;

}  // namespace detail

namespace {

using detail::arc_code;
using detail::coded_graph;

/// Arcs from their starts, or, turned, from their ends.
coded_graph graph_of(const road_network& roads, one_way_roads rule, bool turned) {
    std::vector<std::pair<std::uint32_t, std::uint32_t>> ends;
    std::vector<arc_code> codes;
    ends.reserve(2 * roads.edge_count());
    codes.reserve(2 * roads.edge_count());
    for (std::uint32_t i = 0; i < roads.edge_count(); ++i) {
        for (const bool backward : {false, true}) {
            const road_arc arc{road_edge{i}, backward};
            if (rule == one_way_roads::obeyed && !roads.allows(arc)) {
                continue;
            }
            auto from = static_cast<std::uint32_t>(roads.start_of(arc));
            auto to = static_cast<std::uint32_t>(roads.end_of(arc));
            if (turned) {
                std::swap(from, to);
            }
            ends.emplace_back(from, to);
            codes.push_back({code_of(arc)});
        }
    }
    return {
        boost::edges_are_unsorted_multi_pass,
        ends.begin(),
        ends.end(),
        codes.begin(),
        static_cast<std::uint32_t>(roads.node_count())};
}

/// Thrown out of Boost's search when all that is left is too dear.
struct far_enough {};

class tree_writer : public boost::dijkstra_visitor<> {
public:
    tree_writer(
        const std::vector<double>& cost,
        std::vector<std::uint32_t>& before,
        std::vector<std::uint32_t>& place,
        double most
    )
        : cost_(&cost), before_(&before), place_(&place), most_(most) {}

    void examine_vertex(std::uint32_t v, const coded_graph& /*graph*/) const {
        if ((*cost_)[v] > most_ || (*cost_)[v] == no_way) {
            throw far_enough{};
        }
    }
    template <class Edge>
    void edge_relaxed(const Edge& e, const coded_graph& graph) const {
        const auto to = boost::target(e, graph);
        (*before_)[to] = graph[e].code;
        (*place_)[to] = (*place_)[boost::source(e, graph)];
    }

private:
    const std::vector<double>* cost_;
    std::vector<std::uint32_t>* before_;
    std::vector<std::uint32_t>* place_;
    double most_;
};

}  // namespace

arc_cost time_cost(const road_network& roads) {
    return [&roads](road_arc a) { return roads.at(a.edge).time.count(); };
}

arc_cost length_cost(const road_network& roads) {
    return [&roads](road_arc a) { return roads.at(a.edge).length.value(); };
}

struct route_finder::held {
    const road_network& roads;
    one_way_roads rule;
    coded_graph outward;
    coded_graph inward;

    [[nodiscard]] std::vector<route_tree::seed> seeds_of(
        const route_tree::query& asked, double most
    ) const;
    [[nodiscard]] route_tree search(route_tree::query asked, double most) const;
};

route_finder::route_finder(const road_network& roads, one_way_roads rule)
    : held_(std::make_unique<held>(held{
          roads, rule, graph_of(roads, rule, false), graph_of(roads, rule, true)})) {}
route_finder::route_finder(route_finder&&) noexcept = default;
route_finder& route_finder::operator=(route_finder&&) noexcept = default;
route_finder::~route_finder() = default;

/// The nodes next to the places, each once with the cheapest way to it.
std::vector<route_tree::seed> route_finder::held::seeds_of(
    const route_tree::query& asked, double most
) const {
    std::vector<route_tree::seed> out;
    for (std::size_t i = 0; i < asked.places.size(); ++i) {
        const auto& place = asked.places[i];
        const auto& edge = roads.at(place.edge);
        for (const bool last : {false, true}) {
            if (place.share == (last ? 0.0 : 1.0)) {
                continue;  // it is the other node itself: its edge is an arc like any other
            }
            const auto part = asked.part_to_node(place.edge, place.share, last);
            const double cost = asked.cost_of(part);
            if (cost < no_way && cost <= most) {
                out.push_back({last ? edge.to : edge.from, i, part, cost});
            }
        }
    }
    std::stable_sort(out.begin(), out.end(), [](const auto& a, const auto& b) {
        return a.node < b.node || (a.node == b.node && a.cost < b.cost);
    });
    const auto same = [](const auto& a, const auto& b) { return a.node == b.node; };
    out.erase(std::unique(out.begin(), out.end(), same), out.end());
    return out;
}

route_tree route_finder::held::search(route_tree::query asked, double most) const {
    route_tree out;
    out.cost_.assign(roads.node_count(), no_way);
    out.before_.assign(roads.node_count(), no_arc);
    out.place_.assign(roads.node_count(), 0);
    out.seeds_ = seeds_of(asked, most);
    std::vector<std::uint32_t> starts;
    for (const auto& seed : out.seeds_) {
        out.cost_[index(seed.node)] = seed.cost;
        out.place_[index(seed.node)] = static_cast<std::uint32_t>(seed.place);
        starts.push_back(static_cast<std::uint32_t>(seed.node));
    }
    const auto& graph = asked.inward ? inward : outward;
    const auto weight =
        boost::make_function_property_map<coded_graph::edge_descriptor, double>([&](const auto& e) {
            return asked.cost(arc_of(graph[e].code));
        });
    const auto numbers = boost::get(boost::vertex_index, graph);
    try {
        boost::dijkstra_shortest_paths_no_init(
            graph,
            starts.begin(),
            starts.end(),
            boost::dummy_property_map(),
            boost::make_iterator_property_map(out.cost_.begin(), numbers),
            weight,
            numbers,
            std::less<>(),
            std::plus<>(),
            0.0,
            tree_writer(out.cost_, out.before_, out.place_, most)
        );
    } catch (const far_enough&) {
        for (auto& cost : out.cost_) {
            cost = cost > most ? no_way : cost;  // met, but not yet by the cheapest way
        }
    }
    out.asked_ = std::make_shared<const route_tree::query>(std::move(asked));
    return out;
}

route_tree route_finder::from(std::span<const road_place> starts, const arc_cost& cost, double most)
    const {
    return held_->search(
        {&held_->roads, cost, {starts.begin(), starts.end()}, false, held_->rule}, most
    );
}

route_tree route_finder::to(std::span<const road_place> goals, const arc_cost& cost, double most)
    const {
    return held_->search(
        {&held_->roads, cost, {goals.begin(), goals.end()}, true, held_->rule}, most
    );
}

}  // namespace geo
