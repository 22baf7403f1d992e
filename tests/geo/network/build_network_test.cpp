// SPDX-License-Identifier: Apache-2.0
#include "geo/measure/geodesic.hpp"
#include "geo/network/build_network.hpp"
#include "geo/network/islands.hpp"
#include "tests/geo/io/fixtures.hpp"
#include "tests/geo/network/drawn_roads.hpp"

#include <catch2/catch.hpp>

#include <algorithm>
#include <cstdio>
#include <limits>
#include <map>

using Catch::Matchers::WithinAbs;

namespace {

using namespace geo;
using fixtures::count;
using fixtures::first;

}  // namespace

TEST_CASE("road network: nothing gives nothing, and says so", "[geo][network]") {
    const auto built = build_network({}, drawn::options(1_m));
    CHECK(built.roads.empty());
    CHECK(built.roads.node_count() == 0);
    CHECK(built.roads.box().empty());
    CHECK(count(built.found, finding_code::road_network_empty) == 1);
    CHECK(find_islands(built.roads).islands.empty());
}

TEST_CASE("road network: roads are cut where they meet and keep their course", "[geo][network]") {
    // a --- b --- c --- d, and e ends on b from the north; c is a bend only.
    drawn::roads world;
    world.place("a", 0, 0).place("b", 5, 0).place("c", 8, 1).place("d", 12, 0).place("e", 5, 4);
    auto& main = world.road("main", {"a", "b", "c", "d"});
    main.speed = kilometres_per_hour(90);
    main.bridge = true;
    main.weight_limit = tonnes(30);
    world.road("side", {"e", "b"});
    const auto built = world.build();
    const auto& net = built.roads;
    REQUIRE(net.edge_count() == 3);
    REQUIRE(net.node_count() == 4);
    const auto shape = net.shape(road_edge{1});
    REQUIRE(shape.size() == 3);
    CHECK(shape[1] == world.at("c"));
    const auto& stretch = net.at(road_edge{1});
    const auto expected =
        distance(world.at("b"), world.at("c")) + distance(world.at("c"), world.at("d"));
    CHECK_THAT(stretch.drawn.value(), WithinAbs(expected.value(), 1e-3));
    CHECK(stretch.length == stretch.drawn);
    CHECK_THAT(stretch.time.count(), WithinAbs(expected.value() / 25, 1e-3));
    CHECK(stretch.speed_said);
    CHECK(net.way(road_edge{1}).weight_limit == tonnes(30));
    CHECK(net.way(road_edge{1}).source_id == "main");
    CHECK_FALSE(net.at(road_edge{2}).speed_said);
    const auto b = drawn::node_at(net, world.at("b"));
    CHECK(net.edges_at(b).size() == 3);
    CHECK(count(built.found, finding_code::road_assumption) == 1);
    CHECK(find_islands(net).islands.size() == 1);
}

TEST_CASE("road network: speeds that cannot be meant are not used", "[geo][network]") {
    for (const double speed :
         {0.0,
          -50.0,
          2.9,
          200.1,
          std::numeric_limits<double>::quiet_NaN(),
          std::numeric_limits<double>::infinity()}) {
        drawn::roads world;
        world.place("a", 0, 0).place("b", 5, 0);
        world.road("ab", {"a", "b"}).speed = kilometres_per_hour(speed);
        const auto built = world.build();
        INFO(speed);
        CHECK(built.roads.at(road_edge{0}).speed == kilometres_per_hour(60));
        CHECK_FALSE(built.roads.at(road_edge{0}).speed_said);
        REQUIRE(count(built.found, finding_code::road_speed_unusable) == 1);
        CHECK(first(built.found, finding_code::road_speed_unusable).where.feature == "ab");
    }
}

TEST_CASE("road network: schematic roads are longer by the detour factor", "[geo][network]") {
    drawn::roads world;
    world.place("a", 0, 0).place("b", 50, 0);
    world.road("ab", {"a", "b"}).schematic = true;
    auto options = drawn::options();
    options.detour_factor = 1.25;
    const auto built = build_network(world.table(), options);
    const auto& stretch = built.roads.at(road_edge{0});
    CHECK(built.roads.schematic());
    CHECK_THAT(stretch.length.value(), WithinAbs(1.25 * stretch.drawn.value(), 1e-6));
    CHECK_THAT(stretch.time.count(), WithinAbs(stretch.length.value() * 3.6 / 60, 1e-6));
    CHECK(count(built.found, finding_code::road_schematic) == 1);
}

