// SPDX-License-Identifier: Apache-2.0
// Shortest paths on random small networks, held against a search that shares no code with ours.
#include "geo/network/islands.hpp"
#include "geo/network/shortest_paths.hpp"
#include "tests/geo/network/drawn_roads.hpp"

#include <catch2/catch.hpp>

#include <algorithm>
#include <cmath>
#include <random>

using Catch::Matchers::WithinAbs;

namespace {

using namespace geo;

/// Sums of at most 40 lengths below 1e5 m.
constexpr double cost_rounding = 1e-6;

/// `nodes` places within 100 km and `edges` roads between random two of them; loops, twin roads and
/// islands happen.
road_table random_table(std::uint64_t seed, std::size_t nodes, std::size_t edges, bool one_way) {
    std::mt19937_64 random(seed);
    const auto below = [&](std::size_t n) { return static_cast<std::uint32_t>(random() % n); };
    road_table out;
    out.file = "random";
    for (std::size_t i = 0; i < nodes; ++i) {
        out.positions.push_back(
            {longitude(30 + below(1000000) * 1e-6), latitude(48 + below(1000000) * 1e-6)}
        );
    }
    for (std::size_t i = 0; i < edges; ++i) {
        road_way way;
        way.source_id = "r" + std::to_string(i);
        way.first = out.chain.size();
        way.count = 2;
        way.speed = kilometres_per_hour(20 + below(80));
        if (one_way && below(3) == 0) {
            way.direction = below(2) == 0 ? road_direction::forward : road_direction::backward;
        }
        out.chain.push_back(below(nodes));
        out.chain.push_back(below(nodes));
        out.ways.push_back(way);
    }
    return out;
}

/// Bellman and Ford: relaxes every arc until nothing changes. `towards` turns all arcs.
std::vector<double> slow_costs(
    const road_network& net, road_node start, const arc_cost& cost, bool towards
) {
    std::vector<double> out(net.node_count(), no_way);
    out[index(start)] = 0;
    for (bool changed = true; changed;) {
        changed = false;
        for (std::uint32_t i = 0; i < net.edge_count(); ++i) {
            const auto& edge = net.at(road_edge{i});
            for (const bool backward : {false, true}) {
                if (backward ? !edge.backward : !edge.forward) {
                    continue;
                }
                auto from = backward ? edge.to : edge.from;
                auto to = backward ? edge.from : edge.to;
                if (towards) {
                    std::swap(from, to);
                }
                const double through = out[index(from)] + cost({road_edge{i}, backward});
                if (through < out[index(to)]) {
                    out[index(to)] = through;
                    changed = true;
                }
            }
        }
    }
    return out;
}

void check_same(const std::vector<double>& slow, const route_tree& tree) {
    for (std::uint32_t n = 0; n < slow.size(); ++n) {
        const road_node node{n};
        REQUIRE(tree.reaches(node) == (slow[n] < no_way));
        if (tree.reaches(node)) {
            REQUIRE_THAT(tree.cost(node), WithinAbs(slow[n], cost_rounding));
        }
    }
}

/// What a route costs when its parts are added up one by one; also that it hangs together.
double added_up(const road_network& net, const road_route& route, const arc_cost& cost) {
    double sum = 0;
    for (std::size_t i = 0; i < route.parts.size(); ++i) {
        const auto& part = route.parts[i];
        REQUIRE(net.allows(part.arc));
        REQUIRE((part.start > part.end) == part.arc.backward);
        sum += std::abs(part.end - part.start) * cost(part.arc);
        if (i > 0) {
            REQUIRE(net.end_of(route.parts[i - 1].arc) == net.start_of(part.arc));
        }
    }
    return sum;
}

}  // namespace

