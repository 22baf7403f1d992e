// SPDX-License-Identifier: Apache-2.0
#include "geo/io/read.hpp"
#include "geo/measure/geodesic.hpp"
#include "tests/geo/io/fixtures.hpp"
#include "tests/support/places.hpp"

#include <catch2/catch.hpp>
#include <cpl_conv.h>

#include <cmath>
#include <cstdlib>

using Catch::Matchers::Contains;
using Catch::Matchers::WithinAbs;
using geo::finding_code;
using support::at;

namespace {

double metres_between(geo::lon_lat a, geo::lon_lat b) {
    return geo::distance(a, b).value();
}

}  // namespace

TEST_CASE("read: a Shapefile in UTM 36N comes out in lon/lat", "[geo][io]") {
    const fixtures::temporary_folder folder;
    const auto path = folder.path("towns.shp");
    // (500000, 5538630.70) is 33 E, 50 N: the central meridian, and the length of the meridian to
    // 50 N (5540847.04 m, WGS 84) times 0.9996.
    fixtures::make_with_gdal(
        path, "ESRI Shapefile", "EPSG:32636", {{"Middle", "POINT (500000 5538630.7027)"}}
    );
    const auto made = geo::read_layer(path);
    CHECK(made.crs == "EPSG:32636");
    CHECK(made.name == "towns");
    REQUIRE(made.features.size() == 1);
    CHECK(metres_between(geo::points(made.features[0]).at(0), at(33, 50)) < 0.01);
    CHECK(text(made.features[0], "NAME") == "Middle");
    CHECK(text(made.features[0], "seen") == "2022-10-15");
    CHECK(made.features[0].id == "#0");
    CHECK(fixtures::count(made.found, finding_code::layer_reprojected) == 1);
}

TEST_CASE("read: a Pulkovo 1942 datum is shifted by its 100 m and more", "[geo][io]") {
    const fixtures::temporary_folder folder;
    const auto path = folder.path("old.shp");
    fixtures::make_with_gdal(path, "ESRI Shapefile", "EPSG:4284", {{"Old", "POINT (37.5 48.5)"}});
    const auto made = geo::read_layer(path);
    const double shift = metres_between(geo::points(made.features.at(0)).at(0), at(37.5, 48.5));
    // DESIGN section 4: 100 to 150 m in this region.
    CHECK(shift > 90.0);
    CHECK(shift < 160.0);
    CHECK_THAT(
        fixtures::first(made.found, finding_code::layer_reprojected).text, Contains("Pulkovo")
    );
}

TEST_CASE("read: a datum that nobody knows is refused, not guessed", "[geo][io]") {
    const fixtures::temporary_folder folder;
    const auto path = folder.with("a.csv", "x,y\n37,48\n");
    geo::read_options options;
    options.assume_crs = "+proj=longlat +ellps=krass";
    CHECK_THROWS_AS(geo::read_layer(path, options), geo::crs_error);
    // Text only: neither a file nor an address.
    options.assume_crs = "/etc/passwd";
    CHECK_THROWS_AS(geo::read_layer(path, options), geo::crs_error);
}

TEST_CASE("read: edges straight in a projection stay where they were", "[geo][io]") {
    const fixtures::temporary_folder folder;
    const auto path = folder.path("line.gpkg");
    fixtures::make_with_gdal(
        path, "GPKG", "EPSG:32636", {{"a", "LINESTRING (600000 5400000, 700000 5400000)"}}
    );
    const auto made = geo::read_layer(path);
    const auto& line = geo::lines(made.features.at(0)).at(0);
    CHECK(line.size() > 10);
    // The middle of the edge is at (650000, 5400000) exactly by halving.
    const auto& middle = line[line.size() / 2];
    const auto whole = fixtures::temporary_folder();
    fixtures::make_with_gdal(
        whole.path("m.gpkg"), "GPKG", "EPSG:32636", {{"m", "POINT (650000 5400000)"}}
    );
    const auto point = geo::read_layer(whole.path("m.gpkg"));
    CHECK(metres_between(middle, geo::points(point.features.at(0)).at(0)) < 0.001);

    SECTION("but not when only the corners count") {
        geo::read_options options;
        options.edges = geo::edge_reading::geodesic;
        const auto corners = geo::read_layer(path, options);
        CHECK(corners.edges == geo::edge_reading::geodesic);
        CHECK(geo::lines(corners.features.at(0)).at(0).size() == 2);
    }
}

