// SPDX-License-Identifier: Apache-2.0
#include "planner/sheets/map_base.hpp"

#include "geo/linework/split.hpp"

namespace planner {

map_base make_map_base(const theatre& ground, const std::string& other) {
    map_base out;
    out.territories = ground.territories;
    out.regions = ground.regions;
    out.rivers = ground.rivers;
    out.roads = ground.roads;
    for (const auto& one : ground.settlements) {
        out.settlements.push_back(
            {"settlement-" + one.id.str(),
             one.name,
             one.local_name,
             one.kind,
             one.position,
             one.population}
        );
    }
    const auto* party = ground.find_party(party_id(other));
    const auto* own = party != nullptr ? ground.find_territory(party->territory) : nullptr;
    if (own == nullptr) {
        return out;
    }
    out.subject = own->id;
    map_area neighbours;
    for (const auto& one : ground.territories) {
        if (one.id != own->id) {
            neighbours.insert(neighbours.end(), one.area.begin(), one.area.end());
        }
    }
    // As plan/divide_land finds the border that forces withdraw to.
    out.land_border = geo::find_shared_edges(own->area, neighbours, geo::metres(100)).shared;
    return out;
}

}  // namespace planner
