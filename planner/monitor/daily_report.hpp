// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "planner/monitor/daily_hot_spots.hpp"
#include "planner/monitor/daily_sites.hpp"
#include "planner/monitor/milestones.hpp"

namespace planner {

/// Days that hot spots are looked for in: the quiet week of the Framework Decision of 21 September
/// 2016.
inline constexpr int hot_spot_days = 7;
/// Share of false alarms among hot spots that is accepted.
inline constexpr double hot_spot_rate = 0.05;
/// Fewer watched cells tell nothing of where much lies together: the sample for which the normal
/// distribution is commonly taken.
inline constexpr std::size_t hot_spot_least_cells = 30;

/// One day as a whole.
struct daily_totals {
    local_day day;
    daily_tally all;
    day_tally told;
    std::uint64_t denied = 0;
    std::uint64_t device_off = 0;
    std::size_t new_sites = 0;
    std::size_t repeated_sites = 0;
};

/// What was counted for a sector, clause, side, class and kind on the day and on the day before.
struct daily_row {
    daily_key key;  ///< of the day
    daily_tally today;
    daily_tally before;
};

/// An area in force on the day and how it was watched. Looks of a cell are those of positions in the
/// area itself.
struct daily_area {
    list_number sector = 0;
    list_number law = 0;  ///< 0: the rest of the sector
    area_tally today;
    area_tally before;
    std::size_t cells = 0;         ///< that it has; 0 where it has no bounds
    std::size_t cells_today = 0;   ///< looked at
    std::size_t cells_before = 0;  ///< looked at on the day before
    std::size_t cells_window = 0;  ///< looked at on any day of the window
    std::size_t days = 0;          ///< of the window on which it was in force
    std::size_t days_looked = 0;   ///< of these, with a look
    std::size_t days_quiet = 0;    ///< of these, with neither violation nor inconclusive report
    std::size_t days_quiet_looked = 0;

    [[nodiscard]] bool is_quiet() const { return today.violations + today.inconclusive == 0; }
};

/// Everything that a daily report says, worked out.
struct daily_report {
    local_day day;
    instant begins;
    instant ends;
    instant told_until;  ///< of the day; its beginning when nothing was told
    local_day first;     ///< with any report
    local_day last;
    std::vector<daily_totals> window;  ///< oldest first; the day itself is the last
    std::uint64_t before_window = 0;   ///< reports of earlier days
    std::uint64_t after_day = 0;       ///< reports of later days: not told of
    std::vector<daily_row> rows;
    std::vector<daily_area> areas;
    std::vector<daily_site> sites;
    std::vector<hot_spot> hot_spots;
    std::size_t hot_spot_cells = 0;
    std::uint64_t hot_spot_violations = 0;
    quiet_result quiet;
    instant
        at;  ///< for which gates are told: the latest told of, or the end of a day before the last
    milestones gates;
    std::uint64_t unreadable = 0;
    std::vector<settlement> places;  ///< to say what is near; may be empty

    [[nodiscard]] const daily_totals& today() const { return window.back(); }
    [[nodiscard]] const daily_totals& before() const { return window[window.size() - 2]; }
};

/// The report of a day, or of the last one with a report; of a feed without any, of the status's last.
///
/// Cost      one look at each cell of each area: some 0.1 s for 100,000 of them.
/// Throws    geo::input_error: there is no report at all, no status, and no day is named; the areas have more
///           than 5,000,000 cells.
[[nodiscard]] daily_report make_daily_report(
    const rulebook& by, const daily_counts& from, std::optional<local_day> day
);

}  // namespace planner
