// SPDX-License-Identifier: Apache-2.0
#include "geo/base/error.hpp"
#include "planner/plan/build_plan.hpp"
#include "planner/status/in_force.hpp"
#include "planner/status/read_status.hpp"
#include "planner/status/timeline.hpp"
#include "planner/terms/read_terms.hpp"
#include "tests/support/world.hpp"

#include <algorithm>
#include <sstream>

using namespace planner;
using Catch::Matchers::Contains;

namespace {

/// D is 1 February 2024 06:00 UTC; p1 D+10 to D+17, verified D+18; p2 D+20 to D+27, D+28; the
/// reserved phase pr follows.
const std::string more = R"(
[[rules]]
id = "fire"
kind = "ceasefire"
binds = "both"
from = "D+0"
text = "All fire ceases"
source = "made up"
certainty = "S"

[[obligations]]
id = "mines"
kind = "minefield_records"
who = "withdrawing"
due = "H+48"
text = "Records are handed over"
source = "made up"
certainty = "S"

[[steps]]
id = "quiet"
title = "Quiet"
who = "both"
action = "No fire"
start = "D+0"
end = "D+7"
reset = "A violation begins the seven days again"
quiet_days = 7
source = "made up"
certainty = "S"

[[steps]]
id = "move"
title = "Move"
who = "both"
action = "Both move"
start = "D+8"
end = "D+10"
needs = ["quiet"]
source = "made up"
certainty = "S"

[[steps]]
id = "paused"
title = "Paused"
who = "both"
action = "Nothing yet"
start = "D+1"
end = "D+2"
suspended = true
source = "made up"
certainty = "S"
)";

const world::drawing strip{.map = R"(
WWhhhhee
WWhhRRee
)"};

struct ready {
    theatre ground;
    terms said;
};

/// With more tables, and other keys of the zone instead of `from` and `until`.
ready prepared(
    const std::string& extra = "",
    const std::string& span = "from = \"D+3\"\nuntil = \"D+60\"\nuntil_gate = \"p2\"",
    const std::string& keys = ""
) {
    const world::temporary_folder folder;
    const auto zone = world::replaced(
        world::zone_toml("z", "5km", "per_side"), "from = \"D+3\"\nuntil = \"D+60\"", span
    );
    auto text = world::terms_toml({.reserved = "last_phase", .more = more + zone + extra});
    text = world::replaced(
        text, "spacing = \"equal_progress\"\n", "spacing = \"equal_progress\"\n" + keys
    );
    return {world::read(folder, strip), read_terms_text(text, "t.toml")};
}

std::vector<status_event> events_of(const std::string& text) {
    const auto from = prepared();
    std::istringstream in(text);
    return read_status(in, "s.ndjson", from.ground, from.said);
}

plan planned(const std::string& status, const ready& from = prepared()) {
    std::istringstream in(status);
    plan_options options;
    options.events = read_status(in, "s.ndjson", from.ground, from.said);
    return build_plan(from.ground, from.said, options);
}

std::string refused(const std::string& status) {
    return world::refusal<geo::input_error>([&] { (void)events_of(status); });
}

instant on(const std::string& text) {
    return *parse_instant(text);
}

std::string event(
    const std::string& subject,
    const std::string& id,
    const std::string& word,
    const std::string& at
) {
    return "{\"" + subject + "\":\"" + id + "\",\"gate\":\"" + word + "\",\"at\":\"" + at +
           "\",\"by\":\"mission\"}\n";
}

std::string date_of(const plan& what, const std::string& id) {
    const auto* dates = what.dates.find(id);
    REQUIRE(dates != nullptr);
    return to_rfc3339(dates->start).substr(0, 10) + " " + to_rfc3339(dates->end).substr(0, 10) +
           " " + to_rfc3339(dates->verified).substr(0, 10);
}

gate_state state_of(const plan& what, const std::string& id, const std::string& at) {
    const auto now = in_force(what, on(at));
    for (const auto* gates : {&now.phases, &now.steps}) {
        for (const auto& one : *gates) {
            if (one.id == id) {
                return one.state;
            }
        }
    }
    FAIL("no gate " << id);
    return {};
}

