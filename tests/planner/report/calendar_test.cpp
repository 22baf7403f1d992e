// SPDX-License-Identifier: Apache-2.0
#include "planner/report/calendar.hpp"
#include "planner/report/schedule_csv.hpp"
#include "tests/support/world.hpp"

#include <rapidcheck.h>

#include <algorithm>
#include <set>

using namespace planner;
using Catch::Matchers::Contains;

namespace {

plan plan_for_calendar(const std::string& more = "") {
    const world::temporary_folder folder;
    return world::plan_of(
        folder,
        {.map = "WWhhhee"},
        {.more = world::zone_toml("z", "5km", "per_side") + more +
                 "[second_stage]\nquestions = [\"Status of the area; elections, amnesty\"]\n"}
    );
}

const std::string duty = R"(
[[obligations]]
id = "prisoners"
kind = "prisoners"
who = "both"
text = "All prisoners, by list"
due = "H+36"
source = "made up"
certainty = "S"
)";

/// Content lines with their folds undone; fails the test on a line that RFC 5545 3.1 forbids.
std::vector<std::string> content_lines(const std::string& calendar) {
    std::vector<std::string> out;
    std::size_t from = 0;
    while (from < calendar.size()) {
        const auto end = calendar.find("\r\n", from);
        REQUIRE(end != std::string::npos);
        const auto line = calendar.substr(from, end - from);
        REQUIRE(line.size() <= 75);
        REQUIRE(line.find_first_of("\r\n") == std::string::npos);
        // No line begins within a letter.
        const auto first = line.empty() || line.front() != ' ' ? 0U : 1U;
        REQUIRE((line.size() <= first || (static_cast<unsigned char>(line[first]) & 0xC0U) != 0x80U)
        );
        if (first == 1) {
            out.back() += line.substr(1);
        } else {
            out.push_back(line);
        }
        from = end + 2;
    }
    return out;
}

std::vector<std::string> event(const std::vector<std::string>& lines, const std::string& uid) {
    const auto at = std::find_if(lines.begin(), lines.end(), [&](const std::string& line) {
        return line.find("UID:") == 0 && line.find("." + uid + "@") != std::string::npos;
    });
    INFO(uid);
    REQUIRE(at != lines.end());
    return {at, std::find_if(at, lines.end(), [](const auto& l) { return l.find("END:") == 0; })};
}

bool has(const std::vector<std::string>& lines, const std::string& line) {
    return std::find(lines.begin(), lines.end(), line) != lines.end();
}

std::string starting(const std::vector<std::string>& lines, const std::string& with) {
    const auto at = std::find_if(lines.begin(), lines.end(), [&](const std::string& line) {
        return line.find(with) == 0;
    });
    return at == lines.end() ? "" : *at;
}

}  // namespace

TEST_CASE(
    "calendar: whole days where the terms count days, instants where hours", "[planner][calendar]"
) {
    // D is at 06:00 in the drawn world, whose clock is UTC.
    const auto what = plan_for_calendar(duty);
    const auto lines = content_lines(to_calendar(what));
    const auto day = [&](int after) {
        auto text = to_rfc3339(what.d_day + std::chrono::hours(24 * after)).substr(0, 10);
        std::erase(text, '-');
        return text;
    };
    const auto phase = event(lines, "phase-p1-start");  // D+10 to D+17
    CHECK(has(phase, "DTSTART;VALUE=DATE:" + day(10)));
    CHECK(has(phase, "DTEND;VALUE=DATE:" + day(18)));
    const auto gate = event(lines, "phase-p1-gate");  // D+18
    CHECK(has(gate, "DTSTART;VALUE=DATE:" + day(18)));
    CHECK(has(gate, "DTEND;VALUE=DATE:" + day(19)));
    const auto hours = event(lines, "obligation-prisoners");
    CHECK(has(hours, "DTSTART:" + day(1) + "T180000Z"));
    CHECK(starting(hours, "DTEND").empty());
    CHECK(has(hours, "CATEGORIES:prisoners"));
    CHECK_THAT(
        starting(hours, "SUMMARY:"), Contains("H+36 both parties: All prisoners\\, by list")
    );
    CHECK_THAT(starting(hours, "DESCRIPTION:"), Contains("\\nSource: made up\\nCertainty: S"));
}

