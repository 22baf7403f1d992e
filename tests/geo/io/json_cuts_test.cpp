// SPDX-License-Identifier: Apache-2.0
#include "geo/io/json_cuts.hpp"
#include "tests/geo/io/fixtures.hpp"
#include "tests/geo/io/json_twice.hpp"

#include <catch2/catch.hpp>

#include <random>
#include <string_view>

using Catch::Matchers::Contains;
using fixtures::difference_of_readings;
using geo::detail::json_cut;

namespace {

const std::string line_text =
    R"({"type":"LineString","coordinates":[[37,48],[37.5,48.25],[38,48]]})";
const std::string polygon_text =
    R"({"coordinates":[[[1,1],[5,1],[5,5],[1,5],[1,1]],[[2,2],[2,3],[3,3],[2,2]]],"type":"Polygon"})";
const std::string many_polygons_text =
    R"({"type":"MultiPolygon","coordinates":[[[[1,1],[2,1],[2,2],[1,1]]],[[[7,7],[9,7],[9,9],[7,7]],)"
    R"([[8,7.5],[8.5,7.6],[8.2,7.7],[8,7.5]]]]})";
const std::string lines_text =
    R"({"type":"MultiLineString","coordinates":[[[1,2],[3,4]],[[5,6],[7,8],[9,9]]]})";
const std::string points_text = R"({"type":"MultiPoint","coordinates":[[1,2],[3,4]]})";
const std::string nested_text =
    R"({"type":"GeometryCollection","geometries":[)" + points_text + "," + line_text +
    R"(,{"type":"GeometryCollection","geometries":[)" + polygon_text + "]}]}";

std::string feature_of(
    const std::string& geometry, const std::string& members = R"("properties":{"a":1})"
) {
    return R"({"type":"Feature",)" + members + R"(,"geometry":)" + geometry + "}";
}

std::string collection(const std::string& features, const std::string& members = "") {
    return R"({"type":"FeatureCollection",)" + members + R"("features":[)" + features + "]}";
}

geo::detail::json_scan scan(const std::string& text, std::size_t least = 1) {
    const fixtures::temporary_folder folder;
    return geo::detail::scan_json(folder.with("a.geojson", text), least);
}

/// Texts that mean something special to one reader or the other.
std::vector<std::string> special_texts() {
    const auto with = [](const std::string& coordinates, const std::string& type = "LineString") {
        return collection(
            feature_of(R"({"type":")" + type + R"(","coordinates":)" + coordinates + "}")
        );
    };
    return {
        collection(
            feature_of(line_text) + "," + feature_of(polygon_text) + "," +
            feature_of(many_polygons_text)
        ),
        collection(
            feature_of(lines_text) + "," + feature_of(points_text) + "," + feature_of(nested_text)
        ),
        feature_of(line_text),
        feature_of(nested_text),
        line_text,
        polygon_text,
        nested_text,
        "\xef\xbb\xbf" + collection(feature_of(many_polygons_text)),
        feature_of(line_text) + "\n" + feature_of(polygon_text) + "\n",
        "\x1e" + feature_of(line_text) + "\n\x1e" + feature_of(polygon_text) + "\n",
        feature_of(line_text) + "\n" + R"({"type":"Feature","properties":{},"geometry":)" + "\n" +
            line_text + "}",
        // positions
        with("[[1,2,3],[4,5,6]]"),
        with("[[1,2],[4,5,6]]"),
        with("[[1,2,3,4],[4,5,6,7]]"),
        with("[[1,2,3,4,5,6],[4,5]]"),
        with("[[1],[2,3]]"),
        with("[[],[2,3]]"),
        with("[]"),
        with("[[1,2]]"),
        with("[[1,2],[1,2]]"),
        with("[1,2]"),
        with("[[[1,2],[3,4]]]"),
        with("[[1,2],[[3,4]]]"),
        with("[[1,null],[3,4]]"),
        with("[null,[3,4]]"),
        with(R"([["1","2"],["3","4"]])"),
        with("[[true,2],[3,4]]"),
        with(R"([[{"a":1},2],[3,4]])"),
        with("null"),
        with("\"[[1,2],[3,4]]\""),
        with(R"({"0":[1,2]})"),
        with("[[1e0,2.5E+0],[-0,-0.0],[0.1,1e-400]]"),
        with("[[1e999,2],[3,4]]"),
        with("[[-1e999,2],[3,4]]"),
        with("[[NaN,2],[3,4]]"),
        with("[[Infinity,2],[3,4]]"),
        with("[[123456789012345678901234567890,2],[3,4]]"),
        with("[[179.12345678901234567890123456789,2],[3,4]]"),
        with("[[01,2],[3,4]]"),
        with("[[1.,2],[3,4]]"),
        with("[[+1,2],[3,4]]"),
        with("[[1,2],[3,4],]"),
        with("[[1,2][3,4]]"),
        with("[[1,2],[3,4]"),
        with("[[127,38],[34,126]]"),
        with("[[500000,5200000],[500001,5300000]]"),
        with("[[170,1],[-170,2]]"),
        with("[[-1.7319e301,0],[1,2]]"),
        with("[ [ 1 , 2 ] ,\r\n\t[ 3 , 4 ] ]"),
        with("[[1,2],/* no */[3,4]]"),
        with("[[1,2],[3,4]]", "Point"),
        with("[[1,2],[3,4]]", "MultiPoint"),
        with("[[1,2],[3,4]]", "Polygon"),
        with("[[1,2],[3,4]]", "linestring"),
        with("[[1,2],[3,4]]", "Circle"),
        with("[[1,2],[3,4]]", "Feature"),
        with("[[[1,2],[3,4]],[]]", "MultiLineString"),
        with("[[[1,1],[5,1],[5,5]],[[2,2]]]", "Polygon"),
        with("[[],[[1,1],[5,1],[5,5],[1,1]]]", "Polygon"),
        with("[[[[1,1],[5,1],[5,5],[1,1]]],[]]", "MultiPolygon"),
        with("[[[[1,1,1],[5,1,1],[5,5,1],[1,1,1]]]]", "MultiPolygon"),
        // members
        collection(
            feature_of(R"({"type":"LineString","type":"MultiPoint","coordinates":[[1,2],[3,4]]})")
        ),
        collection(feature_of(
            R"({"coordinates":[[1,2],[3,4]],"type":"LineString","coordinates":[[5,6],[7,8]]})"
        )),
        collection(
            R"({"type":"Feature","properties":{},"geometry":)" + line_text + R"(,"geometry":)" +
            points_text + "}"
        ),
        collection(feature_of(R"({"\u0074ype":"LineString","coordin\u0061tes":[[1,2],[3,4]]})")),
        collection(feature_of(R"({"Type":"LineString","Coordinates":[[1,2],[3,4]]})")),
        collection(feature_of(R"({"coordinates":[[1,2],[3,4]]})")),
        collection(feature_of(R"({"type":7,"coordinates":[[1,2],[3,4]]})")),
        collection(feature_of(R"({"type":["LineString"],"coordinates":[[1,2],[3,4]]})")),
        collection(feature_of("[" + line_text + "]")),
        collection(feature_of("7") + "," + feature_of("null") + "," + feature_of(R"("x")")),
        collection("null,7,[],{}," + feature_of(line_text)),
        // what looks like a geometry and is an attribute
        collection(feature_of(
            line_text,
            R"("properties":{"geometry":)" + line_text + R"(,"coordinates":[[1,2],[3,4]]})"
        )),
        collection(R"({"type":"Feature","geometry":null,"coordinates":[[1,2],[3,4]]})"),
        collection(R"({"type":"Feature","geometry":null,"geometries":[)" + line_text + "]}"),
        collection(
            R"({"type":"Feature","geometry":)" + points_text + R"(,"features":[)" +
            feature_of(line_text) + "]}"
        ),
        collection(R"({"geometry":)" + line_text + "}"),
        R"({"features":[)" + feature_of(line_text) + R"(],"type":"FeatureCollection"})",
        R"({"features":[)" + feature_of(line_text) + "]}",
        "[" + feature_of(line_text) + "]",
        R"({"type":"GeometryCollection","geometries":[)" + line_text + R"(],"geometry":)" +
            points_text + "}",
        // crs, ids, boxes, text
        collection(
            feature_of(R"({"type":"LineString","coordinates":[[500000,5300000],[501000,5300000]]})"
            ),
            R"("crs":{"type":"name","properties":{"name":"urn:ogc:def:crs:EPSG::32636"}},)"
        ),
        collection(
            feature_of(line_text),
            R"("crs":{"type":"name","properties":{"name":"urn:ogc:def:crs:EPSG::1"}},)"
        ),
        collection(feature_of(line_text), R"("crs":null,)"),
        collection(
            feature_of(line_text), R"("name":"front","bbox":[1,2,3,4],"x":{"y":[[1,2],[3,4]]},)"
        ),
        collection(
            feature_of(line_text, R"("id":0,"bbox":[1,2,3,4],"properties":{"a":null})") + "," +
            feature_of(line_text, R"("id":"x","properties":{"a":"1"})") + "," +
            feature_of(line_text, R"("id":7,"properties":{"a":[1,2],"b":{"c":true}})")
        ),
        collection(
            feature_of(line_text, R"("properties":{"a":"\ud800","b":"\u0000"})") + "," +
            feature_of(lines_text)
        ),
        collection(
            feature_of(line_text, "\"properties\":{\"a\":\"\xff\xfe\"}") + "," +
            feature_of(lines_text)
        ),
        collection(
            feature_of(line_text, "\"properties\":{\"a\":\"tab\there\"}") + "," +
            feature_of(lines_text)
        ),
        collection(feature_of(line_text, "\"properties\":null")),
        collection(feature_of(line_text)) + "garbage",
        collection(feature_of(line_text)) + collection(feature_of(points_text)),
        collection(feature_of(line_text) + ","),
        std::string(1, '\0') + collection(feature_of(line_text)),
        collection(feature_of(line_text)) + std::string(3, '\0'),
        "callback(" + collection(feature_of(line_text)) + ")",
        R"({"type":"Topology","objects":{"a":{"type":"MultiPoint","coordinates":[[1,2],[3,4]]}},"arcs":[]})",
        R"({"geometryType":"esriGeometryPolyline","features":[{"attributes":{"a":1},"geometry":)"
        R"({"paths":[[[1,2],[3,4]]],"coordinates":[[1,2],[3,4]]}}]})",
    };
}

/// One of the changes that files meet on their way, or that somebody makes on purpose.
std::string changed(std::string text, std::mt19937_64& numbers) {
    static const std::vector<std::string> words{
        "[",
        "]",
        "{",
        "}",
        ",",
        ":",
        "\"",
        "null",
        "1e999",
        "-0",
        "[]",
        "[[1,2],[3,4]]",
        " ",
        "\n",
        "\"type\":\"LineString\",",
        "\"coordinates\":[[1,2],[3,4]],",
        "\"geometry\":",
        "\xff",
        "\\ud800",
        "0.1",
        "[1,2,3]",
        "true",
        "\x1e",
        "\"id\":7,",
        "\"features\":[",
        "NaN"};
    const auto below = [&](std::size_t bound) {
        return static_cast<std::size_t>(numbers() % std::max<std::size_t>(1, bound));
    };
    const auto times = 1 + below(3);
    for (std::size_t i = 0; i < times; ++i) {
        const auto at = below(text.size());
        const auto size = below(12);
        switch (below(5)) {
        case 0:
            text.insert(at, words[below(words.size())]);
            break;
        case 1:
            text.erase(at, size);
            break;
        case 2:
            text.insert(below(text.size()), text.substr(at, 4 * size));
            break;
        case 3:
            text.replace(at, size, words[below(words.size())]);
            break;
        default:
            if (!text.empty()) {
                text[at] = static_cast<char>(below(256));
            }
        }
    }
    return text;
}

void try_changed(std::size_t times) {
    constexpr unsigned seed = 20221015;
    std::mt19937_64 numbers(seed);
    const auto texts = special_texts();
    for (std::size_t i = 0; i < times; ++i) {
        const auto text = changed(texts[numbers() % texts.size()], numbers);
        const auto* const name = numbers() % 3 == 0   ? "a.json"
                                 : numbers() % 2 == 0 ? "a.geojsonl"
                                                      : "a.geojson";
        const auto difference = difference_of_readings(text, name);
        if (!difference.empty()) {
            CAPTURE(seed, i, name, text);
            FAIL(difference);
        }
    }
}

}  // namespace