TEST_CASE("shortest paths: as a search by relaxation finds them", "[geo][network]") {
    for (std::uint64_t seed = 1; seed <= 150; ++seed) {
        INFO("seed " << seed);
        const auto built =
            build_network(random_table(seed, 5 + seed % 20, 4 + seed % 40, true), drawn::options());
        const auto& net = built.roads;
        if (net.empty()) {
            continue;
        }
        const route_finder finder(net);
        const auto cost = seed % 2 == 0 ? time_cost(net) : length_cost(net);
        const auto start = road_node{static_cast<std::uint32_t>(seed % net.node_count())};
        const std::vector place{place_of(net, start)};
        const auto out = finder.from(place, cost);
        const auto in = finder.to(place, cost);
        check_same(slow_costs(net, start, cost, false), out);
        check_same(slow_costs(net, start, cost, true), in);
        for (std::uint32_t n = 0; n < net.node_count(); ++n) {
            for (const auto* tree : {&out, &in}) {
                if (const auto route = tree->route(road_node{n})) {
                    REQUIRE_THAT(
                        added_up(net, *route, cost), WithinAbs(route->cost, cost_rounding)
                    );
                }
            }
        }
    }
}

TEST_CASE("shortest paths: the nearest of many starts", "[geo][network]") {
    for (std::uint64_t seed = 1; seed <= 40; ++seed) {
        INFO("seed " << seed);
        const auto built = build_network(random_table(seed, 20, 40, true), drawn::options());
        const auto& net = built.roads;
        const auto cost = time_cost(net);
        std::vector<road_place> places;
        for (const std::uint32_t n : {0U, 3U, 7U}) {
            places.push_back(place_of(net, road_node{n}));
        }
        const route_finder finder(net);
        const auto tree = finder.from(places, cost);
        for (std::uint32_t n = 0; n < net.node_count(); ++n) {
            double least = no_way;
            for (const auto& place : places) {
                least = std::min(least, finder.from(std::vector{place}, cost).cost(road_node{n}));
            }
            if (least == no_way) {
                REQUIRE_FALSE(tree.reaches(road_node{n}));
                continue;
            }
            REQUIRE_THAT(tree.cost(road_node{n}), WithinAbs(least, cost_rounding));
            const auto alone = finder.from(std::vector{places[tree.nearest(road_node{n})]}, cost);
            REQUIRE_THAT(alone.cost(road_node{n}), WithinAbs(least, cost_rounding));
        }
    }
}

TEST_CASE("shortest paths: laws of distance on two-way networks", "[geo][network]") {
    for (std::uint64_t seed = 1; seed <= 25; ++seed) {
        INFO("seed " << seed);
        const auto built = build_network(random_table(seed, 14, 24, false), drawn::options());
        const auto& net = built.roads;
        const auto cost = length_cost(net);
        const route_finder finder(net);
        std::vector<route_tree> trees;
        for (std::uint32_t n = 0; n < net.node_count(); ++n) {
            trees.push_back(finder.from(std::vector{place_of(net, road_node{n})}, cost));
        }
        const auto count = static_cast<std::uint32_t>(net.node_count());
        for (std::uint32_t a = 0; a < count; ++a) {
            REQUIRE(trees[a].cost(road_node{a}) == 0);
            for (std::uint32_t b = 0; b < count; ++b) {
                const double there = trees[a].cost(road_node{b});
                if (there == no_way) {
                    REQUIRE(trees[b].cost(road_node{a}) == no_way);
                    continue;
                }
                // The same either way.
                REQUIRE_THAT(trees[b].cost(road_node{a}), WithinAbs(there, cost_rounding));
                // No way round by a third place is shorter.
                for (std::uint32_t c = 0; c < count; ++c) {
                    REQUIRE(
                        there <=
                        trees[a].cost(road_node{c}) + trees[c].cost(road_node{b}) + cost_rounding
                    );
                }
                // Every beginning of a shortest path is one.
                double so_far = 0;
                const auto route = trees[a].route(road_node{b});
                for (const auto& part : route->parts) {
                    so_far += cost(part.arc);
                    REQUIRE_THAT(
                        trees[a].cost(net.end_of(part.arc)), WithinAbs(so_far, cost_rounding)
                    );
                }
            }
        }
    }
}

