// SPDX-License-Identifier: Apache-2.0
#include "geo/base/error.hpp"
#include "planner/plan/build_plan.hpp"
#include "planner/terms/read_terms.hpp"
#include "tests/geo/offset/truth.hpp"
#include "tests/planner/phases/meridians.hpp"
#include "tests/support/random.hpp"
#include "tests/support/world.hpp"

#include <fmt/format.h>

using namespace planner;
using Catch::Matchers::Contains;
using Catch::Matchers::WithinAbs;
using Catch::Matchers::WithinRel;
using geo::finding_code;
using support::share;
using world::meridians;

namespace {

const std::string stop_input = R"(
[[inputs]]
id = "stop"
kind = "line"
title = "Where forces stop"
text = "From the map"
source = "made up"
certainty = "S"

[[inputs]]
id = "first"
kind = "line"
title = "The first line"
text = "From the map"
source = "made up"
certainty = "S"
)";

/// The terms of the tests with other keys of the withdrawal instead of `spacing`.
std::string terms_with(const std::string& keys, const world::agreement& what = {}) {
    auto said = what;
    said.more += stop_input;
    if (keys.find("equal_progress") == std::string::npos) {
        said.distances.clear();
    }
    return world::replaced(world::terms_toml(said), "spacing = \"equal_progress\"\n", keys);
}

std::string meridian(double lon, double south = 49.9, double north = 50.6) {
    return fmt::format(
        R"({{"type":"FeatureCollection","features":[{{"type":"Feature","properties":{{}},)"
        R"("geometry":{{"type":"LineString","coordinates":[[{0},{1}],[{0},{2}]]}}}}]}})",
        lon,
        south,
        north
    );
}

plan made_of(
    const std::string& terms,
    const world::drawing& what = {.map = meridians},
    const std::map<std::string, std::string>& inputs = {}
) {
    const world::temporary_folder folder;
    plan_options options;
    for (const auto& [id, text] : inputs) {
        options.inputs[id] = folder.with(id + ".geojson", text);
    }
    return build_plan(world::read(folder, what), read_terms_text(terms, "t.toml"), options);
}

std::string refused(
    const std::string& terms,
    const world::drawing& what = {.map = meridians},
    const std::map<std::string, std::string>& inputs = {}
) {
    return world::refusal<geo::input_error>([&] { (void)made_of(terms, what, inputs); });
}

double km2(const plan& what, std::size_t phase) {
    return geo::in_square_kilometres(what.phases.at(phase).count.size);
}

/// Two boxes that halve the held land at 10.5 E, or thirds of it.
std::string regions(const std::vector<double>& edges) {
    std::string out;
    for (std::size_t i = 0; i + 1 < edges.size(); ++i) {
        out += fmt::format(
            R"({0}{{"type":"Feature","properties":{{"id":"r{1}","name":"Region {1}"}},)"
            R"("geometry":{{"type":"Polygon","coordinates":[[[{2},49],[{3},49],[{3},51],[{2},51],)"
            R"([{2},49]]]}}}})",
            i == 0 ? "" : ",",
            i + 1,
            edges[i],
            edges[i + 1]
        );
    }
    return R"({"type":"FeatureCollection","features":[)" + out + "]}";
}

/// Whether two lines cross inside of both, away from where contact and border meet: lines run into
/// that position within 8 m (geo::meeting_radius) and ends of the contact 20 m beyond the border.
bool cross(const lines& one, const lines& two, const truth::lines_truth& border) {
    const auto turn = [](geo::lon_lat a, geo::lon_lat b, geo::lon_lat c) {
        return (b.lon - a.lon).value() * (c.lat - a.lat).value() -
               (b.lat - a.lat).value() * (c.lon - a.lon).value();
    };
    for (const auto& p : one) {
        for (std::size_t i = 0; i + 1 < p.size(); ++i) {
            for (const auto& q : two) {
                for (std::size_t k = 0; k + 1 < q.size(); ++k) {
                    const double a = turn(p[i], p[i + 1], q[k]);
                    const double b = turn(p[i], p[i + 1], q[k + 1]);
                    const double c = turn(q[k], q[k + 1], p[i]);
                    const double d = turn(q[k], q[k + 1], p[i + 1]);
                    if (a * b >= 0 || c * d >= 0) {
                        continue;
                    }
                    const double f = c / (c - d);
                    const auto at = world::at(
                        p[i].lon.value() + f * (p[i + 1].lon - p[i].lon).value(),
                        p[i].lat.value() + f * (p[i + 1].lat - p[i].lat).value()
                    );
                    if (border.distance_to(at) > 30) {
                        UNSCOPED_INFO("crossing at " << at.lon.value() << " " << at.lat.value());
                        return true;
                    }
                }
            }
        }
    }
    return false;
}

