// SPDX-License-Identifier: Apache-2.0
#include "planner/model/presence.hpp"

#include "planner/model/plan.hpp"

#include <algorithm>

namespace planner {

const std::vector<std::string>& presence_kinds() {
    static const std::vector<std::string> words{
        "observer",
        "interposition",
        "police",
        "technical",
        "evidence",
        "humanitarian",
        "remote_only"};
    return words;
}

const std::vector<std::string>& presence_places() {
    static const std::vector<std::string> words{
        "line_of_contact",
        "forces_apart",
        "vague_line",
        "zone_settlements",
        "vacated",
        "corridors",
        "crossings",
        "stranded",
        "infrastructure",
        "sites",
        "storage",
        "cut_off",
        "enclaves",
        "reserved_neck",
        "violations"};
    return words;
}

const std::vector<std::string>& presence_severities() {
    static const std::vector<std::string> words{"high", "medium", "low"};
    return words;
}

const std::string& worse(const std::string& a, const std::string& b) {
    const auto& words = presence_severities();
    return std::find(words.begin(), words.end(), b) < std::find(words.begin(), words.end(), a) ? b
                                                                                               : a;
}

std::vector<presence_term> terms::presence_rules() const {
    std::vector<presence_term> out;
    const auto by_id = [](const std::vector<presence_term>& among, const std::string& wanted) {
        return std::find_if(among.begin(), among.end(), [&](const auto& one) {
            return one.id == wanted;
        });
    };
    const auto omitted = [&](const std::string& wanted) {
        return std::find(presence_omit.begin(), presence_omit.end(), wanted) != presence_omit.end();
    };
    const bool none_of_table = omitted("*");
    for (const auto& rule : doctrine.rules) {
        const auto own = by_id(presence, rule.id);
        if (own != presence.end()) {
            out.push_back(*own);
        } else if (!none_of_table && !omitted(rule.id)) {
            out.push_back(rule);
        }
    }
    for (const auto& rule : presence) {
        if (by_id(doctrine.rules, rule.id) == doctrine.rules.end()) {
            out.push_back(rule);
        }
    }
    return out;
}

double plan_siting::gap() const {
    if (proven || reached <= 0) {
        return 0;
    }
    return allowed ? std::max(0.0, bound - reached) / reached
                   : std::max(0.0, reached - bound) / reached;
}

}  // namespace planner