TEST_CASE("read: a GeoPackage is read by layer name", "[geo][io]") {
    const fixtures::temporary_folder folder;
    const auto path = folder.path("two.gpkg");
    fixtures::make_with_gdal(path, "GPKG", "EPSG:4326", {{"A", "POINT (37 48)"}}, "first");
    fixtures::make_with_gdal(path, "GPKG", "EPSG:4326", {{"B", "POINT (38 49)"}}, "second");
    CHECK(geo::layer_names(path) == std::vector<std::string>{"first", "second"});
    geo::read_options options;
    options.layer = "second";
    const auto made = geo::read_layer(path, options);
    CHECK(geo::points(made.features.at(0)).at(0) == at(38, 49));
    CHECK(fixtures::count(made.found, finding_code::layer_reprojected) == 0);

    options.layer = "third";
    const auto why =
        fixtures::refusal<geo::input_error>([&] { (void)geo::read_layer(path, options); });
    CHECK_THAT(why, Contains("third") && Contains("first, second"));
    CHECK_THAT(
        fixtures::refusal<geo::input_error>([&] { (void)geo::read_layer(path); }),
        Contains("first, second")
    );
}

TEST_CASE("read: an attribute filter picks features, a wrong one is explained", "[geo][io]") {
    const fixtures::temporary_folder folder;
    const auto path = folder.path("two.gpkg");
    fixtures::make_with_gdal(
        path, "GPKG", "EPSG:4326", {{"A", "POINT (37 48)"}, {"B", "POINT (38 49)"}}
    );
    geo::read_options options;
    options.where = "name = 'B'";
    const auto made = geo::read_layer(path, options);
    REQUIRE(made.features.size() == 1);
    CHECK(text(made.features[0], "name") == "B");

    options.where = "name = 'C'";
    CHECK(fixtures::count(geo::read_layer(path, options).found, finding_code::layer_empty) == 1);

    options.where = "colour = 'red'";
    CHECK_THAT(
        fixtures::refusal<geo::input_error>([&] { (void)geo::read_layer(path, options); }),
        Contains("colour") && Contains("name, seen")
    );
}

TEST_CASE("read: KML and FlatGeobuf need no words about their CRS", "[geo][io]") {
    const fixtures::temporary_folder folder;
    const auto driver = GENERATE(std::pair{"LIBKML", "a.kml"}, std::pair{"FlatGeobuf", "a.fgb"});
    const auto path = folder.path(driver.second);
    fixtures::make_with_gdal(
        path, driver.first, "EPSG:4326", {{"Area", "POLYGON ((37 48, 38 48, 38 49, 37 48))"}}
    );
    const auto made = geo::read_layer(path);
    REQUIRE(made.features.size() == 1);
    CHECK(geo::areas(made.features[0]).at(0).outer.size() == 4);
    CHECK(text(made.features[0], "name") == "Area");
}

TEST_CASE("read: CSV points by lon and lat columns, in any case and order", "[geo][io]") {
    const fixtures::temporary_folder folder;
    const auto path =
        folder.with("posts.csv", "id,Latitude,LONGITUDE,count\np1,48.5,37.25,007\np2,49,38,x\n");
    const auto made = geo::read_layer(path);
    REQUIRE(made.features.size() == 2);
    CHECK(made.features[0].id == "p1");
    CHECK(geo::points(made.features[0]).at(0) == at(37.25, 48.5));
    CHECK(text(made.features[0], "count") == "007");
    CHECK(number(made.features[0], "count") == 7.0);
    CHECK_FALSE(number(made.features[1], "count").has_value());
}