double sum_of_parts(const plan& what) {
    double sum = geo::in_square_kilometres(what.kept_count.size);
    for (const auto& phase : what.phases) {
        sum += geo::in_square_kilometres(phase.count.size);
    }
    return sum;
}

}  // namespace

TEST_CASE("spacing: by fixed distance, each phase is as deep as said", "[planner][phases]") {
    const auto what =
        made_of(terms_with("spacing = \"fixed_distance\"\nstep = \"5km\"\n", {.phases = 3}));
    REQUIRE(what.phases.size() == 3);
    const truth::lines_truth contact(what.contact, geo::edge_reading::lonlat);
    for (std::size_t i = 0; i < 2; ++i) {
        REQUIRE_FALSE(what.phases[i].line.empty());
        for (const auto& part : what.phases[i].line) {
            for (const auto& p : part) {
                // The tolerance of phase lines and the mistake of their own bound.
                CHECK_THAT(
                    contact.distance_to(p), WithinAbs(5000.0 * static_cast<double>(i + 1), 3)
                );
            }
        }
    }
    CHECK_THAT(km2(what, 0), WithinRel(km2(what, 1), 2e-3));
    CHECK(what.area_gap < 1e-5);
    // The last phase leaves all the rest, from 10 km on.
    CHECK(world::is_inside(world::at(10.3, 50.2), what.phases[2].vacated));
}

TEST_CASE(
    "spacing: by fixed distance, lines stop where the border is nearer", "[planner][phases]"
) {
    // Half way is 21.5 km: the second step of 15 km would pass it.
    const auto what =
        made_of(terms_with("spacing = \"fixed_distance\"\nstep = \"15km\"\n", {.phases = 3}));
    for (const auto& p : what.phases[1].line.at(0)) {
        CHECK_THAT(p.lon.value(), WithinAbs(10.5, 5e-5));
    }
    const auto never =
        made_of(terms_with("spacing = \"fixed_distance\"\nstep = \"22km\"\n", {.phases = 3}));
    // Nothing is left for the second phase: told.
    CHECK(km2(never, 1) < 1);
    CHECK_THAT(
        world::first(never.found, finding_code::plan_phase_empty).text, Contains("phase 2 of 3")
    );
}

TEST_CASE("spacing: to a line short of the border, what lies beyond is kept", "[planner][phases]") {
    const auto terms = terms_with("spacing = \"equal_progress\"\nto = \"input:stop\"\n");
    const auto what = made_of(terms, {.map = meridians}, {{"stop", meridian(10.4)}});
    REQUIRE(what.phases.size() == 2);
    for (const auto& p : what.phases[0].line.at(0)) {
        CHECK_THAT(p.lon.value(), WithinAbs(10.6, 4.2e-5));
    }
    CHECK(world::is_inside(world::at(10.3, 50.2), what.kept));
    CHECK_FALSE(world::is_inside(world::at(10.5, 50.2), what.kept));
    CHECK_FALSE(what.target.empty());
    CHECK(what.border_held.empty());
    CHECK_THAT(
        sum_of_parts(what), WithinRel(geo::in_square_kilometres(what.held_count.size), 1e-5)
    );
    CHECK(what.phases[1].still_held.size == what.kept_count.size);
    // What is kept lies on the border: nobody is cut off.
    CHECK(what.cut_off.empty());
    // The last line is the one to which forces go.
    for (const auto& part : what.phases[1].line) {
        for (const auto& p : part) {
            CHECK_THAT(p.lon.value(), WithinAbs(10.4, 1e-7));
        }
    }
}

