// SPDX-License-Identifier: Apache-2.0
#include "tools/armistice/monitor_daily.hpp"

#include "planner/monitor/read_places.hpp"
#include "planner/report/write_daily.hpp"
#include "tools/armistice/commands.hpp"

#include <cstdio>

namespace tools {

namespace {

constexpr geo::metres least_length(10);
constexpr geo::metres most_length(200000);

void check_length(const std::string& option, geo::metres length) {
    if (length < least_length || length > most_length) {
        throw usage_error(option + " must be from 10m to 200km");
    }
}

std::optional<planner::local_day> day_of(const std::string& text) {
    if (text.empty()) {
        return std::nullopt;
    }
    const auto read = planner::parse_instant(text);
    if (!read || text.size() != 10) {
        throw usage_error("--day: '" + text + "' is not a day; the form is YYYY-MM-DD");
    }
    return std::chrono::floor<std::chrono::days>(*read);
}

}  // namespace

void feed_summaries::add_to(option_list& to) {
    to.add_option(
        "--daily",
        daily_,
        "Daily report: a folder, or one file (.md, .html, .csv, .svg); no verdicts unless -o is "
        "given"
    );
    to.add_option(
        "--milestones",
        milestones_,
        "The status with the resets that reports make, for plan --status; the table goes to stdout"
    );
    to.add_option(
        "--day", day_, "Day of the report, YYYY-MM-DD in the mission's time zone [the last told of]"
    );
    add_length(
        to,
        "--site-radius",
        options_.site_radius,
        "Reports no farther apart may be of one site [1km]"
    );
    add_length(to, "--cell", options_.cell, "Cells in which looks and hot spots are counted [5km]");
    to.add_option("--watching", options_.watching, "Source classes that looked for themselves")
        ->delimiter(',');
}

void feed_summaries::check(bool overwrite) const {
    if (!any()) {
        if (!day_.empty()) {
            throw usage_error("--day needs --daily or --milestones");
        }
        return;
    }
    check_length("--site-radius", options_.site_radius);
    check_length("--cell", options_.cell);
    (void)day_of(day_);
    if (!daily_.empty()) {
        if (daily_ == "-") {
            throw usage_error("--daily writes files: name a folder, or one .md, .html, .csv or .svg"
            );
        }
        planner::check_daily(daily_, overwrite);
    }
    if (!milestones_.empty() && milestones_ != "-") {
        geo::check_writable(milestones_, overwrite ? geo::existing::replace : geo::existing::keep);
    }
}

void feed_summaries::begin(const planner::rulebook& by, planner::feed_options& feed) {
    counts_ = std::make_unique<planner::daily_counts>(by, options_);
    feed.seen = [this](
                    const planner::rulebook& now,
                    const planner::report& what,
                    const planner::verdict& said,
                    bool is_repeat
                ) { counts_->add(now, what, said, is_repeat); };
    feed.gathered.text = [this] { return counts_->state(); };
    feed.gathered.go_on = [this, &by](const std::string& state) { counts_->go_on_from(by, state); };
}

void feed_summaries::finish(
    const planner::rulebook& by,
    const planner::feed_totals& totals,
    const std::string& plan_folder,
    bool overwrite
) {
    auto made = planner::make_daily_report(by, *counts_, day_of(day_));
    made.unreadable = totals.unreadable;
    made.places = planner::read_places(plan_folder);
    if (!daily_.empty()) {
        planner::write_daily(daily_, overwrite, by.of(), *counts_, made);
        const auto head = planner::daily_headlines(by.of(), *counts_, made);
        std::fwrite(head.data(), 1, head.size(), milestones_ == "-" ? stderr : stdout);
    }
    if (!milestones_.empty()) {
        planner::write_milestones(milestones_, overwrite, made);
        const auto table = planner::milestones_table(by.of(), made);
        std::fwrite(table.data(), 1, table.size(), milestones_ == "-" ? stderr : stdout);
    }
}

}  // namespace tools