TEST_CASE(
    "json cuts: coordinates of every type of geometry are found where they lie", "[geo][io][json]"
) {
    const auto [text, kind] = GENERATE(
        std::pair{line_text, json_cut::kind::line},
        std::pair{polygon_text, json_cut::kind::area},
        std::pair{many_polygons_text, json_cut::kind::areas},
        std::pair{lines_text, json_cut::kind::lines},
        std::pair{points_text, json_cut::kind::points}
    );
    for (const auto& file :
         {text,
          feature_of(text),
          collection(feature_of("null") + "," + feature_of(text)),
          R"({"type":"GeometryCollection","geometries":[)" + text + "]}",
          "\x1e" + feature_of(text)}) {
        CAPTURE(file);
        const auto made = scan(file);
        REQUIRE(made.cuts.size() == 1);
        CHECK(made.cuts[0].what == kind);
        CHECK_FALSE(made.stopped);
        const auto found = file.substr(
            made.cuts[0].first, static_cast<std::size_t>(made.cuts[0].last - made.cuts[0].first)
        );
        CHECK(found.front() == '[');
        CHECK(file.find("\"coordinates\":" + found) != std::string::npos);
        CHECK(scan(file, found.size()).cuts.size() == 1);
        CHECK(scan(file, found.size() + 1).cuts.empty());
    }
}

