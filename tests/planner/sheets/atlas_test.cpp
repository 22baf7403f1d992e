// SPDX-License-Identifier: Apache-2.0
#include "geo/base/error.hpp"
#include "planner/model/texts.hpp"
#include "planner/report/plan_map.hpp"
#include "planner/report/write_plan.hpp"
#include "planner/sheets/atlas.hpp"
#include "planner/sheets/date_time_group.hpp"
#include "planner/sheets/read_map_plan.hpp"
#include "planner/sheets/sheet_style.hpp"
#include "tests/planner/sheets/sheet_ground.hpp"
#include "tests/support/world.hpp"

#include <catch2/catch.hpp>

#include <algorithm>
#include <cmath>
#include <fstream>

using namespace planner;
using Catch::Matchers::Contains;

using sheets_world::ground;

namespace {

const sheet_layer* layer_of(const sheet& what, const std::string& id) {
    const auto found = std::find_if(what.layers.begin(), what.layers.end(), [&](const auto& one) {
        return one.id == id;
    });
    return found != what.layers.end() ? &*found : nullptr;
}

/// Lightness L* of CIE 1976 over white, as a grey print shows a fill.
double lightness(const sheet_colour& colour) {
    const auto linear = [&](double v) {
        const double over = v * colour.opacity + 1 - colour.opacity;
        return over <= 0.04045 ? over / 12.92 : std::pow((over + 0.055) / 1.055, 2.4);
    };
    const double y =
        0.2126 * linear(colour.red) + 0.7152 * linear(colour.green) + 0.0722 * linear(colour.blue);
    return y > 0.008856 ? 116 * std::cbrt(y) - 16 : 903.3 * y;
}

bool same_pattern(const sheet_layer& a, const sheet_layer& b) {
    if (a.hatches.size() != b.hatches.size()) {
        return false;
    }
    for (std::size_t i = 0; i < a.hatches.size(); ++i) {
        const auto& x = a.hatches[i];
        const auto& y = b.hatches[i];
        if (x.angle.value() != y.angle.value() || x.crossed != y.crossed ||
            x.spacing.value() != y.spacing.value() || x.dash.size() != y.dash.size()) {
            return false;
        }
    }
    return true;
}

}  // namespace

TEST_CASE(
    "atlas: a phase has its sheet, with what was left before and after", "[planner][sheets]"
) {
    const world::temporary_folder theatre;
    const world::temporary_folder out;
    const auto what = world::plan_of(theatre, ground);
    REQUIRE(what.phases.size() >= 2);
    write_plan(what, out.path("plan"), false);
    const auto read = read_map_plan(out.path("plan"), theatre.path("theatre"));
    CHECK(read.found.empty());
    atlas_options options;
    options.groups = {sheet_group::overview, sheet_group::phases};
    const auto sheets = atlas_sheets(read.plan, read.base, options);
    REQUIRE(sheets.size() == what.phases.size() + 1);
    CHECK(sheets[0].grid == sheet_grid::graticule);
    for (std::size_t i = 0; i < what.phases.size(); ++i) {
        const auto& one = sheets[i + 1];
        CHECK(one.title == what.phases[i].term.title);
        CHECK_THAT(one.number, Contains("Sheet " + std::to_string(i + 2) + " of "));
        CHECK(one.grid == sheet_grid::mgrs);
        CHECK_THAT(
            one.validity,
            Contains(date_time_group(what.phases[i].start)) &&
                Contains(date_time_group(what.phases[i].verified)) && Contains(what.id)
        );
        CHECK((layer_of(one, "left_before") != nullptr) == (i > 0));
        CHECK((layer_of(one, "still_held") != nullptr) == (i + 1 < what.phases.size()));
        REQUIRE(layer_of(one, "phase_" + std::to_string(i + 1)) != nullptr);
        REQUIRE(one.table);
        CHECK(one.inset);
    }
    // Every phase line is named, that of the last phase, the border, too.
    std::vector<std::string> names;
    for (const auto* id : {"phase_lines", "phase_lines_at_border"}) {
        const auto* layer = layer_of(sheets[0], id);
        REQUIRE(layer != nullptr);
        CHECK(layer->label.place == label_place::ends);
        for (const auto& item : layer->items) {
            names.push_back(item.label);
        }
    }
    std::sort(names.begin(), names.end());
    REQUIRE(names.size() == what.phases.size());
    for (std::size_t i = 0; i < names.size(); ++i) {
        CHECK(names[i] == "PL " + std::to_string(i + 1));
    }
    // The terms do not say that they are agreed: dashed.
    CHECK(!layer_of(sheets[0], "phase_lines")->strokes.back().dash.empty());
}