TEST_CASE("read: CSV with x and y or WKT needs a CRS", "[geo][io]") {
    const fixtures::temporary_folder folder;
    const auto text = GENERATE(
        as<std::string>{},
        "x,y\n500000,5538630.7027\n",
        "name,wkt\na,\"POINT (500000 5538630.7027)\"\n"
    );
    const auto path = folder.with("posts.csv", text);
    CHECK_THAT(
        fixtures::refusal<geo::input_error>([&] { (void)geo::read_layer(path); }),
        Contains("coordinate reference system") && Contains("EPSG:")
    );
    geo::read_options options;
    options.assume_crs = "EPSG:32636";
    const auto made = geo::read_layer(path, options);
    CHECK(metres_between(geo::points(made.features.at(0)).at(0), at(33, 50)) < 0.01);
    CHECK(fixtures::count(made.found, finding_code::layer_crs_assumed) == 1);

    options.assume_crs = "EPSG:99999999";
    CHECK_THAT(
        fixtures::refusal<geo::crs_error>([&] { (void)geo::read_layer(path, options); }),
        Contains("EPSG:99999999")
    );
}

TEST_CASE("read: a CSV table without coordinates says what it looked for", "[geo][io]") {
    const fixtures::temporary_folder folder;
    const auto path = folder.with("table.csv", "name,size\nA,1\n");
    CHECK_THAT(
        fixtures::refusal<geo::input_error>([&] { (void)geo::read_layer(path); }),
        Contains("lon and lat")
    );
}

TEST_CASE("read: a Shapefile without .prj is refused", "[geo][io]") {
    const fixtures::temporary_folder folder;
    const auto path = folder.path("bare.shp");
    fixtures::make_with_gdal(path, "ESRI Shapefile", "", {{"a", "POINT (37 48)"}});
    CHECK_THAT(
        fixtures::refusal<geo::input_error>([&] { (void)geo::read_layer(path); }),
        Contains("bare") && Contains("EPSG:4326")
    );
    geo::read_options options;
    options.assume_crs = "EPSG:4326";
    CHECK(geo::points(geo::read_layer(path, options).features.at(0)).at(0) == at(37, 48));
}

TEST_CASE("read: a GeoPackage with an undefined CRS is refused too", "[geo][io]") {
    const fixtures::temporary_folder folder;
    const auto path = folder.path("bare.gpkg");
    fixtures::make_with_gdal(path, "GPKG", "", {{"a", "POINT (37 48)"}});
    CHECK_THROWS_AS(geo::read_layer(path), geo::input_error);
}

TEST_CASE("read: GeoJSON with latitude first is refused with the cause", "[geo][io]") {
    const fixtures::temporary_folder folder;
    // Korea: 127 is no latitude.
    const auto korea = folder.with(
        "korea.geojson",
        fixtures::collection({R"({"type":"LineString","coordinates":[[38,126.7],[38.3,128.3]]})"})
    );
    CHECK_THAT(
        fixtures::refusal<geo::input_error>([&] { (void)geo::read_layer(korea); }),
        Contains("swapped") && Contains("(38, 126.7)") && Contains("longitude first")
    );
    // Ukraine: both could be either; only an expectation tells.
    const auto ukraine = folder.with(
        "ukraine.geojson",
        fixtures::collection({R"({"type":"LineString","coordinates":[[48,37],[49,38]]})"})
    );
    CHECK(geo::read_layer(ukraine).features.size() == 1);
    geo::read_options options;
    options.expected = geo::lon_lat_box{22, 44, 41, 53};
    CHECK_THAT(
        fixtures::refusal<geo::input_error>([&] { (void)geo::read_layer(ukraine, options); }),
        Contains("swapped") && Contains("expected area")
    );
}

TEST_CASE("read: one swapped feature among many is left out, not the rest", "[geo][io]") {
    const fixtures::temporary_folder folder;
    const auto path = folder.with(
        "posts.geojson",
        fixtures::collection(
            {R"({"type":"Point","coordinates":[37,48]})",
             R"({"type":"Point","coordinates":[48,37]})",
             R"({"type":"Point","coordinates":[38,49]})"}
        )
    );
    geo::read_options options;
    options.expected = geo::lon_lat_box{22, 44, 41, 53};
    const auto made = geo::read_layer(path, options);
    CHECK(made.features.size() == 2);
    CHECK(fixtures::first(made.found, finding_code::coordinate_swapped).where.feature == "#1");
}

