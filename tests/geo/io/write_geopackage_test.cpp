// SPDX-License-Identifier: Apache-2.0
#include "geo/io/read.hpp"
#include "geo/io/write_geopackage.hpp"
#include "tests/geo/io/fixtures.hpp"
#include "tests/support/places.hpp"

#include <catch2/catch.hpp>
#include <gdal_priv.h>
#include <ogrsf_frmts.h>

#include <chrono>
#include <limits>
#include <thread>

using Catch::Matchers::Contains;
using geo::finding_code;
using support::at;

namespace {

std::vector<geo::geopackage_layer> two_layers() {
    geo::geopackage_layer zones;
    zones.table.name = "zones";
    zones.title = "Zones of limitation";
    zones.style_qml = "<qgis/>";
    zones.style_sld = "<sld/>";
    zones.table.features = {
        {"z1",
         {{"name", std::string("North")},
          {"phase", std::int64_t{1}},
          {"area_km2", 12.5},
          {"open", true},
          {"valid_from", std::string("2022-10-15T06:00:00Z")},
          {"valid_to", std::string("9999-12-31T00:00:00Z")}},
         geo::multi_polygon<geo::lon_lat>{{{at(37, 48), at(38, 48), at(38, 49), at(37, 48)}, {}}}},
        {"z2",
         {{"name", std::monostate{}}, {"phase", 2.5}, {"fid", std::string("own")}},
         geo::multi_polygon<geo::lon_lat>{{{at(30, 48), at(31, 48), at(31, 49), at(30, 48)}, {}}}}};
    geo::geopackage_layer posts;
    posts.table.name = "posts";
    posts.table.features = {
        {"p1", {{"id", std::string("not this")}}, std::vector<geo::lon_lat>{at(37.1, 48.1)}},
        {"p2", {}, std::monostate{}}};
    return {zones, posts};
}

GDALDatasetUniquePtr opened(const std::string& path) {
    GDALAllRegister();
    return GDALDatasetUniquePtr(GDALDataset::Open(path.c_str(), GDAL_OF_VECTOR));
}

}  // namespace

TEST_CASE("geopackage: layers, attributes and shapes read back", "[geo][io]") {
    const fixtures::temporary_folder folder;
    const auto path = folder.path("plan.gpkg");
    CHECK(geo::write_geopackage(path, two_layers()).empty());
    CHECK(folder.files() == std::vector<std::string>{"plan.gpkg"});
    CHECK(geo::layer_names(path) == std::vector<std::string>{"zones", "posts"});
    geo::read_options options;
    options.layer = "zones";
    const auto zones = geo::read_layer(path, options);
    REQUIRE(zones.features.size() == 2);
    const auto& item = zones.features[0];
    CHECK(item.id == "z1");
    CHECK(text(item, "name") == "North");
    CHECK(std::get<double>(*find(item, "phase")) == 1.0);
    CHECK(std::get<bool>(*find(item, "open")));
    CHECK(text(item, "valid_from") == "2022-10-15T06:00:00Z");
    CHECK(text(item, "valid_to") == "9999-12-31T00:00:00Z");
    CHECK(item.shape == two_layers()[0].table.features[0].shape);
    CHECK_FALSE(text(zones.features[1], "name").has_value());
    CHECK(text(zones.features[1], "fid") == "own");
    options.layer = "posts";
    const auto posts = geo::read_layer(path, options);
    CHECK(posts.features.at(0).id == "p1");
    CHECK(geo::points(posts.features[0]).at(0) == at(37.1, 48.1));
    CHECK(std::holds_alternative<std::monostate>(posts.features.at(1).shape));
}

