// SPDX-License-Identifier: Apache-2.0
#include "planner/compare/compare_summary.hpp"

#include "planner/model/number_text.hpp"

#include <fmt/format.h>
#include <nlohmann/json.hpp>

#include <algorithm>
#include <cmath>
#include <map>
#include <set>
#include <utility>

namespace planner::detail {

namespace {

using json = nlohmann::ordered_json;

/// Members of a part of plan.json; empty where it lacks them, as a file that somebody edited may.
const json& object_of(const json& of, const std::string& name) {
    static const json none = json::object();
    const auto at = of.find(name);
    return at != of.end() && at->is_object() ? *at : none;
}

const json& list_of(const json& of, const std::string& name) {
    static const json none = json::array();
    const auto at = of.find(name);
    return at != of.end() && at->is_array() ? *at : none;
}

std::string last_verified(const json& plan) {
    std::string out;
    for (const auto& phase : list_of(plan, "phases")) {
        out = std::max(out, phase.value("verified", std::string()));
    }
    return out;
}

double vacated_km2(const json& plan) {
    double out = 0;
    for (const auto& phase : list_of(plan, "phases")) {
        out += object_of(phase, "vacated").value("area_km2", 0.0);
    }
    return out;
}

/// `1,200 to 1,500`: of all phases, in units of `unit`; empty without a phase.
std::string held_days(const json& plan, const std::string& what, double unit) {
    double least = 0;
    double most = 0;
    for (const auto& row : list_of(plan, "occupation")) {
        least += row.value(what + "_days_least", 0.0);
        most += row.value(what + "_days_most", 0.0);
    }
    return list_of(plan, "occupation").empty()
               ? std::string()
               : fmt::format("{:.0f} to {:.0f}", least / unit, most / unit);
}

/// The row of all sectors in which most people of the kind are needed, as a range.
std::string at_peak(const json& plan, const std::string& whom) {
    const json* most = nullptr;
    const auto typical = [&](const json& row) {
        return object_of(row, whom).value("typical", 0.0);
    };
    for (const auto& row : list_of(object_of(plan, "sizing"), "totals")) {
        if (row.value("sector", std::string()).empty() &&
            (most == nullptr || typical(row) > typical(*most))) {
            most = &row;
        }
    }
    if (most == nullptr) {
        return {};
    }
    const auto& range = object_of(*most, whom);
    return people_text(range.value("low", 0.0)) + " to " + people_text(range.value("high", 0.0));
}

using reach_key = std::pair<std::string, std::string>;  ///< party, class

std::map<reach_key, double> reached_at_end(const json& plan) {
    std::map<reach_key, double> out;
    const auto& shielding = object_of(plan, "protection");
    if (list_of(shielding, "stages").empty()) {
        return out;
    }
    const auto last = list_of(shielding, "stages").back().value("id", std::string());
    for (const auto& row : list_of(shielding, "reach")) {
        if (row.value("stage", std::string()) == last) {
            out[{row.value("party", std::string()), row.value("weapon_class", std::string())}] =
                row.value("people", 0.0);
        }
    }
    return out;
}

/// Of a party the class whose reach differs by most people.
void tell_reach(const json& a, const json& b, std::vector<std::string>& out) {
    const auto before = reached_at_end(a);
    const auto after = reached_at_end(b);
    struct widest {
        std::string weapon;
        double before = 0;
        double after = 0;
    };
    std::map<std::string, widest> by_party;
    for (const auto& [key, people] : before) {
        const auto at = after.find(key);
        if (at == after.end() || at->second == people) {
            continue;
        }
        auto& most = by_party[key.first];
        if (std::abs(at->second - people) > std::abs(most.after - most.before)) {
            most = {key.second, people, at->second};
        }
    }
    for (const auto& [party, most] : by_party) {
        out.push_back(fmt::format(
            "People within reach of {} of {} at the end: {} -> {}",
            most.weapon,
            party,
            people_text(most.before),
            people_text(most.after)
        ));
    }
}

/// `phases` as `Phases`, `moved_dates` as `Moved dates`.
std::string title_of_section(std::string name) {
    std::replace(name.begin(), name.end(), '_', ' ');
    if (!name.empty() && name[0] >= 'a' && name[0] <= 'z') {
        name[0] = static_cast<char>(name[0] - 'a' + 'A');
    }
    return name;
}

/// Sections that list what the plan consists of; the others explain it.
bool is_list(const json& plan, const std::string& section) {
    static const std::set<std::string> explaining{"findings", "sources"};
    return explaining.count(section) == 0 && plan.contains(section) && is_table(plan[section]);
}

/// `2 added, 1 removed, 3 changed` of a list, or of an object the values changed.
std::string changed_items(const std::string& section, const std::vector<plan_difference>& rows) {
    std::set<std::string> added;
    std::set<std::string> removed;
    std::set<std::string> changed;
    for (const auto& one : rows) {
        if (one.section == section && !one.id.empty()) {
            (one.key.empty() && !one.before  ? added
             : one.key.empty() && !one.after ? removed
                                             : changed)
                .insert(one.id);
        }
    }
    std::string out;
    const auto tell = [&](const std::set<std::string>& ids, const char* what) {
        if (!ids.empty()) {
            out += (out.empty() ? "" : ", ") + std::to_string(ids.size()) + " " + what;
        }
    };
    tell(added, "added");
    tell(removed, "removed");
    tell(changed, "changed");
    return out;
}

void tell_sections(
    const json& a,
    const json& b,
    const std::vector<std::string>& sections,
    const plan_comparison& found,
    std::vector<std::string>& out
) {
    for (const auto& section : sections) {
        if (!is_list(a, section) && !is_list(b, section)) {
            continue;
        }
        const auto changed = changed_items(section, found.rows);
        if (!changed.empty()) {
            const auto before = list_of(a, section).size();
            const auto after = list_of(b, section).size();
            out.push_back(
                title_of_section(section) + ": " +
                (before == after ? std::to_string(before)
                                 : std::to_string(before) + " -> " + std::to_string(after)) +
                " (" + changed + ")"
            );
        }
    }
}

void tell_places(const plan_comparison& found, std::vector<std::string>& out) {
    if (!found.moved.empty()) {
        out.push_back(
            counted(found.moved.size(), "line or point", "lines and points") +
            " of the layers run or stand elsewhere"
        );
    }
    if (!found.settlements.empty()) {
        double people = 0;
        for (const auto& one : found.settlements) {
            people += one.people;
        }
        out.push_back(
            counted(found.settlements.size(), "settlement", "settlements") + " with " +
            people_text(people) + " people by the register get another phase, zone or holder"
        );
    }
}

}  // namespace

std::string key_of(const json& item) {
    if (!item.is_object()) {
        return {};
    }
    if (item.contains("id") && item["id"].is_string()) {
        return item["id"].get<std::string>();
    }
    std::string out;
    for (const auto* key :
         {"region",
          "layer",
          "party",
          "stage",
          "weapon_class",
          "period",
          "sector",
          "kind",
          "measure"}) {
        if (item.contains(key) && item[key].is_string() &&
            !item[key].get_ref<const std::string&>().empty()) {
            out += (out.empty() ? "" : " ") + item[key].get<std::string>();
        }
    }
    return out;
}

bool is_table(const json& list) {
    if (!list.is_array() || list.empty()) {
        return false;
    }
    std::set<std::string> seen;
    return std::all_of(list.begin(), list.end(), [&](const json& item) {
        const auto key = key_of(item);
        return !key.empty() && seen.insert(key).second;
    });
}

std::vector<std::string> summary_of(
    const json& first,
    const json& second,
    const std::vector<std::string>& sections,
    const plan_comparison& found
) {
    std::vector<std::string> out;
    const auto tell =
        [&](const std::string& what, const std::string& before, const std::string& after) {
            if (before != after) {
                out.push_back(
                    what + ": " + (before.empty() ? "none" : before) + " -> " +
                    (after.empty() ? "none" : after)
                );
            }
        };
    const auto whole = [](double value) { return fmt::format("{:.0f}", value); };
    tell("D-day", first.value("d_day", ""), second.value("d_day", ""));
    tell("Last phase verified", last_verified(first), last_verified(second));
    tell("Vacated in all, km2", whole(vacated_km2(first)), whole(vacated_km2(second)));
    tell(
        "Held until left, thousand km2-days",
        held_days(first, "area_km2", 1e3),
        held_days(second, "area_km2", 1e3)
    );
    tell(
        "Held until left, million people-days",
        held_days(first, "people", 1e6),
        held_days(second, "people", 1e6)
    );
    tell("Observers at the peak", at_peak(first, "observers"), at_peak(second, "observers"));
    tell("Police at the peak", at_peak(first, "police"), at_peak(second, "police"));
    tell_reach(first, second, out);
    tell_sections(first, second, sections, found, out);
    tell_places(found, out);
    return out;
}

}  // namespace planner::detail