TEST_CASE("read: GeoJSON in metres is refused, and read when told which", "[geo][io]") {
    const fixtures::temporary_folder folder;
    const auto path = folder.with(
        "utm.geojson",
        fixtures::collection({R"({"type":"Point","coordinates":[500000,5538630.7027]})"})
    );
    CHECK_THAT(
        fixtures::refusal<geo::input_error>([&] { (void)geo::read_layer(path); }),
        Contains("cannot be degrees") && Contains("UTM") && Contains("500000")
    );
    geo::read_options options;
    options.assume_crs = "EPSG:32636";
    const auto made = geo::read_layer(path, options);
    CHECK(metres_between(geo::points(made.features.at(0)).at(0), at(33, 50)) < 0.01);
}

TEST_CASE("read: the crs member of old GeoJSON is obeyed", "[geo][io]") {
    const fixtures::temporary_folder folder;
    const auto path = folder.with(
        "old.geojson",
        R"({"type":"FeatureCollection","crs":{"type":"name","properties":{"name":)"
        R"("urn:ogc:def:crs:EPSG::32636"}},"features":[{"type":"Feature","properties":{},)"
        R"("geometry":{"type":"Point","coordinates":[500000,5538630.7027]}}]})"
    );
    const auto made = geo::read_layer(path);
    CHECK(made.crs == "EPSG:32636");
    CHECK(metres_between(geo::points(made.features.at(0)).at(0), at(33, 50)) < 0.01);
}

TEST_CASE("read: gzip files are read by their plain name", "[geo][io]") {
    const fixtures::temporary_folder folder;
    const auto plain = folder.with(
        "area.geojson", fixtures::collection({R"({"type":"Point","coordinates":[37,48]})"})
    );
    REQUIRE(std::system(("gzip -k " + plain).c_str()) == 0);
    const auto name = GENERATE(as<std::string>{}, "", "/vsigzip/");
    const auto made = geo::read_layer(name + plain + ".gz");
    CHECK(made.name == "area");
    CHECK(made.file == name + plain + ".gz");
    CHECK(made.features.size() == 1);
}

TEST_CASE("read: a gzip bomb stops at the limit", "[geo][io]") {
    const fixtures::temporary_folder folder;
    const auto path = folder.path("bomb.geojson.gz");
    REQUIRE(std::system(("head -c 20000000 /dev/zero | gzip > " + path).c_str()) == 0);
    geo::read_options options;
    options.max_bytes = 1'000'000;
    CHECK_THAT(
        fixtures::refusal<geo::input_error>([&] { (void)geo::read_layer(path, options); }),
        Contains("more than 1000000 bytes")
    );
}

TEST_CASE("read: a GeometryCollection becomes a feature of each kind", "[geo][io]") {
    const fixtures::temporary_folder folder;
    const auto path = folder.with(
        "mixed.geojson",
        fixtures::collection(
            {R"({"type":"GeometryCollection","geometries":[)"
             R"({"type":"Point","coordinates":[37,48]},)"
             R"({"type":"GeometryCollection","geometries":[)"
             R"({"type":"Polygon","coordinates":[[[37,48],[38,48],[38,49],[37,48]]]}]},)"
             R"({"type":"LineString","coordinates":[[37,48],[38,49]]}]})"}
        )
    );
    const auto made = geo::read_layer(path);
    REQUIRE(made.features.size() == 3);
    CHECK(made.features[0].id == "#0.points");
    CHECK(made.features[2].id == "#0.areas");
    CHECK(number(made.features[2], "n") == 1.0);
    CHECK(fixtures::count(made.found, finding_code::feature_collection_split) == 1);

    geo::read_options options;
    options.keep = {false, false, true};
    const auto only = geo::read_layer(path, options);
    REQUIRE(only.features.size() == 1);
    CHECK_THAT(
        fixtures::first(only.found, finding_code::feature_kind_unexpected).text,
        Contains("points and lines")
    );
}

