// SPDX-License-Identifier: Apache-2.0
#include "planner/report/daily_csv.hpp"

#include "planner/report/csv_cell.hpp"

#include <fmt/format.h>

namespace planner {

namespace {

std::string day_text(local_day day) {
    return to_rfc3339(instant(day)).substr(0, 10);
}

/// Cells one after another.
class row_maker {
public:
    row_maker& text(const std::string& said) { return next(csv_cell(said)); }
    row_maker& day(local_day day) { return next(day_text(day)); }
    row_maker& number(std::uint64_t value) { return next(std::to_string(value)); }
    row_maker& figure(double value, int decimals) {
        return next(fmt::format("{:.{}f}", value, decimals));
    }
    row_maker& law(const daily_counts& from, list_number law) {
        return text(law == 0 ? "" : std::string(name(from.laws[law].kind))).text(from.laws[law].id);
    }
    row_maker& next(const std::string& ready) {
        out_ += (is_first_ ? "" : ",") + ready;
        is_first_ = false;
        return *this;
    }
    void end() {
        out_ += "\n";
        is_first_ = true;
    }
    [[nodiscard]] std::string take() { return std::move(out_); }

    explicit row_maker(std::string head) : out_(std::move(head) + "\n") {}

private:
    std::string out_;
    bool is_first_ = true;
};

}  // namespace

std::string to_counts_csv(const daily_counts& from) {
    std::string head = std::string(counts_head) + "side,weapon_class,what,violation,inconclusive,"
                                                  "compliant,not_covered";
    for (std::size_t i = 1; i < verdict_class_count; ++i) {
        head += "," + std::string(name(static_cast<verdict_class>(i)));
    }
    row_maker rows(head + ",how_many,without_number");
    for (const auto& [key, tally] : from.tallies) {
        rows.day(key.day).text(from.sectors[key.sector]).law(from, key.law);
        rows.text(from.sides[key.side]).text(from.weapons[key.weapon]);
        rows.text(std::string(name(key.what)));
        for (const auto word :
             {verdict_word::violation,
              verdict_word::inconclusive,
              verdict_word::compliant,
              verdict_word::not_covered}) {
            rows.number(tally.by_word[static_cast<std::size_t>(word)]);
        }
        for (std::size_t i = 1; i < verdict_class_count; ++i) {
            rows.number(tally.by_class[i]);
        }
        rows.next(fmt::format("{}", tally.items)).number(tally.uncounted).end();
    }
    return rows.take();
}

std::string to_days_csv(const daily_counts& from) {
    row_maker rows(
        "day,reports,violation,inconclusive,compliant,not_covered,looks,hearsay,access_denied,"
        "device_off,repeats,late,beyond_day,too_vague_for_site,too_vague_for_cell"
    );
    std::map<local_day, daily_tally> sums;
    std::map<local_day, std::array<std::uint64_t, 2>> refused;
    for (const auto& [key, tally] : from.tallies) {
        sums[key.day].add(tally);
        refused[key.day][0] += key.what == report_what::denied_access ? tally.reports() : 0;
        refused[key.day][1] += key.what == report_what::device_off ? tally.reports() : 0;
    }
    for (const auto& [day, told] : from.days) {
        const auto& sum = sums[day];
        rows.day(day).number(sum.reports());
        rows.number(sum.by_word[3]).number(sum.by_word[2]);
        rows.number(sum.by_word[1]).number(sum.by_word[0]);
        rows.number(told.looks).number(told.hearsay);
        rows.number(refused[day][0]).number(refused[day][1]);
        rows.number(told.repeats).number(told.late).number(told.longer);
        rows.number(told.vague_site).number(told.vague_cell).end();
    }
    return rows.take();
}

std::string to_areas_csv(const daily_counts& from) {
    row_maker rows(
        "day,sector,clause_kind,clause,violation,inconclusive,looks,cells_looked_at,hearsay,"
        "access_denied,device_off"
    );
    std::map<area_key, std::uint64_t> cells;
    for (const auto& one : from.looks) {
        ++cells[one.first.first];
    }
    for (const auto& [key, tally] : from.areas) {
        const auto looked = cells.find(key);
        rows.day(key.day).text(from.sectors[key.sector]).law(from, key.law);
        rows.number(tally.violations).number(tally.inconclusive).number(tally.looks);
        rows.number(looked == cells.end() ? 0 : looked->second);
        rows.number(tally.hearsay).number(tally.denied).number(tally.device_off).end();
    }
    return rows.take();
}

std::string to_watched_csv(const daily_counts& from, const daily_report& what) {
    row_maker rows(
        "day,sector,clause_kind,clause,violation,inconclusive,looks,cells,cells_looked_at,hearsay,"
        "access_denied,device_off,window_days,window_days_looked_at,window_days_quiet,"
        "window_days_quiet_looked_at,window_cells_looked_at"
    );
    for (const auto& one : what.areas) {
        rows.day(what.day).text(from.sectors[one.sector]).law(from, one.law);
        rows.number(one.today.violations).number(one.today.inconclusive).number(one.today.looks);
        rows.next(one.cells == 0 ? "" : std::to_string(one.cells)).number(one.cells_today);
        rows.number(one.today.hearsay).number(one.today.denied).number(one.today.device_off);
        rows.number(one.days).number(one.days_looked).number(one.days_quiet);
        rows.number(one.days_quiet_looked).number(one.cells_window).end();
    }
    return rows.take();
}

std::string to_sites_csv(const daily_counts& from, const daily_report& what) {
    row_maker rows(
        "site,lon,lat,sector,first_day,last_day,days,days_in_a_row,is_new,is_repeated,violation,"
        "inconclusive"
    );
    std::uint64_t number = 0;
    for (const auto& one : what.sites) {
        rows.number(++number);
        rows.figure(one.position.lon.value(), 6).figure(one.position.lat.value(), 6);
        rows.text(from.sectors[one.sector]).day(one.first()).day(one.days.rbegin()->first);
        rows.number(one.days.size()).number(one.days_running(what.day));
        rows.next(one.is_new_on(what.day) ? "true" : "false");
        rows.next(one.is_repeated_on(what.day) ? "true" : "false");
        rows.number(one.violations()).number(one.inconclusive()).end();
    }
    return rows.take();
}

std::string to_hot_spots_csv(const daily_report& what) {
    row_maker rows("lon,lat,cells,violation,expected,p");
    for (const auto& one : what.hot_spots) {
        rows.figure(one.position.lon.value(), 6).figure(one.position.lat.value(), 6);
        rows.number(one.cells).number(one.sum).figure(one.expected, 2);
        rows.next(fmt::format("{:.3e}", one.p)).end();
    }
    return rows.take();
}

std::string to_quiet_csv(const daily_report& what) {
    row_maker rows(
        "step,area,state,days_wanted,days_quiet,days_passed,days_looked_at,start,end,resets,"
        "last_reset,violation_since"
    );
    for (const auto& one : what.quiet.periods) {
        rows.text(one.step).text(one.zone).text(std::string(name(one.state)));
        rows.next(fmt::format("{}", one.days)).figure(one.quiet, 3);
        rows.number(one.days_passed).number(one.days_looked);
        rows.next(to_rfc3339(one.start)).next(to_rfc3339(one.end));
        rows.number(one.resets.size());
        rows.next(one.resets.empty() ? "" : to_rfc3339(one.resets.back().at));
        rows.number(one.after).end();
    }
    return rows.take();
}

}  // namespace planner
