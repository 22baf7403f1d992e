// SPDX-License-Identifier: Apache-2.0
#include "planner/report/milestones_text.hpp"
#include "planner/status/read_status.hpp"
#include "planner/status/timeline.hpp"
#include "tests/planner/monitor/daily_world.hpp"
#include "tests/support/schema.hpp"
#include "tests/support/world.hpp"

#include <algorithm>
#include <sstream>

using namespace planner;
using Catch::Matchers::Contains;

namespace {

const std::string cited = "source = \"made up\"\ncertainty = \"S\"\n";

/// Quiet for seven days from D on, in the zone of 2 km about the line; forces leave after that.
const std::string clocks = R"([[steps]]
id = "quiet"
title = "Seven quiet days"
who = "both"
action = "Cease fire"
start = "D+0"
end = "D+7"
gate = "Seven days"
reset = "Any violation"
quiet_days = 7
zone = "all"
)" + cited + R"([[steps]]
id = "leave"
title = "Forces leave"
who = "both"
action = "Leave"
start = "D+7"
end = "D+9"
needs = ["quiet"]
)" + cited + R"([[obligations]]
id = "lists"
kind = "lists_of_persons"
who = "both"
text = "Lists are handed over"
due = "D+5"
)" + cited + R"([[obligations]]
id = "access"
kind = "evidence_access"
who = "both"
text = "Investigators have access"
due = "D+30"
)" + cited + R"([[milestones]]
id = "sanctions"
title = "First phase verified"
when = "p1"
then = "Some measures are suspended"
who = "others"
)" + cited;

struct daily_outcome {
    daily_report made;
    const milestone_row& row(const std::string& id) const {
        const auto found =
            std::find_if(made.gates.rows.begin(), made.gates.rows.end(), [&](const auto& one) {
                return one.id == id;
            });
        REQUIRE(found != made.gates.rows.end());
        return *found;
    }
    std::string why(const std::string& id) const {
        std::string out;
        for (const auto& one : row(id).why) {
            out += one + "\n";
        }
        return out;
    }
    const quiet_period& quiet() const { return made.quiet.periods.at(0); }
};

daily_outcome run(
    const world::mission& by, const std::vector<report>& reports, const std::string& day = ""
) {
    const auto counts = by.counts(reports);
    return {make_daily_report(
        *by.by, counts, day.empty() ? std::nullopt : std::optional(world::day(day))
    )};
}

/// In the zone "all" and outside of it, east of the line at 10.8 E.
report shot(const world::mission& by, const std::string& time) {
    return by.at(10.801, 50.05, time);
}
report afar(const world::mission& by, const std::string& time) {
    return by.at(11.0, 50.05, time);
}

}  // namespace

TEST_CASE(
    "quiet period: without violations it is over after its days", "[planner][monitor][milestones]"
) {
    const world::mission by(clocks);
    const auto before = run(by, {by.at(10.801, 50.05, "2024-02-05T06:00:00Z", report_what::other)});
    CHECK(before.quiet().state == quiet_state::running);
    CHECK(before.quiet().quiet == 4);
    CHECK(before.quiet().days_passed == 5);
    CHECK(before.quiet().days_looked == 1);
    CHECK(before.made.gates.added == 0);
    const auto after = run(by, {by.at(10.801, 50.05, "2024-02-08T06:00:00Z", report_what::other)});
    CHECK(after.quiet().state == quiet_state::elapsed);
    CHECK(after.row("quiet").state == milestone_state::not_told);
}

TEST_CASE(
    "quiet period: the last violation of a day begins it again", "[planner][monitor][milestones]"
) {
    const world::mission by(clocks);
    const auto out =
        run(by,
            {shot(by, "2024-02-03T04:00:00Z"),
             shot(by, "2024-02-03T09:30:00Z"),
             afar(by, "2024-02-04T09:30:00Z"),  // fire, but elsewhere
             by.at(10.801, 50.05, "2024-02-05T09:30:00Z", report_what::movement),  // no fire
             shot(by, "2024-02-09T23:30:00Z")}  // 10 February in Kyiv
        );
    const auto& quiet = out.quiet();
    REQUIRE(quiet.resets.size() == 2);
    CHECK(quiet.resets[0].day == world::day("2024-02-03"));
    CHECK(to_rfc3339(quiet.resets[0].at) == "2024-02-03T09:30:00Z");
    CHECK(quiet.resets[0].violations == 2);
    CHECK(quiet.resets[1].day == world::day("2024-02-10"));
    CHECK(to_rfc3339(quiet.end) == "2024-02-16T23:30:00Z");
    CHECK(out.row("quiet").state == milestone_state::at_risk);
    CHECK_THAT(out.why("quiet"), Contains("on 2 days"));
    CHECK_THAT(out.why("leave"), Contains("waits for quiet"));
    CHECK(out.row("leave").state == milestone_state::waiting);
}

