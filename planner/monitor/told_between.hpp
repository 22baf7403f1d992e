// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "planner/monitor/daily_counts.hpp"

namespace planner {

/// Days of the mission's calendar, the first and the last with them.
struct day_range {
    local_day first;
    local_day last;

    [[nodiscard]] bool has(local_day day) const { return day >= first && day <= last; }
};

/// Violations of a clause of one of these kinds.
[[nodiscard]] daily_events breaches_between(
    const daily_counts& from,
    const std::vector<clause_kind>& kinds,
    const std::string& id,
    const day_range& when
);

/// What was told of the area of a clause, all sectors together.
[[nodiscard]] area_tally area_between(
    const daily_counts& from, clause_kind kind, const std::string& id, const day_range& when
);

/// Reports of denied access, wherever.
[[nodiscard]] std::uint64_t denied_between(const daily_counts& from, const day_range& when);

}  // namespace planner
