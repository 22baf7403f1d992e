// SPDX-License-Identifier: Apache-2.0
#include "planner/monitor/daily_report.hpp"

#include "geo/base/error.hpp"
#include "planner/model/local_time.hpp"
#include "planner/monitor/daily_cells.hpp"

#include <algorithm>
#include <set>

namespace planner {

namespace {

using std::chrono::days;

class daily_maker {
public:
    daily_maker(const rulebook& by, const daily_counts& from, local_day day, bool is_named)
        : by_(by), from_(from), is_named_(is_named) {
        out_.day = day;
        const auto& zone = by.of().ground.time_zone;
        out_.begins = start_of_day(day, zone);
        out_.ends = start_of_day(day + days(1), zone);
        out_.first = from.days.empty() ? day : from.days.begin()->first;
        out_.last = from.days.empty() ? day : from.days.rbegin()->first;
        out_.sites = find_sites(from, day);
    }

    daily_report run() {
        add_window();
        add_rows();
        add_areas();
        add_hot_spots();
        const auto told = from_.days.find(out_.day);
        out_.told_until = told != from_.days.end() && told->second.last > out_.begins
                              ? std::min(told->second.last, out_.ends)
                              : out_.begins;
        // What comes after the latest report of the feed nobody has told of: not quiet, unknown.
        out_.at = out_.day == out_.last ? out_.told_until : out_.ends;
        out_.quiet = quiet_periods(by_.of(), from_, out_.day, out_.at);
        if (!is_named_) {
            out_.at = std::max(out_.at, by_.of().dates.as_of.value_or(out_.at));
        }
        out_.gates = make_milestones(by_.of(), from_, out_.quiet, out_.day, out_.at);
        return std::move(out_);
    }

private:
    void add_window() {
        for (int back = daily_window - 1; back >= 0; --back) {
            daily_totals made;
            made.day = out_.day - days(back);
            if (const auto told = from_.days.find(made.day); told != from_.days.end()) {
                made.told = told->second;
            }
            for (const auto& site : out_.sites) {
                made.new_sites += site.is_new_on(made.day) ? 1U : 0U;
                made.repeated_sites += site.is_repeated_on(made.day) ? 1U : 0U;
            }
            out_.window.push_back(made);
        }
        const auto from = out_.window.front().day;
        for (const auto& [key, tally] : from_.tallies) {
            if (key.day < from) {
                out_.before_window += tally.reports();
            } else if (key.day > out_.day) {
                out_.after_day += tally.reports();
            } else {
                auto& of = out_.window[static_cast<std::size_t>((key.day - from).count())];
                of.all.add(tally);
                of.denied += key.what == report_what::denied_access ? tally.reports() : 0;
                of.device_off += key.what == report_what::device_off ? tally.reports() : 0;
            }
        }
    }

    void add_rows() {
        std::map<daily_key, daily_row> rows;
        for (const auto& [key, tally] : from_.tallies) {
            if (key.day != out_.day && key.day != out_.day - days(1)) {
                continue;
            }
            auto as_today = key;
            as_today.day = out_.day;
            auto& row = rows[as_today];
            row.key = as_today;
            (key.day == out_.day ? row.today : row.before).add(tally);
        }
        for (auto& one : rows) {
            out_.rows.push_back(std::move(one.second));
        }
    }

    [[nodiscard]] std::size_t looked_cells(const area_key& where, std::set<grid_cell>* all) const {
        std::size_t out = 0;
        for (auto at = from_.looks.lower_bound({where, {}});
             at != from_.looks.end() && at->first.first == where;
             ++at) {
            ++out;
            if (all != nullptr) {
                all->insert(at->first.second);
            }
        }
        return out;
    }

    void add_area(const area_cells& area) {
        daily_area made;
        made.sector = area.sector;
        made.law = area.law;
        std::set<grid_cell> seen;
        for (const auto& of : out_.window) {
            if (!area.in_force_on(by_, of.day)) {
                continue;
            }
            const area_key key{of.day, area.sector, area.law};
            const auto found = from_.areas.find(key);
            const auto tally = found != from_.areas.end() ? found->second : area_tally{};
            const auto cells = looked_cells(key, &seen);
            const bool quiet = tally.violations + tally.inconclusive == 0;
            ++made.days;
            made.days_looked += tally.looks > 0 ? 1U : 0U;
            made.days_quiet += quiet ? 1U : 0U;
            made.days_quiet_looked += quiet && tally.looks > 0 ? 1U : 0U;
            if (of.day == out_.day) {
                made.today = tally;
                made.cells_today = cells;
            } else if (of.day == out_.day - days(1)) {
                made.before = tally;
                made.cells_before = cells;
            }
        }
        made.cells_window = seen.size();
        if (area.is_bounded) {
            seen.insert(area.cells.begin(), area.cells.end());
            made.cells = seen.size();
        }
        out_.areas.push_back(made);
    }

    void add_areas() {
        for (const auto& area : cells_of_areas(by_, from_, out_.day)) {
            add_area(area);
        }
    }

    void add_hot_spots() {
        std::map<grid_cell, std::uint64_t> values;
        for (const auto& [key, tally] : from_.in_cell) {
            if (key.first <= out_.day && key.first > out_.day - days(hot_spot_days)) {
                values[key.second] += tally.violations;
                out_.hot_spot_violations += tally.violations;
            }
        }
        out_.hot_spot_cells = values.size();
        if (values.size() >= hot_spot_least_cells) {
            const auto& grid = from_.cells();
            out_.hot_spots = joined_hot_spots(
                grid, local_excesses(grid, values, from_.options().cell * 2, hot_spot_rate)
            );
        }
    }

    const rulebook& by_;
    const daily_counts& from_;
    bool is_named_;
    daily_report out_;
};

}  // namespace

daily_report make_daily_report(
    const rulebook& by, const daily_counts& from, std::optional<local_day> day
) {
    const auto& as_of = by.of().dates.as_of;
    if (day) {
        return daily_maker(by, from, *day, true).run();
    }
    if (!from.days.empty()) {
        return daily_maker(by, from, from.days.rbegin()->first, false).run();
    }
    if (as_of) {
        return daily_maker(by, from, local_day_of(*as_of, by.of().ground.time_zone), false).run();
    }
    throw geo::input_error(
        "the feed has no report that can be read, so no day is the last one; name the day with "
        "--day YYYY-MM-DD"
    );
}

}  // namespace planner
