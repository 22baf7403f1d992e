// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "planner/monitor/daily_counts.hpp"

namespace planner {

/// A day whose violations begin a quiet period again.
struct quiet_reset {
    local_day day;
    instant at;  ///< of the last violation of the day; of an interval its end
    std::uint64_t violations = 0;
    std::vector<std::pair<instant, std::string>> examples;  ///< ids of reports, three at most
    bool told = false;                                      ///< the status has this event already
};

enum class quiet_state : std::uint8_t {
    not_begun,
    running,
    elapsed,   ///< quiet for long enough by what reports tell; nobody has verified it
    verified,  ///< by the status
    suspended,
    unmapped  ///< the plan has no ground for its area: nothing can be said
};
[[nodiscard]] std::string_view name(quiet_state state);

/// How a step that asks for quiet days stands.
struct quiet_period {
    std::string step;
    std::string title;
    std::string zone;   ///< of the terms; empty: everywhere
    std::string reset;  ///< the words of the terms
    quiet_state state{};
    double days = 0;  ///< wanted
    instant start;
    instant end;                  ///< earliest, if nothing more happens
    instant since;                ///< what is quiet counts from here
    double quiet = 0;             ///< days so far, `days` at most
    std::size_t days_looked = 0;  ///< calendar days since then on which somebody looked
    std::size_t days_passed = 0;  ///< calendar days since then, the first and last with them
    std::uint64_t after = 0;      ///< violations since it elapsed
    std::vector<quiet_reset> resets;
};

/// Steps with quiet days, in the plan's order, as reports up to the end of the day `until` move them,
/// and the status with these resets.
///
/// A violation by fire (explosion, shot, strike on a city or facility) in the area of the step, while
/// its days run, begins them again at its own instant: the last of a day does. What an agreement asks
/// beyond that (how long, how often) is not weighed; `reset` has its words. Once the status calls the
/// step verified nothing is reset.
struct quiet_result {
    std::vector<quiet_period> periods;
    std::vector<status_event> events;  ///< of the plan, with those that are new, in order of time
};
[[nodiscard]] quiet_result quiet_periods(
    const plan& made, const daily_counts& from, local_day until, instant at
);

}  // namespace planner
