// SPDX-License-Identifier: Apache-2.0
#include "geo/io/read.hpp"
#include "tests/geo/io/fixtures.hpp"
#include "tests/support/cpu_time.hpp"

#include <catch2/catch.hpp>

#include <filesystem>
#include <random>
#include <unistd.h>

using Catch::Matchers::Contains;
using geo::finding_code;

namespace {

const std::string many_points = fixtures::collection(
    std::vector<std::string>(200, R"({"type":"Point","coordinates":[37.123456,48.123456]})")
);

std::vector<fixtures::row> many_rows() {
    return std::vector<fixtures::row>(300, {"a town with a name", "POINT (37.5 48.5)"});
}

std::string noise(std::size_t size) {
    std::mt19937_64 numbers(20221015);  // seed printed by its name
    std::string out;
    while (out.size() < size) {
        const auto value = numbers();
        out.append(reinterpret_cast<const char*>(&value), sizeof value);
    }
    return out;
}

}  // namespace

TEST_CASE("read: a missing file is an io_error that names it", "[geo][io]") {
    CHECK_THAT(
        fixtures::refusal<geo::io_error>([] { (void)geo::read_layer("/nowhere/to/be.found"); }),
        Contains("/nowhere/to/be.found: no such file")
    );
}

TEST_CASE("read: no network source is opened, however it is written", "[geo][io]") {
    const auto name = GENERATE(
        as<std::string>{},
        "/vsicurl/http://127.0.0.1:9/a.geojson",
        "/vsigzip//vsicurl/http://127.0.0.1:9/a.geojson.gz",
        "/vsis3/bucket/a.gpkg",
        "http://127.0.0.1:9/a.geojson",
        "WFS:http://127.0.0.1:9/"
    );
    CHECK_THAT(
        fixtures::refusal<geo::io_error>([&] { (void)geo::read_layer(name); }), Contains("network")
    );
    geo::read_options options;
    options.allow_database = false;
    const auto why = fixtures::refusal<geo::input_error>([&] {
        (void)geo::read_layer("PG:host=127.0.0.1 password=secret", options);
    });
    CHECK_THAT(why, !Contains("secret"));
}

TEST_CASE("read: a virtual file that points elsewhere is not followed", "[geo][io]") {
    const fixtures::temporary_folder folder;
    const auto path = folder.with(
        "a.vrt",
        "<OGRVRTDataSource><OGRVRTLayer name=\"a\"><SrcDataSource>/vsicurl/http://127.0.0.1:9/a"
        "</SrcDataSource></OGRVRTLayer></OGRVRTDataSource>"
    );
    CHECK_THROWS_AS(geo::read_layer(path), geo::input_error);
}

TEST_CASE("read: an empty file says so", "[geo][io]") {
    const fixtures::temporary_folder folder;
    const auto path = folder.with("nothing.geojson", "");
    CHECK_THAT(
        fixtures::refusal<geo::input_error>([&] { (void)geo::read_layer(path); }), Contains("empty")
    );
}

TEST_CASE("read: small garbage under every name is refused", "[geo][io]") {
    const fixtures::temporary_folder folder;
    const auto name = GENERATE(
        as<std::string>{},
        "a.geojson",
        "a.json",
        "a.gpkg",
        "a.shp",
        "a.kml",
        "a.fgb",
        "a.csv",
        "a.xyz",
        "a.geojson.gz"
    );
    const auto bytes = GENERATE(
        as<std::string>{}, noise(5000), "hello", "{", R"({"type":"FeatureCollection","features":[)"
    );
    const auto path = folder.with(name, bytes);
    CAPTURE(name);
    CHECK_THAT(
        fixtures::refusal<geo::input_error>([&] { (void)geo::read_layer(path); }), Contains(name)
    );
}

TEST_CASE("read: 100 MB of garbage is refused at once", "[geo][io]") {
    const fixtures::temporary_folder folder;
    const auto name = GENERATE(
        as<std::string>{}, "a.geojson", "a.gpkg", "a.csv", "a.kml", "a.unknown", "b.geojson"
    );
    const auto path = folder.path(name);
    {
        std::ofstream out(path, std::ios::binary);
        if (name == "b.geojson") {
            out << R"({"type":"FeatureCollection","features":[)";
        }
        const auto block = noise(1U << 20U);
        for (int i = 0; i < 100; ++i) {
            out << block;
        }
    }
    const cpu_time timer;
    CAPTURE(name);
    CHECK_THAT(
        fixtures::refusal<geo::input_error>([&] { (void)geo::read_layer(path); }), Contains(name)
    );
    // 0.1 s, but for KML, which GDAL takes into memory first: 4 s, and 5.7 s under sanitizers,
    // where fresh memory is dear. A parser that went through the noise would take minutes.
    CHECK(timer.count() < 20);
}