TEST_CASE("spacing: lines and inputs that are not there are named", "[planner][phases]") {
    const auto missing = refused(terms_with("spacing = \"equal_progress\"\nto = \"input:stop\"\n"));
    CHECK_THAT(
        missing,
        Contains("[withdrawal] to: ") && Contains("t.toml:") && Contains("--input stop=FILE") &&
            Contains("Where forces stop")
    );
    CHECK_THAT(
        refused(terms_with("spacing = \"equal_progress\"\nto = \"february\"\n")),
        Contains("'february'") && Contains("contact")
    );
    // The wrong side of the line of contact, and a line that ends on land.
    CHECK_THAT(
        refused(
            terms_with("spacing = \"equal_progress\"\nto = \"input:stop\"\n"),
            {.map = meridians},
            {{"stop", meridian(10.9)}}
        ),
        Contains("nothing of what is held lies between")
    );
    CHECK_THAT(
        refused(
            terms_with("spacing = \"equal_progress\"\nto = \"input:stop\"\n"),
            {.map = meridians},
            {{"stop", meridian(10.4, 50.18, 50.22)}}
        ),
        Contains("does not divide")
    );
    CHECK_THAT(
        refused(terms_with("spacing = \"equal_progress\"\nto = \"input:nowhere\"\n")),
        Contains("'nowhere'") && Contains("[[inputs]]")
    );
}

TEST_CASE("spacing: by given lines", "[planner][phases]") {
    const auto terms = terms_with("spacing = \"lines\"\nlines = [\"input:first\", \"border\"]\n");
    const auto what = made_of(terms, {.map = meridians}, {{"first", meridian(10.7)}});
    REQUIRE(what.phases.size() == 2);
    CHECK_THAT(km2(what, 0) / km2(what, 1), WithinRel(0.2, 1e-3));
    CHECK(what.area_gap < 1e-5);
    REQUIRE(what.phases[0].line.size() == 1);
    for (const auto& p : what.phases[0].line[0]) {
        CHECK_THAT(p.lon.value(), WithinAbs(10.7, 1e-7));
    }
    CHECK(what.phases[0].progress_to > 0.16);
    CHECK(what.phases[0].progress_to < 0.17);

    // To the second of two lines; what is beyond it is kept.
    const auto to = terms_with("spacing = \"lines\"\nlines = [\"input:first\", \"input:stop\"]\n");
    const auto stopped =
        made_of(to, {.map = meridians}, {{"first", meridian(10.7)}, {"stop", meridian(10.4)}});
    CHECK_THAT(km2(stopped, 0) / km2(stopped, 1), WithinRel(1.0 / 3, 1e-3));
    CHECK(geo::in_square_kilometres(stopped.kept_count.size) > 100);

    CHECK_THAT(
        refused(terms_with("spacing = \"lines\"\nlines = [\"border\", \"input:stop\"]\n")),
        Contains("last of them")
    );
    CHECK_THAT(
        refused(terms_with("spacing = \"lines\"\nto = \"border\"\nlines = [\"input:first\", "
                           "\"input:stop\"]\n")),
        Contains("must be the last of lines")
    );
}

TEST_CASE("spacing: given lines that cross are told", "[planner][phases]") {
    const std::string slanted =
        R"({"type":"FeatureCollection","features":[{"type":"Feature","properties":{},)"
        R"("geometry":{"type":"LineString","coordinates":[[10.75,49.9],[10.45,50.6]]}}]})";
    const auto terms = terms_with(
        "spacing = \"lines\"\nlines = [\"input:first\", \"input:stop\", \"border\"]\n",
        {.phases = 3}
    );
    const auto what =
        made_of(terms, {.map = meridians}, {{"first", meridian(10.6)}, {"stop", slanted}});
    CHECK(what.area_gap < 1e-5);
    CHECK_THAT(
        world::first(what.found, finding_code::plan_lines_cross).text, Contains("the lines cross")
    );
}

