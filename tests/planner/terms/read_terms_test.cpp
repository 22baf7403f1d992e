// SPDX-License-Identifier: Apache-2.0
#include "geo/base/error.hpp"
#include "planner/config/data_folder.hpp"
#include "planner/terms/read_terms.hpp"
#include "tests/support/world.hpp"

#include <catch2/catch.hpp>

using namespace planner;
using namespace geo::literals;
using Catch::Matchers::Contains;
using world::replaced;

namespace {

const std::string presence = R"(
[[presence]]
id = "line"
kind = "observer"
where = "line_of_contact"
reach = "5km"
severity = "high"
reason = "because"
source = "made up"
certainty = "S"
)";

/// Terms with one of everything.
std::string full() {
    return world::terms_toml(
        {.reserved = "last_phase",
         .more = world::zone_toml("z", "30km", "per_side") + presence + R"(
[[rules]]
id = "fire"
kind = "ceasefire"
binds = "both"
from = "D+0"
text = "All fire ceases"
source = "made up"
certainty = "M?"

[vacated]
entry = "international"
source = "made up"
certainty = "S"

[[obligations]]
id = "mines"
kind = "minefield_records"
who = "both"
due = "H+48"
text = "Records are handed over"
source = "made up"
certainty = "S"

[second_stage]
questions = ["Who pays?"]
)"}
    );
}

std::string refused(const std::string& text) {
    return world::refusal<geo::input_error>([&] { (void)read_terms_text(text, "t.toml"); });
}

std::string refused(const std::string& what, const std::string& with) {
    return refused(replaced(full(), what, with));
}

/// Line number (from 1) of the first `what` in the full terms.
std::string line_of(const std::string& what) {
    const auto text = full();
    const auto until = static_cast<std::ptrdiff_t>(text.find(what));
    return "t.toml:" + std::to_string(1 + std::count(text.begin(), text.begin() + until, '\n')) +
           ": ";
}

}  // namespace

TEST_CASE("terms: everything that is written is read", "[planner][terms]") {
    const auto said = read_terms_text(full(), "t.toml");
    CHECK(said.id == "made-up-terms");
    REQUIRE(said.withdrawal);
    REQUIRE(said.withdrawal->phases.size() == 2);
    CHECK(said.withdrawal->phases[1].start == std::chrono::hours(20 * 24));
    REQUIRE(said.zones.size() == 1);
    CHECK(said.zones[0].depth == 30_km);
    CHECK(said.zones[0].depth_per_side() == 30_km);
    REQUIRE(said.rules.size() == 1);
    CHECK(said.rules[0].weapon_class == "any");
    CHECK_FALSE(said.rules[0].when.until);
    REQUIRE(said.vacated);
    CHECK(said.vacated->entry == entry_rule::international);
    REQUIRE(said.reserved.size() == 1);
    CHECK(said.reserved[0].phase.id == "pr");
    CHECK(said.obligations[0].due == std::chrono::hours(48));
    CHECK(said.presence[0].reach == 5_km);
    CHECK(said.second_stage == std::vector<std::string>{"Who pays?"});
}

TEST_CASE("terms: a total width is half on each side", "[planner][terms]") {
    // Minsk, 12 February 2015, point 2: 50, 70 and 140 km are total widths.
    const auto text = replaced(full(), "\"per_side\"", "\"total\"");
    const auto said = read_terms_text(text, "t.toml");
    CHECK(said.zones[0].depth == 30_km);
    CHECK(said.zones[0].depth_per_side() == 15_km);
}

TEST_CASE("terms: a depth says per_side or total", "[planner][terms]") {
    const auto said = refused("width_is = \"per_side\"\n", "");
    CHECK_THAT(
        said, Contains("[zones] width_is: is missing") && Contains("per_side, on each side")
    );
    CHECK_THAT(refused("\"per_side\"", "\"both_sides\""), Contains("per_side, total"));
}

