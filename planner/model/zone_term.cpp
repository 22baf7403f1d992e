// SPDX-License-Identifier: Apache-2.0
#include "planner/model/zone_term.hpp"

#include "planner/model/zone_words.hpp"

#include <algorithm>
#include <array>

namespace planner {

namespace {

constexpr std::array<std::pair<zone_rule, std::string_view>, 10> rule_names{{
    {zone_rule::distance, "distance"},
    {zone_rule::distance_or_range, "distance_or_range"},
    {zone_rule::cannot_reach, "cannot_reach"},
    {zone_rule::band, "band"},
    {zone_rule::outward, "outward"},
    {zone_rule::between, "between"},
    {zone_rule::circle, "circle"},
    {zone_rule::polygon, "polygon"},
    {zone_rule::squares, "squares"},
    {zone_rule::corridor, "corridor"},
}};

}  // namespace

std::string_view name(zone_rule rule) {
    for (const auto& [value, word] : rule_names) {
        if (value == rule) {
            return word;
        }
    }
    return "unknown";
}

std::optional<zone_rule> parse_zone_rule(std::string_view text) {
    for (const auto& [value, word] : rule_names) {
        if (word == text) {
            return value;
        }
    }
    return std::nullopt;
}

std::string_view name(zone_space space) {
    return space == zone_space::air ? "air" : space == zone_space::sea ? "sea" : "ground";
}

namespace {

constexpr std::array<std::pair<zone_ban, std::string_view>, 9> ban_names{{
    {zone_ban::presence, "presence"},
    {zone_ban::weapons, "weapons"},
    {zone_ban::flights, "flights"},
    {zone_ban::fire, "fire"},
    {zone_ban::exercises, "exercises"},
    {zone_ban::reconnaissance, "reconnaissance"},
    {zone_ban::reinforcement, "reinforcement"},
    {zone_ban::fortification, "fortification"},
    {zone_ban::mining, "mining"},
}};

}  // namespace

std::string_view name(zone_ban ban) {
    for (const auto& [value, word] : ban_names) {
        if (value == ban) {
            return word;
        }
    }
    return "unknown";
}

const std::vector<zone_ban>& all_zone_bans() {
    static const auto all = [] {
        std::vector<zone_ban> out;
        for (const auto& one : ban_names) {
            out.push_back(one.first);
        }
        return out;
    }();
    return all;
}

std::string_view name(compass direction) {
    switch (direction) {
    case compass::north:
        return "north";
    case compass::east:
        return "east";
    case compass::south:
        return "south";
    case compass::west:
        return "west";
    }
    return "unknown";
}

std::string_view name(zone_extent extent) {
    return extent == zone_extent::land ? "land" : extent == zone_extent::any ? "any" : "territory";
}

std::string_view name(cap_scope scope) {
    return scope == cap_scope::zone ? "zone" : "side";
}

const std::string& zone_term::line_of(std::string_view role) const {
    static const std::string none;
    for (const auto& one : reference_lines) {
        if (one.role.empty() || one.role == role) {
            return one.line;
        }
    }
    return none;
}

bool zone_term::bans(zone_ban what) const {
    return std::find(forbids.begin(), forbids.end(), what) != forbids.end();
}

bool zone_term::keeps_out() const {
    return bans(zone_ban::presence) || bans(zone_ban::weapons) || bans(zone_ban::flights);
}

std::string zone_term::place_of(std::string_view key) const {
    const auto found = at.find(key);
    return (found == at.end() ? "" : found->second) + "zone '" + id + "': ";
}

std::vector<std::string> cap_texts(const zone_term& zone) {
    return cap_texts(zone, texts::english());
}

std::vector<std::string> exception_texts(const zone_term& zone) {
    return exception_texts(zone, texts::english());
}

std::string forbids_text(const zone_term& zone) {
    std::string out;
    for (const auto ban : zone.forbids) {
        out += (out.empty() ? "no " : ", no ") + std::string(name(ban));
    }
    return out;
}

std::string stretch_text(const zone_term& zone) {
    return stretch_text(zone, texts::english());
}

std::string ground_text(const zone_term& zone, geo::metres depth) {
    return ground_text(zone, depth, texts::english());
}

}  // namespace planner
