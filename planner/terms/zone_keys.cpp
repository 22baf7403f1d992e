// SPDX-License-Identifier: Apache-2.0
#include "planner/terms/zone_keys.hpp"

#include <algorithm>

namespace planner::reading {

namespace {

struct key_use {
    std::string key;
    std::vector<zone_rule> rules;
};

/// Keys that go with some rules only.
const std::vector<key_use>& key_uses() {
    using enum zone_rule;
    static const std::vector<key_use> uses{
        {"depth", {distance, distance_or_range, band, outward, corridor}},
        {"width_is", {distance, distance_or_range, band, outward, corridor}},
        {"per_side", {distance, distance_or_range, corridor}},
        {"total", {distance, distance_or_range, corridor}},
        {"stretch", {distance, distance_or_range, cannot_reach, band, corridor}},
        {"from_depth", {band}},
        {"from_zone", {band}},
        {"other_line", {between, cannot_reach}},
        {"within", {cannot_reach}},
        {"border_of", {outward}},
        {"of", {outward}},
        {"centre", {circle}},
        {"place", {circle}},
        {"radius", {circle}},
        {"area", {polygon}},
        {"ring", {polygon}},
        {"centres", {squares}},
        {"size", {squares}},
        {"route", {corridor}},
    };
    return uses;
}

}  // namespace

const std::vector<zone_rule>& all_zone_rules() {
    using enum zone_rule;
    static const std::vector<zone_rule> rules{
        distance,
        distance_or_range,
        cannot_reach,
        band,
        outward,
        between,
        circle,
        polygon,
        squares,
        corridor};
    return rules;
}

void refuse_foreign_keys(const config_table& table, zone_rule rule) {
    for (const auto& [key, rules] : key_uses()) {
        if (!table.has(key) || std::find(rules.begin(), rules.end(), rule) != rules.end()) {
            continue;
        }
        std::string words;
        for (const auto one : rules) {
            words += (words.empty() ? "\"" : ", \"") + std::string(name(one)) + "\"";
        }
        table.fail(
            key,
            "does not go with rule = \"" + std::string(name(rule)) + "\"; it is a key of " + words
        );
    }
}

bool needs_reference(const zone_term& zone) {
    switch (zone.rule) {
    case zone_rule::distance:
    case zone_rule::distance_or_range:
    case zone_rule::between:
    case zone_rule::squares:
        return true;
    case zone_rule::band:
        return zone.from_zone.empty();
    case zone_rule::cannot_reach:  // the other line divides, too
    case zone_rule::outward:
        return false;
    case zone_rule::circle:
    case zone_rule::polygon:
    case zone_rule::corridor:
        return zone.lies_on != "any";
    }
    return false;
}

}  // namespace planner::reading