TEST_CASE("atlas: an index tells which sheets there are and where", "[planner][sheets]") {
    const world::temporary_folder theatre;
    const world::temporary_folder out;
    const auto what = world::plan_of(theatre, ground);
    write_plan(what, out.path("plan"), false);
    const auto read = read_map_plan(out.path("plan"), theatre.path("theatre"));
    atlas_options options;
    options.groups = {
        sheet_group::index, sheet_group::overview, sheet_group::phases, sheet_group::sectors};
    const auto sheets = atlas_sheets(read.plan, read.base, options);
    REQUIRE(sheets.size() == 2 + what.phases.size() + what.sectors.size());
    const auto& index = sheets.front();
    CHECK(index.title == "Index of sheets");
    CHECK_THAT(index.number, Contains("Sheet 1 of "));
    REQUIRE(index.table);
    REQUIRE(index.table->rows.size() + 1 == sheets.size());
    for (std::size_t i = 1; i < sheets.size(); ++i) {
        const auto& cells = index.table->rows[i - 1].cells;
        CHECK(cells[0] == std::to_string(i + 1));
        CHECK(cells[1] == sheets[i].title);
    }
    // Each sheet of a sector by its frame, each phase by its area; all of it is on the map.
    const auto* frames = layer_of(index, "sheet_frames");
    REQUIRE(frames != nullptr);
    REQUIRE(frames->items.size() == what.sectors.size());
    const auto first = 2 + what.phases.size();
    const auto seen = facts_of(index).frame;
    for (std::size_t i = 0; i < frames->items.size(); ++i) {
        CHECK(frames->items[i].label == std::to_string(first + i + 1));
        const auto own = facts_of(sheets[first + i]).frame;
        CHECK(seen.west <= own.west);
        CHECK(seen.east >= own.east);
    }
    for (std::size_t i = 0; i < what.phases.size(); ++i) {
        const auto* phase = layer_of(index, "phase_" + std::to_string(i + 1));
        REQUIRE(phase != nullptr);
        CHECK(phase->items.front().label == "Sheet " + std::to_string(i + 3));
    }
    // Of one sector: its own, with the number that it has among all.
    options.sector = what.sectors.back().id;
    const auto part = atlas_sheets(read.plan, read.base, options);
    REQUIRE(part.size() == 3);
    CHECK(part[2].title == what.sectors.back().name);
    CHECK(part[2].number == sheets.back().number);
    options.sector = "none";
    CHECK_THROWS_WITH(atlas_sheets(read.plan, read.base, options), Contains("no sector 'none'"));
    // Asked for alone it is that of the whole atlas.
    options.sector.clear();
    const auto alone = atlas_sheets(read.plan, read.base, {.groups = {sheet_group::index}});
    REQUIRE(alone.size() == 1);
    REQUIRE(alone.front().table);
    options.groups.insert(sheet_group::corridors);
    const auto whole = atlas_sheets(read.plan, read.base, options);
    CHECK(alone.front().number == whole.front().number);
    CHECK(alone.front().table->rows.size() + 1 == whole.size());
}

// The index told of the sheet of a reserved area in its table only: one looked for 7 on the map.
TEST_CASE("atlas: the index shows where the sheet of a reserved area lies", "[planner][sheets]") {
    const world::temporary_folder theatre;
    const world::temporary_folder out;
    const auto what =
        world::plan_of(theatre, {.map = "WWhhRee\nWWhhRee\nWWhhhee"}, {.reserved = "last_phase"});
    write_plan(what, out.path("plan"), false);
    const auto read = read_map_plan(out.path("plan"), theatre.path("theatre"));
    const auto sheets =
        atlas_sheets(read.plan, read.base, {.groups = {sheet_group::index, sheet_group::phases}});
    REQUIRE(sheets.size() == 4);  // index, two phases, the reserved one
    const auto* reserved = layer_of(sheets.front(), "reserved");
    REQUIRE(reserved != nullptr);
    REQUIRE(reserved->items.size() == 1);
    CHECK(reserved->items.front().label_below == "Sheet 4");
    CHECK_THAT(sheets[3].number, Contains("Sheet 4 of 4"));
    // On its own sheet it has but its name.
    CHECK(layer_of(sheets[3], "reserved")->items.front().label_below.empty());
}

