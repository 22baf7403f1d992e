// SPDX-License-Identifier: Apache-2.0
#include "geo/io/road_layer.hpp"
#include "geo/network/build_network.hpp"
#include "geo/network/islands.hpp"
#include "tests/geo/io/fixtures.hpp"
#include "tests/geo/network/drawn_roads.hpp"
#include "tests/support/places.hpp"

#include <catch2/catch.hpp>

using namespace geo;
using fixtures::count;
using support::at;

namespace {

feature line_feature(
    std::string id, line_string<lon_lat> shape, std::vector<attribute_field> attributes
) {
    feature out;
    out.id = std::move(id);
    out.attributes = std::move(attributes);
    out.shape = multi_line_string<lon_lat>{std::move(shape)};
    return out;
}

}  // namespace

TEST_CASE("road layer: attributes by their usual names", "[geo][io]") {
    layer from;
    from.file = "roads.geojson";
    from.features.push_back(line_feature(
        "r1",
        {at(30, 48), at(30.01, 48)},
        {{"class", std::string("trunk")},
         {"maxspeed", std::int64_t{70}},
         {"oneway", std::string("yes")},
         {"bridge", std::string("T")},
         {"maxweight", std::string("20 t")},
         {"ref", std::string("M1")}}
    ));
    from.features.push_back(line_feature("r2", {at(30, 48), at(30, 48.01)}, {}));
    from.features.push_back(line_feature(
        "r3", {at(30, 48), at(31, 48.01)}, {{"class", std::string("primary")}, {"schematic", true}}
    ));
    from.features.emplace_back().id = "nowhere";
    const auto table = roads_of_layer(from, {});
    REQUIRE(table.ways.size() == 3);
    CHECK(table.ways[0].kind == road_class::trunk);
    CHECK(table.ways[0].speed == kilometres_per_hour(70));
    CHECK(table.ways[0].direction == road_direction::forward);
    CHECK(table.ways[0].bridge);
    CHECK(table.ways[0].weight_limit == tonnes(20));
    CHECK(table.ways[0].label == "M1");
    CHECK(table.ways[1].kind == road_class::road);
    CHECK_FALSE(table.ways[1].speed);
    CHECK(table.ways[2].schematic);
    CHECK(table.ways[2].count == 2);
    CHECK(table.found.empty());
    const auto built = build_network(table, drawn::options());
    CHECK(find_islands(built.roads).islands.size() == 1);
}

TEST_CASE("road layer: other names and words, miles", "[geo][io]") {
    layer from;
    from.file = "streets.shp";
    from.features.push_back(line_feature(
        "1",
        {at(30, 48), at(30.01, 48)},
        {{"KIND", std::string("A1")}, {"MPH", 30.0}, {"DIR", std::string("T")}}
    ));
    from.features.push_back(line_feature(
        "2",
        {at(30, 48), at(30.01, 48.1)},
        {{"KIND", std::string("Z9")}, {"MPH", std::string("fast")}}
    ));
    road_attributes names;
    names.kind = "KIND";
    names.speed = "MPH";
    names.speed_in_mph = true;
    names.one_way = "DIR";
    names.classes = {{"A1", road_class::motorway}};
    const auto table = roads_of_layer(from, names);
    CHECK(table.ways[0].kind == road_class::motorway);
    CHECK(table.ways[0].speed->value() == 30 * 1.609344);
    CHECK(table.ways[0].direction == road_direction::backward);
    CHECK(table.ways[1].kind == road_class::road);
    CHECK(count(table.found, finding_code::road_value_unread) == 2);
}

TEST_CASE("road layer: a bridge meets others at its ends only", "[geo][io]") {
    layer from;
    from.file = "roads.geojson";
    from.features.push_back(line_feature("low", {at(30, 48), at(30.01, 48), at(30.02, 48)}, {}));
    from.features.push_back(line_feature(
        "high",
        {at(30.01, 47.99), at(30.01, 48), at(30.01, 48.01)},
        {{"bridge", std::string("yes")}}
    ));
    CHECK(
        find_islands(build_network(roads_of_layer(from, {}), drawn::options()).roads)
            .islands.size() == 2
    );
    from.features[1].attributes.clear();
    CHECK(
        find_islands(build_network(roads_of_layer(from, {}), drawn::options()).roads)
            .islands.size() == 1
    );
}

TEST_CASE("road layer: long edges in lon/lat keep their course", "[geo][io]") {
    layer from;
    from.file = "roads.geojson";
    from.features.push_back(line_feature("ew", {at(30, 48), at(31, 48)}, {}));
    const auto dense = roads_of_layer(from, {});
    CHECK(dense.ways[0].count > 2);
    for (const auto& p : dense.positions) {
        CHECK(p.lat == latitude(48));
    }
    from.edges = edge_reading::geodesic;
    CHECK(roads_of_layer(from, {}).ways[0].count == 2);
}
