// SPDX-License-Identifier: Apache-2.0
#include "geo/network/reach_finder.hpp"
#include "tests/geo/network/drawn_roads.hpp"

#include <catch2/catch.hpp>

#include <algorithm>
#include <random>

using namespace geo;
using Catch::Matchers::WithinAbs;

namespace {

/// Sums of at most 60 travel times below 1e4 s.
constexpr double time_rounding = 1e-7;

/// Random roads of two places, some of them one-way; islands, loops and twin roads happen.
built_network random_roads(std::mt19937& random) {
    road_table out;
    const auto below = [&](std::uint32_t n) { return static_cast<std::uint32_t>(random() % n); };
    for (int i = 0; i < 40; ++i) {
        out.positions.push_back(
            {longitude(30 + below(1000000) * 1e-6), latitude(48 + below(1000000) * 1e-6)}
        );
    }
    for (int i = 0; i < 60; ++i) {
        road_way way;
        way.source_id = "r" + std::to_string(i);
        way.first = out.chain.size();
        way.count = 2;
        way.speed = kilometres_per_hour(20 + below(80));
        if (below(3) == 0) {
            way.direction = below(2) == 0 ? road_direction::forward : road_direction::backward;
        }
        out.chain.push_back(below(40));
        out.chain.push_back(below(40));
        out.ways.push_back(way);
    }
    return build_network(std::move(out), drawn::options());
}

road_place random_place(const road_network& roads, std::mt19937& random) {
    const road_edge edge{static_cast<std::uint32_t>(random() % roads.edge_count())};
    // Ends and middles: the rules differ.
    const double share = static_cast<double>(random() % 5) / 4;
    return {edge, share, roads.position_at(edge, share), metres(0)};
}

}  // namespace

TEST_CASE("reach finder: as the search that keeps ways, either direction", "[geo][network]") {
    std::mt19937 random(20221024);
    for (int round = 0; round < 40; ++round) {
        CAPTURE(round);
        const auto built = random_roads(random);
        const auto& roads = built.roads;
        const auto cost = time_cost(roads);
        const route_finder slow(roads);
        for (const bool towards : {false, true}) {
            reach_finder quick(
                roads,
                cost,
                towards ? reach_finder::direction::to_places : reach_finder::direction::from_places
            );
            for (int question = 0; question < 5; ++question) {
                const std::vector<road_place> places{
                    random_place(roads, random), random_place(roads, random)};
                const double most = question == 0 ? no_way : 600.0 * question;
                const double late = question == 1 ? 300 : 0;
                std::vector<reach_finder::start> starts;
                for (const auto& one : places) {
                    starts.push_back({one, starts.empty() ? 0 : late});
                }
                quick.search(starts, most);
                const auto first =
                    towards ? slow.to({&places[0], 1}, cost) : slow.from({&places[0], 1}, cost);
                const auto second =
                    towards ? slow.to({&places[1], 1}, cost) : slow.from({&places[1], 1}, cost);
                for (int i = 0; i < 30; ++i) {
                    const auto there = random_place(roads, random);
                    const double truth = std::min(first.cost(there), second.cost(there) + late);
                    const double found = quick.cost(there);
                    if (truth > most) {
                        CHECK(found == no_way);
                    } else {
                        CHECK_THAT(found, WithinAbs(truth, time_rounding));
                    }
                }
            }
        }
    }
}

TEST_CASE("reach finder: nothing is met without starts or roads", "[geo][network]") {
    const road_network none;
    reach_finder empty(none, length_cost(none), reach_finder::direction::from_places);
    CHECK_NOTHROW(empty.search({}));
    drawn::roads map;
    map.place("a", 0, 0).place("b", 1, 0);
    map.road("1", {"a", "b"});
    const auto built = map.build();
    reach_finder finder(
        built.roads, length_cost(built.roads), reach_finder::direction::from_places
    );
    finder.search({});
    CHECK(finder.cost(road_node{0}) == no_way);
    const reach_finder::start start{place_of(built.roads, road_node{0}), 5};
    finder.search({&start, 1}, 4);
    CHECK(finder.cost(road_node{0}) == no_way);  // dearer to come to than asked
    finder.search({&start, 1}, 5);
    CHECK(finder.cost(road_node{0}) == 5);
    CHECK(finder.cost(road_node{1}) == no_way);
}
