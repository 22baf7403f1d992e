// SPDX-License-Identifier: Apache-2.0
#include "geo/io/read.hpp"
#include "geo/io/write_geojson.hpp"
#include "tests/geo/io/fixtures.hpp"
#include "tests/support/places.hpp"

#include <catch2/catch.hpp>
#include <nlohmann/json.hpp>

#include <algorithm>
#include <clocale>
#include <limits>

using Catch::Matchers::Contains;
using geo::finding_code;
using support::at;

namespace {

geo::feature area_of(geo::multi_polygon<geo::lon_lat> shape) {
    return {"a", {}, std::move(shape)};
}

/// The text of the one feature's geometry.
std::string geometry_text(geo::geometry shape) {
    const auto made = geo::to_geojson({"t", {{"a", {}, std::move(shape)}}});
    return nlohmann::json::parse(made.text)["features"][0]["geometry"].dump();
}

}  // namespace

TEST_CASE("geojson: the text is what it should be, byte for byte", "[geo][io]") {
    const geo::feature_table table{
        "posts",
        {{"p1",
          {{"name", std::string("A \"b\"\n")},
           {"people", std::int64_t{5}},
           {"open", true},
           {"share", 0.1},
           {"none", std::monostate{}}},
          std::vector<geo::lon_lat>{at(37.12345678, -48.5)}},
         {"p2", {}, std::monostate{}}}};
    CHECK(
        geo::to_geojson(table, {true}).text ==
        R"({"type":"FeatureCollection","name":"posts","bbox":[37.1234568,-48.5,37.1234568,-48.5],)"
        "\"features\":[\n"
        R"({"type":"Feature","id":"p1","properties":{"name":"A \"b\"\n","people":5,"open":true,)"
        R"("share":0.1,"none":null},"geometry":{"type":"Point","coordinates":[37.1234568,-48.5]}},)"
        "\n"
        R"({"type":"Feature","id":"p2","properties":{},"geometry":null})"
        "\n]}\n"
    );
    CHECK(
        geo::to_geojson({"none", {}}).text ==
        "{\"type\":\"FeatureCollection\",\"name\":\"none\",\"features\":[\n]}\n"
    );
}

TEST_CASE("geojson: numbers have no needless digits and no locale", "[geo][io]") {
    const auto* before = std::setlocale(LC_ALL, nullptr);
    const std::string kept = before == nullptr ? "C" : before;
    std::setlocale(LC_ALL, "de_DE.UTF-8");
    CHECK(
        geometry_text(std::vector<geo::lon_lat>{at(-0.00000001, 0.0000001)}) ==
        R"({"coordinates":[0,1e-07],"type":"Point"})"
    );
    const auto made = geo::to_geojson(
        {"t", {{"a", {}, std::vector<geo::lon_lat>{at(-0.5, 10.0500000), at(180, -90)}}}}
    );
    std::setlocale(LC_ALL, kept.c_str());
    CHECK_THAT(made.text, Contains("[[-0.5,10.05],[180,-90]]"));
}

TEST_CASE("geojson: rings are closed and follow the right-hand rule", "[geo][io]") {
    const geo::multi_polygon<geo::lon_lat> turned{
        {{at(0, 0), at(0, 3), at(3, 3), at(3, 0)}, {{at(1, 1), at(2, 1), at(1, 2), at(1, 1)}}}};
    CHECK(
        geometry_text(turned) ==
        R"({"coordinates":[[[0,0],[3,0],[3,3],[0,3],[0,0]],[[1,1],[1,2],[2,1],[1,1]]],)"
        R"("type":"Polygon"})"
    );
}

TEST_CASE("geojson: what collapses at 7 decimals is left out and reported", "[geo][io]") {
    const geo::ring<geo::lon_lat> outer{at(0, 0), at(1, 0), at(1e-9 + 1, 0), at(1, 1), at(0, 0)};
    const geo::ring<geo::lon_lat> speck{
        at(0.5, 0.2), at(0.5, 0.2 + 1e-9), at(0.5 + 1e-9, 0.2), at(0.5, 0.2)};
    const auto made = geo::to_geojson({"t", {area_of({{outer, {speck}}, {speck, {}}})}});
    CHECK_THAT(made.text, Contains(R"("coordinates":[[[0,0],[1,0],[1,1],[0,0]]])"));
    CHECK(fixtures::count(made.found, finding_code::ring_too_short) == 2);
    CHECK(fixtures::count(made.found, finding_code::line_duplicate_position) == 1);

    const auto nothing = geo::to_geojson({"t", {area_of({{speck, {}}})}});
    CHECK_THAT(nothing.text, Contains(R"("geometry":null)"));
    const geo::multi_line_string<geo::lon_lat> dot{{at(1, 1), at(1, 1)}};
    const auto no_line = geo::to_geojson({"t", {{"l", {}, dot}}});
    CHECK(fixtures::count(no_line.found, finding_code::line_too_short) == 1);
}

