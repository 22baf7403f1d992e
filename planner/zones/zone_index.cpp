// SPDX-License-Identifier: Apache-2.0
#include "planner/zones/zone_index.hpp"

#include <algorithm>

namespace planner {

namespace {

std::vector<area> shapes_of(const plan& what) {
    std::vector<area> out;
    for (const auto& zone : what.zones) {
        out.push_back(zone.shape);
    }
    return out;
}

bool speaks_of(const plan_zone& zone, const weapon_system& system, const weapons& arms) {
    if (!zone.systems.empty()) {
        return std::find(zone.systems.begin(), zone.systems.end(), system.id) != zone.systems.end();
    }
    const auto& words = zone.term.weapon_classes;
    return std::any_of(words.begin(), words.end(), [&](const auto& word) {
        return arms.covers(word, system);
    });
}

}  // namespace

zone_index::zone_index(const plan& of) : plan_(of), shapes_(shapes_of(of)) {}

std::vector<std::size_t> zone_index::against(
    const weapon_system& system, const party_id& whose, geo::lon_lat where, instant when
) const {
    std::vector<std::size_t> out;
    for (std::size_t i = 0; i < plan_.zones.size(); ++i) {
        const auto& zone = plan_.zones[i];
        const bool bound = zone.binds == whose || zone.binds.str() == "both";
        const bool now = zone.when.from <= when && when < zone.when.until;
        if (bound && now && zone.term.keeps_out() && speaks_of(zone, system, plan_.said.arms) &&
            shapes_.in(i, where)) {
            out.push_back(i);
        }
    }
    return out;
}

}  // namespace planner
