// SPDX-License-Identifier: Apache-2.0
#include "geo/io/osm_roads.hpp"
#include "geo/network/build_network.hpp"
#include "geo/network/islands.hpp"
#include "tests/geo/io/fixtures.hpp"
#include "tests/geo/network/drawn_roads.hpp"
#include "tests/support/osm_maker.hpp"

#include <catch2/catch.hpp>

#include <algorithm>
#include <cmath>
#include <map>
#include <random>

namespace {

using namespace geo;
using fixtures::count;
using fixtures::first;
using fixtures::refusal;

std::string osm(const std::string& content) {
    return "<?xml version='1.0' encoding='UTF-8'?>\n<osm version='0.6'>\n" + content + "</osm>\n";
}

std::string node(int id, double lon, double lat) {
    return "<node id='" + std::to_string(id) + "' version='1' lat='" + std::to_string(lat) +
           "' lon='" + std::to_string(lon) + "'/>\n";
}

std::string way(int id, const std::vector<int>& nodes, const std::string& tags) {
    std::string out = "<way id='" + std::to_string(id) + "' version='1'>";
    for (const int ref : nodes) {
        out += "<nd ref='" + std::to_string(ref) + "'/>";
    }
    return out + tags + "</way>\n";
}

std::string tag(const std::string& key, const std::string& value) {
    return "<tag k='" + key + "' v='" + value + "'/>";
}

const std::string three_nodes = node(1, 30, 48) + node(2, 30.1, 48) + node(3, 30.2, 48.1);

/// Roads of a map cut where a node is used twice, counted without any of our reading.
std::size_t edges_of(const osm_maker::map& made) {
    const auto is_road = [](const osm_maker::way& w) {
        return w.tags.front().first == "highway" && w.tags.front().second != "footway" &&
               w.tags.back().first != "access";
    };
    std::map<std::int64_t, int> uses;
    for (const auto& w : made.ways) {
        for (const auto id : w.nodes) {
            uses[id] += is_road(w) ? 1 : 0;
        }
    }
    std::size_t edges = 0;
    for (const auto& w : made.ways) {
        for (std::size_t i = 1; is_road(w) && i < w.nodes.size(); ++i) {
            edges += std::size_t{i + 1 == w.nodes.size() || uses[w.nodes[i]] > 1};
        }
    }
    return edges;
}

/// Everything that tells one network from another.
void check_equal(const road_table& a, const road_table& b) {
    CHECK(a.positions == b.positions);
    CHECK(a.chain == b.chain);
    REQUIRE(a.ways.size() == b.ways.size());
    for (std::size_t i = 0; i < a.ways.size(); ++i) {
        CHECK(a.ways[i].source_id == b.ways[i].source_id);
        CHECK(a.ways[i].speed == b.ways[i].speed);
        CHECK(a.ways[i].kind == b.ways[i].kind);
        CHECK(a.ways[i].direction == b.ways[i].direction);
        CHECK(a.ways[i].bridge == b.ways[i].bridge);
    }
}

}  // namespace

TEST_CASE("osm roads: a road, its positions and what its tags say", "[geo][io]") {
    const fixtures::temporary_folder folder;
    const auto path = folder.with(
        "a.osm",
        osm(three_nodes +
            way(7,
                {1, 2, 3},
                tag("highway", "trunk") + tag("maxspeed", "50 mph") + tag("bridge", "viaduct") +
                    tag("maxweight", "12 t") + tag("ref", "M18") + tag("oneway", "-1")) +
            way(8, {1, 3}, tag("highway", "footway")) + way(9, {1, 3}, tag("building", "yes")))
    );
    const auto table = read_osm_roads(path);
    REQUIRE(table.ways.size() == 1);
    REQUIRE(table.positions.size() == 3);
    const auto& road = table.ways[0];
    CHECK(road.source_id == "way/7");
    CHECK(road.label == "M18");
    CHECK(road.kind == road_class::trunk);
    CHECK(road.direction == road_direction::backward);
    CHECK(road.bridge);
    CHECK_FALSE(road.tunnel);
    CHECK(road.speed == kilometres_per_hour(50 * 1.609344));
    CHECK(road.weight_limit == tonnes(12));
    CHECK(table.positions[table.chain[road.first + 2]] == lon_lat{longitude(30.2), latitude(48.1)});
    CHECK(count(table.found, finding_code::road_left_out) == 1);
}