TEST_CASE("spacing: by regions in the order given", "[planner][phases]") {
    const world::drawing ground{.map = meridians, .regions = regions({10, 10.5, 11.2})};
    const auto what = made_of(
        terms_with("spacing = \"regions\"\nregions = [[\"r2\"], [\"Region 1\"]]\n"), ground
    );
    CHECK(world::is_inside(world::at(10.6, 50.2), what.phases.at(0).vacated));
    CHECK(world::is_inside(world::at(10.4, 50.2), what.phases.at(1).vacated));
    CHECK_THAT(km2(what, 0) / km2(what, 1), WithinRel(1.0, 1e-3));
    for (const auto& p : what.phases[0].line.at(0)) {
        CHECK_THAT(p.lon.value(), WithinAbs(10.5, 1e-7));
    }
    // The other way round the land at the line of contact is left last.
    const auto reversed =
        made_of(terms_with("spacing = \"regions\"\nregions = [[\"r1\"], [\"*\"]]\n"), ground);
    CHECK(world::is_inside(world::at(10.6, 50.2), reversed.phases.at(1).vacated));
    CHECK_THAT(
        refused(terms_with("spacing = \"regions\"\nregions = [[\"r2\"], [\"r3\"]]\n"), ground),
        Contains("'r3'") && Contains("r1, r2") && Contains("[withdrawal] regions: ")
    );
    CHECK_THAT(
        refused(terms_with("spacing = \"regions\"\nregions = [[\"r2\"], []]\n"), ground),
        Contains("in no phase: Region 1")
    );
    CHECK_THAT(
        refused(
            terms_with("spacing = \"regions\"\nregions = [[\"r2\"], [\"r1\", \"r2\"]]\n"), ground
        ),
        Contains("named twice")
    );
}

TEST_CASE("spacing: regions in order of a rule", "[planner][phases]") {
    const world::drawing ground{.map = meridians, .regions = regions({10, 10.3, 10.5, 11.2})};
    const auto order = [&](const std::string& rule, std::size_t phases) {
        return made_of(
            terms_with("spacing = \"regions\"\norder = \"" + rule + "\"\n", {.phases = phases}),
            ground
        );
    };
    const auto east = world::at(10.6, 50.2);
    const auto west = world::at(10.25, 50.2);
    CHECK(world::is_inside(east, order("nearest_first", 3).phases.at(0).vacated));
    CHECK(world::is_inside(east, order("farthest_first", 3).phases.at(2).vacated));
    CHECK(world::is_inside(west, order("smallest_first", 3).phases.at(0).vacated));
    // Three regions in two phases: two and one.
    const auto two = order("nearest_first", 2);
    CHECK(world::is_inside(world::at(10.4, 50.2), two.phases.at(0).vacated));
    CHECK(world::is_inside(west, two.phases.at(1).vacated));
    CHECK_THAT(
        world::refusal<geo::input_error>([&] { (void)order("nearest_first", 4); }),
        Contains("3 regions") && Contains("4 phases")
    );
}

TEST_CASE("spacing: land in no region goes with the nearest, and is told", "[planner][phases]") {
    const world::drawing ground{.map = meridians, .regions = regions({10, 10.4, 10.7})};
    const auto what =
        made_of(terms_with("spacing = \"regions\"\nregions = [[\"r2\"], [\"r1\"]]\n"), ground);
    CHECK(world::is_inside(world::at(10.75, 50.2), what.phases.at(0).vacated));
    CHECK(what.area_gap < 1e-5);
    CHECK_THAT(
        world::first(what.found, finding_code::plan_region_gap).text, Contains("in no region")
    );
}

namespace {

/// All of the land east of the border, 10.2 E to 10.8 E, is held; the theatre's line is the border.
const world::drawing all_held{
    .map = R"(
WWhhhhhh
WWhhhhhh
WWhhhhhh
)",
    .contact = R"({"type":"FeatureCollection","features":[{"type":"Feature","properties":{},)"
               R"("geometry":{"type":"LineString","coordinates":[[10.2,50.3],[10.2,50]]}}]})"};

std::string box_text(double west, double south, double east, double north) {
    return fmt::format(
        R"({{"type":"FeatureCollection","features":[{{"type":"Feature","properties":{{}},)"
        R"("geometry":{{"type":"Polygon","coordinates":[[[{0},{1}],[{2},{1}],[{2},{3}],[{0},{3}],)"
        R"([{0},{1}]]]}}}}]}})",
        west,
        south,
        east,
        north
    );
}

std::string zone_input(const std::string& id) {
    return "[[inputs]]\nid = \"" + id + "\"\nkind = \"polygon\"\ntitle = \"Area " + id +
           "\"\ntext = \"From the map\"\nsource = \"made up\"\ncertainty = \"S\"\n";
}

/// Terms that name three areas of their own, as the Military Technical Agreement of 1999 does.
std::string own_order(const std::string& keys = "", const std::string& more = "") {
    auto terms = terms_with(
        "spacing = \"regions\"\nregions = [[\"input:south\"], [\"input:centre\"], "
        "[\"input:north\"]]\n" +
            keys,
        {.phases = 3,
         .more = zone_input("south") + zone_input("centre") + zone_input("north") + more}
    );
    return world::replaced(terms, "from = \"contact\"", "from = \"territory\"");
}

