// SPDX-License-Identifier: Apache-2.0
#include "geo/base/error.hpp"
#include "geo/frame/local_frame.hpp"
#include "geo/geometry/box.hpp"
#include "geo/io/read.hpp"
#include "geo/linework/derive_line.hpp"
#include "geo/linework/split.hpp"
#include "geo/measure/geodesic.hpp"
#include "geo/overlay/overlay.hpp"
#include "tests/support/findings.hpp"

#include <catch2/catch.hpp>

#include <algorithm>
#include <cmath>
#include <filesystem>
#include <fstream>
#include <random>
#include <string>
#include <vector>

using Catch::Matchers::Contains;
using Catch::Matchers::WithinAbs;
using namespace geo;
using support::has;

namespace {

/// Worlds are drawn in kilometres east and north of 37 E 48 N.
constexpr double km_north = 1 / 111.18;
constexpr double km_east = 1 / 74.6;

lon_lat drawn_at(double east, double north) {
    return {longitude(37 + east * km_east), latitude(48 + north * km_north)};
}

using corner_list = std::vector<std::pair<double, double>>;

ring<lon_lat> closed(const corner_list& positions) {
    ring<lon_lat> out;
    for (const auto& [east, north] : positions) {
        out.push_back(drawn_at(east, north));
    }
    out.push_back(out.front());
    return out;
}

polygon<lon_lat> shape(const corner_list& outer, const std::vector<corner_list>& holes = {}) {
    polygon<lon_lat> out{closed(outer), {}};
    for (const auto& hole : holes) {
        out.holes.push_back(closed(hole));
    }
    return out;
}

corner_list rectangle(double west, double south, double east, double north) {
    return {{west, south}, {east, south}, {east, north}, {west, north}};
}

/// The same corners clockwise.
corner_list hole(double west, double south, double east, double north) {
    return {{west, south}, {west, north}, {east, north}, {east, south}};
}

const multi_polygon<lon_lat> square_territory{shape(rectangle(0, 0, 100, 100))};

std::string text_of(const findings& found, finding_code code) {
    std::string out;
    for (const auto& item : found) {
        out += item.code == code ? item.text + "\n" : "";
    }
    return out;
}

local_frame chart_of(const multi_polygon<lon_lat>& area) {
    lon_lat_box bounds;
    for (const auto& part : area) {
        bounds.add_all(part.outer);
    }
    return local_frame::chart(bounds);
}

territory_sides split_by(const multi_polygon<lon_lat>& territory, const derived_line& line) {
    multi_line_string<lon_lat> shapes;
    for (const auto& part : line.parts) {
        shapes.push_back(part.shape);
    }
    return split_territory(territory, shapes, chart_of(territory));
}

double km2(const multi_polygon<lon_lat>& area_of) {
    return in_square_kilometres(area(area_of));
}

/// Square kilometres by which an area differs from the control areas inside the territory.
double difference_km2(
    const multi_polygon<lon_lat>& found,
    const multi_polygon<lon_lat>& control,
    const multi_polygon<lon_lat>& territory
) {
    const auto chart = chart_of(territory);
    const auto wanted = intersection(unite(project(chart, control)), project(chart, territory));
    const auto got = project(chart, found);
    return km2(unproject(chart, difference(got, wanted))) +
           km2(unproject(chart, difference(wanted, got)));
}

}  // namespace

TEST_CASE("derive_line: half of a square is divided by one line", "[geo][linework]") {
    const multi_polygon<lon_lat> control{shape(rectangle(50, -10, 120, 110))};
    const auto line = derive_line(control, square_territory);
    REQUIRE(line.parts.size() == 1);
    const auto& part = line.parts.front();
    CHECK_FALSE(part.closed);
    // 100 km less the separation of 1.5 km at both ends; 0.3 km for the drawing's flat scale.
    CHECK_THAT(in_kilometres(part.kept), WithinAbs(97.0, 0.3));
    // Followed on to the edge and 20 m beyond at both ends.
    CHECK_THAT((part.length - part.kept).value(), WithinAbs(3040, 5));
    // Control to the east, so on the right of a line that runs north.
    CHECK(part.shape.front().lat < part.shape.back().lat);
    const auto sides = split_by(square_territory, line);
    CHECK_THAT(km2(sides.right), WithinAbs(km2(square_territory) / 2, 5));
    CHECK(difference_km2(sides.right, control, square_territory) < 0.2);
    CHECK(has(line.found, finding_code::line_end_extended));
    CHECK_FALSE(has(line.found, finding_code::line_end_unattached));
}

