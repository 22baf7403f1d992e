// SPDX-License-Identifier: Apache-2.0
#include "planner/zones/cap_totals.hpp"

#include <algorithm>

namespace planner {

namespace {

/// A cap with the zone that it is of.
struct held_cap {
    const plan_zone* zone;
    const zone_cap* cap;
};

bool in_force(const plan_zone& zone, instant t) {
    return zone.when.from <= t && t < zone.when.until;
}

/// What is allowed at `t`, and until the next of the zones begins or ends.
cap_total total_at(instant t, const std::vector<held_cap>& caps) {
    cap_total out;
    out.when.from = t;
    for (const auto& [zone, cap] : caps) {
        for (const auto edge : {zone->when.from, zone->when.until}) {
            if (t < edge) {
                out.when.until = std::min(out.when.until, edge);
            }
        }
        if (in_force(*zone, t)) {
            out.most += cap->most;
            out.zones.push_back(zone->id);
        }
    }
    return out;
}

}  // namespace

std::vector<cap_total> largest_caps(const std::vector<plan_zone>& zones) {
    std::vector<std::pair<party_id, std::string>> order;
    std::vector<std::vector<held_cap>> groups;
    for (const auto& zone : zones) {
        for (const auto& cap : zone.term.caps) {
            const std::pair key{zone.binds, cap.what};
            const auto known = std::find(order.begin(), order.end(), key);
            const auto index = static_cast<std::size_t>(known - order.begin());
            if (known == order.end()) {
                order.push_back(key);
                groups.emplace_back();
            }
            groups[index].push_back({&zone, &cap});
        }
    }
    std::vector<cap_total> out;
    for (std::size_t i = 0; i < groups.size(); ++i) {
        // Sums grow only where a zone begins.
        std::vector<instant> starts;
        for (const auto& one : groups[i]) {
            starts.push_back(one.zone->when.from);
        }
        std::sort(starts.begin(), starts.end());
        auto largest = total_at(starts.front(), groups[i]);
        for (const auto t : starts) {
            auto total = total_at(t, groups[i]);
            if (total.most > largest.most) {
                largest = std::move(total);
            }
        }
        largest.party = order[i].first;
        largest.what = order[i].second;
        out.push_back(std::move(largest));
    }
    return out;
}

}  // namespace planner
