// SPDX-License-Identifier: Apache-2.0
#include "planner/report/daily_page.hpp"

#include "geo/measure/position_text.hpp"
#include "planner/model/number_text.hpp"
#include "planner/report/daily_areas.hpp"
#include "planner/report/daily_first.hpp"
#include "planner/report/milestones_text.hpp"

#include <fmt/format.h>

#include <algorithm>

namespace planner {

namespace {

constexpr std::size_t most_rows = 60;
constexpr std::size_t most_sites = 20;

std::string length_text(geo::metres length) {
    return fmt::format("{:g} km", length.value() / 1000);
}

class page_maker {
public:
    page_maker(const plan& made, const daily_counts& from, const daily_report& what)
        : plan_(made), from_(from), what_(what) {}

    daily_page run() {
        out_.title = daily_title(plan_, what_);
        out_.first = first_lines(plan_, from_, what_);
        counts();
        classes();
        sites();
        refusals();
        out_.sections.push_back(watch_section(from_, what_));
        quiet();
        hot_spots();
        out_.sections.push_back(milestones_section(plan_, what_.gates));
        trend();
        method();
        return std::move(out_);
    }

private:
    [[nodiscard]] std::string date(local_day day) const {
        return to_local_date(instant(day), "UTC");
    }
    [[nodiscard]] std::string clock(instant t) const {
        return clock_text(t, plan_.ground.time_zone);
    }
    void counts() {
        daily_section made;
        made.title = "Verdicts by sector, clause, side and class";
        made.text.push_back(
            "The clause is the one that decided the verdict; in brackets the day before. How many "
            "(last column) sums up what reports of the day tell; + where some tell no number."
        );
        made.table.head = {
            "sector",
            "clause",
            "side",
            "what",
            "violation",
            "inconclusive",
            "compliant",
            "not covered",
            "how many"};
        made.table.texts = 4;
        auto rows = what_.rows;
        std::stable_sort(rows.begin(), rows.end(), [](const daily_row& a, const daily_row& b) {
            const auto rank = [](const daily_row& row) {
                return std::tuple(
                    count_of(row.today, verdict_word::violation),
                    count_of(row.today, verdict_word::inconclusive),
                    row.today.reports()
                );
            };
            return rank(a) > rank(b);
        });
        for (const auto& row : rows) {
            if (made.table.rows.size() == most_rows) {
                made.table.more = fmt::format("{} more rows: counts.csv", rows.size() - most_rows);
                break;
            }
            made.table.rows.push_back(count_cells(row));
        }
        out_.sections.push_back(std::move(made));
    }

    [[nodiscard]] std::vector<std::string> count_cells(const daily_row& row) const {
        std::vector<std::string> cells{
            sector_text(from_, row.key.sector),
            law_text(from_, row.key.law),
            row.key.side == 0 ? "not told" : from_.sides[row.key.side],
            std::string(name(row.key.what)) +
                (row.key.weapon == 0 ? "" : ", " + from_.weapons[row.key.weapon])};
        for (const auto word :
             {verdict_word::violation,
              verdict_word::inconclusive,
              verdict_word::compliant,
              verdict_word::not_covered}) {
            cells.push_back(pair_text(count_of(row.today, word), count_of(row.before, word)));
        }
        const bool some = row.today.uncounted < row.today.reports();
        cells.push_back(
            !some ? "-" : fmt::format("{:g}{}", row.today.items, row.today.uncounted > 0 ? "+" : "")
        );
        return cells;
    }

    void classes() {
        daily_section made;
        made.title = "Finer classes";
        made.text.push_back("After the daily reports of the OSCE SMM.");
        made.table.head = {"class", "this day", "the day before"};
        made.table.texts = 1;
        for (std::size_t i = 1; i < verdict_class_count; ++i) {
            const auto today = what_.today().all.by_class[i];
            const auto before = what_.before().all.by_class[i];
            if (today + before > 0) {
                std::string word(name(static_cast<verdict_class>(i)));
                std::replace(word.begin(), word.end(), '_', ' ');
                made.table.rows.push_back({word, std::to_string(today), std::to_string(before)});
            }
        }
        if (made.table.rows.empty()) {
            made.text = {"No report of these days has one."};
        }
        out_.sections.push_back(std::move(made));
    }

