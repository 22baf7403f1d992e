// SPDX-License-Identifier: Apache-2.0
#include "geo/base/error.hpp"
#include "planner/plan/build_plan.hpp"
#include "planner/report/layers.hpp"
#include "planner/report/report_text.hpp"
#include "planner/terms/read_terms.hpp"
#include "tests/support/world.hpp"

#include <algorithm>

using namespace planner;
using Catch::Matchers::Contains;
using geo::finding_code;
using world::replaced;

namespace {

const world::drawing strip{.map = R"(
WWhhhhee
WWhhRRee
)"};

const std::string rules = R"(
[[rules]]
id = "fire"
kind = "ceasefire"
binds = "both"
from = "D+0"
text = "All fire ceases"
clause = "1"
source = "made up"
certainty = "S"

[[obligations]]
id = "mines"
kind = "minefield_records"
who = "withdrawing"
due = "H+48"
text = "Records are handed over"
verified_by = "the engineers"
source = "made up"
certainty = "assumption"

[vacated]
entry = "international"
source = "made up"
certainty = "S"
)";

std::string full_terms() {
    return world::terms_toml(
        {.reserved = "last_phase", .more = rules + world::zone_toml("z", "5km", "total")}
    );
}

plan made(const std::string& terms, const plan_options& options = {}) {
    const world::temporary_folder folder;
    return build_plan(world::read(folder, strip), read_terms_text(terms, "t.toml"), options);
}

std::string refused(const std::string& terms, const plan_options& options = {}) {
    return world::refusal<geo::input_error>([&] { (void)made(terms, options); });
}

const schedule_row& row(const plan& what, const std::string& id) {
    for (const auto& one : what.schedule) {
        if (one.id == id) {
            return one;
        }
    }
    FAIL("no row " << id);
    return what.schedule.front();
}

std::ptrdiff_t place(const plan& what, const std::string& id) {
    return &row(what, id) - what.schedule.data();
}

}  // namespace

TEST_CASE("schedule: every action once, in the order of its date", "[planner][schedule]") {
    const auto what = made(full_terms());
    std::vector<std::string> ids;
    for (const auto& one : what.schedule) {
        ids.push_back(one.id);
        CHECK(one.when == what.d_day + one.offset);
        CHECK_FALSE(one.who.empty());
        CHECK_FALSE(one.action.empty());
        CHECK_FALSE(one.verified_by.empty());
    }
    CHECK(
        ids ==
        std::vector<std::string>{
            "rule-fire",
            "obligation-mines",
            "zone-z",
            "phase-p1-start",
            "phase-p1-end",
            "phase-p1-gate",
            "phase-p2-start",
            "phase-p2-end",
            "phase-p2-gate",
            "phase-pr-start",
            "phase-pr-end",
            "phase-pr-gate"}
    );
}

TEST_CASE("schedule: offsets, deadlines, actors", "[planner][schedule]") {
    const auto what = made(full_terms());
    CHECK(to_rfc3339(what.d_day) == "2024-02-01T06:00:00Z");
    CHECK(to_rfc3339(row(what, "phase-p1-start").when) == "2024-02-11T06:00:00Z");
    CHECK(to_rfc3339(*row(what, "phase-p1-start").deadline) == "2024-02-18T06:00:00Z");
    CHECK(to_rfc3339(row(what, "phase-pr-gate").when) == "2024-03-10T06:00:00Z");  // leap year
    CHECK(to_rfc3339(row(what, "obligation-mines").when) == "2024-02-03T06:00:00Z");
    CHECK(row(what, "obligation-mines").verified_by == "the engineers");
    CHECK(row(what, "obligation-mines").who == "Westland");
    CHECK(row(what, "rule-fire").who == "both parties");
    CHECK_FALSE(row(what, "rule-fire").deadline);
    CHECK_THAT(row(what, "zone-z").action, Contains("2.5 km") && Contains("total width of 5 km"));
    CHECK_THAT(row(what, "phase-p1-end").follows, Contains("international presence"));
}

TEST_CASE("schedule: a gate comes before what it opens", "[planner][schedule]") {
    // The next phase may start at the very moment of the gate.
    const auto what = made(replaced(full_terms(), "start = \"D+20\"", "start = \"D+18\""));
    CHECK(row(what, "phase-p1-gate").when == row(what, "phase-p2-start").when);
    CHECK(place(what, "phase-p1-gate") < place(what, "phase-p2-start"));
    CHECK_THAT(row(what, "phase-p1-gate").follows, Contains("Phase 2 may begin"));
    CHECK_THAT(row(what, "phase-p2-gate").follows, Contains("Reserved"));
    CHECK_THAT(row(what, "phase-pr-gate").follows, Contains("second stage"));
}

TEST_CASE("plan: D-day comes from options, terms or theatre, never from the clock", "[planner]") {
    const auto effective = [](const std::string& when) {
        return replaced(full_terms(), "source", "effective = " + when + "\nsource");
    };
    CHECK(to_rfc3339(made(full_terms()).d_day) == "2024-02-01T06:00:00Z");
    CHECK(made(full_terms()).date_basis == "earliest");
    const auto agreed = made(effective("2024-05-01"));
    CHECK(to_rfc3339(agreed.d_day) == "2024-05-01T00:00:00Z");
    CHECK(agreed.date_basis == "fixed");
    // Older than the theatre.
    CHECK_THAT(refused(effective("1995-12-14")), Contains("1995-12-14") && Contains("--d-day"));
    const auto said = made(effective("1995-12-14"), {parse_instant("2024-06-01T00:00:00Z")});
    CHECK(to_rfc3339(said.d_day) == "2024-06-01T00:00:00Z");
    CHECK(said.date_basis == "earliest");
}