template <class Items>
bool has(const Items& items, const std::string& id) {
    return std::find(items.begin(), items.end(), id) != items.end();
}

}  // namespace

TEST_CASE("timeline: without events every date is that of the terms", "[planner][status]") {
    const auto what = planned("");
    CHECK(date_of(what, "p1") == "2024-02-11 2024-02-18 2024-02-19");
    CHECK(date_of(what, "p2") == "2024-02-21 2024-02-28 2024-02-29");
    CHECK(what.dates.moved.empty());
    CHECK(what.date_basis == "earliest");
}

TEST_CASE("timeline: a late verification moves what follows, and says why", "[planner][status]") {
    // Five days late: p2 would start on 21 February, now on the 24th.
    const auto what = planned(event("phase", "p1", "verified", "2024-02-24T06:00:00Z"));
    CHECK(what.date_basis == "actual");
    CHECK(date_of(what, "p1") == "2024-02-11 2024-02-18 2024-02-24");
    CHECK(date_of(what, "p2") == "2024-02-24 2024-03-02 2024-03-03");
    CHECK_THAT(
        what.dates.why(status_subject::phase, "p2", "start"),
        Contains("'p1'") && Contains("24 Feb 2024")
    );
    CHECK_THAT(what.dates.why(status_subject::phase, "p1", "verified"), Contains("by mission"));
    CHECK(what.dates.why(status_subject::phase, "p1", "start").empty());
    // Phases, the zone that waits for p2 and the schedule follow.
    CHECK(what.phases[1].start == on("2024-02-24T06:00:00Z"));
    REQUIRE(what.zones.size() == 1);
    CHECK(what.zones[0].when.until == on("2024-04-04T06:00:00Z"));  // D+60 and three days
    for (const auto& row : what.schedule) {
        if (row.id == "phase-p2-start") {
            CHECK(row.when == what.phases[1].start);
            CHECK_THAT(row.moved, Contains("'p1'"));
        }
    }
}

TEST_CASE("timeline: an early verification brings nothing forward", "[planner][status]") {
    const auto what = planned(event("phase", "p1", "verified", "2024-02-15T06:00:00Z"));
    CHECK(date_of(what, "p1") == "2024-02-11 2024-02-15 2024-02-15");
    CHECK(date_of(what, "p2") == "2024-02-21 2024-02-28 2024-02-29");
}

TEST_CASE("timeline: failure and reset begin the clock again", "[planner][status]") {
    const auto failed = planned(event("phase", "p1", "failed", "2024-02-25T06:00:00Z"));
    CHECK(date_of(failed, "p1") == "2024-02-11 2024-02-18 2024-02-26");
    CHECK(date_of(failed, "p2") == "2024-02-26 2024-03-04 2024-03-05");
    const auto reset = planned(event("phase", "p1", "reset", "2024-02-14T06:00:00Z"));
    CHECK(date_of(reset, "p1") == "2024-02-14 2024-02-21 2024-02-22");
    CHECK(date_of(reset, "p2") == "2024-02-22 2024-02-29 2024-03-01");
}

TEST_CASE("timeline: a violation begins the quiet days again", "[planner][status]") {
    const auto what = planned(
        event("step", "quiet", "reset", "2024-02-03T12:00:00Z") +
        event("step", "quiet", "reset", "2024-02-05T12:00:00Z")
    );
    CHECK(what.dates.find("quiet")->end == on("2024-02-12T12:00:00Z"));
    CHECK_THAT(
        what.dates.why(status_subject::step, "quiet", "end"),
        Contains("violation") && Contains("5 Feb")
    );
    // Two days long, from D+8 or when the quiet days are over.
    CHECK(what.dates.find("move")->start == on("2024-02-12T12:00:00Z"));
    CHECK(what.dates.find("move")->end == on("2024-02-14T12:00:00Z"));
    // In the seven days, and not a second later.
    CHECK(state_of(what, "quiet", "2024-02-12T11:59:59Z") == gate_state::running);
    CHECK(state_of(what, "quiet", "2024-02-12T12:00:00Z") == gate_state::verified);
}