TEST_CASE(
    "quiet period: what comes at its very end or later does not reset it",
    "[planner][monitor][milestones]"
) {
    const world::mission by(clocks);
    // D is 06:00 UTC of 1 February: the days end at 06:00 UTC of the 8th, that instant not included.
    const auto inside = run(by, {shot(by, "2024-02-08T05:59:59Z")});
    CHECK(inside.quiet().resets.size() == 1);
    const auto at_end = run(by, {shot(by, "2024-02-08T06:00:00Z")});
    CHECK(at_end.quiet().resets.empty());
    CHECK(at_end.quiet().state == quiet_state::elapsed);
    CHECK(at_end.quiet().after == 1);
    const auto before = run(by, {shot(by, "2024-02-01T05:59:59Z")}, "2024-02-02");
    CHECK(before.quiet().resets.empty());
}

TEST_CASE("quiet period: a late report counts on its day", "[planner][monitor][milestones]") {
    const world::mission by(clocks);
    const auto in_order =
        run(by, {shot(by, "2024-02-03T04:00:00Z"), shot(by, "2024-02-09T04:00:00Z")});
    const auto late = run(by, {shot(by, "2024-02-09T04:00:00Z"), shot(by, "2024-02-03T04:00:00Z")});
    // Without the first the second would have come after the end of the days.
    CHECK(in_order.quiet().resets.size() == 2);
    CHECK(late.quiet().resets.size() == 2);
    CHECK(late.quiet().end == in_order.quiet().end);
}

TEST_CASE("quiet period: once verified nothing resets it", "[planner][monitor][milestones]") {
    const world::mission by(
        clocks,
        R"({"step": "quiet", "gate": "verified", "at": "2024-02-08T09:00:00Z", "by": "mission"})"
    );
    const auto out = run(by, {shot(by, "2024-02-05T04:00:00Z"), shot(by, "2024-02-10T04:00:00Z")});
    CHECK(out.quiet().state == quiet_state::verified);
    CHECK(out.quiet().resets.empty());
    CHECK(out.made.gates.added == 0);
    CHECK(out.row("quiet").state == milestone_state::verified);
    CHECK(out.row("leave").state == milestone_state::may_start);
}

TEST_CASE(
    "milestones: what is written is a status, and moves the gates", "[planner][monitor][milestones]"
) {
    const world::mission by(
        clocks,
        R"({"phase": "p1", "gate": "verified", "at": "2024-02-20T09:00:00Z", "by": "mission"})"
    );
    auto hostile = shot(by, "2024-02-03T04:00:00Z");
    hostile.id = by.keep("a\"},\n{\"<script>\xff");
    const auto out = run(by, {hostile, shot(by, "2024-02-06T04:00:00Z")});
    CHECK(out.made.gates.added == 2);
    const auto text = to_status_lines(out.made.gates.events);
    std::istringstream lines(text);
    std::size_t count = 0;
    for (std::string line; std::getline(lines, line); ++count) {
        CHECK(world::problems("status.schema.json", nlohmann::json::parse(line)) == "");
    }
    CHECK(count == 3);
    std::istringstream in(text);
    const auto& made = by.by->of();
    const auto events = read_status(in, "status", made.ground, made.said);
    const auto moved = make_timeline(made.ground, made.said, made.d_day, events);
    CHECK(to_rfc3339(moved.find("quiet")->end) == "2024-02-13T04:00:00Z");
    // Not verified by the last line, so not before it.
    CHECK(moved.find("leave")->start >= *parse_instant("2024-02-13T04:00:00Z"));
    CHECK(moved.find("p1")->recorded);
    // With that status the same reports add nothing.
    const world::mission again(clocks, text);
    const auto twice =
        run(again, {shot(again, "2024-02-03T04:00:00Z"), shot(again, "2024-02-06T04:00:00Z")});
    CHECK(twice.made.gates.added == 0);
    CHECK(to_status_lines(twice.made.gates.events) == text);
    CHECK(twice.quiet().resets.size() == 2);
    CHECK(twice.quiet().end == out.quiet().end);
}