TEST_CASE("derive_line: ends lie at the separation to a decimetre", "[geo][linework]") {
    // An edge at 45 degrees reaches the border obliquely.
    const multi_polygon<lon_lat> control{shape({{30, -10}, {140, -10}, {140, 100}})};
    derive_line_options options;
    options.min_separation = metres(3000);
    const auto line = derive_line(control, square_territory, options);
    REQUIRE(line.parts.size() == 1);
    std::vector<lon_lat> ends;
    for (const auto& item : line.found) {
        if (item.code == finding_code::line_end_extended) {
            ends.push_back({longitude(*item.where.lon), latitude(*item.where.lat)});
        }
    }
    REQUIRE(ends.size() == 2);
    for (const auto& end : ends) {
        // The border's edges are straight in lon/lat: densified, so that they can be measured to.
        const auto border = densify(square_territory, edge_reading::lonlat, metres(0.01));
        metres nearest = kilometres(1000);
        for (std::size_t i = 1; i < border[0].outer.size(); ++i) {
            nearest = std::min(
                nearest, distance_to_edge(end, border[0].outer[i - 1], border[0].outer[i]).distance
            );
        }
        CHECK_THAT(nearest.value(), WithinAbs(3000, 0.2));
    }
}

TEST_CASE("derive_line: slits between areas are closed and told", "[geo][linework]") {
    // Two areas 400 m apart, and a third 900 m from the second.
    const multi_polygon<lon_lat> control{
        shape(rectangle(50, -10, 120, 40)),
        shape(rectangle(50, 40.4, 120, 70)),
        shape(rectangle(50, 70.9, 120, 110))};
    const auto line = derive_line(control, square_territory);
    CHECK_THAT(text_of(line.found, finding_code::area_slit_closed), Contains("1 slits"));
    REQUIRE(line.parts.size() == 2);  // the wide gap reaches the eastern border: it stays
    derive_line_options wider;
    wider.close_gaps = kilometres(1);
    const auto one = derive_line(control, square_territory, wider);
    CHECK(one.parts.size() == 1);
    CHECK_THAT(text_of(one.found, finding_code::area_slit_closed), Contains("2 slits"));
    derive_line_options none;
    none.close_gaps = metres(0);
    CHECK(derive_line(control, square_territory, none).parts.size() == 3);
    // At the gap itself the two lines stay apart, control on the right of both.
    const auto sides = split_by(square_territory, line);
    CHECK(difference_km2(sides.right, control, square_territory) < 0.4 * 50 + 0.3);
}

TEST_CASE("derive_line: wide corners stay as they are", "[geo][linework]") {
    const multi_polygon<lon_lat> control{
        shape({{50, -10}, {120, -10}, {120, 110}, {50, 110}, {50, 60}, {60, 55}, {50, 50}})};
    const auto line = derive_line(control, square_territory);
    REQUIRE(line.parts.size() == 1);
    CHECK_FALSE(has(line.found, finding_code::area_slit_closed));
    CHECK(line.parts[0].kept > kilometres(108));
}

TEST_CASE("derive_line: holes and detached areas are closed parts", "[geo][linework]") {
    const multi_polygon<lon_lat> control{
        shape(rectangle(50, -10, 120, 110), {hole(70, 40, 80, 50), hole(90, 40, 90.8, 40.8)}),
        shape(rectangle(20, 20, 30, 30)),
        shape(rectangle(20, 60, 20.8, 60.8))};
    const auto line = derive_line(control, square_territory);
    REQUIRE(line.parts.size() == 3);
    CHECK_FALSE(line.parts[0].closed);
    CHECK(line.parts[1].closed);
    CHECK(line.parts[2].closed);
    CHECK_THAT(in_kilometres(line.parts[1].length), WithinAbs(40, 0.3));
    // The two of 3.2 km around are too short.
    CHECK_THAT(text_of(line.found, finding_code::line_piece_left_out), Contains("2 pieces"));
    const auto sides = split_by(square_territory, line);
    CHECK(difference_km2(sides.right, control, square_territory) < 2 * 0.64 + 0.2);
    derive_line_options all;
    all.min_length = metres(0);
    const auto whole = derive_line(control, square_territory, all);
    CHECK(whole.parts.size() == 5);
    CHECK(difference_km2(split_by(square_territory, whole).right, control, square_territory) < 0.2);
}