    void sites() {
        daily_section made;
        made.title = "Sites";
        made.text.push_back(fmt::format(
            "Reports of violations and inconclusive ones no farther than {} from where a site was "
            "first told of. New: never told of before this day. Sites so far: {}.",
            length_text(from_.options().site_radius),
            what_.sites.size()
        ));
        made.table.head = {
            "lon, lat, nearest settlement",
            "sector",
            "",
            "first told of",
            "violation",
            "inconclusive",
            "days told of",
            "days in a row"};
        made.table.texts = 4;
        std::vector<const daily_site*> now;
        for (const auto& site : what_.sites) {
            if (site.is_of(what_.day)) {
                now.push_back(&site);
            }
        }
        std::stable_sort(now.begin(), now.end(), [&](const auto* a, const auto* b) {
            const auto rank = [&](const daily_site& site) {
                const auto& tally = site.days.at(what_.day);
                return std::tuple(site.is_new_on(what_.day), tally.violations, tally.inconclusive);
            };
            return rank(*a) > rank(*b);
        });
        std::size_t told = 0;
        std::size_t left_out = 0;
        for (std::size_t i = 0; i < now.size(); ++i) {
            const auto& site = *now[i];
            // So many of either kind.
            told = i > 0 && site.is_new_on(what_.day) == now[i - 1]->is_new_on(what_.day) ? told + 1
                                                                                          : 1;
            if (told > most_sites) {
                ++left_out;
                continue;
            }
            const auto& tally = site.days.at(what_.day);
            made.table.rows.push_back(
                {place_text(what_, site.position),
                 sector_text(from_, site.sector),
                 site.is_new_on(what_.day) ? "new" : "repeated",
                 date(site.first()),
                 std::to_string(tally.violations),
                 std::to_string(tally.inconclusive),
                 std::to_string(site.days.size()),
                 std::to_string(site.days_running(what_.day))}
            );
        }
        made.table.more = left_out > 0 ? fmt::format("{} more: sites.csv", left_out) : "";
        if (now.empty()) {
            made.text.emplace_back("Nothing was told of any site on this day.");
        }
        out_.sections.push_back(std::move(made));
    }

    void refusals() {
        daily_section made;
        made.title = "Access denied, devices off";
        made.table.head = {"sector", "side", "what", "this day", "the day before"};
        made.table.texts = 3;
        std::map<
            std::tuple<list_number, list_number, report_what>,
            std::pair<std::uint64_t, std::uint64_t>>
            sums;
        for (const auto& row : what_.rows) {
            if (row.key.what == report_what::denied_access ||
                row.key.what == report_what::device_off) {
                auto& sum = sums[{row.key.sector, row.key.side, row.key.what}];
                sum.first += row.today.reports();
                sum.second += row.before.reports();
            }
        }
        for (const auto& [key, sum] : sums) {
            const auto& [sector, side, kind] = key;
            made.table.rows.push_back(
                {sector_text(from_, sector),
                 side == 0 ? "not told" : from_.sides[side],
                 kind == report_what::denied_access ? "access denied" : "device off",
                 std::to_string(sum.first),
                 std::to_string(sum.second)}
            );
        }
        if (sums.empty()) {
            made.text.emplace_back("None told of on this day or the day before.");
        }
        out_.sections.push_back(std::move(made));
    }

    void quiet() {
        if (what_.quiet.periods.empty()) {
            return;
        }
        daily_section made;
        made.title = "Quiet periods";
        made.text.push_back(
            "A violation by fire in the area, while its days run, begins them again; the last of a "
            "day counts. What the agreement asks beyond that is for people to weigh: its words "
            "stand in the table. Quiet without looks is only the absence of reports."
        );
        made.table.head = {
            "step",
            "area",
            "reset, by the terms",
            "stands",
            "quiet days",
            "days with looks",
            "resets",
            "last reset",
            "over at the earliest"};
        made.table.texts = 4;
        for (const auto& one : what_.quiet.periods) {
            std::string state(name(one.state));
            std::replace(state.begin(), state.end(), '_', ' ');
            made.table.rows.push_back(
                {one.step + ": " + one.title,
                 one.zone.empty() ? "everywhere" : one.zone,
                 one.reset,
                 state,
                 fmt::format("{} of {:g}", quiet_days_text(one.quiet), one.days),
                 fmt::format("{} of {}", one.days_looked, one.days_passed),
                 std::to_string(one.resets.size()),
                 one.resets.empty() ? "-" : clock(one.resets.back().at),
                 clock(one.end)}
            );
        }
        out_.sections.push_back(std::move(made));
    }