TEST_CASE("read: heights go, everything else stays", "[geo][io]") {
    const fixtures::temporary_folder folder;
    const auto path = folder.with(
        "high.geojson",
        fixtures::collection(
            {R"({"type":"Polygon","coordinates":[[[37,48,5],[38,48,6],[38,49,7],[37,48,5]]]})",
             R"({"type":"Point","coordinates":[37,48,9]})"}
        )
    );
    const auto made = geo::read_layer(path);
    const geo::ring<geo::lon_lat> expected{at(37, 48), at(38, 48), at(38, 49), at(37, 48)};
    CHECK(geo::areas(made.features.at(0)).at(0).outer == expected);
    CHECK(fixtures::count(made.found, finding_code::coordinate_height_dropped) == 1);
    CHECK_THAT(
        fixtures::first(made.found, finding_code::coordinate_height_dropped).text, Contains("2")
    );
}

TEST_CASE("read: 3D GeoJSON in the wrong order is found out as 2D is", "[geo][io]") {
    const fixtures::temporary_folder folder;
    const auto path = folder.with(
        "korea.geojson", fixtures::collection({R"({"type":"Point","coordinates":[38,126.7,10]})"})
    );
    CHECK_THAT(
        fixtures::refusal<geo::input_error>([&] { (void)geo::read_layer(path); }),
        Contains("swapped")
    );
}

TEST_CASE("read: an empty layer is a finding", "[geo][io]") {
    const fixtures::temporary_folder folder;
    const auto json = folder.with("none.geojson", fixtures::collection({}));
    CHECK(fixtures::count(geo::read_layer(json).found, finding_code::layer_empty) == 1);
    fixtures::make_with_gdal(folder.path("none.gpkg"), "GPKG", "EPSG:4326", {});
    const auto made = geo::read_layer(folder.path("none.gpkg"));
    CHECK(made.features.empty());
    CHECK(fixtures::count(made.found, finding_code::layer_empty) == 1);
}

TEST_CASE("read: a feature without geometry keeps its attributes", "[geo][io]") {
    const fixtures::temporary_folder folder;
    const auto path = folder.with("bare.geojson", fixtures::collection({"null"}));
    const auto made = geo::read_layer(path);
    REQUIRE(made.features.size() == 1);
    CHECK(std::holds_alternative<std::monostate>(made.features[0].shape));
    CHECK(number(made.features[0], "n") == 1.0);
    CHECK(fixtures::count(made.found, finding_code::feature_without_geometry) == 1);
}

TEST_CASE("read: a self-crossing ring keeps its area", "[geo][io]") {
    const fixtures::temporary_folder folder;
    const auto path = folder.with(
        "bow.geojson",
        fixtures::collection(
            {R"({"type":"Polygon","coordinates":[[[37,48],[38,49],[38,48],[37,49],[37,48]]]})"}
        )
    );
    const auto made = geo::read_layer(path);
    const auto& area = geo::areas(made.features.at(0));
    REQUIRE(area.size() == 2);
    const geo::polygon<geo::lon_lat> west{{at(37, 48), at(37.5, 48.5), at(37, 49), at(37, 48)}, {}};
    const geo::polygon<geo::lon_lat> east{{at(38, 49), at(37.5, 48.5), at(38, 48), at(38, 49)}, {}};
    // The crossing is found to the last digits of a double: less than 1 m2.
    CHECK_THAT(
        geo::area(area).value(), WithinAbs(geo::area(west).value() + geo::area(east).value(), 1.0)
    );
    const auto& found = fixtures::first(made.found, finding_code::ring_self_crossing);
    CHECK_THAT(found.where.lon.value(), WithinAbs(37.5, 1e-6));
    CHECK_THAT(found.where.lat.value(), WithinAbs(48.5, 1e-6));
    // Corners that were not touched keep every digit.
    bool found_corner = false;
    geo::for_each_ring(area, [&](const auto& chain) {
        found_corner =
            found_corner || std::find(chain.begin(), chain.end(), at(38, 49)) != chain.end();
    });
    CHECK(found_corner);
}