TEST_CASE("plan: what terms name must be in the theatre", "[planner]") {
    CHECK_THAT(
        refused(replaced(full_terms(), "from = \"contact\"", "from = \"kontakt\"")),
        Contains("'kontakt'") && Contains("contact")
    );
    CHECK_THAT(
        refused(replaced(full_terms(), "binds = \"both\"", "binds = \"all\"")), Contains("'all'")
    );
    CHECK_THAT(
        refused(replaced(full_terms(), "who = \"withdrawing\"", "who = \"leaver\"")),
        Contains("'leaver'")
    );
    // Misspelt, a reserved area would be left like any other.
    CHECK_THAT(
        refused(replaced(full_terms(), "area = \"*\"", "area = \"kepe\"")),
        Contains("'kepe'") && Contains("keep")
    );
}

TEST_CASE("plan: a reserved area of which the terms say nothing is told", "[planner]") {
    const auto what = made(world::terms_toml({}));
    REQUIRE(what.reserved.size() == 1);
    CHECK(what.reserved[0].term.treatment == reserved_treatment::included);
    const auto told = std::find_if(what.found.begin(), what.found.end(), [](const auto& item) {
        return item.level == geo::severity::warning &&
               item.text.find("'keep'") != std::string::npos;
    });
    CHECK(told != what.found.end());
    CHECK(what.area_gap < 1e-6);
}

TEST_CASE("plan: the withdrawing party must stand on the line", "[planner]") {
    const world::temporary_folder folder;
    const auto path = world::write_theatre(folder, {.map = "NNWWhhee"});
    auto ground = world::read(folder, {.map = "NNWWhhee"});
    ground.parties.push_back({party_id("north"), "North", territory_id("north")});
    ground.roles["withdrawing"] = party_id("north");
    CHECK_THROWS_WITH(
        build_plan(ground, read_terms_text(world::terms_toml({}), "t.toml")),
        Contains("'contact'") && Contains("north")
    );
}

TEST_CASE("plan: stories of settlements", "[planner]") {
    const world::temporary_folder folder;
    auto what = strip;
    what.settlements =
        "a,A,10.55,50.15,10\nb,B,10.65,50.15,20\nc,C,10.25,50.15,30\nd,D,10.1,50.1,40\n";
    const auto planned = world::plan_of(
        folder,
        what,
        {.reserved = "last_phase",
         .more =
             world::zone_toml("z", "10km", "per_side") + world::zone_toml("y", "9km", "per_side")}
    );
    REQUIRE(planned.stories.size() == 4);
    CHECK(planned.stories[0].held_by == "west");
    CHECK(planned.stories[0].phase == "p1");
    CHECK(planned.stories[1].held_by == "east");
    CHECK(planned.stories[1].zones == std::vector<std::string>{"z", "y"});
    CHECK(planned.stories[2].phase == "p2");
    CHECK(planned.stories[3].held_by.empty());
    CHECK(planned.held_count.settlements == 2);
    CHECK(planned.other_count.people == 20);
}

TEST_CASE("plan: terms without a withdrawal still lay zones and dates", "[planner]") {
    const world::temporary_folder folder;
    const auto what = world::plan_of(
        folder,
        strip,
        {.more = rules + world::zone_toml("z", "5km", "per_side"), .withdrawal = false}
    );
    CHECK(what.phases.empty());
    CHECK(what.zones.size() == 1);
    CHECK(what.schedule.size() == 3);
}

TEST_CASE("plan: assumptions are told with their source", "[planner]") {
    const auto what = made(full_terms());
    CHECK_THAT(
        world::first(what.found, finding_code::plan_assumption).text,
        Contains("'mines'") && Contains("made up")
    );
}

TEST_CASE("plan: terms of areas alone need no line", "[planner]") {
    const world::temporary_folder folder;
    auto ground = world::read(folder, strip);
    ground.lines.clear();
    const std::string circle = R"(
[[zones]]
id = "c"
title = "Circle"
rule = "circle"
binds = "both"
lies_on = "any"
weapon_class = "artillery"
centre = [10.4, 50.1]
radius = "3km"
from = "D+0"
source = "made up"
certainty = "S"
)";
    const auto said =
        read_terms_text(world::terms_toml({.more = rules + circle, .withdrawal = false}), "t.toml");
    auto what = build_plan(ground, said);
    REQUIRE(what.zones.size() == 1);
    // A disc of 3 km.
    CHECK(std::abs(geo::in_square_kilometres(what.zones[0].count.size) - 28.274) < 0.05);
    CHECK(what.contact_line() == nullptr);
    CHECK(what.schedule.size() == 3);
    // Its views are made, too.
    CHECK_FALSE(plan_layers(what).empty());
    CHECK_THAT(to_report(what), Contains("Circle"));
    // What is measured from a line still needs one.
    CHECK_THAT(
        world::refusal<geo::input_error>([&] {
            (void)build_plan(
                ground,
                read_terms_text(
                    world::terms_toml(
                        {.more = world::zone_toml("z", "5km", "per_side"), .withdrawal = false}
                    ),
                    "t.toml"
                )
            );
        }),
        Contains("'contact'") && Contains("none")
    );
}
