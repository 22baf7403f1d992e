// SPDX-License-Identifier: Apache-2.0
#include "geo/io/plain_table.hpp"
#include "tests/geo/io/fixtures.hpp"
#include "tests/geo/io/json_twice.hpp"

#include <catch2/catch.hpp>

#include <algorithm>
#include <random>

using fixtures::plain_reading;
using fixtures::reading;

namespace {

std::string json(const std::vector<std::string>& features) {
    std::string out = R"({"type":"FeatureCollection","features":[)";
    for (const auto& one : features) {
        out += (out.back() == '[' ? "" : ",") + one;
    }
    return out + "]}";
}

std::string point_feature(const std::string& properties, const std::string& before = "") {
    return R"({"type":"Feature",)" + before + R"("properties":)" + properties +
           R"(,"geometry":{"type":"Point","coordinates":[37,48]}})";
}

/// Texts that are plain, and what GDAL makes of them must come out.
std::vector<std::string> plain_texts() {
    return {
        json({point_feature("{}")}),
        json({point_feature(R"({"a":"x","b":1,"c":1.5,"d":true,"e":null})")}),
        json(
            {point_feature(R"({"a":1})"),
             point_feature(R"({"a":2.5})"),
             point_feature(R"({"a":null})")}
        ),
        json({point_feature(R"({"a":9007199254740993})"), point_feature(R"({"a":-0})")}),
        json({point_feature(R"({"a":9007199254740993})"), point_feature(R"({"a":1e3})")}),
        json(
            {point_feature(R"({"a":1,"c":3})"),
             point_feature(R"({"a":1,"b":2,"c":3})"),
             point_feature("{}")}
        ),
        json({point_feature(R"({"b":1})"), point_feature(R"({"a":"1","b":2})")}),
        json({point_feature(R"({"id":"x","n":1})"), point_feature(R"({"id":"y","n":2})")}),
        json({point_feature(R"({"id":3,"n":1})"), point_feature(R"({"id":0,"n":2})")}),
        json({point_feature(R"({"ID":"x"})"), point_feature(R"({"ID":"x"})")}),
        json(
            {point_feature(R"({"n":1})", R"("id":"x",)"),
             point_feature(R"({"n":2})", R"("id":"y",)")}
        ),
        json(
            {point_feature(R"({"id":"p"})", R"("id":"x",)"),
             point_feature(R"({"id":"q"})", R"("id":"y",)")}
        ),
        json({point_feature(R"({"n":"2022-10-15","t":"2022-10-15T00:00:00Z","u":""})")}),
        json({point_feature("{\"n\":\"\\u0416\\ud83d\\ude00 \\\"\\\\\\n\"}")}),
        json({point_feature(R"({"n":"\u0000"})"), point_feature(R"({"n":"x"})")}),
        json(
            {R"({"type":"Feature","properties":{"a":1},"geometry":null})",
             point_feature(R"({"a":2})")}
        ),
        json(
            {R"({"geometry":{"coordinates":[[1,2],[3,4]],"type":"LineString"},"properties":{},"type":"Feature"})"}
        ),
        json(
            {R"({"type":"Feature","properties":{},"geometry":{"type":"Polygon","coordinates":[[[1,1],[5,1],[5,5],[1,1]],[[2,1.5],[3,1.5],[3,2],[2,1.5]]]}})"}
        ),
        json(
            {R"({"type":"Feature","properties":{},"geometry":{"type":"MultiPolygon","coordinates":[[[[1,1],[2,1],[2,2],[1,1]]],[[[7,7],[9,7],[9,9],[7,7]]]]}})"}
        ),
        json(
            {R"({"type":"Feature","properties":{},"geometry":{"type":"Polygon","coordinates":[[[1,1],[5,1],[5,5]]]}})"}
        ),
        json(
            {R"({"type":"Feature","properties":{},"geometry":{"type":"MultiPoint","coordinates":[[1,2],[179.9,-89]]}})"}
        ),
        json(
            {R"({"type":"Feature","properties":{},"geometry":{"type":"LineString","coordinates":[[170,1],[190,2]]}})"}
        ),
        json(
            {R"({"type":"Feature","properties":{},"geometry":{"type":"LineString","coordinates":[[500000,1],[190,2]]}})"}
        ),
        json({point_feature(R"({"type":"Feature","_id":"1","_rev":"2"})")}),
        R"({"type":"FeatureCollection","name":"front","features":[)" + point_feature("{}") + "]}",
        R"({"features":[)" + point_feature("{}") + R"(],"name":"a b","type":"FeatureCollection"})",
        point_feature("{}"),
        point_feature(R"({"a":1})", R"("id":"x",)"),
        point_feature(R"({"id":"y","a":1})", R"("id":"x",)"),
    };
}

std::vector<std::string> plain_csv_texts() {
    return {
        "id,name,lon,lat\na,Kyiv,30.5,50.4\nb,\"Lviv, city\",24,49.8\n",
        "id,name,lon,lat\r\na,Kyiv,30.5,50.4\r\nb,\"say \"\"no\"\"\",24,-49.8\r\n",
        "lon,lat\n30.5,50.4",
        "lon,lat,note\n30.5,50.4,\n31,51, x \n",
        "Longitude,Latitude,Id\n30.5,50.4,7\n",
        "lat,lng,n\n50.4,30.5,1\n50.5,30.5,1.5\n",
        "name,lon,lat\n,30.5,50.4\n\"\",30.5,50.4\n",
        "name,lon,lat\n\xd0\x9a\xd0\xb8\xd1\x97\xd0\xb2,30.5,50.4\n",
        "id,lon,lat\na,30.5,50.4\na,30.5,50.4\n,31,51\n",
        "id,lon,lat\na,300.5,50.4\na,30.5,50.4\n",
        "a1,b_2,lon,lat\n2022-10-15,12:00,30.123456789012,-0\n",
    };
}

/// One of the changes that files meet on their way.
std::string changed(
    std::string text, const std::vector<std::string>& words, std::mt19937_64& numbers
) {
    const auto below = [&](std::size_t bound) {
        return static_cast<std::size_t>(numbers() % std::max<std::size_t>(1, bound));
    };
    const auto times = 1 + below(2);
    for (std::size_t i = 0; i < times; ++i) {
        const auto at = below(text.size());
        const auto& word = words[below(words.size())];
        switch (below(4)) {
        case 0:
            text.insert(at, word);
            break;
        case 1:
            text.replace(at, below(6), word);
            break;
        case 2:
            text.insert(below(text.size()), text.substr(at, below(40)));
            break;
        default:
            text.erase(at, below(4));
        }
    }
    return text;
}

struct tally {
    int plain = 0;
    int tried = 0;
};

/// Both ways of reading, where the text is plain.
void compare(const std::string& text, const std::string& name, tally& count) {
    ++count.tried;
    const auto ours = plain_reading(text, name);
    if (!ours.empty()) {
        ++count.plain;
        CAPTURE(name, text);
        CHECK(ours == reading(text, name, true));
    }
}

tally try_changed(
    const std::vector<std::string>& texts,
    const std::vector<std::string>& words,
    const std::string& name,
    int times
) {
    std::mt19937_64 numbers(20221015);
    tally count;
    for (int i = 0; i < times; ++i) {
        compare(changed(texts[numbers() % texts.size()], words, numbers), name, count);
    }
    return count;
}

const std::vector<std::string> json_words{
    "\"name\":\"x\",",
    "1",
    "-1.5",
    "null",
    "true",
    "\"x\"",
    "\"id\":\"x\",",
    "\"id\":7,",
    ",",
    "{}",
    "\"a\":1,",
    "\"b\":\"2\",",
    "\"A\":1,",
    "\"name\":",
    "1e400",
    "0.10000000000000001",
    "[]",
    "\"\\u00e9\"",
    "12345678901234567890",
    "false",
    "\"a\":null,",
    "180.0000000001",
    "\"type\":",
    " ",
    "\"2022-10-15\""};
const std::vector<std::string> csv_words{
    ",",  "\n",  "\"", ";",    "\t",  " ",    "1",       "-0.5", "x",    "lon,", "lat,",
    "x,", "nan", "#",  "\r\n", "1e3", "wkt,", "\"a,b\"", "''",   "\xff", "|",    "id,"};

}  // namespace