TEST_CASE("json cuts: what is doubtful stays, and is named", "[geo][io][json]") {
    const auto odd = scan(feature_of(R"({"type":"LineString","coordinates":[[1,2],[null,4]]})"));
    CHECK(odd.cuts.empty());
    REQUIRE(odd.odd);
    CHECK_THAT(odd.odd->what, Contains("neither number nor array"));
    const auto torn = scan(R"({"type":"LineString","coordinates":[[1,2],[3,4)");
    REQUIRE(torn.stopped);
    CHECK(torn.stopped->at == 46);
    const auto deep = scan(R"({"type":)" + std::string(1'000'000, '['));
    REQUIRE(deep.stopped);
    CHECK_THAT(deep.stopped->what, Contains("too deeply"));
}

TEST_CASE("json cuts: a place in a text is told by line and column", "[geo][io][json]") {
    const fixtures::temporary_folder folder;
    const auto path = folder.with("a.txt", "ab\ncde\n\nf");
    CHECK(geo::detail::place_in_text(path, 0) == "line 1, column 1");
    CHECK(geo::detail::place_in_text(path, 5) == "line 2, column 3");
    CHECK(geo::detail::place_in_text(path, 8) == "line 4, column 1");
}

TEST_CASE("json cuts: special texts read as by GDAL alone", "[geo][io][json]") {
    for (const auto& text : special_texts()) {
        for (const auto* name : {"a.geojson", "a.json", "a.geojsonl", "a"}) {
            CAPTURE(name, text);
            CHECK(difference_of_readings(text, name) == "");
        }
    }
}