TEST_CASE("geojson: shapes are cut at the antimeridian", "[geo][io]") {
    const geo::multi_line_string<geo::lon_lat> line{{at(179, 0), at(-179, 2)}};
    CHECK(
        geometry_text(line) ==
        R"({"coordinates":[[[179,0],[180,1]],[[-180,1],[-179,2]]],"type":"MultiLineString"})"
    );
    const geo::multi_polygon<geo::lon_lat> square{
        {{at(179, -1), at(-179, -1), at(-179, 1), at(179, 1), at(179, -1)}, {}}};
    CHECK_THAT(geometry_text(square), Contains("MultiPolygon") && !Contains("180.0"));
}

TEST_CASE("geojson: a position not on earth is our mistake", "[geo][io]") {
    const auto bad = GENERATE(
        at(std::numeric_limits<double>::quiet_NaN(), 0),
        at(0, std::numeric_limits<double>::infinity()),
        at(0, 91)
    );
    CHECK_THROWS_AS(
        geo::to_geojson({"t", {{"p", {}, std::vector<geo::lon_lat>{bad}}}}), geo::geometry_error
    );
    CHECK_THROWS_AS(
        geo::to_geojson({"t", {{"p", {}, geo::multi_line_string<geo::lon_lat>{{at(0, 0), bad}}}}}),
        geo::geometry_error
    );
}

TEST_CASE("geojson: hostile text stays text", "[geo][io]") {
    const std::string hostile("</script>\x01\x7f\xe2\x80\xa8'\"\\\0\xff=cmd|'!", 26);
    const auto made = geo::to_geojson(
        {hostile, {{hostile, {{"k\"}", hostile}, {"k\"}", true}}, std::monostate{}}}}
    );
    const auto parsed = nlohmann::json::parse(made.text);
    auto expected = hostile;
    expected.replace(expected.find('\xff'), 1, "\xef\xbf\xbd");
    CHECK(parsed["name"] == expected);
    CHECK(parsed["features"][0]["id"] == expected);
    CHECK(parsed["features"][0]["properties"]["k\"}"] == expected);
    CHECK(fixtures::count(made.found, finding_code::feature_attribute_invalid) == 4);
    // One line for the head, one a feature, one for the end.
    CHECK(std::count(made.text.begin(), made.text.end(), '\n') == 3);
}

TEST_CASE("geojson: numbers that are none become null", "[geo][io]") {
    const auto made = geo::to_geojson(
        {"t", {{"a", {{"d", std::numeric_limits<double>::infinity()}}, std::monostate{}}}}
    );
    CHECK_THAT(made.text, Contains(R"("d":null)"));
    CHECK(made.found.size() == 1);
}

TEST_CASE("geojson: what is written reads back the same", "[geo][io]") {
    const fixtures::temporary_folder folder;
    const geo::feature_table table{
        "areas",
        {{"x1",
          {{"name", std::string("\xd0\x94\xd0\xbd\xd1\x96\xd0\xbf\xd1\x80\xd0\xbe")},
           {"n", std::int64_t{-7}},
           {"d", 0.30000000000000004},
           {"b", false},
           {"valid_to", std::string("9999-12-31T00:00:00Z")}},
          geo::multi_polygon<geo::lon_lat>{
              {{at(37, 48), at(38, 48), at(38, 49), at(37, 48)}, {}},
              {{at(30, 48), at(31, 48), at(31, 49), at(30, 48)}, {}}}}}};
    const auto path = folder.path("areas.geojson");
    CHECK(geo::write_geojson(path, table).empty());
    const auto made = geo::read_layer(path);
    CHECK(made.found.empty());
    CHECK(made.name == "areas");
    REQUIRE(made.features.size() == 1);
    CHECK(made.features[0].id == "x1");
    CHECK(made.features[0].attributes == table.features[0].attributes);
    CHECK(made.features[0].shape == table.features[0].shape);
    CHECK(geo::to_geojson({made.name, made.features}).text == fixtures::bytes_of(path));
    CHECK_THROWS_AS(geo::write_geojson(path, table), geo::io_error);
    CHECK(geo::write_geojson(path, table, geo::existing::replace).empty());
}
