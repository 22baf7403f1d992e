// SPDX-License-Identifier: Apache-2.0
#include "planner/monitor/told_between.hpp"

#include <algorithm>

namespace planner {

daily_events breaches_between(
    const daily_counts& from,
    const std::vector<clause_kind>& kinds,
    const std::string& id,
    const day_range& when
) {
    daily_events out;
    for (const auto& [key, events] : from.breaches) {
        const auto& law = from.laws[key.second];
        if (when.has(key.first) && key.second != 0 && law.id == id &&
            std::find(kinds.begin(), kinds.end(), law.kind) != kinds.end()) {
            out.add(events);
        }
    }
    return out;
}

area_tally area_between(
    const daily_counts& from, clause_kind kind, const std::string& id, const day_range& when
) {
    area_tally out;
    for (const auto& [key, tally] : from.areas) {
        const auto& law = from.laws[key.law];
        if (key.law != 0 && law.kind == kind && law.id == id && when.has(key.day)) {
            out.add(tally);
        }
    }
    return out;
}

std::uint64_t denied_between(const daily_counts& from, const day_range& when) {
    std::uint64_t out = 0;
    for (const auto& [key, tally] : from.tallies) {
        if (key.what == report_what::denied_access && when.has(key.day)) {
            out += tally.reports();
        }
    }
    return out;
}

}  // namespace planner