TEST_CASE("shortest paths: a place midway costs what a node there would", "[geo][network]") {
    for (std::uint64_t seed = 1; seed <= 60; ++seed) {
        INFO("seed " << seed);
        auto table = random_table(seed, 10, 18, true);
        const auto whole = build_network(table, drawn::options());
        // The same roads, the first of them cut in two at a share of its length.
        const road_edge cut{0};
        const double share = 0.1 + 0.08 * static_cast<double>(seed % 10);
        const auto middle = whole.roads.position_at(cut, share);
        const auto way = whole.roads.at(cut).way;
        const auto first = table.chain[table.ways[way].first];
        const auto last = table.chain[table.ways[way].first + 1];
        const auto number = static_cast<std::uint32_t>(table.positions.size());
        table.positions.push_back(middle);
        auto second_half = table.ways[way];
        table.ways[way].first = table.chain.size();
        table.chain.insert(table.chain.end(), {first, number});
        second_half.source_id = "second";
        second_half.first = table.chain.size();
        table.chain.insert(table.chain.end(), {number, last});
        table.ways.push_back(second_half);
        const auto halves = build_network(table, drawn::options());
        const auto cost = length_cost(whole.roads);
        const auto half_cost = length_cost(halves.roads);
        const route_finder finder(whole.roads);
        const route_finder half_finder(halves.roads);
        const road_place place{cut, share, middle, metres(0)};
        const auto node = drawn::node_at(halves.roads, middle);
        const auto from = finder.from(std::vector{place}, cost);
        const auto to = finder.to(std::vector{place}, cost);
        const std::vector half_place{place_of(halves.roads, node)};
        const auto half_from = half_finder.from(half_place, half_cost);
        const auto half_to = half_finder.to(half_place, half_cost);
        for (std::uint32_t n = 0; n < whole.roads.node_count(); ++n) {
            const auto same = drawn::node_at(halves.roads, whole.roads.position(road_node{n}));
            REQUIRE(from.reaches(road_node{n}) == half_from.reaches(same));
            REQUIRE(to.reaches(road_node{n}) == half_to.reaches(same));
            // The two halves of a geodesic add up to it within 0.1 mm each (short_distance).
            if (from.reaches(road_node{n})) {
                REQUIRE_THAT(from.cost(road_node{n}), WithinAbs(half_from.cost(same), 1e-3));
            }
            if (to.reaches(road_node{n})) {
                REQUIRE_THAT(to.cost(road_node{n}), WithinAbs(half_to.cost(same), 1e-3));
            }
        }
    }
}

TEST_CASE("islands: pieces and traps as a flood from every node finds them", "[geo][network]") {
    for (std::uint64_t seed = 1; seed <= 60; ++seed) {
        INFO("seed " << seed);
        const auto built = build_network(random_table(seed, 16, 18, true), drawn::options());
        const auto& net = built.roads;
        const auto islands = find_islands(net);
        const auto one = [](road_arc) { return 1.0; };
        const route_finder obeying(net);
        const route_finder ignoring(net, one_way_roads::ignored);
        const auto count = static_cast<std::uint32_t>(net.node_count());
        std::size_t nodes = 0;
        std::size_t edges = 0;
        for (const auto& island : islands.islands) {
            nodes += island.nodes;
            edges += island.edges;
        }
        REQUIRE(nodes == net.node_count());
        REQUIRE(edges == net.edge_count());
        std::vector<std::vector<bool>> leads(count, std::vector<bool>(count));
        for (std::uint32_t a = 0; a < count; ++a) {
            const std::vector place{place_of(net, road_node{a})};
            const auto tree = obeying.from(place, one);
            const auto any = ignoring.from(place, one);
            for (std::uint32_t b = 0; b < count; ++b) {
                leads[a][b] = tree.reaches(road_node{b});
                REQUIRE(any.reaches(road_node{b}) == (islands.of_node[a] == islands.of_node[b]));
            }
        }
        std::size_t trapped = 0;
        for (const auto& trap : islands.traps) {
            trapped += trap.nodes;
        }
        std::size_t expected = 0;
        for (std::uint32_t a = 0; a < count; ++a) {
            // The largest set of its island that leads to itself has the node or not.
            std::size_t own = 0;
            std::size_t largest = 0;
            for (std::uint32_t b = 0; b < count; ++b) {
                if (islands.of_node[a] != islands.of_node[b]) {
                    continue;
                }
                std::size_t mutual = 0;
                for (std::uint32_t c = 0; c < count; ++c) {
                    mutual += std::size_t{leads[b][c] && leads[c][b]};
                }
                largest = std::max(largest, mutual);
                own = a == b ? mutual : own;
            }
            if (islands.two_way[a]) {
                REQUIRE(own == largest);
            } else {
                ++expected;
            }
        }
        REQUIRE(trapped == expected);
    }
}