TEST_CASE("geopackage: columns are typed and titles and styles are there", "[geo][io]") {
    const fixtures::temporary_folder folder;
    const auto path = folder.path("plan.gpkg");
    geo::geopackage_options options;
    options.timestamp = "2022-10-16T00:00:00Z";
    (void)geo::write_geopackage(path, two_layers(), geo::existing::keep, options);
    const auto dataset = opened(path);
    REQUIRE(dataset != nullptr);
    auto* zones = dataset->GetLayerByName("zones");
    REQUIRE(zones != nullptr);
    const auto type = [&](const char* name) {
        const auto* defined = zones->GetLayerDefn();
        return defined->GetFieldDefn(defined->GetFieldIndex(name))->GetType();
    };
    CHECK(type("valid_from") == OFTDateTime);
    CHECK(type("phase") == OFTReal);
    CHECK(type("name") == OFTString);
    CHECK(std::string(zones->GetMetadataItem("IDENTIFIER")) == "Zones of limitation");
    CHECK(zones->GetGeomType() == wkbMultiPolygon);
    auto* styles = dataset->GetLayerByName("layer_styles");
    REQUIRE(styles != nullptr);
    const OGRFeatureUniquePtr style(styles->GetNextFeature());
    REQUIRE(style != nullptr);
    CHECK(std::string(style->GetFieldAsString("f_table_name")) == "zones");
    CHECK(std::string(style->GetFieldAsString("f_geometry_column")) == "geom");
    CHECK(std::string(style->GetFieldAsString("styleQML")) == "<qgis/>");
    CHECK(style->GetFieldAsInteger("useAsDefault") == 1);
    CHECK_THAT(style->GetFieldAsString("update_time"), Contains("2022/10/16"));
}

TEST_CASE("geopackage: equal input gives equal bytes in another second", "[geo][io]") {
    const fixtures::temporary_folder folder;
    (void)geo::write_geopackage(folder.path("a.gpkg"), two_layers());
    std::this_thread::sleep_for(std::chrono::milliseconds(1100));
    (void)geo::write_geopackage(folder.path("b.gpkg"), two_layers());
    CHECK(fixtures::bytes_of(folder.path("a.gpkg")) == fixtures::bytes_of(folder.path("b.gpkg")));
    geo::geopackage_options later;
    later.timestamp = "2023-01-01T00:00:00Z";
    (void)geo::write_geopackage(folder.path("c.gpkg"), two_layers(), geo::existing::keep, later);
    CHECK(fixtures::bytes_of(folder.path("a.gpkg")) != fixtures::bytes_of(folder.path("c.gpkg")));
}

TEST_CASE("geopackage: hostile names and text stay text", "[geo][io]") {
    const fixtures::temporary_folder folder;
    const auto path = folder.path("plan.gpkg");
    const std::string hostile("'; DROP TABLE zones; --\"\\\0\xff", 27);
    geo::geopackage_layer given;
    given.table.name = "zo'n\"es";
    given.table.features = {
        {hostile,
         {{"c'o\"l", hostile},
          {"valid_to", std::string("tomorrow")},
          {"d", std::numeric_limits<double>::quiet_NaN()}},
         std::monostate{}}};
    const auto found = geo::write_geopackage(path, {given});
    CHECK(fixtures::count(found, finding_code::feature_attribute_invalid) == 3);
    const auto dataset = opened(path);
    REQUIRE(dataset != nullptr);
    auto* table = dataset->GetLayerByName("zo'n\"es");
    REQUIRE(table != nullptr);
    const OGRFeatureUniquePtr item(table->GetNextFeature());
    CHECK(
        std::string(item->GetFieldAsString("c'o\"l")) ==
        "'; DROP TABLE zones; --\"\\\xef\xbf\xbd\xef\xbf\xbd"
    );
    CHECK(item->IsFieldNull(item->GetFieldIndex("valid_to")));
}

TEST_CASE("geopackage: refusals leave nothing behind", "[geo][io]") {
    const fixtures::temporary_folder folder;
    const auto path = folder.path("plan.gpkg");
    auto twins = two_layers();
    twins[1].table.name = "ZONES";
    CHECK_THAT(
        fixtures::refusal<geo::input_error>([&] { geo::write_geopackage(path, twins); }),
        Contains("ZONES")
    );
    geo::geopackage_options odd;
    odd.timestamp = "yesterday";
    CHECK_THROWS_AS(
        geo::write_geopackage(path, two_layers(), geo::existing::keep, odd), geo::input_error
    );
    CHECK(folder.files().empty());
    (void)geo::write_geopackage(path, two_layers());
    CHECK_THROWS_AS(geo::write_geopackage(path, two_layers()), geo::io_error);
    CHECK(geo::write_geopackage(path, two_layers(), geo::existing::replace).empty());
}
