// SPDX-License-Identifier: Apache-2.0
#include "geo/base/error.hpp"
#include "geo/frame/local_frame.hpp"
#include "geo/geometry/box.hpp"
#include "geo/overlay/overlay.hpp"
#include "planner/phases/cut_off.hpp"
#include "planner/plan/build_plan.hpp"
#include "tests/geo/offset/truth.hpp"
#include "tests/planner/phases/meridians.hpp"
#include "tests/support/random.hpp"
#include "tests/support/world.hpp"

using namespace planner;
using Catch::Matchers::Contains;
using Catch::Matchers::WithinAbs;
using Catch::Matchers::WithinRel;
using geo::finding_code;
using support::share;
using world::meridians;

namespace {

plan made(const world::drawing& what, const world::agreement& said = {}) {
    const world::temporary_folder folder;
    return world::plan_of(folder, what, said);
}

/// Of all phases and of the reserved areas that are no phase.
std::vector<const area*> parts_of(const plan& what) {
    std::vector<const area*> out;
    for (const auto& phase : what.phases) {
        out.push_back(&phase.vacated);
    }
    for (const auto& one : what.reserved) {
        if (one.term.treatment == reserved_treatment::excluded) {
            out.push_back(&one.held);
        }
    }
    return out;
}

/// Each random position of the held area lies in exactly one part; in a part of the main area its
/// progress by GeographicLib distances is that of the phase, but for `margin` about the lines.
void check_by_brute_force(const plan& what, const std::vector<geo::lon_lat>& exits = {}) {
    geo::multi_line_string<geo::lon_lat> targets = what.border_held;
    for (const auto& exit : exits) {
        targets.push_back({exit});
    }
    const truth::lines_truth from(what.contact, geo::edge_reading::lonlat);
    const truth::lines_truth to(targets, geo::edge_reading::lonlat);
    geo::lon_lat_box box;
    for (const auto& part : what.held) {
        box.add_all(part.outer);
    }
    std::mt19937_64 generator(1);
    int tried = 0;
    for (int i = 0; i < 1500 && tried < 400; ++i) {
        const auto p = world::at(
            box.west + share(generator) * (box.east - box.west),
            box.south + share(generator) * (box.north - box.south)
        );
        if (!world::is_inside(p, what.held)) {
            continue;
        }
        ++tried;
        int in = 0;
        for (const auto* part : parts_of(what)) {
            in += world::is_inside(p, *part) ? 1 : 0;
        }
        CAPTURE(p.lon.value(), p.lat.value());
        REQUIRE(in == 1);
        for (const auto& phase : what.phases) {
            if (phase.territory != "main" || !world::is_inside(p, phase.vacated)) {
                continue;
            }
            const double a = from.distance_to(p);
            const double b = to.distance_to(p);
            // 10 m aside: phase lines are true to 3 m, where they are at their narrowest.
            const double margin = 10 / (a + b);
            CHECK(a / (a + b) >= phase.progress_from - margin);
            CHECK(a / (a + b) <= phase.progress_to + margin);
        }
    }
    CHECK(tried > 300);
}

void check_no_overlap(const plan& what) {
    geo::lon_lat_box box;
    for (const auto& part : what.held) {
        box.add_all(part.outer);
    }
    const auto chart = geo::local_frame::chart(box);
    const auto parts = parts_of(what);
    for (std::size_t i = 0; i < parts.size(); ++i) {
        for (std::size_t j = i + 1; j < parts.size(); ++j) {
            const auto common =
                geo::intersection(geo::project(chart, *parts[i]), geo::project(chart, *parts[j]));
            // 1 mm, the grid of all cuts, along 100 km.
            CHECK(geo::area(geo::unproject(chart, common)).value() < 100);
        }
    }
}

}  // namespace

TEST_CASE(
    "withdrawal: half way between two meridians is the meridian between", "[planner][phases]"
) {
    const auto what = made({.map = meridians});
    REQUIRE(what.phases.size() == 2);
    const auto& line = what.phases[0].line;
    REQUIRE(line.size() == 1);
    for (const auto& p : line[0]) {
        // 3 m sideways, the tolerance of phase lines, are 4.2e-5 degrees at 50 N.
        CHECK_THAT(p.lon.value(), WithinAbs(10.5, 4.2e-5));
    }
    CHECK_THAT(std::abs((line[0].front().lat - line[0].back().lat).value()), WithinAbs(0.4, 1e-6));
    // 3 m of 21 km.
    CHECK_THAT(what.phases[0].count.size / what.phases[1].count.size, WithinRel(1.0, 3e-4));
}

TEST_CASE("withdrawal: phases of two meridians mirror each other", "[planner][phases]") {
    const auto what = made({.map = meridians}, {.phases = 4});
    REQUIRE(what.phases.size() == 4);
    // Twice 3 m of 10.7 km.
    CHECK_THAT(what.phases[0].count.size / what.phases[3].count.size, WithinRel(1.0, 6e-4));
    CHECK_THAT(what.phases[1].count.size / what.phases[2].count.size, WithinRel(1.0, 6e-4));
    // Away from the coasts equal progress is equal distance.
    CHECK_THAT(what.phases[0].count.size / what.phases[1].count.size, WithinRel(1.0, 0.02));
}