TEST_CASE("timeline: what the status does not tell cannot have happened", "[planner][status]") {
    // The last entry is of 1 March: p1, due on 19 February, is not verified before.
    const auto what = planned(event("rule", "fire", "suspended", "2024-03-01T06:00:00Z"));
    CHECK(date_of(what, "p1") == "2024-02-11 2024-02-18 2024-03-01");
    CHECK_THAT(
        what.dates.why(status_subject::phase, "p1", "verified"), Contains("not verified by")
    );
    CHECK(state_of(what, "p1", "2024-02-20T00:00:00Z") == gate_state::due);
}

TEST_CASE("timeline: what is counted from a step moves with it", "[planner][status]") {
    // As the Addendum of 2015: quiet days, then a move, then the zone holds; a duty five days after.
    const std::string duty = R"(
[[obligations]]
id = "prisoners"
kind = "prisoner_exchange"
who = "both"
due = "D+15"
due_gate = "move"
text = "Five days after the move"
source = "made up"
certainty = "S"

[[obligations]]
id = "by-day"
kind = "reports"
who = "both"
due = "D+15"
text = "On its day"
source = "made up"
certainty = "S"

[[rules]]
id = "after"
kind = "no_entry"
binds = "both"
from = "D+8"
from_gate = "move.start"
until = "D+30"
text = "While they move"
source = "made up"
certainty = "S"
)";
    const auto from = prepared(duty, "from = \"D+10\"\nfrom_gate = \"move.end\"");
    // A violation in the last hour but six: the two days of the move begin 6.75 days later than D+7.
    const auto what = planned(event("step", "quiet", "reset", "2024-02-08T00:00:00Z"), from);
    REQUIRE(what.dates.find("move")->end == on("2024-02-17T00:00:00Z"));
    const auto& zone = what.zones.at(0);
    CHECK(zone.when.from == on("2024-02-17T00:00:00Z"));
    CHECK(zone.when.until == open_end());
    CHECK_THAT(
        what.dates.why(status_subject::zone, "z", "from"),
        Contains("end of 'move'") && Contains("17 Feb 2024")
    );
    CHECK(what.dates.why(status_subject::rule, "z", "from").empty());
    const auto& duties = what.said.obligations;
    CHECK(what.due(duties.at(1)) == on("2024-02-22T00:00:00Z"));
    CHECK(what.due(duties.at(2)) == on("2024-02-16T06:00:00Z"));  // D+15, whatever was late
    CHECK(in_force(what, on("2024-02-22T00:00:00Z")).duties.at(1).due == what.due(duties.at(1)));
    // The zone is in force from its new day, and the rule from the move's start to its own day.
    CHECK(in_force(what, on("2024-02-16T23:59:59Z")).zones.empty());
    CHECK(has(in_force(what, on("2024-02-17T00:00:00Z")).zones, "z"));
    CHECK_FALSE(has(in_force(what, on("2024-02-14T23:59:59Z")).rules, "after"));
    CHECK(has(in_force(what, on("2024-02-15T00:00:00Z")).rules, "after"));
    CHECK_FALSE(has(in_force(what, on("2024-03-02T06:00:00Z")).rules, "after"));
    for (const auto& row : what.schedule) {
        if (row.id == "zone-z") {
            CHECK(row.when == zone.when.from);
            CHECK_THAT(row.moved, Contains("'move'"));
        } else if (row.id == "obligation-prisoners") {
            CHECK(row.deadline == what.due(duties.at(1)));
            CHECK_THAT(row.moved, Contains("verification of 'move'"));
        } else if (row.id == "obligation-by-day") {
            CHECK(row.moved.empty());
        }
    }
    // Without a status every date is that of the terms.
    const auto still = planned("", from);
    CHECK(still.zones.at(0).when.from == on("2024-02-11T06:00:00Z"));
    CHECK(still.dates.moved.empty());
}

