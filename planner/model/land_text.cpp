// SPDX-License-Identifier: Apache-2.0
#include "planner/model/land_text.hpp"

#include "planner/model/roles.hpp"
#include "planner/model/texts.hpp"

namespace planner {

std::string land_text(const std::string& territory_name, const texts& say) {
    const bool says_status = territory_name.find('(') != std::string::npos;
    return says_status ? say.text<"land.named">(with<"name">(territory_name))
                       : say.text<"land.recognised">(with<"name">(territory_name));
}

std::string land_text(const theatre& ground, const party_id& of, const texts& say) {
    const auto* party = ground.find_party(of);
    const auto* land = party != nullptr ? ground.find_territory(party->territory) : nullptr;
    return land_text(
        land != nullptr && !land->name.empty() ? land->name : party_name(ground, of), say
    );
}

std::string land_text(const std::string& territory_name) {
    return land_text(territory_name, texts::english());
}

std::string land_text(const theatre& ground, const party_id& of) {
    return land_text(ground, of, texts::english());
}

}  // namespace planner