TEST_CASE(
    "milestones: phases are what the status calls them, at risk by reports",
    "[planner][monitor][milestones]"
) {
    // p1 runs from D+10 to D+17 and is verified on D+18; its area is held land west of the line.
    const world::mission plain(clocks);
    const auto& phase = plain.by->of().phases.front();
    REQUIRE(phase.term.id == "p1");
    const auto& ring = phase.vacated.front().outer;
    double lon = 0;
    double lat = 0;
    for (std::size_t i = 1; i < ring.size(); ++i) {
        lon += ring[i].lon.value() / static_cast<double>(ring.size() - 1);
        lat += ring[i].lat.value() / static_cast<double>(ring.size() - 1);
    }
    const auto in_p1 = [&](const world::mission& by,
                           const std::string& time,
                           report_what what,
                           const std::string& side) {
        auto out = by.at(lon, lat, time, what);
        out.side = side.empty() ? no_party : *by.by->party_of(side);
        return out;
    };
    REQUIRE(world::is_inside(world::at(lon, lat), phase.vacated));

    const auto waiting =
        run(plain, {in_p1(plain, "2024-02-05T09:00:00Z", report_what::movement, "west")});
    CHECK(waiting.row("p1").state == milestone_state::waiting);
    const auto running =
        run(plain, {in_p1(plain, "2024-02-12T09:00:00Z", report_what::movement, "west")});
    CHECK(running.row("p1").state == milestone_state::running);

    const auto risk =
        run(plain, {in_p1(plain, "2024-02-18T12:00:00Z", report_what::movement, "west")});
    CHECK(risk.row("p1").state == milestone_state::at_risk);
    CHECK_THAT(risk.why("p1"), Contains("1 violation of it, the last"));
    CHECK(risk.row("sanctions").state == milestone_state::waiting);

    const auto refused =
        run(plain, {in_p1(plain, "2024-02-12T09:00:00Z", report_what::denied_access, "")});
    CHECK(refused.row("p1").state == milestone_state::at_risk);
    CHECK_THAT(refused.why("p1"), Contains("access was denied 1 time"));
    CHECK_THAT(refused.why("access"), Contains("1 report of denied access"));

    const auto unseen =
        run(plain, {plain.at(11.0, 50.05, "2024-02-18T12:00:00Z", report_what::other)});
    CHECK(unseen.row("p1").state == milestone_state::at_risk);
    CHECK_THAT(unseen.why("p1"), Contains("nobody looked at its area"));
    const auto seen = run(plain, {in_p1(plain, "2024-02-18T12:00:00Z", report_what::other, "")});
    CHECK(seen.row("p1").state == milestone_state::due);

    const auto late = run(plain, {in_p1(plain, "2024-02-25T12:00:00Z", report_what::other, "")});
    CHECK(late.row("p1").state == milestone_state::not_told);

    const world::mission failed(
        clocks,
        R"({"phase": "p1", "gate": "failed", "at": "2024-02-19T09:00:00Z", "by": "mission", "note": "two <tanks>"})"
    );
    const auto no = run(failed, {in_p1(failed, "2024-02-19T12:00:00Z", report_what::other, "")});
    CHECK(no.row("p1").state == milestone_state::failed);
    CHECK_THAT(no.why("p1"), Contains("two <tanks>"));

    const world::mission verified(
        clocks,
        R"({"phase": "p1", "gate": "verified", "at": "2024-02-19T09:00:00Z", "by": "mission"})"
    );
    const auto yes =
        run(verified, {in_p1(verified, "2024-02-20T12:00:00Z", report_what::movement, "west")});
    CHECK(yes.row("p1").state == milestone_state::verified);
    CHECK_THAT(yes.why("p1"), Contains("1 violation of it since then"));
    CHECK(yes.row("sanctions").state == milestone_state::may_start);
}

TEST_CASE(
    "milestones: duties are done, due, overdue, or not told of", "[planner][monitor][milestones]"
) {
    const world::mission plain(clocks);
    const auto on = [&](const std::string& time) {
        return run(plain, {plain.at(11.0, 50.05, time, report_what::other)});
    };
    CHECK(on("2024-01-20T06:00:00Z").row("lists").state == milestone_state::waiting);
    CHECK(on("2024-02-02T06:00:00Z").row("lists").state == milestone_state::due);
    CHECK(on("2024-02-06T05:59:59Z").row("lists").state == milestone_state::due);
    CHECK(on("2024-02-06T06:00:00Z").row("lists").state == milestone_state::not_told);

    // A status that reaches beyond the day and does not name it.
    const world::mission told(
        clocks,
        R"({"phase": "p1", "gate": "verified", "at": "2024-02-20T09:00:00Z", "by": "mission"})"
    );
    const auto over = run(told, {told.at(11.0, 50.05, "2024-02-21T06:00:00Z", report_what::other)});
    CHECK(over.row("lists").state == milestone_state::overdue);
    CHECK_THAT(over.why("lists"), Contains("15 days past"));

    const world::mission done(
        clocks,
        R"({"obligation": "lists", "gate": "verified", "at": "2024-02-03T09:00:00Z", "by": "<b>office</b>"})"
    );
    const auto ok = run(done, {done.at(11.0, 50.05, "2024-02-21T06:00:00Z", report_what::other)});
    CHECK(ok.row("lists").state == milestone_state::verified);
    CHECK_THAT(ok.why("lists"), Contains("by the word of <b>office</b>"));
}