TEST_CASE(
    "timeline: a zone that begins when a withdrawal is due does not wait for a late one",
    "[planner][status]"
) {
    // p2 ends on D+27 and is verified ten days late: what it forbids has been forbidden since D+27.
    const auto end = prepared("", "from = \"D+27\"\nfrom_gate = \"p2.end\"");
    const auto late = event("phase", "p1", "verified", "2024-02-19T06:00:00Z") +
                      event("phase", "p2", "verified", "2024-03-10T06:00:00Z");
    CHECK(planned(late, end).zones.at(0).when.from == on("2024-02-28T06:00:00Z"));
    // One that waits for the verification waits.
    const auto gate = prepared("", "from = \"D+28\"\nfrom_gate = \"p2\"");
    CHECK(planned(late, gate).zones.at(0).when.from == on("2024-03-10T06:00:00Z"));
    // And when the phase itself was put off, both do.
    const auto put_off = event("phase", "p1", "verified", "2024-02-26T06:00:00Z");
    CHECK(planned(put_off, end).zones.at(0).when.from == on("2024-03-04T06:00:00Z"));
}

TEST_CASE(
    "timeline: a phase of several reserved areas gates by the last of them", "[planner][status]"
) {
    const world::temporary_folder folder;
    auto ground = world::read(folder, strip);
    ground.reserved.push_back(ground.reserved.front());
    ground.reserved.back().id = reserved_id("second");
    const auto from = prepared("", "from = \"D+3\"\nuntil = \"D+60\"\nuntil_gate = \"pr\"");
    const auto first = "pr-" + ground.reserved.front().id.str();
    std::istringstream in(
        event("phase", "p1", "verified", "2024-02-19T06:00:00Z") +
        event("phase", "p2", "verified", "2024-02-29T06:00:00Z") +
        event("phase", first, "verified", "2024-03-10T06:00:00Z") +
        event("phase", "pr-second", "verified", "2024-03-20T06:00:00Z")
    );
    const auto dates = make_timeline(
        ground, from.said, on("2024-02-01T06:00:00Z"), read_status(in, "s", ground, from.said)
    );
    const auto* gate = dates.find(gate_ref{"pr", gate_moment::verified});
    REQUIRE(gate != nullptr);
    CHECK(gate->id == "pr-second");
    // Due on D+38, 10 March: ten days later, as is the end of the zone.
    CHECK(
        date_of(dates, on("2024-02-01T06:00:00Z"), std::chrono::days(60), {"pr"}, "Etc/UTC") ==
        on("2024-04-11T06:00:00Z")
    );
}

TEST_CASE("timeline: phases of fixed days do not wait for one another", "[planner][status]") {
    const auto from = prepared("", "from = \"D+3\"\nuntil = \"D+60\"", "fixed_days = true\n");
    const auto what = planned(event("phase", "p1", "verified", "2024-02-26T06:00:00Z"), from);
    CHECK(date_of(what, "p1") == "2024-02-11 2024-02-18 2024-02-26");
    CHECK(date_of(what, "p2") == "2024-02-21 2024-02-28 2024-02-29");
    for (const auto& row : what.schedule) {
        if (row.id == "phase-p1-gate") {
            CHECK_THAT(row.follows, Contains("due next"));
        }
    }
}

TEST_CASE("timeline: days of the calendar, over a change of the clocks", "[planner][status]") {
    // Kyiv, in summer time from 31 March 2024 on: ten days after 06:00 is 06:00 there.
    timeline dates;
    auto& gate = dates.gates.emplace_back();
    gate.id = gate.term = "out";
    gate.verified_offset = std::chrono::days(10);
    const auto d_day = on("2024-03-01T04:00:00Z");
    gate.verified = on("2024-03-26T04:00:00Z");  // 15 days late
    CHECK(
        date_of(dates, d_day, std::chrono::days(20), {"out"}, "Europe/Kyiv") ==
        on("2024-04-05T03:00:00Z")
    );
    // Nothing is brought forward.
    gate.verified = on("2024-03-02T04:00:00Z");
    CHECK(
        date_of(dates, d_day, std::chrono::days(20), {"out"}, "Europe/Kyiv") ==
        on("2024-03-21T04:00:00Z")
    );
}