TEST_CASE("derive_line: areas elsewhere in the world are left out and told", "[geo][linework]") {
    multi_polygon<lon_lat> control{shape(rectangle(50, -10, 120, 110))};
    const auto alone = derive_line(control, square_territory);
    control.push_back(shape(rectangle(-9000, 0, -8000, 500)));  // another continent
    control.push_back(shape(rectangle(300, 0, 320, 50)));       // beyond the border
    control.push_back(shape(rectangle(105, 200, 110, 210)));
    const auto line = derive_line(control, square_territory);
    REQUIRE(line.parts.size() == 1);
    CHECK_THAT(
        text_of(line.found, finding_code::area_outside), Contains("3 of 4 control polygons")
    );
    CHECK_THAT((line.parts[0].kept - alone.parts[0].kept).value(), WithinAbs(0, 0.5));
}

TEST_CASE(
    "derive_line: an area as wide as the world is cut around the territory", "[geo][linework]"
) {
    const multi_polygon<lon_lat> control{
        {{
             {longitude(37.6), latitude(-60)},
             {longitude(170), latitude(-60)},
             {longitude(170), latitude(80)},
             {longitude(37.6), latitude(80)},
             {longitude(37.6), latitude(-60)},
         },
         {}}};
    const auto line = derive_line(control, square_territory);
    REQUIRE(line.parts.size() == 1);
    CHECK_THAT(in_kilometres(line.parts[0].kept), WithinAbs(97.0, 0.3));
}

TEST_CASE("derive_line: slivers along the border are no line", "[geo][linework]") {
    // The area reaches along the whole southern and northern border, 1 km wide.
    const multi_polygon<lon_lat> control{
        shape({{-5, -5}, {105, -5}, {105, 105}, {-5, 105}, {-5, 99}, {50, 99}, {50, 1}, {-5, 1}})};
    const auto line = derive_line(control, square_territory);
    REQUIRE(line.parts.size() == 1);
    CHECK_THAT(in_kilometres(line.parts[0].kept), WithinAbs(97.0, 0.3));
    // Where the area turns along the border, the ends go straight to it.
    CHECK_THAT(text_of(line.found, finding_code::line_end_extended), Contains("straight"));
    const auto sides = split_by(square_territory, line);
    CHECK(difference_km2(sides.right, control, square_territory) < 2 * 50 + 1);
}

TEST_CASE("derive_line: a line that comes near the border is cut there", "[geo][linework]") {
    // The edge of the area comes within 1 km of the western border in the middle.
    const multi_polygon<lon_lat> control{
        shape({{50, -10}, {120, -10}, {120, 110}, {50, 110}, {50, 70}, {1, 50}, {50, 30}})};
    const auto line = derive_line(control, square_territory);
    REQUIRE(line.parts.size() == 2);
    const auto sides = split_by(square_territory, line);
    CHECK(difference_km2(sides.right, control, square_territory) < 3);
    CHECK_THAT(km2(sides.left), WithinAbs(4000, 50));
}

TEST_CASE("derive_line: a line that touches the border divides all the same", "[geo][linework]") {
    const multi_polygon<lon_lat> control{
        shape({{50, -10}, {120, -10}, {120, 110}, {50, 110}, {50, 70}, {0, 50}, {50, 30}})};
    const auto line = derive_line(control, square_territory);
    REQUIRE(line.parts.size() == 2);
    CHECK(difference_km2(split_by(square_territory, line).right, control, square_territory) < 3);
}

TEST_CASE("derive_line: a short line across a narrow neck is kept", "[geo][linework]") {
    // Two lands joined by a neck of 4 km; the eastern one is control.
    const multi_polygon<lon_lat> territory{shape({
        {0, 0},
        {40, 0},
        {40, 28},
        {60, 28},
        {60, 0},
        {100, 0},
        {100, 60},
        {60, 60},
        {60, 32},
        {40, 32},
        {40, 60},
        {0, 60},
    })};
    const multi_polygon<lon_lat> control{shape(rectangle(50, -10, 110, 70))};
    const auto line = derive_line(control, territory);
    REQUIRE(line.parts.size() == 1);
    CHECK(line.parts[0].kept < kilometres(5));
    CHECK(has(line.found, finding_code::line_too_short));
    CHECK(difference_km2(split_by(territory, line).right, control, territory) < 0.2);
}