TEST_CASE(
    "withdrawal: phases add up, do not overlap and agree with brute force", "[planner][phases]"
) {
    const world::drawing bent{.map = R"(
WWWhhhhhhhheeeee
WWhhhhhhhhhheeee
WWhhhhheeehhheee
WWWWhhheeehhheee
WWWWhhhhhhhheeee
WWhhhhhhhheeeeee
......hhhheeeeee
)"};
    const auto what = made(bent, {.phases = 3});
    CHECK(what.area_gap < 1e-5);
    check_no_overlap(what);
    check_by_brute_force(what);
}

TEST_CASE(
    "withdrawal: by land and straight agree where nothing is in the way", "[planner][phases]"
) {
    const auto straight = made({.map = meridians}, {.phases = 4});
    const auto by_land = made({.map = meridians}, {.phases = 4, .distances = "by_land"});
    REQUIRE(by_land.phases.size() == 4);
    CHECK(by_land.area_gap < 1e-5);
    check_no_overlap(by_land);
    for (std::size_t i = 0; i < 4; ++i) {
        CHECK(by_land.phases[i].line_error <= geo::metres(10));
        CHECK_THAT(
            by_land.phases[i].count.size / straight.phases[i].count.size, WithinRel(1.0, 1e-3)
        );
    }
}

TEST_CASE("withdrawal: by land, forces do not cross a bay", "[planner][phases]") {
    // The arm in the south ends 7 km from the border across the bay and 45 km from the line; by land
    // it is 70 km from the border and 60 from the line.
    const world::drawing bay{.map = R"(
WWhhhhhheee
WWhhhhhheee
WW....hh...
WW....hh...
WW.hhhhh...
)"};
    const auto straight = made(bay, {.phases = 2});
    const auto by_land = made(bay, {.phases = 2, .distances = "by_land"});
    CHECK(by_land.area_gap < 1e-5);
    check_no_overlap(by_land);
    const auto tip = world::at(10.32, 50.05);
    CHECK(world::is_inside(tip, straight.phases[1].vacated));
    CHECK(world::is_inside(tip, by_land.phases[0].vacated));
}

TEST_CASE(
    "withdrawal: islands without a way by land go by straight distances", "[planner][phases]"
) {
    const auto what = made(
        {.map = R"(
WWhhhhhheee
WWhhhhhheee
...........
...hhh.....
)"},
        {.distances = "by_land"}
    );
    CHECK(what.area_gap < 1e-5);
    const auto& told = world::first(what.found, finding_code::plan_no_land_way);
    CHECK_THAT(told.text, Contains("no way by land"));
}

TEST_CASE("withdrawal: one phase leaves everything up to the border", "[planner][phases]") {
    const auto what = made({.map = meridians}, {.phases = 1});
    REQUIRE(what.phases.size() == 1);
    CHECK_THAT(what.phases[0].count.size / what.held_count.size, WithinRel(1.0, 1e-9));
    CHECK(what.phases[0].still_held.size.value() == 0);
    CHECK(what.cut_off.empty());
}

TEST_CASE("withdrawal: what is still held shrinks to nothing", "[planner][phases]") {
    const auto what = made({.map = meridians}, {.phases = 3});
    for (std::size_t i = 0; i < 3; ++i) {
        auto sum = what.phases[i].still_held.size;
        for (std::size_t j = 0; j <= i; ++j) {
            sum += what.phases[j].count.size;
        }
        CHECK_THAT(sum / what.held_count.size, WithinRel(1.0, 1e-6));
    }
}

TEST_CASE("withdrawal: a reserved area is left last", "[planner][phases]") {
    const world::drawing what{.map = R"(
WWhhhhhheee
WWhhhhhheee
WWhhhhhheee
..hhRRRReee
..RRRRRReee
)"};
    SECTION("last_phase") {
        const auto planned = made(what, {.reserved = "last_phase"});
        REQUIRE(planned.phases.size() == 3);
        CHECK(planned.phases[2].term.id == "pr");
        CHECK(planned.phases[2].territory == "keep");
        CHECK(world::is_inside(world::at(10.65, 50.05), planned.phases[2].vacated));
        CHECK_FALSE(planned.reserved.at(0).neck.empty());
        CHECK(planned.area_gap < 1e-5);
        check_no_overlap(planned);
        check_by_brute_force(planned);
        // It does not touch the own territory and has no exit: after phase 2 it is cut off.
        REQUIRE(planned.cut_off.size() == 1);
        CHECK(planned.cut_off[0].phase == "p2");
        CHECK(world::count(planned.found, finding_code::plan_no_exit) == 1);
    }
    SECTION("excluded") {
        const auto planned = made(what, {.reserved = "excluded"});
        REQUIRE(planned.phases.size() == 2);
        REQUIRE(planned.reserved.size() == 1);
        CHECK(planned.reserved[0].count.size.value() > 0);
        CHECK(planned.area_gap < 1e-5);
        CHECK(planned.phases[1].still_held.size == planned.reserved[0].count.size);
        check_no_overlap(planned);
        check_by_brute_force(planned);
    }
    SECTION("included") {
        const auto planned = made(what, {.reserved = "included"});
        REQUIRE(planned.phases.size() == 2);
        // Areas read edges as geodesics; a parallel cut in pieces bulges less.
        CHECK(planned.area_gap < 1e-5);
        CHECK(planned.cut_off.empty());
        check_by_brute_force(planned);
    }
}