TEST_CASE("plain tables: GeoJSON reads as by GDAL", "[geo][io][plain]") {
    tally count;
    for (const auto& text : plain_texts()) {
        compare(text, "a.geojson", count);
        compare(text, "a.b.json", count);
    }
    // All but the text with a zero byte.
    CHECK(count.plain == count.tried - 2);
}

TEST_CASE("plain tables: CSV reads as by GDAL", "[geo][io][plain]") {
    tally count;
    for (const auto& text : plain_csv_texts()) {
        compare(text, "a.csv", count);
    }
    CHECK(count.plain == count.tried);
}

TEST_CASE("plain tables: changed texts read as by GDAL, or are not plain", "[geo][io][plain]") {
    const auto of_json = try_changed(plain_texts(), json_words, "a.geojson", 3000);
    // Enough of them are left plain for the comparison to mean something.
    constexpr int enough = 100;
    CHECK(of_json.plain > enough);
    const auto of_csv = try_changed(plain_csv_texts(), csv_words, "a.csv", 3000);
    CHECK(of_csv.plain > enough);
}

TEST_CASE("plain tables: many changed texts", "[slow]") {
    const auto of_json = try_changed(plain_texts(), json_words, "a.geojson", 200'000);
    const auto of_csv = try_changed(plain_csv_texts(), csv_words, "a.csv", 200'000);
    CHECK(of_json.plain + of_csv.plain > 0);
}

TEST_CASE("plain tables: what GDAL must read is not plain", "[geo][io][plain]") {
    const auto fault = [](const std::string& text, const std::string& name) {
        return plain_reading(text, name);
    };
    CHECK(fault("", "a.geojson").empty());
    CHECK(fault(json({}), "a.geojson").empty());
    CHECK(fault(json({point_feature(R"({"a":[1,2]})")}), "a.geojson").empty());
    CHECK(fault(json({point_feature(R"({"a":1})"), point_feature(R"({"a":"x"})")}), "a.geojson")
              .empty());
    CHECK(fault(
              json({point_feature(R"({"a":1,"b":2})"), point_feature(R"({"b":1,"a":2})")}), "a.json"
    )
              .empty());
    CHECK(fault(json({point_feature("{}", R"("id":7,)")}), "a.geojson").empty());
    CHECK(fault(json({point_feature("{}")}) + "x", "a.geojson").empty());
    CHECK(fault("lon;lat\n1;2\n", "a.csv").empty());
    CHECK(fault("lon,lat,WKT\n1,2,POINT(1 2)\n", "a.csv").empty());
    CHECK(fault("lon,lat\n1,\n", "a.csv").empty());
    CHECK(fault("lon,lat,n\n1,2,\"a\nb\"\n", "a.csv").empty());
}

TEST_CASE("plain tables: options that only GDAL serves", "[geo][io][plain]") {
    const auto text = json({point_feature(R"({"a":1})")});
    CHECK(geo::detail::plain_layer("a.geojson", text, {}));
    geo::read_options options;
    options.where = "a = 1";
    CHECK_FALSE(geo::detail::plain_layer("a.geojson", text, options));
    options = {};
    options.assume_crs = "EPSG:4326";
    CHECK_FALSE(geo::detail::plain_layer("a.geojson", text, options));
    options = {};
    options.layer = "a";
    CHECK_FALSE(geo::detail::plain_layer("a.geojson", text, options));
    options = {};
    options.max_positions = 0;
    CHECK_FALSE(geo::detail::plain_layer("a.geojson", text, options));
}

TEST_CASE("plain tables: a table with types beside it is GDAL's", "[geo][io][plain]") {
    const fixtures::temporary_folder folder;
    const auto path = folder.with("a.csv", "lon,lat,n\n1,2,3\n");
    CHECK(geo::detail::read_plain_layer(path, {}));
    (void)folder.with("a.csvt", "Real,Real,Integer\n");
    CHECK_FALSE(geo::detail::read_plain_layer(path, {}));
    const auto made = geo::read_layer(path);
    CHECK(std::holds_alternative<std::int64_t>(*geo::find(made.features[0], "n")));
}
