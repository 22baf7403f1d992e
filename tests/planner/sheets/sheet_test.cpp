// SPDX-License-Identifier: Apache-2.0
#include "geo/base/error.hpp"
#include "planner/sheets/sheet.hpp"
#include "planner/sheets/sheet_style.hpp"
#include "planner/sheets/sheet_text.hpp"
#include "tests/support/places.hpp"

#include <catch2/catch.hpp>

#include <cmath>
#include <limits>

using namespace planner;
using namespace planner::literals;
using support::at;
using support::box;

namespace {

/// An island of 4 x 2 degrees at the crossing of 20 E and 45 N, cut by a wavy line.
sheet made_up_world() {
    sheet what;
    what.size = paper_size::a4;
    what.extent = {18, 44, 22, 46};
    what.title = "A made-up world";
    what.subtitle = "for tests";
    auto land = subject_land_layer();
    land.items = {{.shape = box(18.2, 44.2, 21.8, 45.8), .label = "Island"}};
    auto line = contact_line_layer();
    geo::line_string<geo::lon_lat> wave;
    for (int i = 0; i <= 60; ++i) {
        wave.push_back(at(18.2 + 0.06 * i, 45 + 0.2 * std::sin(i * 0.3)));
    }
    line.items = {{.shape = geo::multi_line_string<geo::lon_lat>{wave}}};
    auto phase = phase_layer(0, 2);
    phase.items = {{.shape = box(18.2, 44.2, 21.8, 44.7)}};
    auto zone = zone_layer(0);
    zone.items = {{.shape = box(19, 45.2, 20, 45.6), .label = "Zone 1"}};
    zone.legend = "No artillery";
    auto limit = phase_line_layer();
    limit.items = {
        {.shape = geo::multi_line_string<geo::lon_lat>{{at(18.2, 44.7), at(21.8, 44.7)}},
         .label = "PL 1"}};
    auto towns = settlement_layer();
    towns.items = {
        settlement_item(at(20, 45.4), "Greatville", 1'200'000),
        settlement_item(at(19, 44.5), "Мале Село", 4'000)};
    what.layers = {land, phase, zone, limit, line, towns};
    what.table = sheet_table{
        .title = "Areas",
        .header = {"Phase", "km²"},
        .align = {},
        .rows = {{.cells = {"Phase 1", "15 000"}, .swatch = phase_colour(0, 2)}}};
    what.notes = {"Nothing here exists."};
    what.sources = {"Made in code."};
    what.disclaimer = "No endorsement is implied.";
    return what;
}

bool is_png(const std::string& bytes) {
    return bytes.starts_with("\x89PNG\r\n");
}

}  // namespace

TEST_CASE("sheet: a made-up world becomes the same three pictures twice", "[planner][sheets]") {
    const auto what = made_up_world();
    const auto png = render_png(what, 100);
    CHECK(is_png(png));
    // A blank page of this size compresses to under 5,000 bytes.
    CHECK(png.size() > 20'000);
    CHECK(png == render_png(what, 100));

    const auto pdf = render_pdf(what);
    CHECK(pdf.starts_with("%PDF-1."));
    CHECK(pdf.find("(19700101000000Z)") != std::string::npos);
    CHECK(pdf.find("NotoSans-Bold") != std::string::npos);  // letters, not shapes: selectable
    CHECK(pdf == render_pdf(what));

    const auto svg = render_svg(what);
    CHECK(svg.starts_with("<?xml"));
    CHECK(svg.find("surface2") == std::string::npos);
    CHECK(svg == render_svg(what));
}

TEST_CASE("sheet: every layer, label and text changes the picture", "[planner][sheets]") {
    const auto whole = render_png(made_up_world(), 60);
    for (std::size_t i = 0; i < made_up_world().layers.size(); ++i) {
        auto less = made_up_world();
        less.layers[i].items.clear();
        INFO("without layer " << less.layers[i].id);
        CHECK(render_png(less, 60) != whole);
    }
    for (const std::size_t layer : {0U, 2U, 3U, 5U}) {
        auto mute = made_up_world();
        mute.layers[layer].items.front().label.clear();
        INFO("without the label of " << mute.layers[layer].id);
        CHECK(render_png(mute, 60) != whole);
    }
    for (auto text : {&sheet::title, &sheet::subtitle, &sheet::disclaimer}) {
        auto mute = made_up_world();
        (mute.*text).clear();
        CHECK(render_png(mute, 60) != whole);
    }
}

TEST_CASE("sheet: the legend shows only what is on the sheet", "[planner][sheets]") {
    auto what = made_up_world();
    const auto before = render_png(what, 60);
    auto elsewhere = zone_layer(3);
    elsewhere.legend = "Zone far away";
    elsewhere.items = {{.shape = box(60, 10, 61, 11)}};
    what.layers.push_back(elsewhere);
    what.layers.push_back(reserved_layer());  // empty
    CHECK(render_png(what, 60) == before);
}

TEST_CASE("sheet: facts name a conformal projection and the scale", "[planner][sheets]") {
    auto what = made_up_world();
    const auto wide = facts_of(what);
    CHECK(wide.projection_name.starts_with("Lambert conformal conic, standard parallels 44"));
    CHECK(wide.frame.contains(at(18, 44)));
    auto loud = what;
    loud.title = "A \x1b[31mred\x1b[0m\n title";
    CHECK(facts_of(loud).title == "A [31mred[0m title");
    CHECK(wide.frame.contains(at(22, 46)));
    // 4.24 degrees of longitude at 45 N (333 km) on some 195 mm of paper: 1:1.7 million.
    CHECK(wide.scale_denominator > 1'500'000);
    CHECK(wide.scale_denominator < 1'900'000);
    what.extent = {18, 40, 20, 48};
    CHECK(facts_of(what).projection_name.starts_with("Transverse Mercator"));
    what.extent = {18, -2, 25, 2};
    CHECK(facts_of(what).projection_name.starts_with("Mercator"));
    what.extent = {18, 76, 40, 80};
    CHECK(facts_of(what).projection_name.starts_with("Polar stereographic"));
}

TEST_CASE("sheet: extents that no sheet can show are refused", "[planner][sheets]") {
    auto what = made_up_world();
    const double nan = std::numeric_limits<double>::quiet_NaN();
    for (const geo::lon_lat_box extent :
         {geo::lon_lat_box{},
          geo::lon_lat_box{170, 10, -170, 20},
          geo::lon_lat_box{170, 10, 190, 20},
          geo::lon_lat_box{10, 20, 30, 95},
          geo::lon_lat_box{10, nan, 30, 40},
          geo::lon_lat_box{-180, -90, 180, 90}}) {
        what.extent = extent;
        CHECK_THROWS_AS(facts_of(what), geo::input_error);
    }
    what.extent = {170, 10, -170, 20};
    CHECK_THROWS_WITH(facts_of(what), Catch::Contains("antimeridian"));
    what.extent = {20, 45, 20, 45};  // one position: a sheet around it
    CHECK(is_png(render_png(what, 40)));
    what.extent = {178, 50, 180, 52};
    CHECK(is_png(render_png(what, 40)));
}

TEST_CASE("sheet: a missing font face is an error that names the package", "[planner][sheets]") {
    auto what = made_up_world();
    what.font_folder = "/nonexistent";
    CHECK_THROWS_AS(render_png(what, 60), geo::io_error);
    CHECK_THROWS_WITH(render_png(what, 60), Catch::Contains("fonts-noto-core"));
}

TEST_CASE("sheet: hostile text stays text", "[planner][sheets]") {
    const std::string names[] = {
        "[name] + 1",
        "'\"'); <script>alert(1)</script> & </Format>",
        "\u202Eevil\u202C \u200F\u2067",
        std::string(10'000, 'W'),
        "\xFF\xFE\xC0\x80 broken",
        std::string("nul\0inside", 10),
        "line\nbreak\ttab\x07 bell",
        "%s%n ${x} {0}",
        "漢字 नमस्ते عربى",
    };
    for (const auto& name : names) {
        INFO(name.substr(0, 40));
        auto what = made_up_world();
        for (auto& layer : what.layers) {
            layer.legend = name;
            for (auto& item : layer.items) {
                item.label = name;
            }
        }
        what.title = what.subtitle = what.validity = what.disclaimer = name;
        what.notes = what.sources = {name, name};
        what.table->rows.push_back({.cells = {name, name, name}});
        CHECK(is_png(render_png(what, 50)));
        CHECK(render_svg(what).find("<script") == std::string::npos);
        CHECK(render_pdf(what).find("alert(1)") == std::string::npos);
    }
}

TEST_CASE("sheet: hostile shapes are drawn as far as they go", "[planner][sheets]") {
    const double nan = std::numeric_limits<double>::quiet_NaN();
    const double inf = std::numeric_limits<double>::infinity();
    auto what = made_up_world();
    auto odd = zone_layer(1);
    odd.label.place = label_place::ends;
    odd.strokes.front().offset = 1_mm;
    odd.symbol = sheet_symbol{.kind = symbol_kind::star, .fill = sheet_colour::rgb(0)};
    odd.items = {
        {.shape = at(nan, 45), .label = "a"},
        {.shape = at(20, inf), .label = "b"},
        {.shape = geo::multi_line_string<geo::lon_lat>{}, .label = "c"},
        {.shape = geo::multi_line_string<geo::lon_lat>{{}, {at(20, 45)}}, .label = "d"},
        {.shape = geo::multi_line_string<geo::lon_lat>{{at(20, 45), at(20, 45)}}, .label = "e"},
        {.shape = geo::multi_line_string<geo::lon_lat>{{at(nan, 45), at(20, 45), at(-inf, 1)}},
         .label = "f"},
        {.shape = geo::multi_line_string<geo::lon_lat>{{at(-180, -90), at(180, 90)}}, .label = "g"},
        {.shape = geo::multi_polygon<geo::lon_lat>{{}}, .label = "h"},
        {.shape = box(-180, -90, 180, 90), .label = "i"},
        {.shape = box(20, 45, 20, 45), .label = "j"},
        {.shape =
             geo::multi_polygon<geo::lon_lat>{
                 {{at(19, 45), at(21, 46), at(21, 45), at(19, 46), at(19, 45)}, {}}},
         .label = "k"}};
    for (const auto place :
         {label_place::ends, label_place::line, label_place::inside, label_place::point}) {
        odd.label.place = place;
        what.layers.push_back(odd);
    }
    CHECK(is_png(render_png(what, 50)));
}

TEST_CASE("sheet: a panel that is too full is set smaller, then cut", "[planner][sheets]") {
    auto what = made_up_world();
    for (int i = 0; i < 300; ++i) {
        what.notes.push_back("Assumption number " + std::to_string(i) + ", which is rather long.");
        what.sources.push_back("Source number " + std::to_string(i));
    }
    CHECK(is_png(render_png(what, 50)));
    what.orientation = paper_orientation::portrait;
    CHECK(is_png(render_png(what, 50)));
}

TEST_CASE("harmless: keeps letters, drops what steers", "[planner][sheets]") {
    using detail::harmless;
    CHECK(harmless("Бахмут 'x' \"y\" [z]", 50) == "Бахмут 'x' \"y\" [z]");
    CHECK(harmless("a\u202Eb\u200Fc\x01", 50) == "abc");
    CHECK(harmless("  a \n\t b  ", 50) == "a b");
    CHECK(harmless("\xC3", 50) == "\uFFFD");
    CHECK(harmless("\xED\xA0\x80", 50) == "\uFFFD\uFFFD\uFFFD");  // a surrogate is not UTF-8
    CHECK(harmless("жжжжж", 3) == "жжж…");
    CHECK(harmless("abc", 3) == "abc");
    CHECK(harmless("", 3).empty());
}
