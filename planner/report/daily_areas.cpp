// SPDX-License-Identifier: Apache-2.0
#include "planner/report/daily_areas.hpp"

#include "planner/model/number_text.hpp"

#include <fmt/format.h>

#include <algorithm>

namespace planner {

namespace {

constexpr std::size_t most_areas = 80;

std::string area_name(const daily_counts& from, const daily_area& one) {
    return one.law == 0 ? "rest" : law_text(from, one.law);
}

std::string stands(const daily_area& one) {
    if (!one.is_quiet()) {
        return "not quiet";
    }
    if (one.today.looks > 0) {
        return "quiet, looked at";
    }
    return one.today.denied + one.today.device_off > 0 ? "not watched: refused or off"
                                                       : "not watched";
}

/// Worst first: not quiet, then not watched, then quiet.
int rank(const daily_area& one) {
    return !one.is_quiet() ? 0 : one.today.looks == 0 ? 1 : 2;
}

}  // namespace

daily_section watch_section(const daily_counts& from, const daily_report& what) {
    daily_section made;
    made.title = "Areas and how they were watched";
    made.text.push_back(fmt::format(
        "Areas in force on this day: zones and areas of phases in each sector, and what is left of "
        "the sector. No report is not no violation: an area is watched where somebody looked for "
        "themselves and the place is known to a cell. Cells are {:g} km wide; one is looked at "
        "when a look lies in the part of it that "
        "is of the area. The last columns look back {} days, as far as the area was in force.",
        from.options().cell.value() / 1000,
        daily_window
    ));
    made.table.head = {
        "sector",
        "area",
        "this day",
        "violation",
        "inconclusive",
        "looks",
        "cells looked at",
        "denied, off",
        "hearsay",
        "days with looks",
        "quiet days with looks",
        "cells ever looked at"};
    made.table.texts = 3;
    auto areas = what.areas;
    std::stable_sort(areas.begin(), areas.end(), [](const auto& a, const auto& b) {
        return rank(a) < rank(b);
    });
    std::vector<std::string> never;
    for (const auto& one : areas) {
        if (one.days_looked == 0) {
            never.push_back(sector_text(from, one.sector) + " / " + area_name(from, one));
        }
        if (made.table.rows.size() == most_areas) {
            made.table.more = fmt::format("{} more: watched.csv", areas.size() - most_areas);
            continue;
        }
        if (made.table.rows.size() > most_areas) {
            continue;
        }
        const auto cells = [&](std::size_t looked) {
            return one.cells == 0 ? fmt::format("{}", looked)
                                  : fmt::format("{} of {}", looked, one.cells);
        };
        made.table.rows.push_back(
            {sector_text(from, one.sector),
             area_name(from, one),
             stands(one),
             fmt::format("{} ({})", one.today.violations, one.before.violations),
             fmt::format("{} ({})", one.today.inconclusive, one.before.inconclusive),
             fmt::format("{} ({})", one.today.looks, one.before.looks),
             cells(one.cells_today),
             std::to_string(one.today.denied + one.today.device_off),
             std::to_string(one.today.hearsay),
             fmt::format("{} of {}", one.days_looked, one.days),
             fmt::format("{} of {}", one.days_quiet_looked, one.days_quiet),
             cells(one.cells_window)}
        );
    }
    if (areas.empty()) {
        made.text.emplace_back("No area is in force on this day.");
    }
    if (!never.empty() && never.size() == areas.size()) {
        made.text.push_back(
            fmt::format("None of them was looked at in these {} days.", daily_window)
        );
    } else if (!never.empty()) {
        made.text.push_back(fmt::format(
            "Never looked at in these {} days: {}.", daily_window, fmt::join(never, "; ")
        ));
    }
    return made;
}

std::string watched_text(const daily_counts& from, const daily_report& what) {
    (void)from;
    std::size_t looked = 0;
    std::size_t looked_before = 0;
    std::size_t blind = 0;
    std::uint64_t cells = 0;
    std::uint64_t cells_looked = 0;
    for (const auto& one : what.areas) {
        looked += one.today.looks > 0 ? 1U : 0U;
        looked_before += one.before.looks > 0 ? 1U : 0U;
        blind += one.today.looks == 0 && one.is_quiet() ? 1U : 0U;
        cells += one.cells;
        cells_looked += one.cells > 0 ? one.cells_today : 0;
    }
    const auto& today = what.today();
    const auto& before = what.before();
    auto out = fmt::format(
        "{} of {} looked at ({})",
        looked,
        counted(what.areas.size(), "area", "areas"),
        looked_before
    );
    if (cells > 0) {
        out += fmt::format(
            ", {:.2g} % of their ground",
            100 * static_cast<double>(cells_looked) / static_cast<double>(cells)
        );
    }
    if (blind > 0) {
        out += fmt::format("; in {} no violation is told of and nobody looked", blind);
    }
    return out + fmt::format(
                     "; access denied {} ({}), devices off {} ({}).",
                     today.denied,
                     before.denied,
                     today.device_off,
                     before.device_off
                 );
}

}  // namespace planner
