// SPDX-License-Identifier: Apache-2.0
#include "planner/report/status_json.hpp"

#include "planner/model/json_shapes.hpp"
#include "planner/model/spacing_text.hpp"
#include "planner/status/in_force.hpp"

#include <cmath>

namespace planner {

namespace {

using json = nlohmann::ordered_json;

json withdrawal_of(const plan& what) {
    if (!what.said.withdrawal) {
        return nullptr;
    }
    const auto& said = *what.said.withdrawal;
    return {
        {"from", said.from},
        {"to", said.to},
        {"spacing", name(said.spacing)},
        {"distances", name(said.distances)},
        {"text", spacing_text(said)},
        {"step_m", said.step ? json(said.step->value()) : json()},
        {"kept", planner::to_json(what.kept_count)}};
}

json cut_off_of(const plan& what) {
    json out = json::array();
    for (const auto& part : what.cut_off) {
        json way = nullptr;
        if (!part.transit.shape.empty()) {
            json shape = json::array();
            for (const auto& p : part.transit.shape) {
                shape.push_back(planner::to_json(p));
            }
            way = {
                {"reaches", part.transit.reaches},
                {"by_land", part.transit.by_land},
                {"length_km", rounded(geo::in_kilometres(part.transit.length), 1000)},
                {"shape", std::move(shape)}};
        }
        out.push_back(
            {{"phase", part.phase},
             {"inside", planner::to_json(part.inside)},
             {"area_km2", rounded(geo::in_square_kilometres(part.size), 1000)},
             {"transit", std::move(way)}}
        );
    }
    return out;
}

json moved_of(const plan& what) {
    json out = json::array();
    for (const auto& one : what.dates.moved) {
        out.push_back(
            {{"subject", name(one.subject)},
             {"id", one.id},
             {"what", one.what},
             {"planned", to_rfc3339(one.planned)},
             {"now", to_rfc3339(one.now)},
             {"why", one.why}}
        );
    }
    return out;
}

json gates_of(const std::vector<gate_standing>& gates) {
    json out = json::array();
    for (const auto& one : gates) {
        out.push_back(
            {{"id", one.id},
             {"state", name(one.state)},
             {"recorded", one.recorded},
             {"suspended", one.suspended}}
        );
    }
    return out;
}

json status_of(const plan& what) {
    if (!what.dates.as_of) {
        return nullptr;
    }
    json events = json::array();
    for (const auto& one : what.events) {
        events.push_back(
            {{std::string(name(one.subject)), one.id},
             {"gate", name(one.word)},
             {"at", to_rfc3339(one.at)},
             {"by", one.by},
             {"note", one.note}}
        );
    }
    const auto now = in_force(what, *what.dates.as_of);
    json duties = json::array();
    for (const auto& one : now.duties) {
        duties.push_back({{"id", one.id}, {"state", name(one.state)}, {"due", to_rfc3339(one.due)}}
        );
    }
    return {
        {"as_of", to_rfc3339(now.at)},
        {"events", std::move(events)},
        {"phases", gates_of(now.phases)},
        {"steps", gates_of(now.steps)},
        {"zones_in_force", now.zones},
        {"rules_in_force", now.rules},
        {"suspended", now.suspended},
        {"obligations", std::move(duties)}};
}

}  // namespace

void add_status(json& to, const plan& what) {
    to["withdrawal"] = withdrawal_of(what);
    to["cut_off"] = cut_off_of(what);
    to["moved_dates"] = moved_of(what);
    to["status"] = status_of(what);
}

}  // namespace planner