TEST_CASE("road network: repeated positions, loops and roads of no length", "[geo][network]") {
    drawn::roads world;
    world.place("a", 0, 0).place("b", 5, 0).place("c", 5, 5).place("a2", 0, 0);
    world.road("twice", {"a", "a", "b", "b"});
    world.road("loop", {"b", "c", "b"});
    world.road("round", {"a", "c", "b", "a"});
    world.road("nothing", {"a", "a2"});
    world.place("d", -5, 0);
    world.road("on", {"a2", "d"});
    const auto built = world.build();
    CHECK(count(built.found, finding_code::road_position_repeated) == 1);
    CHECK(find_islands(built.roads).islands.size() == 1);
    for (std::uint32_t i = 0; i < built.roads.edge_count(); ++i) {
        CHECK(built.roads.at(road_edge{i}).length > metres(0));
    }
    // twice: a-b; loop: b-c, c-b; round: a-c, c-b, b-a; on: a-d, through a stretch of no length.
    CHECK(built.roads.edge_count() == 7);
}

TEST_CASE(
    "road network: a straight stretch of thousands of kilometres is no road", "[geo][network]"
) {
    drawn::roads world;
    world.place("a", 0, 0).place("b", 5, 0).place("far", 3000, 0);
    world.road("slip", {"a", "b", "far"});
    const auto built = world.build();
    CHECK(built.roads.edge_count() == 1);
    CHECK(count(built.found, finding_code::road_left_out) == 1);
}

TEST_CASE("snapping: ends that nearly touch are joined, and told", "[geo][network]") {
    // Three roads end within a metre of each other; a fourth a metre and a half away.
    drawn::roads world;
    world.place("a", -5, 0).place("m1", 0, 0).place("m2", 0.0005, 0).place("m3", 0, 0.0006);
    world.place("m4", 0, -0.0016).place("b", 5, 0).place("c", 0, 5).place("d", 0, -5);
    world.road("ra", {"a", "m1"});
    world.road("rb", {"m2", "b"});
    world.road("rc", {"m3", "c"});
    world.road("rd", {"m4", "d"});
    CHECK(find_islands(world.build().roads).islands.size() == 4);
    const auto built = world.build(1_m);
    const auto islands = find_islands(built.roads);
    CHECK(islands.islands.size() == 2);
    CHECK(count(built.found, finding_code::road_end_snapped) == 2);
    CHECK(count(built.found, finding_code::road_island) == 2);  // the piece, and the sum
    CHECK(find_islands(world.build(3_m).roads).islands.size() == 1);
}

TEST_CASE("snapping: an end near the middle of a road cuts it there", "[geo][network]") {
    drawn::roads world;
    world.place("a", -5, 0).place("b", 5, 0).place("end", 1, 0.0028).place("c", 1, 5);
    world.road("main", {"a", "b"});
    world.road("side", {"c", "end"});
    CHECK(world.build().roads.edge_count() == 2);
    const auto built = world.build(1_m);
    const auto& net = built.roads;
    REQUIRE(net.edge_count() == 3);
    REQUIRE(count(built.found, finding_code::road_end_snapped) == 1);
    const auto& told = first(built.found, finding_code::road_end_snapped);
    CHECK(told.where.feature == "side");
    // The road is a geodesic: 2.1 m north of the parallel there.
    const auto gap = distance_to_edge(world.at("end"), world.at("a"), world.at("b")).distance;
    CHECK(gap > 0.5_m);
    char text[32];
    std::snprintf(text, sizeof text, "ends %.2f m from", gap.value());
    CHECK(told.text.find(text) != std::string::npos);
    CHECK(find_islands(net).islands.size() == 1);
    // The end has moved onto the road, by no more than was allowed.
    const auto joint = net.at(road_edge{0}).to;
    CHECK(distance(net.position(joint), world.at("end")) <= 1_m);
    CHECK(
        distance_to_edge(net.position(joint), world.at("a"), world.at("b")).distance < metres(0.001)
    );
}