TEST_CASE("terms: misspelt keys name key, line and the nearest key", "[planner][terms]") {
    for (const auto& [right, wrong] : std::vector<std::pair<std::string, std::string>>{
             {"reference_line = ", "reference_lien = "},
             {"severity = ", "severty = "},
             {"questions = ", "question = "},
             {"entry = ", "entri = "},
             {"spacing = ", "spacng = "}}) {
        const auto key = right.substr(0, right.find(' '));
        const auto spoilt = wrong.substr(0, wrong.find(' '));
        CAPTURE(spoilt);
        // The key that is now missing may be what is told first; it is then named itself.
        const auto text = replaced(full(), right, wrong);
        CHECK_THAT(refused(text), Contains(key));
        // With both there, the misspelt one is unknown.
        const auto both = replaced(full(), right, wrong + "\"x\"\n" + right);
        CHECK_THAT(
            refused(both),
            Contains(line_of(right)) && Contains(spoilt + ": unknown key") &&
                Contains("'" + key + "'")
        );
    }
}

TEST_CASE("terms: a length without a unit", "[planner][terms]") {
    CHECK_THAT(
        refused("depth = \"30km\"", "depth = 30"), Contains(line_of("depth = ")) && Contains("unit")
    );
    CHECK_THAT(
        refused("reach = \"5km\"", "reach = \"5\""),
        Contains(line_of("reach = ")) && Contains("unit")
    );
    CHECK_THAT(refused("\"30km\"", "\"0km\""), Contains("more than 0 m"));
    CHECK_THAT(refused("\"30km\"", "\"-30km\""), Contains("depth"));
    CHECK_THAT(refused("\"5km\"", "\"0m\""), Contains("more than 0 m"));
    CHECK_THAT(refused("reach = \"5km\"\n", ""), Contains("reach: is missing"));
}

TEST_CASE("terms: each table names what it lacks", "[planner][terms]") {
    for (const auto& gone : std::vector<std::string>{
             "format = \"armistice-terms/1\"\n",
             "id = \"made-up-terms\"\n",
             "title = \"Made-up terms\"\n",
             "party = \"withdrawing\"\n",
             "spacing = \"equal_progress\"\n",
             "start = \"D+10\"\n",
             "end = \"D+17\"\n",
             "verified = \"D+18\"\n",
             "gate = \"Area of p1 is free of forces\"\n",
             "treatment = \"last_phase\"\n",
             "binds = \"other\"\n",
             "lies_on = \"other\"\n",
             "weapon_class = \"artillery\"\n",
             "depth = \"30km\"\n",
             "reference_line = \"contact\"\n",
             "from = \"D+3\"\n",
             "kind = \"observer\"\n",
             "where = \"line_of_contact\"\n",
             "severity = \"high\"\n",
             "reason = \"because\"\n",
             "entry = \"international\"\n",
             "who = \"both\"\n",
             "due = \"H+48\"\n"}) {
        CAPTURE(gone);
        const auto key = gone.substr(0, gone.find(' '));
        CHECK_THAT(refused(gone, ""), Contains(key + ": is missing"));
    }
}

TEST_CASE("terms: every source and certainty is asked for", "[planner][terms]") {
    const auto text = full();
    for (const std::string key : {"source = \"made up\"\n", "certainty = \"S\"\n"}) {
        for (auto at = text.find(key); at != std::string::npos; at = text.find(key, at + 1)) {
            auto spoilt = text;
            spoilt.erase(at, key.size());
            CHECK_THAT(refused(spoilt), Contains(key.substr(0, key.find(' ')) + ": is missing"));
        }
    }
    CHECK_THAT(
        refused("certainty = \"S\"", "certainty = \"sure\""), Contains("S, M, M?, assumption")
    );
}

