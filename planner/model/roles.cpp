// SPDX-License-Identifier: Apache-2.0
#include "planner/model/roles.hpp"

#include "geo/base/error.hpp"
#include "planner/model/names.hpp"

namespace planner {

party_id party_in_role(const theatre& ground, const std::string& role) {
    const auto found = ground.roles.find(role);
    if (found != ground.roles.end()) {
        return found->second;
    }
    if (ground.find_party(party_id(role)) != nullptr) {
        return party_id(role);
    }
    std::string known;
    std::vector<std::string> words;
    for (const auto& [word, id] : ground.roles) {
        known += (known.empty() ? "" : ", ") + word;
        words.push_back(word);
    }
    const auto near = nearest_word(role, words);
    throw geo::input_error(
        "the terms speak of '" + role + "', which theatre '" + ground.id + "' does not define; " +
        (near.empty() ? "" : "did you mean '" + near + "'? Its") + (near.empty() ? "its" : "") +
        " [roles] are: " + (known.empty() ? "none" : known)
    );
}

std::string party_name(const theatre& ground, const party_id& id) {
    const auto* found = ground.find_party(id);
    return found != nullptr ? found->name : id.str();
}

}  // namespace planner