const std::map<std::string, std::string> three_areas{
    {"south", box_text(10.1, 49.9, 10.9, 50.1)},
    {"centre", box_text(10.1, 50.1, 10.9, 50.2)},
    {"north", box_text(10.1, 50.2, 10.9, 50.4)}};

}  // namespace

TEST_CASE("spacing: an agreement's own areas in its own order", "[planner][phases]") {
    const auto what = made_of(own_order(), all_held, three_areas);
    REQUIRE(what.phases.size() == 3);
    // All of the territory is held: what the phases leave adds up to it, in thirds.
    const auto whole = geo::in_square_kilometres(
        geo::area(what.ground.find_territory(what.ground.find_party(what.other)->territory)->area)
    );
    CHECK_THAT(km2(what, 0) + km2(what, 1) + km2(what, 2), WithinRel(whole, 1e-6));
    CHECK_THAT(km2(what, 0), WithinRel(whole / 3, 5e-3));
    CHECK(what.area_gap < 1e-6);
    CHECK(what.other_side.empty());
    for (std::size_t i = 0; i < 3; ++i) {
        CHECK(world::is_inside(
            world::at(10.5, 50.05 + 0.1 * static_cast<double>(i)), what.phases[i].vacated
        ));
    }
    // Each area lies on the border with the own land: nobody is cut off.
    CHECK(what.cut_off.empty());
    // Lines of the phases are the edges between the areas.
    for (const auto& p : what.phases[0].line.at(0)) {
        CHECK_THAT(p.lat.value(), WithinAbs(50.1, 1e-7));
    }
    CHECK(world::count(what.found, finding_code::plan_region_gap) == 0);
}

TEST_CASE("spacing: own areas that leave gaps or overlap", "[planner][phases]") {
    // 0.02 degrees of latitude belong to no area: they go with the nearest, and are told.
    auto gaps = three_areas;
    gaps["centre"] = box_text(10.1, 50.12, 10.9, 50.2);
    const auto what = made_of(own_order(), all_held, gaps);
    CHECK(what.area_gap < 1e-6);
    CHECK(
        world::is_inside(world::at(10.5, 50.11), what.phases[0].vacated) !=
        world::is_inside(world::at(10.5, 50.11), what.phases[1].vacated)
    );
    CHECK_THAT(
        world::first(what.found, finding_code::plan_region_gap).text, Contains("in no region")
    );
    // Where two areas overlap, the land is left with the first.
    auto over = three_areas;
    over["centre"] = box_text(10.1, 50.05, 10.9, 50.2);
    const auto twice = made_of(own_order(), all_held, over);
    CHECK(twice.area_gap < 1e-6);
    CHECK(world::is_inside(world::at(10.5, 50.08), twice.phases[0].vacated));
    // An area on land that nobody is to leave.
    auto beside = three_areas;
    beside["centre"] = box_text(12, 50, 12.1, 50.1);
    CHECK_THAT(
        world::first(made_of(own_order(), all_held, beside).found, finding_code::plan_phase_empty)
            .text,
        Contains("phase 2 of 3 leaves nothing")
    );
}

TEST_CASE("spacing: without its areas an agreement keeps dates and zones", "[planner][phases]") {
    const auto zone = world::zone_toml("z", "5km", "per_side", "withdrawing");
    auto some = three_areas;
    some.erase("centre");
    const auto what = made_of(own_order("", zone), all_held, some);
    CHECK(what.phases.empty());
    CHECK(what.zones.size() == 1);
    const auto& told = world::first(what.found, finding_code::plan_input_missing);
    CHECK(told.level == geo::severity::error);
    CHECK_THAT(told.text, Contains("phases") && Contains("--input centre=FILE"));
    REQUIRE(what.unlaid.size() == 3);
    std::size_t rows = 0;
    for (const auto& row : what.schedule) {
        rows += row.kind == "phase" || row.kind == "gate" ? 1U : 0U;
        if (row.id == "phase-p2-end") {
            CHECK(row.when == what.at(what.unlaid[1].end));
            CHECK_THAT(row.where, Contains("input for it is missing"));
        }
    }
    CHECK(rows == 9);
    // Nothing else to lay: no plan.
    CHECK_THAT(refused(own_order(), all_held, some), Contains("--input centre=FILE"));
}

