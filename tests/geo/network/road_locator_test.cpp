// SPDX-License-Identifier: Apache-2.0
#include "geo/measure/geodesic.hpp"
#include "geo/network/road_locator.hpp"
#include "tests/geo/network/drawn_roads.hpp"

#include <catch2/catch.hpp>

#include <random>

using Catch::Matchers::WithinAbs;

namespace {

using namespace geo;

/// Every edge of every shape asked.
metres nearest_slowly(const road_network& net, lon_lat p) {
    metres best(1e9);
    for (std::uint32_t i = 0; i < net.edge_count(); ++i) {
        const auto line = net.shape(road_edge{i});
        for (std::size_t k = 1; k < line.size(); ++k) {
            best = std::min(best, distance_to_edge(p, line[k - 1], line[k]).distance);
        }
    }
    return best;
}

/// Winding roads of 2 to 40 positions about a place.
road_table winding(std::uint64_t seed, lon_lat about, double degrees_wide) {
    std::mt19937_64 random(seed);
    const auto part = [&] { return static_cast<double>(random() % 1000000) * 1e-6 - 0.5; };
    road_table out;
    out.file = "winding";
    for (int i = 0; i < 60; ++i) {
        road_way way;
        way.source_id = std::to_string(i);
        way.first = out.chain.size();
        way.count = 2 + random() % 39;
        double lon = about.lon.value() + degrees_wide * part();
        double lat = about.lat.value() + degrees_wide * part();
        for (std::size_t k = 0; k < way.count; ++k) {
            lon += degrees_wide / 50 * part();
            lat += degrees_wide / 50 * part();
            out.chain.push_back(static_cast<std::uint32_t>(out.positions.size()));
            out.positions.push_back({longitude(std::remainder(lon, 360.0)), latitude(lat)});
        }
        out.ways.push_back(way);
    }
    return out;
}

}  // namespace

TEST_CASE("road locator: the nearest place, wherever on earth", "[geo][network]") {
    std::uint64_t seed = 0;
    for (const lon_lat about :
         {lon_lat{longitude(37), latitude(48)},
          lon_lat{longitude(179.95), latitude(-17)},
          lon_lat{longitude(10), latitude(85)}}) {
        for (const double wide : {0.2, 4.0}) {
            INFO("seed " << ++seed);
            const auto built = build_network(winding(seed, about, wide), drawn::options());
            const road_locator locator(built.roads);
            std::mt19937_64 random(seed);
            for (int i = 0; i < 25; ++i) {
                const auto part = [&] { return static_cast<double>(random() % 1000) * 1e-3 - 0.5; };
                const lon_lat p{
                    longitude(std::remainder(about.lon.value() + wide * part(), 360.0)),
                    latitude(about.lat.value() + wide * part())};
                const auto found = locator.connect(p, kilometres(1000));
                REQUIRE(found);
                const auto expected = nearest_slowly(built.roads, p);
                REQUIRE(found->off_road == expected);
                REQUIRE_THAT(
                    distance(p, found->position).value(), WithinAbs(expected.value(), 1e-3)
                );
                // The share leads to the place: to the rounding of lengths along at most 40 edges.
                REQUIRE(
                    distance(built.roads.position_at(found->edge, found->share), found->position) <
                    metres(0.01)
                );
            }
        }
    }
}

TEST_CASE("road locator: reach and filter", "[geo][network]") {
    drawn::roads world;
    world.place("a", 0, 0).place("b", 10, 0).place("c", 0, 2).place("d", 10, 2);
    world.road("near", {"a", "b"});
    world.road("far", {"c", "d"});
    const auto built = world.build();
    const road_locator locator(built.roads);
    const lon_lat p{longitude(30 + 5 / 74.6), latitude(48 + 0.5 / 111.2)};
    const auto near = locator.connect(p, 5_km);
    REQUIRE(near);
    CHECK(built.roads.way(near->edge).source_id == "near");
    CHECK_THAT(near->share, WithinAbs(0.5, 1e-3));
    CHECK_FALSE(locator.connect(p, 100_m));
    const auto other = locator.connect(p, 5_km, [&](road_edge e) {
        return built.roads.way(e).source_id == "far";
    });
    REQUIRE(other);
    CHECK(built.roads.way(other->edge).source_id == "far");
    CHECK_FALSE(locator.connect(p, 5_km, [](road_edge) { return false; }));
    const road_network nothing;
    CHECK_FALSE(road_locator(nothing).connect(p, 5_km));
}