TEST_CASE("read: parts that overlap are united, not cancelled out", "[geo][io]") {
    const fixtures::temporary_folder folder;
    const auto path = folder.with(
        "overlap.geojson",
        fixtures::collection(
            {R"({"type":"MultiPolygon","coordinates":[[[[0,0],[2,0],[2,2],[0,2],[0,0]]],)"
             R"([[[1,0],[3,0],[3,2],[1,2],[1,0]]]]})"}
        )
    );
    const auto made = geo::read_layer(path);
    const auto& area = geo::areas(made.features.at(0));
    const geo::polygon<geo::lon_lat> whole{
        {at(0, 0), at(1, 0), at(2, 0), at(3, 0), at(3, 2), at(2, 2), at(1, 2), at(0, 2), at(0, 0)},
        {}};
    // 1 mm grid along 900 km of edges.
    CHECK_THAT(geo::area(area).value(), WithinAbs(geo::area(whole).value(), 1000.0));
    CHECK(made.found.size() == 1);
}

TEST_CASE("read: a hole across the outer ring is cut out where it lies inside", "[geo][io]") {
    const fixtures::temporary_folder folder;
    const auto path = folder.with(
        "hole.geojson",
        fixtures::collection({R"({"type":"Polygon","coordinates":[[[0,0],[2,0],[2,2],[0,2],[0,0]],)"
                              R"([[1,0.5],[1,1.5],[3,1.5],[3,0.5],[1,0.5]]]})"})
    );
    const auto made = geo::read_layer(path);
    const geo::polygon<geo::lon_lat> left{
        {at(0, 0),
         at(2, 0),
         at(2, 0.5),
         at(1, 0.5),
         at(1, 1.5),
         at(2, 1.5),
         at(2, 2),
         at(0, 2),
         at(0, 0)},
        {}};
    // 1 mm grid along 900 km of edges.
    CHECK_THAT(
        geo::area(geo::areas(made.features.at(0))).value(),
        WithinAbs(geo::area(left).value(), 1000.0)
    );
}

TEST_CASE("read: rings are closed, turned and freed of repetitions, and it is said", "[geo][io]") {
    const fixtures::temporary_folder folder;
    const auto path = folder.with(
        "rings.geojson",
        fixtures::collection(
            {R"({"type":"Polygon","coordinates":[[[37,48],[37,49],[37,49],[38,49]]]})",
             R"({"type":"Polygon","coordinates":[[[37,48],[38,49],[37,48]]]})"}
        )
    );
    const auto made = geo::read_layer(path);
    const geo::ring<geo::lon_lat> expected{at(37, 48), at(38, 49), at(37, 49), at(37, 48)};
    CHECK(geo::areas(made.features.at(0)).at(0).outer == expected);
    CHECK(fixtures::count(made.found, finding_code::ring_not_closed) == 1);
    CHECK(fixtures::count(made.found, finding_code::ring_orientation) == 1);
    CHECK(fixtures::count(made.found, finding_code::line_duplicate_position) == 1);
    CHECK(fixtures::first(made.found, finding_code::ring_too_short).where.feature == "#1");
}

TEST_CASE("read: rings that a repair cannot hold are told", "[geo][io]") {
    // A bow tie, repaired, whose hole and second part are 0.3 mm wide; another whose crossings cut off
    // two lobes of 0.05 mm.
    const fixtures::temporary_folder folder;
    const auto path = folder.with(
        "tiny.geojson",
        fixtures::collection(
            {R"({"type":"MultiPolygon","coordinates":[
                [[[37,48],[38,49],[38,48],[37,49],[37,48]],
                 [[37.2,48.5],[37.2,48.500000003],[37.200000003,48.500000003],[37.2,48.5]]],
                [[[39,48],[39.000000003,48],[39.000000003,48.000000003],[39,48]]]]})",
             R"({"type":"Polygon","coordinates":[[[37,48],[38,48],[38,49.0000000005],[37.9999999995,49],
                 [38.0000000002,49],[37,48]]]})"}
        )
    );
    const auto made = geo::read_layer(path);
    REQUIRE(made.features.size() == 2);
    std::size_t first = 0;
    std::size_t second = 0;
    for (const auto& one : made.found) {
        if (one.code == finding_code::ring_too_short) {
            ++(one.where.feature == "#0" ? first : second);
            CHECK(one.where.lon.has_value());
        }
    }
    CHECK(first == 2);
    CHECK(second == 2);
    CHECK(geo::areas(made.features[0]).size() == 2);
    CHECK(geo::areas(made.features[1]).size() == 1);
}