TEST_CASE("calendar: days are those of the mission's clock", "[planner][calendar]") {
    auto what = plan_for_calendar(duty);
    // 21:30 UTC is the next day in Auckland.
    what.ground.time_zone = "Pacific/Auckland";
    what.d_day = *parse_instant("2022-09-20T21:30:00Z");
    auto& row = what.schedule.front();
    row.when = what.d_day + std::chrono::hours(24);
    row.deadline = what.d_day + std::chrono::hours(96);  // the clock goes on by an hour on the 25th
    const auto first = event(content_lines(to_calendar(what)), row.id);
    CHECK(has(first, "DTSTART;VALUE=DATE:20220922"));
    CHECK(has(first, "DTEND;VALUE=DATE:20220926"));
}

TEST_CASE("calendar: UIDs name plan and row, stamps come from the plan", "[planner][calendar]") {
    auto what = plan_for_calendar(duty);
    const auto once = to_calendar(what);
    std::set<std::string> uids;
    std::size_t events = 0;
    for (const auto& line : content_lines(once)) {
        events += line == "BEGIN:VEVENT" ? 1U : 0U;
        if (line.find("UID:") == 0) {
            CHECK(uids.insert(line).second);
        }
        if (line.find("DTSTAMP:") == 0) {
            auto stamp = to_rfc3339(what.d_day);
            std::erase_if(stamp, [](char c) { return c == '-' || c == ':'; });
            CHECK(line == "DTSTAMP:" + stamp);
        }
    }
    CHECK(events == what.schedule.size());
    CHECK(uids.size() == events + what.said.second_stage.size());
    CHECK(once == to_calendar(what));
    // Another version has the same UIDs: a calendar moves its events instead of doubling them.
    what.version = "other";
    what.schedule.front().when += std::chrono::hours(24);
    for (const auto& line : content_lines(to_calendar(what))) {
        CHECK((line.find("UID:") != 0 || uids.count(line) == 1));
    }
}

TEST_CASE(
    "calendar: questions of the second stage are to-dos without a date", "[planner][calendar]"
) {
    const auto lines = content_lines(to_calendar(plan_for_calendar()));
    const auto todo = event(lines, "second-stage-1");
    CHECK(has(todo, "SUMMARY:Left to the second stage: Status of the area\\; elections\\, amnesty")
    );
    CHECK(starting(todo, "DTSTART").empty());
}

TEST_CASE("calendar: hostile text stays in its line", "[planner][calendar]") {
    auto what = plan_for_calendar(duty);
    for (auto& row : what.schedule) {
        row.action = "x\r\nEND:VCALENDAR\r\n\x01;,\\n";
        row.where = std::string(1000, ',');
    }
    const auto lines = content_lines(to_calendar(what));
    CHECK(std::count(lines.begin(), lines.end(), "END:VCALENDAR") == 1);
    CHECK_THAT(starting(lines, "SUMMARY:"), Contains("x\\nEND:VCALENDAR\\n\\;\\,\\\\n"));
}

TEST_CASE("calendar: folding keeps letters whole and comes undone", "[planner][calendar]") {
    CHECK(rc::check([] {
        std::string text;
        for (const auto choice : *rc::gen::container<std::vector<int>>(rc::gen::inRange(0, 4))) {
            static const std::vector<std::string> letters{
                "a", "\xd1\x8e", "\xe2\x80\x94", "\xf0\x9f\x97\xba"};
            text += letters.at(static_cast<std::size_t>(choice));
        }
        const auto lines = content_lines(planner::detail::folded(text));
        RC_ASSERT(lines.size() == 1);
        RC_ASSERT(lines.front() == text);
    }));
    CHECK(planner::detail::folded(std::string(75, 'a')).size() == 77);
    CHECK(planner::detail::folded(std::string(76, 'a')).size() == 81);
}

TEST_CASE("schedule: CSV has every row and every question", "[planner][calendar]") {
    const auto what = plan_for_calendar(duty);
    const auto csv = to_schedule_csv(what);
    const auto rows = static_cast<std::size_t>(std::count(csv.begin(), csv.end(), '\n'));
    CHECK(rows == 1 + what.schedule.size() + what.said.second_stage.size());
    CHECK_THAT(csv, Contains(",obligation-prisoners,prisoners,H+36,"));
    CHECK_THAT(
        csv,
        Contains("second-stage-1,second_stage,,,,,,,\"Status of the area; elections, amnesty\"")
    );
}