TEST_CASE("read: sparse and deeply nested files are refused", "[geo][io]") {
    const fixtures::temporary_folder folder;
    const auto sparse = folder.with("zero.geojson", "{");
    std::filesystem::resize_file(sparse, std::uintmax_t{100} << 20U);
    CHECK_THROWS_AS(geo::read_layer(sparse), geo::input_error);
    const auto deep = folder.with(
        "deep.geojson",
        R"({"type":"FeatureCollection","features":[{"type":"Feature","properties":{"a":)" +
            std::string(1'000'000, '[')
    );
    CHECK_THROWS_AS(geo::read_layer(deep), geo::input_error);
}

TEST_CASE("read: a file larger than the limit is not opened", "[geo][io]") {
    const fixtures::temporary_folder folder;
    const auto path = folder.with("a.geojson", many_points);
    geo::read_options options;
    options.max_bytes = 100;
    CHECK_THAT(
        fixtures::refusal<geo::input_error>([&] { (void)geo::read_layer(path, options); }),
        Contains("more than 100 bytes")
    );
    options = {};
    options.max_positions = 199;
    CHECK_THAT(
        fixtures::refusal<geo::input_error>([&] { (void)geo::read_layer(path, options); }),
        Contains("more than 199 positions")
    );
    options = {};
    options.max_features = 199;
    CHECK_THAT(
        fixtures::refusal<geo::input_error>([&] { (void)geo::read_layer(path, options); }),
        Contains("more than 199 features")
    );
}

TEST_CASE("read: truncated GeoJSON and gzip are refused", "[geo][io]") {
    const fixtures::temporary_folder folder;
    const double fraction = GENERATE(0.1, 0.5, 0.9, 0.999);
    CAPTURE(fraction);
    const auto plain = folder.with("a.geojson", many_points);
    REQUIRE(std::system(("gzip -kf " + plain).c_str()) == 0);
    const auto packed = plain + ".gz";
    fixtures::cut_short(plain, fraction);
    fixtures::cut_short(packed, fraction);
    CHECK_THROWS_AS(geo::read_layer(plain), geo::input_error);
    CHECK_THROWS_AS(geo::read_layer(packed), geo::input_error);
}

TEST_CASE("read: truncated files of other formats are refused", "[geo][io]") {
    const fixtures::temporary_folder folder;
    const auto format = GENERATE(
        std::pair{"GPKG", "a.gpkg"},
        std::pair{"ESRI Shapefile", "a.shp"},
        std::pair{"LIBKML", "a.kml"},
        std::pair{"FlatGeobuf", "a.fgb"}
    );
    const double fraction = GENERATE(0.1, 0.5, 0.95);
    const auto path = folder.path(format.second);
    fixtures::make_with_gdal(path, format.first, "EPSG:4326", many_rows());
    REQUIRE(geo::read_layer(path).features.size() == 300);
    fixtures::cut_short(path, fraction);
    CAPTURE(format.second, fraction);
    CHECK_THAT(
        fixtures::refusal<geo::input_error>([&] { (void)geo::read_layer(path); }),
        Contains(format.second)
    );
}

TEST_CASE("read: a truncated attribute table of a Shapefile is noticed", "[geo][io]") {
    const fixtures::temporary_folder folder;
    const auto path = folder.path("a.shp");
    fixtures::make_with_gdal(path, "ESRI Shapefile", "EPSG:4326", many_rows());
    fixtures::cut_short(folder.path("a.dbf"), 0.5);
    CHECK_THAT(
        fixtures::refusal<geo::input_error>([&] { (void)geo::read_layer(path); }), Contains(".dbf")
    );
}

TEST_CASE("read: a CSV that ends in the middle of a row is a finding", "[geo][io]") {
    const fixtures::temporary_folder folder;
    const auto path = folder.with("a.csv", "name,lon,lat\nA,37,48\nB,38");
    const auto made = geo::read_layer(path);
    CHECK(made.features.size() == 2);
    CHECK(fixtures::count(made.found, finding_code::feature_without_geometry) == 1);
}

TEST_CASE("read: attribute text that is not UTF-8 is replaced and reported", "[geo][io]") {
    const fixtures::temporary_folder folder;
    const auto path = folder.with("a.csv", "name,lon,lat\n\xcc\xe0\xf0,37,48\n");
    const auto made = geo::read_layer(path);
    CHECK(text(made.features.at(0), "name") == "\xef\xbf\xbd\xef\xbf\xbd\xef\xbf\xbd");
    CHECK(fixtures::count(made.found, finding_code::feature_attribute_invalid) == 1);
}

TEST_CASE("read: nothing is printed, whatever GDAL thinks", "[geo][io]") {
    const fixtures::temporary_folder folder;
    const auto log = folder.path("stderr");
    const auto bad = folder.with("a.geojson", "{\"type\":\"FeatureCollection\",\"features\":[}");
    std::fflush(stderr);
    const int kept = ::dup(2);
    REQUIRE(std::freopen(log.c_str(), "w", stderr) != nullptr);
    CHECK_THROWS_AS(geo::read_layer(bad), geo::input_error);
    std::fflush(stderr);
    ::dup2(kept, 2);
    ::close(kept);
    CHECK(fixtures::bytes_of(log).empty());
}
