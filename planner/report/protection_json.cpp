// SPDX-License-Identifier: Apache-2.0
#include "planner/report/protection_json.hpp"

#include "planner/model/json_shapes.hpp"
#include "planner/report/protection_places.hpp"

#include <cmath>

namespace planner {

namespace {

using json = nlohmann::ordered_json;

void add_reach(json& to, const plan& what, const party_reach& of) {
    const auto& done = what.shielding;
    const auto shielded = shielded_since_start(what, of.party);
    for (std::size_t s = 0; s < done.stages.size(); ++s) {
        for (std::size_t k = 0; k < done.classes.size(); ++k) {
            const auto& one = of.by_class[s][k];
            const auto& gone = shielded[s][k];
            to.push_back(
                {{"party", of.party.str()},
                 {"stage", done.stages[s].id},
                 {"weapon_class", done.classes[k].weapon_class},
                 {"settlements", one.settlements},
                 {"people", one.people},
                 {"facilities", one.facilities},
                 {"no_longer",
                  {{"settlements", gone.settlements},
                   {"people", gone.people},
                   {"facilities", gone.facilities}}}}
            );
        }
    }
}

json protection_of(const plan& what) {
    const auto& done = what.shielding;
    if (done.stages.empty()) {
        return nullptr;
    }
    json out{
        {"max_error_m", rounded(done.max_error.value(), 1000)},
        {"stages", json::array()},
        {"classes", json::array()},
        {"reach", json::array()}};
    for (const auto& stage : done.stages) {
        out["stages"].push_back(
            {{"id", stage.id}, {"title", stage.title}, {"at", to_rfc3339(stage.at)}}
        );
    }
    for (const auto& one : done.classes) {
        out["classes"].push_back(
            {{"id", one.weapon_class},
             {"title", one.title},
             {"system", one.system},
             {"range_m", one.range.value()}}
        );
    }
    add_reach(out["reach"], what, done.withdrawing);
    add_reach(out["reach"], what, done.other);
    return out;
}

}  // namespace

void add_protection(json& to, const plan& what) {
    to["protection"] = protection_of(what);
    to["occupation"] = json::array();
    for (const auto& row : what.occupation) {
        to["occupation"].push_back(
            {{"id", row.phase},
             {"area_km2", rounded(geo::in_square_kilometres(row.size), 1000)},
             {"people", row.people},
             {"days_least", rounded(row.days_least, 100)},
             {"days_most", rounded(row.days_most, 100)},
             {"area_km2_days_least", rounded(row.area_days_least(), 1)},
             {"area_km2_days_most", rounded(row.area_days_most(), 1)},
             {"people_days_least", rounded(row.people_days_least(), 1)},
             {"people_days_most", rounded(row.people_days_most(), 1)},
             {"frozen",
              {{"area_km2", rounded(geo::in_square_kilometres(row.frozen), 1000)},
               {"settlements", row.frozen_settlements},
               {"people", row.frozen_people}}}}
        );
    }
}

}  // namespace planner
