// SPDX-License-Identifier: Apache-2.0
#include "geo/measure/geodesic.hpp"
#include "geo/network/shortest_paths.hpp"
#include "tests/geo/network/drawn_roads.hpp"

#include <catch2/catch.hpp>

using Catch::Matchers::WithinAbs;

namespace {

using namespace geo;

/// Sums of at most a few hundred doubles of at most 1e6.
constexpr double rounding = 1e-6;

// A square with one long way round:   c --- d
//                                     |     |
//                                     a --- b --- e
drawn::roads square() {
    drawn::roads out;
    out.place("a", 0, 0).place("b", 10, 0).place("c", 0, 20).place("d", 10, 20).place("e", 15, 0);
    out.road("ab", {"a", "b", "e"});
    out.road("acdb", {"a", "c", "d", "b"});
    return out;
}

}  // namespace

TEST_CASE("shortest paths: the shorter of two ways, and its parts", "[geo][network]") {
    const auto world = square();
    const auto built = world.build();
    const auto& net = built.roads;
    // b is where one road ends on the other.
    REQUIRE(net.edge_count() == 3);
    REQUIRE(net.node_count() == 3);
    const route_finder finder(net);
    const std::vector starts{place_of(net, drawn::node_at(net, world.at("a")))};
    const auto tree = finder.from(starts, length_cost(net));
    const auto end = drawn::node_at(net, world.at("e"));
    const auto expected =
        distance(world.at("a"), world.at("b")) + distance(world.at("b"), world.at("e"));
    CHECK_THAT(tree.cost(end), WithinAbs(expected.value(), 1e-3));
    const auto route = tree.route(end);
    REQUIRE(route);
    CHECK(route->parts.size() == 2);
    CHECK_THAT(route->length.value(), WithinAbs(expected.value(), 1e-3));
    CHECK_THAT(route->time.count(), WithinAbs(expected.value() / (60 / 3.6), 1e-3));
    const auto line = course(net, route->parts);
    CHECK(line == line_string<lon_lat>{world.at("a"), world.at("b"), world.at("e")});
}

TEST_CASE("shortest paths: a closed edge sends the route round", "[geo][network]") {
    const auto world = square();
    const auto built = world.build();
    const auto& net = built.roads;
    const route_finder finder(net);
    const auto a = drawn::node_at(net, world.at("a"));
    const auto b = drawn::node_at(net, world.at("b"));
    const auto direct = finder.from(std::vector{place_of(net, a)}, length_cost(net)).arc(b);
    REQUIRE(direct);
    const auto closed = [&](road_arc arc) {
        return arc.edge == direct->edge ? no_way : net.at(arc.edge).length.value();
    };
    const auto tree = finder.from(std::vector{place_of(net, a)}, closed);
    const auto expected = distance(world.at("a"), world.at("c")) +
                          distance(world.at("c"), world.at("d")) +
                          distance(world.at("d"), world.at("b"));
    CHECK_THAT(tree.cost(b), WithinAbs(expected.value(), 1e-3));
    const auto all_closed = [](road_arc) { return no_way; };
    const auto shut = finder.from(std::vector{place_of(net, a)}, all_closed);
    CHECK_FALSE(shut.reaches(b));
    CHECK(shut.reaches(a));
    CHECK_FALSE(shut.route(b));
}

TEST_CASE("shortest paths: a one-way road is used one way only", "[geo][network]") {
    drawn::roads one_way;
    one_way.place("a", 0, 0).place("b", 10, 0);
    one_way.road("ab", {"a", "b"}).direction = road_direction::backward;
    const auto built = one_way.build();
    const auto& net = built.roads;
    const auto a = place_of(net, drawn::node_at(net, one_way.at("a")));
    const auto b = place_of(net, drawn::node_at(net, one_way.at("b")));
    const route_finder finder(net);
    CHECK(finder.from(std::vector{a}, length_cost(net)).cost(b) == no_way);
    CHECK(finder.to(std::vector{b}, length_cost(net)).cost(a) == no_way);
    CHECK(finder.from(std::vector{b}, length_cost(net)).cost(a) < no_way);
    CHECK(finder.to(std::vector{a}, length_cost(net)).cost(b) < no_way);
    const route_finder free(net, one_way_roads::ignored);
    CHECK(free.from(std::vector{a}, length_cost(net)).cost(b) < no_way);
}

TEST_CASE("shortest paths: places midway along one edge", "[geo][network]") {
    drawn::roads world;
    world.place("a", 0, 0).place("b", 10, 0);
    world.road("ab", {"a", "b"}).direction = road_direction::forward;
    const auto built = world.build();
    const auto& net = built.roads;
    const auto whole = net.at(road_edge{0}).length.value();
    const road_place early{road_edge{0}, 0.25, {}, metres(0)};
    const road_place late{road_edge{0}, 0.75, {}, metres(0)};
    const route_finder finder(net);
    const auto tree = finder.from(std::vector{early}, length_cost(net));
    CHECK_THAT(tree.cost(late), WithinAbs(whole / 2, rounding));
    CHECK(tree.route(late)->parts.size() == 1);
    CHECK(tree.cost(early) == 0);
    CHECK(tree.route(early)->parts.empty());
    const auto back = finder.from(std::vector{late}, length_cost(net));
    CHECK(back.cost(early) == no_way);
    const auto towards = finder.to(std::vector{late}, length_cost(net));
    CHECK_THAT(towards.cost(early), WithinAbs(whole / 2, rounding));
    CHECK_THAT(towards.cost(drawn::node_at(net, world.at("a"))), WithinAbs(whole * 0.75, rounding));
}

TEST_CASE("shortest paths: within a cost, parts of edges", "[geo][network]") {
    drawn::roads world;
    world.place("a", 0, 0).place("b", 10, 0).place("c", 20, 0);
    world.road("abc", {"a", "b"});
    world.road("bc", {"b", "c"});
    const auto built = world.build();
    const auto& net = built.roads;
    const auto first = net.at(road_edge{0}).length.value();
    const auto second = net.at(road_edge{1}).length.value();
    const route_finder finder(net);
    const auto tree = finder.from(
        std::vector{place_of(net, drawn::node_at(net, world.at("a")))}, length_cost(net)
    );
    const auto parts = tree.within(first + second / 4);
    REQUIRE(parts.size() == 2);
    CHECK(parts[0].start == 0);
    CHECK(parts[0].end == 1);
    CHECK(parts[1].start == 0);
    CHECK_THAT(parts[1].end, WithinAbs(0.25, 1e-9));
    CHECK(tree.within(no_way).size() == 2);
    // From the middle of an edge, both ways.
    const auto middle =
        finder.from(std::vector{road_place{road_edge{1}, 0.5, {}, metres(0)}}, length_cost(net));
    const auto about = middle.within(second / 4);
    REQUIRE(about.size() == 1);
    CHECK_THAT(about[0].start, WithinAbs(0.25, 1e-9));
    CHECK_THAT(about[0].end, WithinAbs(0.75, 1e-9));
}
