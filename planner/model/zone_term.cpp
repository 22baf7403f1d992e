// SPDX-License-Identifier: Apache-2.0
#include "planner/model/zone_term.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <array>

namespace planner {

namespace {

/// As people say it: an input that the user supplies is called by its own name.
std::string plain(const std::string& id) {
    constexpr std::string_view mark = "input:";
    return id.starts_with(mark) ? id.substr(mark.size()) : id;
}

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
    std::vector<std::string> out;
    for (const auto& cap : zone.caps) {
        out.push_back(fmt::format(
            "at most {:.12g} {} {}{}{}",
            cap.most,
            cap.what,
            cap.per == cap_scope::zone ? "in the zone" : "on each side",
            cap.text.empty() ? "" : ": " + cap.text,
            cap.certainty == "S" ? "" : " (" + cap.certainty + ")"
        ));
    }
    return out;
}

std::vector<std::string> exception_texts(const zone_term& zone) {
    std::vector<std::string> out;
    for (const auto& one : zone.exceptions) {
        const auto centre =
            one.centre ? fmt::format("{:g}, {:g}", one.centre->lon.value(), one.centre->lat.value())
                       : "'" + plain(one.place) + "'";
        const auto where =
            !one.area.empty() ? " in area '" + plain(one.area) + "'"
            : one.radius
                ? fmt::format(" within {:g} km of {}", geo::in_kilometres(*one.radius), centre)
            : !one.place.empty() ? " at '" + plain(one.place) + "'"
                                 : std::string();
        out.push_back(
            one.kind + where +
            (one.has_ground() ? one.cut ? " (cut out)" : " (marked, still part of the zone)" : "") +
            (one.text.empty() ? "" : ": " + one.text)
        );
    }
    return out;
}

std::string forbids_text(const zone_term& zone) {
    std::string out;
    for (const auto ban : zone.forbids) {
        out += (out.empty() ? "no " : ", no ") + std::string(name(ban));
    }
    return out;
}

namespace {

std::string end_text(const stretch_end& end) {
    if (end.along) {
        return fmt::format("kilometre {:g}", geo::in_kilometres(*end.along));
    }
    if (end.position) {
        return fmt::format("{:g}, {:g}", end.position->lon.value(), end.position->lat.value());
    }
    return "'" + plain(end.place) + "'";
}

}  // namespace

std::string stretch_text(const zone_term& zone) {
    if (!zone.stretch) {
        return {};
    }
    const auto from = end_text(zone.stretch->from);
    return zone.stretch->to ? " between " + from + " and " + end_text(*zone.stretch->to)
                            : " " + std::string(name(zone.stretch->toward)) + " of " + from;
}

std::string ground_text(const zone_term& zone, geo::metres depth) {
    const auto km = geo::in_kilometres(depth);
    switch (zone.rule) {
    case zone_rule::distance:
    case zone_rule::distance_or_range:
        return fmt::format("{:g} km from the line", km);
    case zone_rule::cannot_reach:
        return fmt::format("{:g} km (its range) from line '{}'", km, plain(zone.other_line));
    case zone_rule::band:
        if (!zone.from_zone.empty()) {
            return fmt::format(
                "{:g} to {:g} km from the edge of zone '{}'",
                geo::in_kilometres(zone.from_depth),
                km,
                plain(zone.from_zone)
            );
        }
        return fmt::format(
            "{:g} to {:g} km from the line", geo::in_kilometres(zone.from_depth), km
        );
    case zone_rule::outward:
        return fmt::format("{:g} km outside of the border of '{}'", km, plain(zone.border_of));
    case zone_rule::between:
        return fmt::format(
            "between lines '{}' and '{}'", plain(zone.reference_line), plain(zone.other_line)
        );
    case zone_rule::circle:
        return fmt::format(
            "{:g} km about {}",
            km,
            zone.place.empty() ? "a position" : "'" + plain(zone.place) + "'"
        );
    case zone_rule::polygon:
        return zone.area.empty() ? "in an area drawn in the terms"
                                 : fmt::format("in area '{}'", plain(zone.area));
    case zone_rule::squares:
        return fmt::format(
            "in squares of {0:g} km by {0:g} km on line '{1}'",
            geo::in_kilometres(zone.depth),
            plain(zone.reference_line)
        );
    case zone_rule::corridor:
        return fmt::format("{:g} km on each side of route '{}'", km, plain(zone.route));
    }
    return {};
}

}  // namespace planner