TEST_CASE("read: a line of one position is left out", "[geo][io]") {
    const fixtures::temporary_folder folder;
    const auto path = folder.with(
        "short.geojson",
        fixtures::collection({R"({"type":"LineString","coordinates":[[37,48],[37,48]]})"})
    );
    const auto made = geo::read_layer(path);
    CHECK(fixtures::count(made.found, finding_code::line_too_short) == 1);
    CHECK(geo::lines(made.features.at(0)).empty());
}

TEST_CASE("read: a coordinate that is no number loses its feature only", "[geo][io]") {
    const fixtures::temporary_folder folder;
    const auto bad = GENERATE(as<std::string>{}, "NaN", "1e999", "-1e999");
    const auto path = folder.with(
        "nan.geojson",
        fixtures::collection(
            {R"({"type":"LineString","coordinates":[[37,48],[38,)" + bad + R"(]]})",
             R"({"type":"Point","coordinates":[37,48]})"}
        )
    );
    const auto made = geo::read_layer(path);
    CHECK(made.features.size() == 1);
    CHECK(fixtures::first(made.found, finding_code::coordinate_not_finite).where.feature == "#0");
}

TEST_CASE("read: a position beyond the pole loses its feature only", "[geo][io]") {
    const fixtures::temporary_folder folder;
    const auto path = folder.with(
        "beyond.geojson",
        fixtures::collection(
            {R"({"type":"LineString","coordinates":[[137,48],[138,95]]})",
             R"({"type":"Point","coordinates":[37,48]})"}
        )
    );
    const auto made = geo::read_layer(path);
    CHECK(made.features.size() == 1);
    CHECK(fixtures::count(made.found, finding_code::coordinate_out_of_range) == 1);
}

TEST_CASE("read: what crosses the antimeridian is cut there", "[geo][io]") {
    const fixtures::temporary_folder folder;
    const auto path = folder.with(
        "fiji.geojson",
        fixtures::collection(
            {R"({"type":"Polygon","coordinates":[[[179,-17],[-179,-17],[-179,-16],[179,-16],[179,-17]]]})"}
        )
    );
    const auto made = geo::read_layer(path);
    CHECK(geo::areas(made.features.at(0)).size() == 2);
    CHECK(fixtures::count(made.found, finding_code::coordinate_antimeridian) == 1);
}

TEST_CASE("read: curves become chords within 1e-5 of the radius", "[geo][io]") {
    const fixtures::temporary_folder folder;
    const auto path = folder.path("arc.gpkg");
    fixtures::make_with_gdal(
        path,
        "GPKG",
        "EPSG:32636",
        {{"arc", "CURVEPOLYGON (CIRCULARSTRING (490000 5500000, 510000 5500000, 490000 5500000))"}}
    );
    const auto made = geo::read_layer(path);
    CHECK(fixtures::count(made.found, finding_code::feature_curve_linearised) == 1);
    // A circle of 10 km about the central meridian, drawn at scale 0.9996; chords lose 2e-5.
    const double expected = 3.14159265358979 * 1e8 / (0.9996 * 0.9996);
    CHECK_THAT(
        geo::area(geo::areas(made.features.at(0))).value(), WithinAbs(expected, 5e-5 * expected)
    );
}