TEST_CASE("timeline: dates left behind by a status are told", "[planner][status]") {
    // The zone begins on the day on which the step is to end, and does not say that it waits.
    const auto from = prepared("", "from = \"D+10\"\nuntil = \"D+12\"");
    const auto status = event("step", "quiet", "reset", "2024-02-05T12:00:00Z");
    const auto what = planned(status, from);
    const auto& told = world::first(what.found, geo::finding_code::plan_date_unmoved);
    CHECK_THAT(
        told.text, Contains("zone 'z' begins") && Contains("'move'") && Contains("from_gate")
    );
    CHECK(world::count(what.found, geo::finding_code::plan_date_unmoved) == 1);
    CHECK(world::count(planned("", from).found, geo::finding_code::plan_date_unmoved) == 0);
    // Its beginning waits and its end does not: over before it begins.
    const auto gated = prepared("", "from = \"D+10\"\nfrom_gate = \"move.end\"\nuntil = \"D+12\"");
    const auto over = planned(status, gated);
    CHECK_THAT(
        world::first(over.found, geo::finding_code::plan_date_unmoved).text,
        Contains("never in force") && Contains("until_gate")
    );
}

TEST_CASE("terms: what a date is counted from must be there, and before it", "[planner][status]") {
    const auto refused_span = [](const std::string& span) {
        return world::refusal<geo::input_error>([&] { (void)prepared("", span); });
    };
    CHECK_THAT(
        refused_span("from = \"D+10\"\nfrom_gate = \"moves\""),
        Contains("[zones] from_gate") && Contains("'moves'") && Contains("did you mean 'move'")
    );
    CHECK_THAT(
        refused_span("from = \"D+9\"\nfrom_gate = \"move.end\""),
        Contains("[zones] from_gate") && Contains("D+10") && Contains("D+9")
    );
    CHECK_THAT(refused_span("from = \"D+9\"\nuntil_gate = \"move\""), Contains("until"));
    // A dot in an id is no moment.
    CHECK_THAT(
        refused_span("from = \"D+10\"\nfrom_gate = \"move.ended\""), Contains("'move.ended'")
    );
}

TEST_CASE("in_force: spans are half-open", "[planner][status]") {
    const auto what = planned("");
    CHECK(state_of(what, "p1", "2024-02-11T05:59:59Z") == gate_state::not_started);
    CHECK(state_of(what, "p1", "2024-02-11T06:00:00Z") == gate_state::running);
    CHECK(state_of(what, "p1", "2024-02-18T05:59:59Z") == gate_state::running);
    CHECK(state_of(what, "p1", "2024-02-18T06:00:00Z") == gate_state::due);
    CHECK(state_of(what, "p1", "2024-02-19T05:59:59Z") == gate_state::due);
    CHECK(state_of(what, "p1", "2024-02-19T06:00:00Z") == gate_state::verified);
    const auto& zone = what.zones.at(0);
    CHECK_FALSE(has(in_force(what, zone.when.from - std::chrono::seconds(1)).zones, zone.id));
    CHECK(has(in_force(what, zone.when.from).zones, zone.id));
    CHECK(has(in_force(what, zone.when.until - std::chrono::seconds(1)).zones, zone.id));
    CHECK_FALSE(has(in_force(what, zone.when.until).zones, zone.id));
}