    void hot_spots() {
        daily_section made;
        made.title = "Hot spots";
        made.text.push_back(fmt::format(
            "Where more violations of the last {} days lie than chance would put there: in cells "
            "of {} "
            "by {}, together with all whose middles are within {}, beside as many spread evenly "
            "over "
            "all cells of which anything was told; binomial test, corrected for so many tests "
            "(Benjamini and Hochberg): of the hot ones {:.0f} in 100 are expected to be false "
            "alarms. "
            "Where many look, and where many report one event, more is told.",
            hot_spot_days,
            length_text(from_.options().cell),
            length_text(from_.options().cell),
            length_text(from_.options().cell * 2),
            hot_spot_rate * 100
        ));
        if (what_.hot_spot_cells < hot_spot_least_cells) {
            made.text.push_back(fmt::format(
                "Nothing can be said: reports of these days lie in {}, and {} are needed.",
                counted(what_.hot_spot_cells, "cell", "cells"),
                hot_spot_least_cells
            ));
        } else if (what_.hot_spots.empty()) {
            made.text.push_back(
                what_.hot_spot_violations == 0
                    ? std::string("None: no violation of these days is placed well enough.")
                    : fmt::format(
                          "None: {} in {} cells, nowhere more than by chance.",
                          counted(what_.hot_spot_violations, "violation", "violations"),
                          what_.hot_spot_cells
                      )
            );
        } else {
            made.table.head = {
                "lon, lat, nearest settlement", "violations", "by chance", "p", "hot cells"};
            made.table.texts = 1;
            for (const auto& one : what_.hot_spots) {
                if (made.table.rows.size() == most_sites) {
                    made.table.more =
                        fmt::format("{} more: hot_spots.csv", what_.hot_spots.size() - most_sites);
                    break;
                }
                made.table.rows.push_back(
                    {place_text(what_, one.position),
                     std::to_string(one.sum),
                     fmt::format("{:.1f}", one.expected),
                     one.p < 1e-6 ? "< 1e-6" : fmt::format("{:.2g}", one.p),
                     std::to_string(one.cells)}
                );
            }
        }
        out_.sections.push_back(std::move(made));
    }

    void trend() {
        daily_section made;
        made.title = "Trend";
        made.chart = true;
        made.text.emplace_back("A dash: no report of the day came.");
        made.table.head = {
            "day",
            "violation",
            "inconclusive",
            "compliant",
            "not covered",
            "looks",
            "hearsay",
            "new sites",
            "repeated",
            "denied",
            "late",
            "repeats"};
        made.table.texts = 1;
        for (const auto& one : what_.window) {
            std::vector<std::string> cells{date(one.day)};
            for (const auto count :
                 {count_of(one.all, verdict_word::violation),
                  count_of(one.all, verdict_word::inconclusive),
                  count_of(one.all, verdict_word::compliant),
                  count_of(one.all, verdict_word::not_covered),
                  one.told.looks,
                  one.told.hearsay,
                  std::uint64_t{one.new_sites},
                  std::uint64_t{one.repeated_sites},
                  one.denied,
                  one.told.late,
                  one.told.repeats}) {
                cells.push_back(
                    one.all.reports() + one.told.repeats == 0 ? "-" : std::to_string(count)
                );
            }
            made.table.rows.push_back(std::move(cells));
        }
        out_.sections.push_back(std::move(made));
    }

    void method() {
        daily_section made;
        made.title = "How it was counted";
        auto& text = made.text;
        text.push_back(fmt::format(
            "Plan {} ({}), version {}, {}. Days are those of {}, this one from {} to {}.",
            plan_.id,
            plan_.said.title,
            plan_.version,
            plan_.dates.as_of ? "status as of " + clock(*plan_.dates.as_of) : "no status",
            plan_.ground.time_zone,
            to_rfc3339(what_.begins),
            to_rfc3339(what_.ends)
        ));
        text.push_back(fmt::format(
            "A report is of the day on which it, or its interval, begins; {} of this day reach "
            "beyond it. A report whose id came before is a repeat and counted only as that. Late: "
            "came after a report of a later day.",
            counted(what_.today().told.longer, "report", "reports")
        ));
        text.push_back(fmt::format(
            "Assumptions, set by options: site radius {} (--site-radius), cells of {} (--cell), "
            "looks are reports of these source classes (--watching): {}.",
            length_text(from_.options().site_radius),
            length_text(from_.options().cell),
            fmt::format("{}", fmt::join(from_.options().watching, ", "))
        ));
        if (!from_.other_sources.empty()) {
            std::vector<std::string> list;
            for (const auto& one : from_.other_sources) {
                list.push_back(fmt::format("{} ({})", one.first, one.second));
            }
            text.push_back(fmt::format(
                "Source classes that are not known and not taken for looks: {}.",
                fmt::join(list, ", ")
            ));
        }
        text.push_back(fmt::format(
            "Not in this report: {} before {}, {} after this day, {} that cannot be read.",
            counted(what_.before_window, "report", "reports"),
            date(what_.window.front().day),
            counted(what_.after_day, "report", "reports"),
            counted(what_.unreadable, "row", "rows")
        ));
        text.emplace_back(
            "A verdict says what follows from a report and the plan, not that the report is true."
        );
        out_.sections.push_back(std::move(made));
    }

    const plan& plan_;
    const daily_counts& from_;
    const daily_report& what_;
    daily_page out_;
};

}  // namespace

std::string law_text(const daily_counts& from, list_number law) {
    if (law == 0) {
        return "no clause";
    }
    return std::string(name(from.laws[law].kind)) + " " + from.laws[law].id;
}

std::string sector_text(const daily_counts& from, list_number sector) {
    return sector == 0 ? (from.sectors.size() > 1 ? "outside sectors" : "all")
                       : from.sectors[sector];
}

daily_page make_daily_page(const plan& made, const daily_counts& from, const daily_report& what) {
    return page_maker(made, from, what).run();
}

}  // namespace planner