TEST_CASE("read: ids come from the file, and twins are found", "[geo][io]") {
    const fixtures::temporary_folder folder;
    const std::string point = R"("geometry":{"type":"Point","coordinates":[37,48]}})";
    const auto feature = [&](const std::string& head) {
        return R"({"type":"Feature",)" + head + point;
    };
    const auto file = [&](const std::string& a, const std::string& b) {
        return folder.with(
            "ids.geojson",
            R"({"type":"FeatureCollection","features":[)" + feature(a) + "," + feature(b) + "]}"
        );
    };
    const auto ids = [](const geo::layer& made) {
        return made.features.at(0).id + " " + made.features.at(1).id;
    };
    CHECK(ids(geo::read_layer(file(R"("properties":{},)", R"("properties":{},)"))) == "#0 #1");
    CHECK(
        ids(geo::read_layer(file(R"("id":0,"properties":{},)", R"("id":1,"properties":{},)"))) ==
        "0 1"
    );
    CHECK(
        ids(geo::read_layer(file(R"("id":41,"properties":{},)", R"("id":42,"properties":{},)"))) ==
        "41 42"
    );
    CHECK(
        ids(geo::read_layer(file(R"("id":"a","properties":{},)", R"("id":"b","properties":{},)"))
        ) == "a b"
    );
    CHECK(
        ids(geo::read_layer(file(R"("properties":{"ID":"x"},)", R"("properties":{"ID":"y"},)"))) ==
        "x y"
    );
    const auto twins =
        geo::read_layer(file(R"("id":"a","properties":{},)", R"("id":"a","properties":{},)"));
    CHECK(fixtures::count(twins.found, finding_code::feature_duplicate_id) == 1);
    geo::read_options options;
    options.id_field = "code";
    CHECK(
        ids(geo::read_layer(
            file(R"("properties":{"code":"k"},)", R"("properties":{"code":"l"},)"), options
        )) == "k l"
    );
}

TEST_CASE("read: attributes keep their types", "[geo][io]") {
    const fixtures::temporary_folder folder;
    const auto path = folder.with(
        "typed.geojson",
        R"({"type":"FeatureCollection","features":[{"type":"Feature","properties":)"
        R"({"b":true,"i":9007199254740993,"d":0.1,"s":"\u0434\u043e\n","n":null,"l":[1,2],)"
        R"("t":"2022-10-15T06:00:00+03:00"},"geometry":null}]})"
    );
    const auto made = geo::read_layer(path);
    const auto& item = made.features.at(0);
    CHECK(std::get<bool>(*find(item, "b")));
    CHECK(std::get<std::int64_t>(*find(item, "i")) == 9007199254740993);
    CHECK(std::get<double>(*find(item, "d")) == 0.1);
    CHECK(text(item, "s") == "\xd0\xb4\xd0\xbe\n");
    CHECK_FALSE(text(item, "n").has_value());
    CHECK(text(item, "l") == "[ 1, 2 ]");
    CHECK(text(item, "t") == "2022-10-15T06:00:00+03:00");
}

TEST_CASE("read: findings of one kind stop at twenty and are then counted", "[geo][io]") {
    const fixtures::temporary_folder folder;
    const std::vector<std::string> nothing(50, "null");
    const auto made = geo::read_layer(folder.with("many.geojson", fixtures::collection(nothing)));
    CHECK(fixtures::count(made.found, finding_code::feature_without_geometry) == 21);
    CHECK_THAT(made.found.back().text, Contains("30 more"));
}

TEST_CASE("read: a dash is standard input, of any format", "[geo][io]") {
    const fixtures::temporary_folder folder;
    const auto bytes = GENERATE(
        as<std::string>{},
        fixtures::collection({R"({"type":"Point","coordinates":[37,48]})"}),
        "name,lon,lat\na,37,48\n"
    );
    const auto path = folder.with("input", bytes);
    REQUIRE(std::freopen(path.c_str(), "r", stdin) != nullptr);
    const auto made = geo::read_layer("-");
    CHECK(made.file == "standard input");
    CHECK(made.features.size() == 1);
}

TEST_CASE("read: the one layer in a zip file is found", "[geo][io]") {
    const fixtures::temporary_folder folder;
    fixtures::make_with_gdal(
        folder.path("a.shp"), "ESRI Shapefile", "EPSG:4326", {{"a", "POINT (37 48)"}}
    );
    const auto path = folder.path("zipped.zip");
    {
        // GDAL's own zip writer.
        for (const auto* extension : {"shp", "shx", "dbf", "prj"}) {
            const auto to = "/vsizip/" + path + "/a." + extension;
            REQUIRE(
                CPLCopyFile(to.c_str(), folder.path(std::string("a.") + extension).c_str()) == 0
            );
        }
    }
    CHECK(geo::points(geo::read_layer(path).features.at(0)).at(0) == at(37, 48));
}
