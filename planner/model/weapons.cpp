// SPDX-License-Identifier: Apache-2.0
#include "planner/model/weapons.hpp"

#include <algorithm>

namespace planner {

namespace {

/// Is `inner` the class `outer` or part of it? The reader has refused circles.
bool is_part(const weapons& table, const std::string& inner, const std::string& outer) {
    if (inner == outer) {
        return true;
    }
    const auto* group = table.find_class(outer);
    return group != nullptr &&
           std::any_of(group->includes.begin(), group->includes.end(), [&](const auto& one) {
               return is_part(table, inner, one);
           });
}

}  // namespace

const weapon_class* weapons::find_class(const std::string& id) const {
    const auto found = std::find_if(classes.begin(), classes.end(), [&](const weapon_class& one) {
        return one.id == id;
    });
    return found == classes.end() ? nullptr : &*found;
}

const weapon_system* weapons::find_system(const std::string& id) const {
    const auto found = std::find_if(systems.begin(), systems.end(), [&](const weapon_system& one) {
        return one.id == id;
    });
    return found == systems.end() ? nullptr : &*found;
}

bool weapons::covers(const std::string& word, const weapon_system& system) const {
    return word == "any" || word == "forces" || word == system.id ||
           is_part(*this, system.class_id, word);
}

std::vector<const weapon_system*> weapons::systems_of(const std::vector<std::string>& words) const {
    std::vector<const weapon_system*> out;
    for (const auto& system : systems) {
        if (std::any_of(words.begin(), words.end(), [&](const auto& word) {
                return covers(word, system);
            })) {
            out.push_back(&system);
        }
    }
    return out;
}

std::vector<std::string> weapons::words() const {
    std::vector<std::string> out{"any", "forces"};
    for (const auto& one : classes) {
        out.push_back(one.id);
    }
    for (const auto& one : systems) {
        out.push_back(one.id);
    }
    return out;
}

}  // namespace planner