TEST_CASE("terms: times out of order", "[planner][terms]") {
    CHECK_THAT(
        refused("end = \"D+17\"", "end = \"D+10\""), Contains("end: D+10 is not after start, D+10")
    );
    CHECK_THAT(
        refused("verified = \"D+18\"", "verified = \"D+16\""),
        Contains("verified: D+16 is before end, D+17")
    );
    CHECK_THAT(
        refused("until = \"D+60\"", "until = \"D+3\""),
        Contains("until: D+3 is not after from, D+3")
    );
    const auto said = refused("start = \"D+20\"", "start = \"D+12\"");
    CHECK_THAT(
        said,
        Contains(line_of("start = \"D+20\"")) &&
            Contains("'p2' starts (D+12) before phase 'p1' is verified (D+18)")
    );
    CHECK_THAT(
        refused("start = \"D+20\"", "start = \"20\""),
        Contains("'20' is not a time from D-day") && Contains("D+14")
    );
}

TEST_CASE("terms: the reserved phase comes after all others", "[planner][terms]") {
    const auto said = refused("start = \"D+30\"", "start = \"D+25\"");
    CHECK_THAT(said, Contains(line_of("start = \"D+30\"")) && Contains("'pr'") && Contains("'p2'"));
    CHECK_THAT(
        refused(
            replaced(world::terms_toml({.reserved = "excluded"}), "\"excluded\"", "\"last_phase\"")
        ),
        Contains("needs [reserved.phase]")
    );
}

TEST_CASE("terms: two things of one id are refused", "[planner][terms]") {
    CHECK_THAT(refused("id = \"p2\"", "id = \"p1\""), Contains("'p1'") && Contains("twice"));
    CHECK_THAT(refused("id = \"pr\"", "id = \"p1\""), Contains("'p1'") && Contains("twice"));
    CHECK_THAT(
        refused(full() + world::zone_toml("z", "1km", "total")),
        Contains("'z'") && Contains("twice")
    );
    CHECK_THAT(refused(full() + presence), Contains("'line'") && Contains("twice"));
}

TEST_CASE("terms: no phase at all", "[planner][terms]") {
    CHECK_THAT(refused(world::terms_toml({.phases = 0})), Contains("[[withdrawal.phases]]"));
}

TEST_CASE("terms: words that must be known", "[planner][terms]") {
    CHECK_THAT(refused("\"equal_progress\"", "\"equal_progres\""), Contains("did you mean"));
    CHECK_THAT(
        refused("distances = \"straight\"", "distances = \"by_sea\""), Contains("straight, by_land")
    );
    CHECK_THAT(refused("\"last_phase\"", "\"last\""), Contains("last_phase, excluded, included"));
    CHECK_THAT(refused("\"international\"", "\"nobody\""), Contains("owner, police_only"));
    CHECK_THAT(refused("\"observer\"", "\"soldier\""), Contains("interposition"));
    CHECK_THAT(refused("\"line_of_contact\"", "\"anywhere\""), Contains("vacated"));
    CHECK_THAT(refused("armistice-terms/1", "armistice-terms/9"), Contains("armistice-terms/1"));
}

TEST_CASE("terms: every built-in agreement can be read", "[planner][terms]") {
    const auto ids = built_in_agreements();
    REQUIRE_FALSE(ids.empty());
    for (const auto& id : ids) {
        CAPTURE(id);
        CHECK(read_terms(find_terms_file(id)).id == id);
    }
}

TEST_CASE(
    "terms: unknown terms and theatres name the nearest and list what there is", "[planner]"
) {
    const auto terms =
        world::refusal<geo::input_error>([] { (void)find_terms_file("withdraw-to-boarder"); });
    CHECK_THAT(
        terms, Contains("'withdraw-to-boarder'") && Contains("did you mean 'withdraw-to-border'?")
    );
    const auto theatre =
        world::refusal<geo::input_error>([] { (void)find_theatre_folder("ukraine-2023-10"); });
    CHECK_THAT(theatre, Contains("did you mean 'ukraine-2022-10'?"));
    CHECK_THROWS_AS(find_terms_file("../agreements/withdraw-to-border"), geo::input_error);
    const world::temporary_folder empty;
    CHECK_THROWS_WITH(find_theatre_folder(empty.path()), Contains("no theatre.toml"));
}