TEST_CASE("spacing: all is held only with areas or lines of its own", "[planner][phases]") {
    for (const auto* keys :
         {"spacing = \"equal_progress\"\n",
          "spacing = \"fixed_distance\"\nstep = \"5km\"\n",
          "spacing = \"regions\"\norder = \"nearest_first\"\n"}) {
        const auto terms =
            world::replaced(terms_with(keys), "from = \"contact\"", "from = \"territory\"");
        CHECK_THAT(
            refused(terms, all_held), Contains("[withdrawal] from: ") && Contains("\"territory\"")
        );
    }
    // By given lines, from all of it.
    const auto lines = world::replaced(
        terms_with("spacing = \"lines\"\nlines = [\"input:first\", \"border\"]\n"),
        "from = \"contact\"",
        "from = \"territory\""
    );
    const auto what = made_of(lines, all_held, {{"first", meridian(10.5)}});
    CHECK_THAT(km2(what, 0), WithinRel(km2(what, 1), 1e-3));
}

TEST_CASE("spacing: lines of equal progress never cross", "[planner][phases]") {
    // Drawn at random: each row is held from its own border to its own line of contact.
    std::mt19937_64 generator(7);
    for (int world_number = 0; world_number < 12; ++world_number) {
        std::string map = "\n";
        for (int row = 0; row < 5; ++row) {
            const auto border = 2 + static_cast<std::size_t>(share(generator) * 4);
            const auto held = 3 + static_cast<std::size_t>(share(generator) * 4);
            std::string line(border, 'W');
            line += std::string(held, 'h');
            line += std::string(14 - line.size(), 'e');
            map += line + "\n";
        }
        CAPTURE(map);
        const auto what =
            made_of(terms_with("spacing = \"equal_progress\"\n", {.phases = 4}), {.map = map});
        CHECK(what.area_gap < 1e-5);
        const truth::lines_truth from(what.contact, geo::edge_reading::lonlat);
        const truth::lines_truth to(what.border_held, geo::edge_reading::lonlat);
        for (std::size_t i = 0; i < 3; ++i) {
            const auto& line = what.phases[i].line;
            CHECK_FALSE(cross(line, what.contact, to));
            for (std::size_t k = i + 1; k < 3; ++k) {
                CHECK_FALSE(cross(line, what.phases[k].line, to));
            }
            // Each position has the progress of its line, to the lines' 3 m.
            for (const auto& part : line) {
                for (const auto& p : part) {
                    const double a = from.distance_to(p);
                    const double b = to.distance_to(p);
                    if (a + b > 100) {
                        CHECK_THAT(a / (a + b), WithinAbs(what.phases[i].progress_to, 3 / (a + b)));
                    }
                }
            }
        }
    }
}

TEST_CASE("ways out: a transit corridor is proposed by land", "[planner][phases]") {
    // The reserved area has no border of its own: the shortest way leads along the coast of what
    // was left to the southern end of the border.
    const auto what = made_of(
        terms_with("spacing = \"equal_progress\"\n", {.reserved = "last_phase"}), {.map = R"(
WWhhhhhheee
WWhhhhhheee
..hhRRRReee
..RRRRRReee
)"}
    );
    REQUIRE(what.cut_off.size() == 1);
    const auto& way = what.cut_off[0].transit;
    CHECK(way.by_land);
    CHECK(way.reaches == "the land border");
    REQUIRE(way.shape.size() >= 2);
    // From 50.1 N to the border's end at 50.2 N, along the coast: a tenth of a degree of latitude.
    CHECK_THAT(way.length.value(), WithinAbs(11124, 20));
    CHECK_THAT(
        world::first(what.found, finding_code::plan_no_exit).text,
        Contains("transit corridor") && Contains("by land")
    );
}

TEST_CASE("ways out: over water where no land leads out", "[planner][phases]") {
    const auto what = made_of(terms_with("spacing = \"equal_progress\"\n"), {.map = R"(
WWhhhhhheee
WWhhhhhheee
...........
...hhh.....
)"});
    REQUIRE_FALSE(what.cut_off.empty());
    const auto& way = what.cut_off[0].transit;
    CHECK_FALSE(way.by_land);
    CHECK(way.length > geo::metres(11000));
}
