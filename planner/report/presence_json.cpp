// SPDX-License-Identifier: Apache-2.0
#include "planner/report/presence_json.hpp"

#include "planner/model/json_shapes.hpp"

#include <cmath>

namespace planner {

namespace {

using json = nlohmann::ordered_json;

/// Figures that rest on assumptions are given to three digits after the point at most.
double to_three_digits(double value) {
    return rounded(value, 1000);
}

json to_json(const presence_reason& one) {
    json inputs = json::array();
    for (const auto& [name, value] : one.inputs) {
        inputs.push_back({{"name", name}, {"value", value}});
    }
    return {
        {"rule", one.rule},
        {"severity", one.severity},
        {"text", one.text},
        {"inputs", std::move(inputs)},
        {"cited", to_json(one.cited)}};
}

json to_json(const plan_presence& one) {
    json reasons = json::array();
    for (const auto& reason : one.reasons) {
        reasons.push_back(to_json(reason));
    }
    return {
        {"id", one.id},
        {"kind", one.kind},
        {"severity", one.severity},
        {"name", one.name},
        {"phase", one.phase},
        {"valid_from", to_rfc3339(one.when.from)},
        {"valid_to", to_rfc3339(one.when.until)},
        {"line_km", km(one.line_length)},
        {"reasons", std::move(reasons)},
        {"contains", planner::to_json(one.count)}};
}

json to_json(const plan_post& one) {
    return {
        {"id", one.id},
        {"name", one.name},
        {"place", one.place},
        {"position", planner::to_json(one.position)},
        {"lies_on", one.lies_on.str()},
        {"sector", one.sector},
        {"phases", one.phases},
        {"valid_from", to_rfc3339(one.when.from)},
        {"valid_to", to_rfc3339(one.when.until)},
        {"reach_km", km(one.reach)},
        {"line_km", km(one.covers)},
        {"sites", one.sites},
        {"kinds", one.kinds},
        {"severity", one.severity},
        {"reach_by", one.reach_by},
        {"hospital_minutes",
         one.hospital_minutes ? json(to_three_digits(*one.hospital_minutes)) : json()}};
}

json to_json(const sight_share& one) {
    return {
        {"class", name(one.kind)},
        {"from", one.from},
        {"line_km", km(one.line)},
        {"sites", one.sites}};
}

json to_json(const sector_meeting& one) {
    return {
        {"sector", one.sector},
        {"line_km", km(one.at)},
        {"position", planner::to_json(one.position)},
        {"place", one.place},
        {"name", one.name}};
}

json to_json(const plan_siting& one) {
    json ground = json::array();
    for (const auto& share : one.ground) {
        ground.push_back(to_json(share));
    }
    return {
        {"cover", one.cover},
        {"method", one.method},
        {"posts_allowed", one.allowed ? json(*one.allowed) : json()},
        {"reach_km", km(one.reach)},
        {"reached", to_three_digits(one.reached)},
        {"bound", to_three_digits(one.bound)},
        {"gap", to_three_digits(one.gap())},
        {"proven", one.proven},
        {"greedy", one.greedy},
        {"greedy_reached", to_three_digits(one.greedy_reached)},
        {"candidates", one.candidates},
        {"out_of_medical_reach", one.out_of_medical_reach},
        {"line_km", km(one.line)},
        {"line_covered_km", km(one.line_covered)},
        {"sites", one.sites},
        {"sites_covered", one.sites_covered},
        {"stopped", one.stopped},
        {"reach_by", one.reach_by},
        {"reach_text", one.reach_text},
        {"medical_by", one.medical_by},
        {"ground", std::move(ground)}};
}

json to_json(const plan_sector& one, const theatre& ground) {
    const auto* town = one.headquarters ? &ground.settlements[*one.headquarters] : nullptr;
    return {
        {"id", one.id},
        {"name", one.name},
        {"line_from_km", km(one.line_from)},
        {"line_to_km", km(one.line_to)},
        {"headquarters",
         town != nullptr
             ? json{{"id", town->id.str()}, {"name", town->name}, {"position", planner::to_json(town->position)}}
             : json()},
        {"headquarters_by", one.headquarters_by},
        {"next", one.next ? to_json(*one.next) : json()},
        {"text", one.text},
        {"posts", one.posts},
        {"contains", planner::to_json(one.count)}};
}

json to_json(const number_range& one) {
    return {
        {"low", to_three_digits(one.low)},
        {"typical", to_three_digits(one.typical)},
        {"high", to_three_digits(one.high)}};
}

json to_json(const presence_size& one) {
    return {
        {"period", one.period},
        {"valid_from", to_rfc3339(one.when.from)},
        {"valid_to", to_rfc3339(one.when.until)},
        {"sector", one.sector},
        {"line_km", km(one.line)},
        {"interposition_line_km", km(one.interposition_line)},
        {"sites", one.sites},
        {"posts", one.posts},
        {"people_by_register", one.people},
        {"patrols_a_day", to_json(one.patrols)},
        {"seats", to_json(one.seats)},
        {"observers", to_json(one.observers)},
        {"interposition", to_json(one.interposition)},
        {"specialists", to_json(one.specialists)},
        {"police", to_json(one.police)}};
}

json to_json(const presence_assumption& one) {
    return {
        {"id", one.id},
        {"low", one.low},
        {"typical", one.typical},
        {"high", one.high},
        {"unit", one.unit},
        {"text", one.text},
        {"cited", to_json(one.cited)}};
}

json to_json(const mission_comparison& one) {
    return {
        {"kind", one.kind},
        {"measure", one.measure},
        {"plan", to_json(one.plan)},
        {"low", to_three_digits(one.low)},
        {"high", to_three_digits(one.high)},
        {"missions", one.missions},
        {"outside", one.outside}};
}

template <class Items>
json list_of_presence(const Items& items) {
    json out = json::array();
    for (const auto& item : items) {
        out.push_back(to_json(item));
    }
    return out;
}

}  // namespace

void add_presence(json& to, const plan& what) {
    to["presence"] = list_of_presence(what.presence);
    to["posts"] = list_of_presence(what.posts);
    to["siting"] = what.siting ? to_json(*what.siting) : json();
    json sectors = json::array();
    for (const auto& one : what.sectors) {
        sectors.push_back(to_json(one, what.ground));
    }
    to["sectors"] = std::move(sectors);
    to["sizing"] = {
        {"totals", list_of_presence(what.sizes)},
        {"comparisons", list_of_presence(what.comparisons)},
        {"assumptions", list_of_presence(what.assumptions)}};
}

}  // namespace planner
