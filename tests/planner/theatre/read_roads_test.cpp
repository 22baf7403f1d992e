// SPDX-License-Identifier: Apache-2.0
#include "geo/base/error.hpp"
#include "planner/config/data_folder.hpp"
#include "planner/theatre/read_roads.hpp"
#include "planner/theatre/read_theatre.hpp"
#include "tests/support/world.hpp"

#include <catch2/catch.hpp>

#include <algorithm>
#include <filesystem>
#include <fstream>

using Catch::Matchers::WithinAbs;
using world::count;

namespace {

using namespace planner;

/// The template's theatre with a layer of roads.
class roads_theatre {
public:
    roads_theatre() : path_(folder_.path("theatre")) { write_theatre_template(path_); }

    void add(const std::string& file, const std::string& content, const std::string& keys) {
        std::ofstream(path_ + "/" + file) << content;
        std::ofstream(path_ + "/theatre.toml", std::ios::app)
            << "\n[layers.roads]\nfile = \"" << file
            << "\"\nsource = \"made up\"\nlicence = \"CC0-1.0\"\n"
            << keys << "\n";
    }
    [[nodiscard]] theatre read() const { return read_theatre(path_); }

private:
    world::temporary_folder folder_;
    std::string path_;
};

std::string collection(const std::string& features) {
    return R"({"type": "FeatureCollection", "features": [)" + features + "]}";
}

std::string line(
    const std::string& id, const std::string& properties, const std::string& positions
) {
    return R"({"type": "Feature", "id": ")" + id + R"(", "properties": {)" + properties +
           R"(}, "geometry": {"type": "LineString", "coordinates": [)" + positions + "]}}";
}

constexpr const char* osm = R"(<?xml version='1.0'?><osm version='0.6'>
<node id='1' version='1' lat='50.5' lon='11.4'/><node id='2' version='1' lat='50.5' lon='11.5'/>
<way id='5' version='1'><nd ref='1'/><nd ref='2'/><tag k='highway' v='primary'/></way></osm>)";

}  // namespace

TEST_CASE("theatre roads: none without the layer", "[planner][theatre]") {
    const roads_theatre place;
    CHECK_FALSE(read_roads(place.read()));
}

TEST_CASE("theatre roads: an OpenStreetMap file", "[planner][theatre]") {
    roads_theatre place;
    place.add("roads.osm", osm, "[layers.roads.speeds_kmh]\nprimary = 40");
    const auto ground = place.read();
    CHECK(std::any_of(ground.files.begin(), ground.files.end(), [](const std::string& file) {
        return file.ends_with("roads.osm");
    }));
    const auto roads = read_roads(ground);
    REQUIRE(roads);
    REQUIRE(roads->network.edge_count() == 1);
    CHECK(roads->network.at(geo::road_edge{0}).speed == geo::kilometres_per_hour(40));
    CHECK(roads->snap == geo::metres(0));
    CHECK_FALSE(roads->network.schematic());
    CHECK(roads->speed_source.find("OSRM") != std::string::npos);
}

TEST_CASE("theatre roads: lines with attributes of other names", "[planner][theatre]") {
    roads_theatre place;
    place.add(
        "roads.geojson",
        collection(
            line("a", R"("rank": "A", "limit": 30)", "[11.4, 50.5], [11.5, 50.5]") + "," +
            line("b", R"("rank": "primary")", "[11.5, 50.500003], [11.5, 50.6]")
        ),
        "snap = \"2m\"\n[layers.roads.attributes]\nclass = \"rank\"\nspeed = \"limit\"\n"
        "speed_unit = \"mph\"\n[layers.roads.classes]\nA = \"trunk\""
    );
    const auto roads = read_roads(place.read());
    REQUIRE(roads);
    const auto& net = roads->network;
    REQUIRE(net.edge_count() == 2);
    CHECK(net.node_count() == 3);
    CHECK(net.way(geo::road_edge{0}).kind == geo::road_class::trunk);
    CHECK_THAT(net.at(geo::road_edge{0}).speed.value(), WithinAbs(48.28032, 1e-9));
    CHECK(count(roads->found, geo::finding_code::road_end_snapped) == 1);
}

TEST_CASE("theatre roads: what cannot be meant is refused where it stands", "[planner][theatre]") {
    const auto refused = [](const std::string& file, const std::string& keys) {
        roads_theatre place;
        place.add(file, osm, keys);
        return world::refusal<geo::input_error>([&] { (void)place.read(); });
    };
    CHECK(refused("r.osm", "where = \"a = 1\"").find("OpenStreetMap") != std::string::npos);
    CHECK(refused("r.osm", "snap = \"2km\"").find("100m") != std::string::npos);
    CHECK(refused("r.osm", "detour_factor = 0.5").find("detour_factor") != std::string::npos);
    CHECK(
        refused("r.osm", "[layers.roads.speeds_kmh]\nprimary = 0").find("1 to 200") !=
        std::string::npos
    );
    CHECK(
        refused("r.osm", "[layers.roads.speeds_kmh]\npath = 5").find("motorway") !=
        std::string::npos
    );
    CHECK(refused("r.osm", "colour = \"red\"").find("colour") != std::string::npos);
}

TEST_CASE("theatre roads: a network of another country is told", "[planner][theatre]") {
    roads_theatre place;
    place.add("roads.geojson", collection(line("a", "", "[12.6, 50.5], [12.7, 50.5]")), "");
    const auto roads = read_roads(place.read());
    REQUIRE(roads);
    CHECK(count(roads->found, geo::finding_code::road_network_apart) == 1);
}

TEST_CASE(
    "theatre roads: the packaged theatre is schematic and in one piece", "[planner][theatre]"
) {
    const auto ground = read_theatre(find_theatre_folder("ukraine-2022-10"));
    const auto roads = read_roads(ground);
    REQUIRE(roads);
    CHECK(roads->network.schematic());
    CHECK(roads->network.edge_count() >= 301);
    CHECK(count(roads->found, geo::finding_code::road_schematic) == 1);
    const auto& first = roads->network.at(geo::road_edge{0});
    CHECK_THAT(first.length / first.drawn, WithinAbs(roads->detour_factor, 1e-12));
}