TEST_CASE("osm roads: nodes that are not there cut a road", "[geo][io]") {
    const fixtures::temporary_folder folder;
    const auto path = folder.with(
        "a.osm",
        osm(three_nodes + node(4, 30.3, 48.1) + node(5, 200, 48) +
            way(1, {1, 2, 99, 3, 4}, tag("highway", "primary")) +
            way(2, {1, 5, 2}, tag("highway", "primary")) +
            way(3, {2, 3}, tag("highway", "primary")) + way(4, {2}, tag("highway", "primary")) +
            way(5, {}, tag("highway", "primary")))
    );
    const auto table = read_osm_roads(path);
    CHECK(table.ways.size() == 3);
    CHECK(count(table.found, finding_code::road_positions_missing) == 2);
    CHECK(first(table.found, finding_code::road_positions_missing).where.feature == "way/1");
    CHECK(count(table.found, finding_code::coordinate_out_of_range) == 1);
    CHECK(count(table.found, finding_code::line_too_short) == 1);
}

TEST_CASE("osm roads: files that are none are refused with the file's name", "[geo][io]") {
    const fixtures::temporary_folder folder;
    const auto whole = osm(three_nodes + way(7, {1, 2, 3}, tag("highway", "trunk")));
    osm_maker::write(osm_maker::make({}), folder.path("whole.osm.pbf"));
    const auto pbf = fixtures::bytes_of(folder.path("whole.osm.pbf"));
    const std::vector<std::string> bad{
        folder.with("empty.osm", ""),
        folder.with("half.osm", whole.substr(0, whole.size() / 2)),
        folder.with("other.osm", "{\"type\": \"FeatureCollection\"}"),
        folder.with("kml.osm", "<?xml version='1.0'?><kml></kml>"),
        folder.with("text.osm.pbf", "this is not a PBF file, whatever its name may say"),
        folder.with("zeros.osm.pbf", std::string(1000, '\0')),
        folder.with("tail.osm.pbf", pbf + std::string(4, '\0')),
        folder.with("more.osm.pbf", pbf + "x"),
        folder.with("nul.osm.gz", "not gzip"),
        folder.with(
            "entities.osm",
            "<?xml version='1.0'?><!DOCTYPE x [<!ENTITY a 'b'>]><osm version='0.6'/>"
        ),
        folder.with("id.osm", osm("<node id='x' lat='1' lon='1'/>")),
        folder.with("lat.osm", osm("<node id='1' lat='north' lon='1'/>"))};
    for (const auto& path : bad) {
        INFO(path);
        const auto told = refusal<input_error>([&] { (void)read_osm_roads(path); });
        CHECK(told.find(path) != std::string::npos);
    }
    (void)refusal<io_error>([&] { (void)read_osm_roads(folder.path("none.osm")); });
    const auto none = read_osm_roads(folder.with("nothing.osm", osm("")));
    CHECK(none.ways.empty());
    CHECK(is_osm_name("a/b.osm.pbf"));
    CHECK(is_osm_name("b.osm"));
    CHECK_FALSE(is_osm_name("b.geojson"));
}

TEST_CASE("osm roads: limits are kept", "[geo][io]") {
    const fixtures::temporary_folder folder;
    const auto path = folder.with(
        "a.osm",
        osm(three_nodes + way(1, {1, 2, 3}, tag("highway", "trunk")) +
            way(2, {1, 2, 3}, tag("highway", "trunk")))
    );
    for (const auto& options :
         {osm_options{.max_bytes = 100},
          osm_options{.max_objects = 1},
          osm_options{.max_ways = 1},
          osm_options{.max_references = 5}}) {
        CHECK(refusal<input_error>([&] {
                  (void)read_osm_roads(path, options);
              }).find("limit") != std::string::npos);
    }
    CHECK(read_osm_roads(path, {.max_ways = 2, .max_references = 6}).ways.size() == 2);
}

