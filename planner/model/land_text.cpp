// SPDX-License-Identifier: Apache-2.0
#include "planner/model/land_text.hpp"

#include "planner/model/roles.hpp"

namespace planner {

std::string land_text(const std::string& territory_name) {
    const bool says_status = territory_name.find('(') != std::string::npos;
    return (says_status ? "territory of " : "recognised territory of ") + territory_name;
}

std::string land_text(const theatre& ground, const party_id& of) {
    const auto* party = ground.find_party(of);
    const auto* land = party != nullptr ? ground.find_territory(party->territory) : nullptr;
    return land_text(land != nullptr && !land->name.empty() ? land->name : party_name(ground, of));
}

}  // namespace planner