TEST_CASE(
    "atlas: the folder gives the sheet that the plan gave, byte by byte", "[planner][sheets]"
) {
    const world::temporary_folder theatre;
    const world::temporary_folder out;
    const auto what = world::plan_of(theatre, ground);
    write_plan(what, out.path("plan"), false);
    const auto read = read_map_plan(out.path("plan/plan.json"), theatre.path("theatre"));
    const auto again = atlas_sheets(read.plan, read.base).front();
    CHECK(render_png(again) == world::bytes_of(out.path("plan/map.png")));
    CHECK(render_pdf(again) == world::bytes_of(out.path("plan/map.pdf")));
    CHECK(render_pdf(overview_sheet(what)) == render_pdf(again));
}

TEST_CASE("atlas: another theatre, a changed one or none is told", "[planner][sheets]") {
    const world::temporary_folder theatre;
    const world::temporary_folder out;
    write_plan(world::plan_of(theatre, ground), out.path("plan"), false);
    // Not built in and not given: without a base map, and the sheet says so.
    const auto bare = read_map_plan(out.path("plan"));
    REQUIRE(bare.found.size() == 1);
    CHECK_THAT(bare.found.front().text, Contains("no base map") && Contains("is not built in"));
    const auto sheets = atlas_sheets(bare.plan, bare.base);
    REQUIRE(sheets.size() == 1);
    CHECK(layer_of(sheets[0], "subject_land") != nullptr);
    CHECK(layer_of(sheets[0], "land") == nullptr);
    CHECK(std::any_of(sheets[0].notes.begin(), sheets[0].notes.end(), [](const auto& note) {
        return note.starts_with("No base map: ");
    }));
    std::ofstream(theatre.path("theatre/settlements.csv"), std::ios::app)
        << "d,Dville,10.5,50.1,9\n";
    CHECK_THROWS_WITH(
        read_map_plan(out.path("plan"), theatre.path("theatre")),
        Contains("has changed since the plan was made (settlements.csv)")
    );
    std::filesystem::remove(out.path("plan/geojson/vacated.geojson"));
    CHECK_THROWS_WITH(
        read_map_plan(out.path("plan")),
        Contains("vacated.geojson' is missing: plan.json tells of phases")
    );
    CHECK_THROWS_WITH(
        read_map_plan(theatre.path("theatre")), Contains("is no plan: it holds no plan.json")
    );
}

TEST_CASE(
    "sheet styles: areas are told apart in greyscale, by lightness or pattern", "[planner][sheets]"
) {
    // 4 of L* is about what neighbouring areas of a good grey print need (ISO 12647-2 tolerance of
    // tone values is 3 % to 4 %).
    constexpr double apart = 4;
    for (std::size_t count = 2; count <= 6; ++count) {
        for (std::size_t i = 1; i < count; ++i) {
            INFO(count << " phases, " << i);
            CHECK(
                lightness(phase_colour(i - 1, count)) - lightness(phase_colour(i, count)) > apart
            );
            // On paler sheets half of it stays.
            CHECK(
                lightness(paler(phase_colour(i - 1, count))) -
                    lightness(paler(phase_colour(i, count))) >
                apart / 2
            );
        }
    }
    std::vector<sheet_layer> layers{
        left_before_layer(), still_held_layer(), reserved_layer(), phase_layer(0, 2)};
    for (int i = 0; i < 5; ++i) {
        layers.push_back(zone_layer(i));
    }
    for (std::size_t i = 0; i < layers.size(); ++i) {
        for (std::size_t j = i + 1; j < layers.size(); ++j) {
            INFO(layers[i].id << " and " << layers[j].id);
            CHECK(!same_pattern(layers[i], layers[j]));
        }
    }
    // Agreed solid, provisional dashed, de facto dotted: three patterns.
    const auto dash = [](sheet_line_status status) {
        return phase_line_layer(status).strokes.back().dash;
    };
    CHECK(dash(sheet_line_status::agreed).empty());
    REQUIRE(dash(sheet_line_status::provisional).size() == 2);
    REQUIRE(dash(sheet_line_status::de_facto).size() == 2);
    CHECK(
        dash(sheet_line_status::provisional)[0].value() >
        2 * dash(sheet_line_status::de_facto)[0].value()
    );
}

TEST_CASE("date-time group: day, time, Z, month, year", "[planner][sheets]") {
    const auto t = [](const char* text) { return *parse_instant(text); };
    CHECK(date_time_group(t("2026-11-28T12:00:00Z")) == "281200ZNOV26");
    CHECK(date_time_group(t("2022-10-24T09:00:00+03:00")) == "240600ZOCT22");
    CHECK(date_time_group(t("1953-07-27T00:59:59Z")) == "270059ZJUL53");
    CHECK(
        validity_text(t("2026-11-28T12:00:00Z"), open_end(), texts::english()) ==
        "Valid 281200ZNOV26 until further notice"
    );
}
