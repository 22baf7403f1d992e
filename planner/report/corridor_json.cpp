// SPDX-License-Identifier: Apache-2.0
#include "planner/report/corridor_json.hpp"

#include "planner/model/json_shapes.hpp"

#include <nlohmann/json.hpp>

#include <cmath>

namespace planner {

namespace {

using json = nlohmann::ordered_json;

double hours(seconds t) {
    return std::round(static_cast<double>(t.count()) / 36) / 100;
}

/// Vehicles an hour to a tenth: no finer than what they are made of.
double tenth(double value) {
    return std::round(value * 10) / 10;
}

json assumed(const corridor_term& term) {
    json capacity = json::object();
    for (const auto& [kind, value] : term.capacity) {
        capacity[kind] = value;
    }
    return {
        {"said_by_terms", term.said},
        {"vehicles_per_km2", term.vehicles_per_km2},
        {"by_settlement", term.by_settlement},
        {"march_speed_kmh", term.march_speed},
        {"vehicles_per_km", term.density},
        {"unit_vehicles", term.unit_vehicles},
        {"unit_gap_min", static_cast<double>(term.unit_gap.count()) / 60},
        {"capacity", std::move(capacity)},
        {"avoid_people", term.avoid_people},
        {"avoid_reach_m", term.avoid_reach.value()},
        {"nuclear_reach_m", term.nuclear_reach.value()},
        {"detour_factor", term.detour_factor},
        {"transit", term.transit},
        {"source", term.cited.source},
        {"certainty", term.cited.certainty}};
}

json to_json(const phase_movement& one) {
    return {
        {"phase", one.phase},
        {"territory", one.territory},
        {"vehicles", std::round(one.vehicles)},
        {"forces_assumed", one.assumed},
        {"verdict", name(one.verdict)},
        {"hours_needed", hours(one.needed)},
        {"hours_bound", hours(one.bound)},
        {"out", to_rfc3339(one.out)},
        {"out_bound", to_rfc3339(one.out_bound)},
        {"deadline", to_rfc3339(one.deadline)},
        {"margin_hours", hours(one.margin)},
        {"tight", one.tight}};
}

json controls_of(const plan_route& one) {
    json out = json::array();
    for (const auto& point : one.controls) {
        out.push_back(
            {{"what", point.what}, {"name", point.name}, {"at", planner::to_json(point.position)}}
        );
    }
    return out;
}

json to_json(const plan_route& one) {
    return {
        {"id", one.id},
        {"purpose", one.purpose},
        {"phase", one.phase},
        {"who", one.who.str()},
        {"title", one.title},
        {"from", one.from},
        {"to", one.to},
        {"problem", one.problem},
        {"schematic", one.schematic},
        {"length_km", km(one.length)},
        {"driving_hours", hours(one.travel)},
        {"vehicles", std::round(one.vehicles)},
        {"vehicles_an_hour", tenth(one.rate)},
        {"start", to_rfc3339(one.start)},
        {"finish", to_rfc3339(one.finish)},
        {"bottleneck", one.bottleneck},
        {"bottleneck_vehicles_an_hour", tenth(one.bottleneck_capacity)},
        {"bottleneck_at", one.bottleneck_at ? planner::to_json(*one.bottleneck_at) : json()},
        {"controls", controls_of(one)},
        {"distance_m", one.per_side ? json(one.per_side->value()) : json()},
        {"width_is",
         one.per_side ? json(one.width_is == width_reading::total ? "total" : "per_side") : json()},
        {"area_km2", one.per_side ? json(km2(one.size)) : json()},
        {"max_error_m",
         one.per_side ? json(std::round(one.max_error.value() * 100) / 100) : json()},
        {"passes", one.passes},
        {"people", one.people},
        {"facilities", one.facilities},
        {"meets", one.meets},
        {"notes", one.notes},
        {"source", one.cited.source},
        {"certainty", one.cited.certainty}};
}

json to_json(const road_pocket& one) {
    return {
        {"phase", one.phase},
        {"vehicles", std::ceil(one.vehicles)},
        {"near", one.name},
        {"at", planner::to_json(one.position)},
        {"reason", one.reason}};
}

template <class Items>
json list_of_ways(const Items& items) {
    json out = json::array();
    for (const auto& item : items) {
        out.push_back(to_json(item));
    }
    return out;
}

}  // namespace

void add_corridors(json& to, const plan& what) {
    const auto& all = what.corridors;
    to["corridors"] = {
        {"roads", all.roads},
        {"schematic", all.schematic},
        {"figures", all.roads ? assumed(all.term) : json()},
        {"movements", list_of_ways(all.movements)},
        {"routes", list_of_ways(all.routes)},
        {"pockets", list_of_ways(all.pockets)}};
}

}  // namespace planner
