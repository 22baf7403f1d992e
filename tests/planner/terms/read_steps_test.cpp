// SPDX-License-Identifier: Apache-2.0
#include "planner/report/plan_json.hpp"
#include "planner/report/report_text.hpp"
#include "planner/terms/read_terms.hpp"
#include "tests/planner/terms/read_tables.hpp"
#include "tests/support/world.hpp"
#include "tests/support/zones.hpp"

#include <nlohmann/json.hpp>

using namespace planner;
using Catch::Matchers::Contains;
using world::refused_tables;
using world::replaced;

namespace {

const std::string steps = R"(
[[steps]]
id = "quiet"
title = "Seven days of quiet"
who = "both"
action = "No fire in the area"
start = "D+0"
end = "D+7"
reset = "A violation starts the days again"
quiet_days = 7
clause = "2"
source = "made up"
certainty = "S"

[[steps]]
id = "pull-back"
title = "Pull back"
who = "withdrawing"
action = "Troops and weapons leave"
start = "D+7"
end = "D+10"
needs = ["quiet"]
gate = "The mission finds nobody"
verified_by = "the mission"
zone = "z"
source = "made up"
certainty = "M?"

[[steps]]
id = "envoy"
title = "Envoys"
who = "United Nations"
action = "An envoy is named"
start = "H+48"
suspended = true
suspended_text = "since 2023"
source = "made up"
certainty = "M"

[[milestones]]
id = "reopen"
title = "The bridge reopens"
when = "pull-back"
then = "The other party opens the crossing"
who = "other"
source = "made up"
certainty = "M"
)";

std::string all() {
    return world::zone_of(
               "z", "depth = \"10km\"\nwidth_is = \"per_side\"\nreference_line = \"contact\""
           ) +
           steps;
}

}  // namespace

TEST_CASE("steps: rows of the schedule like any other", "[planner][steps]") {
    const world::temporary_folder folder;
    const auto what = world::lay(world::read(folder, {.map = "WWhhhhee\nWWhhhhee"}), all());
    const auto row = [&](const std::string& id) {
        for (const auto& one : what.schedule) {
            if (one.id == id) {
                return one;
            }
        }
        FAIL("no row " << id);
        return schedule_row{};
    };
    const auto quiet = row("step-quiet");
    CHECK(quiet.who == "both parties");
    CHECK(quiet.deadline == what.d_day + std::chrono::hours(24 * 7));
    CHECK_THAT(quiet.action, Contains("starts the days again") && Contains("7 quiet days"));
    CHECK_THAT(quiet.follows, Contains("Pull back may begin"));
    const auto pull = row("step-pull-back");
    CHECK(pull.who == "Westland");
    CHECK(pull.where == "Zone z");
    CHECK(pull.verification == "The mission finds nobody");
    CHECK(pull.verified_by == "the mission");
    CHECK_THAT(pull.follows, Contains("The bridge reopens"));
    CHECK(row("step-envoy").who == "United Nations");
    CHECK_THAT(row("step-envoy").action, Contains("(suspended: since 2023)"));
    const auto after = row("milestone-reopen");
    CHECK(after.who == "Eastland");
    CHECK(after.when == what.d_day + std::chrono::hours(24 * 10));
    CHECK_THAT(after.verification, Contains("'pull-back'"));
    const auto json = nlohmann::json::parse(to_json(what));
    CHECK(json["milestones"][0]["when"] == "pull-back");
    CHECK_THAT(to_report(what), Contains("Seven days of quiet") && Contains("The bridge reopens"));
}

TEST_CASE("steps: what is wrong names file, line, key and what to do", "[planner][steps]") {
    CHECK_THAT(
        refused_tables(replaced(all(), "needs = [\"quiet\"]", "needs = [\"quite\"]")),
        Contains("t.toml:") && Contains("[steps] needs: step 'quite'") &&
            Contains("did you mean 'quiet'?")
    );
    CHECK_THAT(
        refused_tables(replaced(all(), "start = \"D+7\"", "start = \"D+6\"")),
        Contains("[steps] start: step 'pull-back' starts before step 'quiet' has ended")
    );
    CHECK_THAT(
        refused_tables(replaced(all(), "end = \"D+10\"", "end = \"D+6\"")),
        Contains("[steps] end: is before start")
    );
    CHECK_THAT(
        refused_tables(replaced(all(), "zone = \"z\"", "zone = \"zone-z\"")),
        Contains("[steps] zone: zone 'zone-z'")
    );
    CHECK_THAT(
        refused_tables(replaced(all(), "when = \"pull-back\"", "when = \"pull-bakc\"")),
        Contains("[milestones] when:") && Contains("did you mean 'pull-back'?")
    );
    CHECK_THAT(
        refused_tables(replaced(all(), "reset = \"A violation starts the days again\"\n", "")),
        Contains("[steps] reset: is missing")
    );
    CHECK_THAT(
        refused_tables(replaced(all(), "suspended = true\n", "")),
        Contains("without suspended = true")
    );
    CHECK_THAT(
        refused_tables(replaced(all(), "id = \"envoy\"", "id = \"quiet\"")), Contains("twice")
    );
    // None can be first.
    CHECK_THAT(
        refused_tables(replaced(
            replaced(all(), "needs = [\"quiet\"]", "needs = [\"envoy\"]"),
            "start = \"H+48\"",
            "start = \"D+12\"\nneeds = [\"pull-back\"]"
        )),
        Contains("starts before") || Contains("circle")
    );
}