TEST_CASE("json cuts: the comparison of both readings can fail", "[geo][io][json]") {
    // Heights of a mixed line are a note; which reading it was must not matter, the text must.
    CHECK(
        fixtures::reading(line_text, "a.geojson", true) ==
        fixtures::reading(line_text, "a.geojson", false)
    );
    CHECK(
        fixtures::reading(line_text, "a.geojson", true) !=
        fixtures::reading(lines_text, "a.geojson", false)
    );
    CHECK_THAT(fixtures::reading(line_text, "a.geojson", false), Contains("37.5 48.25"));
}

TEST_CASE("json cuts: changed texts read as by GDAL alone", "[geo][io][json]") {
    try_changed(4'000);
}

TEST_CASE("json cuts: 200,000 changed texts read as by GDAL alone", "[slow]") {
    try_changed(200'000);
}

TEST_CASE("json cuts: a line of five million positions is read whole", "[slow]") {
    const fixtures::temporary_folder folder;
    const auto path = folder.path("long.geojson");
    constexpr int size = 5'000'000;
    const auto x = [](int i) { return 30 + 1e-6 * i; };
    const auto y = [](int i) { return 48 + 1e-7 * (i % 1000); };
    {
        std::ofstream out(path);
        out << R"({"type":"Feature","properties":{"name":"long"},"geometry":{"type":"LineString",)"
            << R"("coordinates":[)";
        out.precision(17);
        for (int i = 0; i < size; ++i) {
            out << (i == 0 ? "[" : ",[") << x(i) << "," << y(i) << "]";
        }
        out << "]}}";
    }
    const auto made = geo::read_layer(path);
    CHECK(made.found.empty());
    REQUIRE(made.features.size() == 1);
    CHECK(text(made.features[0], "name") == "long");
    const auto& chain = geo::lines(made.features[0]).at(0);
    REQUIRE(chain.size() == size);
    bool equal = true;
    for (int i = 0; i < size; ++i) {
        const auto p = chain[static_cast<std::size_t>(i)];
        equal = equal && p.lon.value() == x(i) && p.lat.value() == y(i);
    }
    CHECK(equal);
    fixtures::cut_short(path, 0.999);
    CHECK_THAT(
        fixtures::refusal<geo::input_error>([&] { (void)geo::read_layer(path); }),
        Contains("cannot be read beyond line 1, column ") && Contains("cut short?")
    );
}

TEST_CASE(
    "json cuts: a position too many is refused, in one feature or several", "[geo][io][json]"
) {
    std::string chain;
    for (int i = 0; i < 501; ++i) {
        chain +=
            (i == 0 ? "[" : ",[") + std::to_string(i % 180) + "," + std::to_string(i % 90) + "]";
    }
    const auto half = feature_of(R"({"type":"LineString","coordinates":[)" + chain + "]}");
    const auto text = collection(half + "," + half);
    CHECK(difference_of_readings(text, "a.geojson") == "");
    CHECK_THAT(fixtures::reading(text, "a.geojson", false), Contains("more than 1000 positions"));
}
