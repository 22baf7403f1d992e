// SPDX-License-Identifier: Apache-2.0
#include "geo/io/coordinate_list.hpp"
#include "geo/measure/geodesic.hpp"
#include "tests/geo/io/fixtures.hpp"

#include <catch2/catch.hpp>

using Catch::Matchers::Contains;
using Catch::Matchers::WithinAbs;
using geo::finding_code;

namespace {

std::string refused(const std::string& text) {
    return fixtures::refusal<geo::input_error>([&] {
        (void)geo::parse_coordinate_list(text, "list.txt");
    });
}

geo::layer read_list(const std::string& text) {
    const fixtures::temporary_folder folder;
    return geo::read_layer(folder.with("list.txt", text));
}

}  // namespace

TEST_CASE("coordinate list: lines and areas with names, numbers and remarks", "[geo][io]") {
    const auto list = geo::parse_coordinate_list(
        "\xef\xbb\xbf# Annex 2\r\n"
        "Datum: WGS 84\r\n"
        "LINE: northern stretch\r\n"
        "1. 48°35'27\"N 39°39'58\"E   # bridge\r\n"
        "\r\n"
        "2) 48°36'00\"N 39°40'00\"E\r\n"
        "P-3: 37U DQ 01683 82750\r\n"
        "area: storage\r\n"
        "4\t48.5N\t39.5E\r\n"
        "48.6N 39.5E\r\n"
        "48.6N 39.6E",
        "list.txt"
    );
    CHECK(list.crs == "EPSG:4326");
    REQUIRE(list.shapes.size() == 2);
    CHECK(list.shapes[0].name == "northern stretch");
    CHECK_FALSE(list.shapes[0].is_area);
    CHECK(list.shapes[0].positions.size() == 3);
    CHECK_THAT(list.shapes[0].positions[0].lat.value(), WithinAbs(48.590833333, 1e-8));
    CHECK_THAT(list.shapes[0].resolution.value(), WithinAbs(18.5, 0.3));
    CHECK(list.shapes[1].is_area);
    CHECK(list.shapes[1].positions[0].lon == geo::degrees(39.5));
}

TEST_CASE("coordinate list: read as any other layer, datum shifts included", "[geo][io]") {
    const std::string positions = "48.5N 37.5E\n48.5N 37.6E\n";
    const auto modern = read_list("datum: WGS 84\n" + positions);
    REQUIRE(modern.features.size() == 1);
    const auto& line = geo::lines(modern.features[0]).at(0);
    CHECK(line.at(0) == geo::lon_lat{geo::longitude(37.5), geo::latitude(48.5)});
    CHECK(geo::number(modern.features[0], "resolution_m").value() > 5000);

    const auto old = read_list("datum: SK-42\n" + positions);
    CHECK(old.crs == "EPSG:4284");
    CHECK(fixtures::count(old.found, finding_code::layer_reprojected) == 1);
    const double shift =
        geo::distance(geo::lines(old.features.at(0)).at(0).at(0), line.at(0)).value();
    // DESIGN section 4: 100 to 150 m in this region.
    CHECK(shift > 90);
    CHECK(shift < 160);
    CHECK(read_list("datum: epsg:4284\n" + positions).crs == "EPSG:4284");

    const auto area =
        read_list("datum: ETRS89\narea: square\n48N 37E\n48N 38E\n49N 38E\n49N 37E\n");
    REQUIRE(geo::areas(area.features.at(0)).size() == 1);
}

TEST_CASE("coordinate list: the datum is named or asked for", "[geo][io]") {
    const fixtures::temporary_folder folder;
    const auto path = folder.with("list.txt", "line:\n48.5N 37.5E\n48.5N 37.6E\n");
    CHECK_THAT(
        fixtures::refusal<geo::input_error>([&] { (void)geo::read_layer(path); }),
        Contains("does not say its datum") && Contains("--assume-crs EPSG:4326")
    );
    geo::read_options options;
    options.assume_crs = "EPSG:4326";
    const auto made = geo::read_layer(path, options);
    CHECK(fixtures::count(made.found, finding_code::layer_crs_assumed) == 1);
    // Grid references say theirs themselves.
    CHECK(read_list("37U DQ 01683 82750\n37U DQ 02683 82750\n").features.size() == 1);
    CHECK_THAT(refused("datum: Mars 2000\n48N 37E\n49N 37E\n"), Contains("Pulkovo 1942"));
    CHECK_THAT(
        refused("datum: SK-42\n37U DQ 01683 82750\n37U DQ 02683 82750\n"), Contains("WGS 84 only")
    );
}

TEST_CASE("coordinate list: every line that cannot be read is named, five at most", "[geo][io]") {
    const auto text =
        refused("datum: WGS 84\n48°75'N 39°E\n48N 39E\nabc\n48N 40N\n99N 39E\nx y\n1 2 3\n4 5 6\n");
    CHECK_THAT(text, Contains("list.txt: line 2: '48°75'N 39°E': 75 minutes"));
    CHECK_THAT(text, Contains("line 4:") && Contains("line 7:") && !Contains("line 8:"));
    CHECK_THAT(text, Contains("2 more lines"));
}

TEST_CASE("coordinate list: too few positions", "[geo][io]") {
    CHECK_THAT(refused("datum: WGS 84\n"), Contains("holds no position"));
    CHECK_THAT(
        refused("datum: WGS 84\nline: A\n48N 37E\n"), Contains("the line 'A' has 1 position")
    );
    CHECK_THAT(
        refused("datum: WGS 84\narea: A\n48N 37E\n48N 38E\n"), Contains("at least 3 are needed")
    );
}