TEST_CASE("osm roads: one node a hundred thousand times", "[geo][io]") {
    const fixtures::temporary_folder folder;
    std::string refs;
    for (int i = 0; i < 100'000; ++i) {
        refs += i % 2 == 0 ? "<nd ref='1'/>" : "<nd ref='2'/>";
    }
    std::string same;
    for (int i = 0; i < 100'000; ++i) {
        same += "<nd ref='3'/>";
    }
    const auto path = folder.with(
        "a.osm",
        osm(three_nodes + "<way id='1' version='1'>" + refs + tag("highway", "primary") +
            "</way><way id='2' version='1'>" + same + tag("highway", "primary") + "</way>")
    );
    const auto built = build_network(read_osm_roads(path), drawn::options(1_m));
    CHECK(built.roads.node_count() == 2);
    CHECK(built.roads.edge_count() == 99'999);
    CHECK(built.found.size() < 10);
}

TEST_CASE("osm roads: twins by id, nodes out of order", "[geo][io]") {
    const fixtures::temporary_folder folder;
    const auto path = folder.with(
        "a.osm",
        osm(node(3, 30.2, 48.1) + node(1, 30, 48) + node(2, 30.1, 48) + node(1, 31, 48) +
            way(7, {1, 2}, tag("highway", "trunk")) + way(7, {2, 3}, tag("highway", "trunk")))
    );
    const auto table = read_osm_roads(path);
    REQUIRE(table.ways.size() == 1);
    CHECK(table.positions[table.chain[0]].lon == longitude(31));
    CHECK(count(table.found, finding_code::feature_duplicate_id) == 2);
}

TEST_CASE("osm roads: made-up country, the same in XML, gzip and PBF", "[geo][io]") {
    const fixtures::temporary_folder folder;
    osm_maker::country about;
    about.edges = 6000;
    about.towns_an_island = 7;
    const auto made = osm_maker::make(about);
    std::vector<road_table> read;
    for (const char* name : {"c.osm", "c.osm.gz", "c.osm.pbf"}) {
        osm_maker::write(made, folder.path(name));
        read.push_back(read_osm_roads(folder.path(name)));
    }
    check_equal(read[0], read[1]);
    check_equal(read[0], read[2]);
    osm_maker::write(osm_maker::make(about), folder.path("again.osm.pbf"));
    CHECK(
        fixtures::bytes_of(folder.path("again.osm.pbf")) ==
        fixtures::bytes_of(folder.path("c.osm.pbf"))
    );

    const auto built = build_network(read[0], drawn::options());
    CHECK(built.roads.edge_count() == edges_of(made));
    CHECK(std::abs(static_cast<double>(built.roads.edge_count()) - 6000) < 0.15 * 6000);
    const auto towns = static_cast<std::size_t>(std::count_if(
        made.ways.begin(),
        made.ways.end(),
        [](const osm_maker::way& w) { return w.tags.front().first == "building"; }
    ));
    CHECK(find_islands(built.roads).islands.size() == 1 + towns / 7);
    // Half a PBF file, cut inside a block.
    fixtures::cut_short(folder.path("c.osm.pbf"), 0.5);
    (void)refusal<input_error>([&] { (void)read_osm_roads(folder.path("c.osm.pbf")); });
}

TEST_CASE("osm roads: damaged bytes are read or refused, nothing else", "[geo][io]") {
    const fixtures::temporary_folder folder;
    osm_maker::country about;
    about.edges = 60;
    about.streets = 3;
    const auto made = osm_maker::make(about);
    std::mt19937_64 random(1);
    std::size_t refused = 0;
    std::size_t taken = 0;
    for (const char* name : {"d.osm", "d.osm.pbf", "d.osm.gz"}) {
        osm_maker::write(made, folder.path(name));
        const auto whole = fixtures::bytes_of(folder.path(name));
        for (int i = 0; i < 150; ++i) {
            auto bytes = whole;
            for (int k = 0; k <= i / 2 % 4; ++k) {
                // Any byte, or a digit: what is written in digits stays readable.
                const auto byte = i % 2 == 0 ? random() % 256 : '0' + random() % 10;
                bytes[random() % bytes.size()] = static_cast<char>(byte);
            }
            if (i % 5 == 0) {
                bytes.resize(random() % bytes.size());
            }
            const auto path = folder.with(name, bytes);
            try {
                const auto built = build_network(read_osm_roads(path), drawn::options(1_m));
                ++taken;
                REQUIRE(built.roads.edge_count() < 10'000);
            } catch (const input_error&) {
                ++refused;
            }
        }
    }
    CHECK(refused > 100);
    CHECK(taken > 0);
}