TEST_CASE(
    "snapping: nothing moves farther than the tolerance, however ends follow", "[geo][network]"
) {
    // A row of ends 0.8 m apart: joining each to the next would pull the last across the row.
    drawn::roads world;
    std::vector<std::string> names;
    constexpr int roads = 40;
    for (int i = 0; i < roads; ++i) {
        names.push_back("n" + std::to_string(i));
        world.place(names.back(), 0.0008 * i, 0);
        names.push_back("s" + std::to_string(i));
        world.place(names.back(), 0.0008 * i, 1 + i);
    }
    for (int i = 0; i < roads; ++i) {
        const auto at = static_cast<std::size_t>(2 * i);
        world.road("r" + std::to_string(i), {names[at].c_str(), names[at + 1].c_str()});
    }
    const auto built = world.build(1_m);
    const auto& net = built.roads;
    std::map<std::string, metres> moved;
    for (std::uint32_t i = 0; i < net.edge_count(); ++i) {
        const auto& id = net.way(road_edge{i}).source_id;
        const auto was = world.at("n" + id.substr(1));
        const auto shape = net.shape(road_edge{i});
        const auto least = std::min(distance(shape.front(), was), distance(shape.back(), was));
        const auto known = moved.emplace(id, least).first;
        known->second = std::min(known->second, least);
    }
    REQUIRE(moved.size() == std::size_t{roads});
    for (const auto& [id, by] : moved) {
        INFO(id);
        CHECK(by <= 1_m);
    }
}

TEST_CASE("islands: pieces by length, traps told from dead ends", "[geo][network]") {
    // a -- b -- c two-way; b > t one-way to a dead end; s > b one-way from a dead end; x -- y apart.
    drawn::roads world;
    world.place("a", 0, 0).place("b", 5, 0).place("c", 10, 0).place("t", 5, 5).place("s", 5, -5);
    world.place("x", 40, 0).place("y", 41, 0);
    world.road("abc", {"a", "b", "c"});
    world.road("in", {"b", "t"}).direction = road_direction::forward;
    world.road("out", {"s", "b"}).direction = road_direction::forward;
    world.road("xy", {"x", "y"});
    const auto built = world.build();
    const auto islands = find_islands(built.roads);
    REQUIRE(islands.islands.size() == 2);
    CHECK(islands.islands[0].edges == 4);
    CHECK(islands.islands[1].edges == 1);
    CHECK_THAT(
        islands.islands[1].length.value(),
        WithinAbs(distance(world.at("x"), world.at("y")).value(), 1e-3)
    );
    REQUIRE(islands.traps.size() == 2);
    for (const auto& trap : islands.traps) {
        CHECK(trap.nodes == 1);
        const auto expected = trap.no_way_out ? world.at("t") : world.at("s");
        CHECK(built.roads.position(trap.first) == expected);
    }
    CHECK(count(built.found, finding_code::road_one_way_trap) == 2);
}

TEST_CASE("islands: a million pieces are a few findings", "[geo][network][slow]") {
    road_table table;
    table.file = "pieces";
    for (std::uint32_t i = 0; i < 1'000'000; ++i) {
        const double lon = -170 + 340.0 * (i % 1000) / 1000;
        const double lat = -80 + 160.0 * (i / 1000) / 1000;
        table.positions.push_back({longitude(lon), latitude(lat)});
        table.positions.push_back({longitude(lon + 0.01), latitude(lat)});
        table.chain.insert(table.chain.end(), {2 * i, 2 * i + 1});
        road_way way;
        way.source_id = "r";
        way.first = 2 * std::size_t{i};
        way.count = 2;
        table.ways.push_back(way);
    }
    const auto built = build_network(std::move(table), drawn::options(1_m));
    CHECK(built.roads.edge_count() == 1'000'000);
    CHECK(find_islands(built.roads).islands.size() == 1'000'000);
    CHECK(built.found.size() < 30);
}