TEST_CASE("withdrawal: a reserved area on the own border has its way out", "[planner][phases]") {
    const auto planned = made(
        {.map = R"(
WWhhhhhheee
WWhhhhhheee
WWRRRRRReee
WWRRRRRReee
)"},
        {.reserved = "last_phase"}
    );
    REQUIRE(planned.phases.size() == 3);
    CHECK(planned.cut_off.empty());
}

TEST_CASE("withdrawal: named exits pull the phase lines", "[planner][phases]") {
    const world::drawing no_exit{.map = meridians};
    // On the north coast, near the line of contact.
    const auto exit = world::at(10.7, 50.4);
    const world::drawing with_exit{
        .map = meridians, .crossings = "x,Ferry,ferry,10.7,50.4,west,yes,main\n"};
    const world::drawing closed{
        .map = meridians, .crossings = "x,Ferry,ferry,10.7,50.4,west,no,main\n"};
    const world::drawing of_others{
        .map = meridians, .crossings = "x,Ferry,ferry,10.7,50.4,east,yes,main\n"};
    const auto near = world::at(10.7, 50.39);
    const auto without = made(no_exit);
    const auto with = made(with_exit);
    CHECK(world::is_inside(near, without.phases[0].vacated));
    CHECK(world::is_inside(near, with.phases[1].vacated));
    CHECK(with.exits.size() == 1);
    check_by_brute_force(with, {exit});
    CHECK(world::is_inside(near, made(closed).phases[0].vacated));
    CHECK(world::is_inside(near, made(of_others).phases[0].vacated));
}

TEST_CASE("withdrawal: an island without an exit is cut off", "[planner][phases]") {
    const std::string map = R"(
WWhhhhhheee
WWhhhhhheee
...........
...hhh.....
)";
    const auto what = made({.map = map});
    REQUIRE(world::count(what.found, finding_code::plan_no_exit) >= 1);
    const auto& told = world::first(what.found, finding_code::plan_no_exit);
    CHECK_THAT(told.text, Contains("no way out") && Contains("corridor"));
    REQUIRE(told.where.lat);
    CHECK(*told.where.lat < 50.1);
    const auto ferry = made({.map = map, .crossings = "x,Ferry,ferry,10.45,50.05,west,yes,main\n"});
    CHECK(ferry.cut_off.empty());
}

TEST_CASE("withdrawal: a held area without any way out is an error", "[planner][phases]") {
    const world::drawing island{.map = R"(
WW.hhhhheee
WW.hhhhheee
)"};
    const auto said = world::refusal<geo::input_error>([&] { (void)made(island); });
    CHECK_THAT(said, Contains("exit"));
    const world::drawing bridged{
        .map = island.map, .crossings = "x,Bridge,bridge,10.3,50.1,west,yes,main\n"};
    const auto what = made(bridged);
    CHECK(what.cut_off.empty());
    check_by_brute_force(what, {world::at(10.3, 50.1)});
}

TEST_CASE("withdrawal: the same world south of the equator and by 179 E", "[planner][phases]") {
    const auto south = made({.map = meridians, .south = -50.4});
    CHECK_THAT(south.phases[0].count.size / south.phases[1].count.size, WithinRel(1.0, 3e-4));
    check_by_brute_force(south);
    const auto far_east = made({.map = meridians, .west = 178.5, .south = -0.2});
    CHECK_THAT(far_east.phases[0].count.size / far_east.phases[1].count.size, WithinRel(1.0, 3e-4));
    const auto north = made({.map = meridians, .south = 79});
    check_by_brute_force(north);
}

TEST_CASE("find_cut_off: small parts, borders and exits", "[planner][phases]") {
    const auto part = world::box(10, 50, 10.1, 50.1);
    CHECK(find_cut_off(part, {}, {}, geo::metres(5000)).size() == 1);
    CHECK(find_cut_off({}, {}, {}, geo::metres(5000)).empty());
    CHECK(find_cut_off(world::box(10, 50, 10.002, 50.002), {}, {}, geo::metres(5000)).empty());
    const lines border{{world::at(10, 50), world::at(10, 50.1)}};
    CHECK(find_cut_off(part, border, {}, geo::metres(5000)).empty());
    // 3.6 km east of the part, then 7.1 km.
    CHECK(find_cut_off(part, {}, {world::at(10.15, 50.05)}, geo::metres(5000)).empty());
    CHECK(find_cut_off(part, {}, {world::at(10.2, 50.05)}, geo::metres(5000)).size() == 1);
}