TEST_CASE("derive_line: a neck narrower than the separation divides too", "[geo][linework]") {
    // The neck is 2 km wide: the line across it is nowhere 1.5 km from the edge.
    const multi_polygon<lon_lat> territory{shape({
        {0, 0},
        {40, 0},
        {40, 29},
        {60, 29},
        {60, 0},
        {100, 0},
        {100, 60},
        {60, 60},
        {60, 31},
        {40, 31},
        {40, 60},
        {0, 60},
    })};
    const multi_polygon<lon_lat> alone{shape(rectangle(50, -10, 110, 70))};
    const auto line = derive_line(alone, territory);
    REQUIRE(line.parts.size() == 1);
    CHECK(line.parts[0].kept == metres(0));
    CHECK(difference_km2(split_by(territory, line).right, alone, territory) < 0.2);
    // With a line across the western land as well, the neck still parts it from the eastern one.
    const multi_polygon<lon_lat> both{
        shape(rectangle(50, -10, 110, 70)), shape(rectangle(-10, -10, 20, 70))};
    const auto two = derive_line(both, territory);
    REQUIRE(two.parts.size() == 2);
    CHECK_FALSE(has(two.found, finding_code::line_end_unattached));
    CHECK(difference_km2(split_by(territory, two).right, both, territory) < 0.2);
}

TEST_CASE("derive_line: lakes are no coast, enclaves are", "[geo][linework]") {
    const multi_polygon<lon_lat> lakes{shape(rectangle(0, 0, 100, 100), {hole(48, 40, 52, 45)})};
    const multi_polygon<lon_lat> control{shape(rectangle(50, -10, 120, 110))};
    const auto line = derive_line(control, lakes);
    CHECK(line.parts.size() == 1);
    CHECK_THAT(text_of(line.found, finding_code::area_hole_filled), Contains("1 holes"));
    CHECK_NOTHROW(split_by(lakes, line));
    derive_line_options options;
    options.inland_water = square_metres(0);
    const auto two = derive_line(control, lakes, options);
    REQUIRE(two.parts.size() == 2);
    CHECK(difference_km2(split_by(lakes, two).right, control, lakes) < 0.2);
}

TEST_CASE("derive_line: input without a line is refused or told", "[geo][linework]") {
    CHECK_THROWS_WITH(
        derive_line({shape(rectangle(300, 0, 400, 50))}, square_territory),
        Contains("reaches into the territory")
    );
    CHECK_THROWS_WITH(derive_line({}, square_territory), Contains("no control area"));
    CHECK_THROWS_WITH(derive_line(square_territory, {}), Contains("territory holds no area"));
    derive_line_options options;
    options.min_separation = metres(-1);
    CHECK_THROWS_AS(derive_line(square_territory, square_territory, options), input_error);
    options = {};
    options.close_gaps = metres(std::nan(""));
    CHECK_THROWS_AS(derive_line(square_territory, square_territory, options), input_error);
    const auto all = derive_line({shape(rectangle(-10, -10, 110, 110))}, square_territory);
    CHECK(all.parts.empty());
    CHECK_THAT(text_of(all.found, finding_code::line_too_short), Contains("there is no line"));
}

TEST_CASE(
    "derive_line: the territory within an area of its own size is no line", "[geo][linework]"
) {
    const auto line = derive_line(square_territory, square_territory);
    CHECK(line.parts.empty());
}

