// SPDX-License-Identifier: Apache-2.0
#include "geo/base/error.hpp"
#include "planner/theatre/read_theatre.hpp"
#include "tests/support/world.hpp"

#include <fstream>

using namespace planner;
using Catch::Matchers::Contains;

namespace {

std::string square(const std::string& id, const std::string& word, double west, double east) {
    const auto at = [](double lon, const char* lat) {
        return "[" + std::to_string(lon) + "," + lat + "]";
    };
    return R"({"type":"Feature","id":")" + id + R"(","properties":{"class":"open","cover":")" +
           word + R"("},"geometry":{"type":"Polygon","coordinates":[[)" + at(west, "50.0") + "," +
           at(east, "50.0") + "," + at(east, "50.2") + "," + at(west, "50.2") + "," +
           at(west, "50.0") + "]]}}";
}

/// The template's theatre with a layer of terrain.
theatre read_with(const std::string& features, const std::string& keys) {
    const world::temporary_folder folder;
    const auto path = folder.path("theatre");
    write_theatre_template(path);
    std::ofstream(path + "/cover.geojson")
        << R"({"type":"FeatureCollection","features":[)" + features + "]}";
    std::ofstream(path + "/theatre.toml", std::ios::app)
        << "\n[layers.terrain]\nfile = \"cover.geojson\"\nsource = \"made up\"\nlicence = "
           "\"CC0-1.0\"\n"
        << keys << "\n";
    return read_theatre(path);
}

}  // namespace

TEST_CASE("terrain: classes as the column or the table of words says", "[planner][theatre]") {
    const auto plain = read_with(square("a", "x", 11, 11.1), "");
    REQUIRE(plain.terrain.size() == 1);
    CHECK(plain.terrain[0].kind == ground_class::open);
    CHECK(world::is_inside(world::at(11.05, 50.1), plain.terrain[0].area));
    const auto named = read_with(
        square("a", "trees", 11, 11.1) + "," + square("b", "urban", 11.1, 11.2),
        "attributes = { class = \"cover\" }\nclasses = { trees = \"forest\" }"
    );
    REQUIRE(named.terrain.size() == 2);
    CHECK(named.terrain[0].kind == ground_class::forest);
    CHECK(named.terrain[1].kind == ground_class::urban);
    CHECK(named.sources.back().layer == "terrain");
    CHECK(named.sources.back().licence == "CC0-1.0");
    CHECK(read_with("", "").terrain.empty());
}

TEST_CASE("terrain: a word that is no class is refused by name", "[planner][theatre]") {
    CHECK_THAT(
        world::refusal<geo::input_error>([] {
            (void
            )read_with(square("marsh", "swamp", 11, 11.1), "attributes = { class = \"cover\" }");
        }),
        Contains("marsh") && Contains("'swamp'") && Contains("open, rolling, forest, urban")
    );
    CHECK_THAT(
        world::refusal<geo::input_error>([] {
            (void)read_with(square("a", "x", 11, 11.1), "classes = { swamp = \"wet\" }");
        }),
        Contains("'wet'") && Contains("open, rolling, forest, urban")
    );
}