TEST_CASE("in_force: failure, suspension and duties", "[planner][status]") {
    const auto what = planned(
        event("phase", "p1", "failed", "2024-02-19T06:00:00Z") +
        event("phase", "p1", "verified", "2024-02-22T06:00:00Z") +
        event("rule", "fire", "suspended", "2024-02-10T06:00:00Z") +
        event("rule", "fire", "resumed", "2024-02-12T06:00:00Z") +
        event("zone", "z", "suspended", "2024-02-20T06:00:00Z")
    );
    CHECK(state_of(what, "p1", "2024-02-19T06:00:00Z") == gate_state::failed);
    CHECK(state_of(what, "p1", "2024-02-21T06:00:00Z") == gate_state::failed);
    CHECK(state_of(what, "p1", "2024-02-22T06:00:00Z") == gate_state::verified);
    const auto during = in_force(what, on("2024-02-11T00:00:00Z"));
    CHECK(has(during.suspended, "fire"));
    CHECK_FALSE(has(during.rules, "fire"));
    CHECK(has(during.suspended, "paused"));  // by the terms
    CHECK(has(in_force(what, on("2024-02-12T06:00:00Z")).rules, "fire"));
    CHECK(in_force(what, on("2024-02-21T00:00:00Z")).zones.empty());
    // The records were due on 3 February, the status reaches beyond and is silent.
    CHECK(in_force(what, on("2024-02-03T05:59:59Z")).duties.at(0).state == duty_state::pending);
    CHECK(in_force(what, on("2024-02-03T06:00:00Z")).duties.at(0).state == duty_state::overdue);
    const auto done = planned(event("obligation", "mines", "verified", "2024-02-02T06:00:00Z"));
    CHECK(in_force(done, on("2024-02-03T06:00:00Z")).duties.at(0).state == duty_state::done);
    CHECK(
        in_force(planned(""), on("2024-02-03T06:00:00Z")).duties.at(0).state ==
        duty_state::as_planned
    );
}

TEST_CASE("read_status: events come out in order of time", "[planner][status]") {
    const auto events = events_of(
        event("phase", "p2", "verified", "2024-03-01T06:00:00+02:00") + "\n" +
        event("phase", "p1", "verified", "2024-02-19T06:00:00Z")
    );
    REQUIRE(events.size() == 2);
    CHECK(events[0].id == "p1");
    CHECK(events[1].at == on("2024-03-01T04:00:00Z"));
    CHECK(events_of("").empty());
}

TEST_CASE("read_status: bad lines say file, line and what is wrong", "[planner][status]") {
    const auto good = event("phase", "p1", "verified", "2024-02-19T06:00:00Z");
    const std::vector<std::pair<std::string, std::string>> cases{
        {"{", "is not JSON"},
        {"[]", "must be a JSON object"},
        {"{\"phase\":\"p1\",\"at\":\"2024-02-19T06:00:00Z\",\"by\":\"m\"}", "\"gate\" is missing"},
        {event("phase", "p9", "verified", "2024-02-19T06:00:00Z"), "they have: p1, p2, pr"},
        {event("phase", "p2", "checked", "2024-02-19T06:00:00Z"), "must be one of verified"},
        {event("phase", "p2", "suspended", "2024-02-19T06:00:00Z"), "cannot be 'suspended'"},
        {event("zone", "z", "verified", "2024-02-19T06:00:00Z"), "cannot be 'verified'"},
        {event("phase", "p2", "verified", "2024-02-30T06:00:00Z"), "is not a time"},
        {event("phase", "p2", "verified", "2024-02-19"), "is not a time"},
        {event("phases", "p2", "verified", "2024-02-19T06:00:00Z"), "did you mean \"phase\""},
        {"{\"phase\":\"p2\",\"step\":\"move\",\"gate\":\"verified\",\"at\":\"2024-02-19T06:00:"
         "00Z\","
         "\"by\":\"m\"}",
         "names two"},
        {"{\"gate\":\"verified\",\"at\":\"2024-02-19T06:00:00Z\",\"by\":\"m\"}", "names nothing"},
        {"{\"phase\":7,\"gate\":\"verified\",\"at\":\"2024-02-19T06:00:00Z\",\"by\":\"m\"}",
         "must be a text"},
        {event("phase", "p1", "failed", "2024-02-20T06:00:00Z"), "not reset since"},
        {std::string(70000, ' '), "64 KiB"}};
    for (const auto& one : cases) {
        CAPTURE(one.first);
        CHECK_THAT(refused(good + one.first), Contains("s.ndjson:2: ") && Contains(one.second));
    }
}