TEST_CASE("derive_line: areas that cross themselves serve after reading", "[geo][linework]") {
    const auto path =
        (std::filesystem::temp_directory_path() / "derive_line_test_bowtie.geojson").string();
    {
        std::ofstream file(path);
        // East of 37.67, with a loop that crosses itself and heights.
        file << R"({"type":"FeatureCollection","features":[{"type":"Feature","properties":{},)"
             << R"("geometry":{"type":"Polygon","coordinates":[[[37.67,47.9,0],[38.5,47.9,0],)"
             << R"([38.5,49.0,0],[37.67,49.0,0],[37.67,48.5,0],[37.8,48.4,0],[37.67,48.4,0],)"
             << R"([37.8,48.5,0],[37.67,48.3,0],[37.67,47.9,0]]]}}]})";
    }
    const auto layer = read_layer(path);
    std::filesystem::remove(path);
    REQUIRE(layer.features.size() == 1);
    const auto& control = areas(layer.features[0]);
    const auto line = derive_line(control, square_territory);
    REQUIRE_FALSE(line.parts.empty());
    // Notches of the repaired ring may be narrower than the slits that are closed.
    CHECK(difference_km2(split_by(square_territory, line).right, control, square_territory) < 15);
}

TEST_CASE("derive_line: equal input gives equal output", "[geo][linework]") {
    const multi_polygon<lon_lat> control{
        shape(rectangle(50, -10, 120, 40)),
        shape(rectangle(50, 40.4, 120, 110)),
        shape(rectangle(20, 20, 30, 30))};
    const auto a = derive_line(control, square_territory);
    const auto b = derive_line(control, square_territory);
    REQUIRE(a.parts.size() == b.parts.size());
    for (std::size_t i = 0; i < a.parts.size(); ++i) {
        CHECK(a.parts[i].shape == b.parts[i].shape);
    }
    REQUIRE(a.found.size() == b.found.size());
    for (std::size_t i = 0; i < a.found.size(); ++i) {
        CHECK(to_text(a.found[i]) == to_text(b.found[i]));
    }
}

namespace {

/// A star with a rough edge about a centre.
corner_list rough_star(std::mt19937& random, double east, double north, double radius, int count) {
    std::uniform_real_distribution<double> wobble(0.55, 1.0);
    corner_list out;
    for (int i = 0; i < count; ++i) {
        const double angle = 2 * std::acos(-1.0) * i / count;
        const double r = radius * wobble(random);
        out.push_back({east + r * std::cos(angle), north + r * std::sin(angle)});
    }
    return out;
}

void check_world(unsigned seed) {
    CAPTURE(seed);
    std::mt19937 random(seed);
    std::uniform_real_distribution<double> place(-60, 60);
    std::uniform_real_distribution<double> size(3, 45);
    // Densified, since areas read edges as geodesics and the cut ones are shorter.
    const auto territory =
        densify({shape(rough_star(random, 0, 0, 80, 40))}, edge_reading::lonlat, metres(0.01));
    multi_polygon<lon_lat> control;
    const int count = std::uniform_int_distribution<int>(1, 8)(random);
    for (int i = 0; i < count; ++i) {
        control.push_back(shape(rough_star(random, place(random), place(random), size(random), 24))
        );
    }
    derive_line_options options;
    options.min_separation = metres(300);
    options.min_length = metres(0);
    options.close_gaps = metres(50);
    derived_line line;
    try {
        line = derive_line(control, territory, options);
    } catch (const input_error&) {
        return;  // nothing reached into the territory
    }
    CHECK_FALSE(has(line.found, finding_code::line_end_unattached));
    if (line.parts.empty()) {
        return;
    }
    const auto sides = split_by(territory, line);
    metres rim;
    for (std::size_t i = 1; i < territory[0].outer.size(); ++i) {
        rim += distance(territory[0].outer[i - 1], territory[0].outer[i]);
    }
    // Differences lie within the separation of the edge, or are slits.
    const double allowed = 0.05 * in_kilometres(rim) * 0.3 + 0.5;
    CHECK(difference_km2(sides.right, control, territory) < allowed);
    CHECK_THAT(km2(sides.left) + km2(sides.right), WithinAbs(km2(territory), 0.01));
    for (const auto& part : line.parts) {
        CHECK(part.closed == (part.shape.front() == part.shape.back()));
    }
}

}  // namespace

TEST_CASE("derive_line: the derived line gives back the control area", "[geo][linework]") {
    for (unsigned seed = 1; seed <= 60; ++seed) {
        check_world(seed);
    }
}

TEST_CASE("derive_line: gives back the control area of many worlds", "[geo][linework][slow]") {
    for (unsigned seed = 1000; seed < 4000; ++seed) {
        check_world(seed);
    }
}
