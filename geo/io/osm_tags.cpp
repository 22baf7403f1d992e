// SPDX-License-Identifier: Apache-2.0
#include "geo/io/osm_tags.hpp"

#include <algorithm>
#include <array>
#include <charconv>
#include <cmath>

namespace geo::detail {

namespace {

struct amount {
    double value = 0;
    std::string_view unit;
};

std::string_view trimmed(std::string_view text) {
    const auto first = text.find_first_not_of(" \t");
    if (first == std::string_view::npos) {
        return {};
    }
    return text.substr(first, text.find_last_not_of(" \t") - first + 1);
}

/// A number and what follows it.
std::optional<amount> parse_amount(std::string_view text) {
    text = trimmed(text);
    amount out;
    const auto [end, failure] = std::from_chars(text.data(), text.data() + text.size(), out.value);
    if (failure != std::errc{} || !std::isfinite(out.value)) {
        return std::nullopt;
    }
    out.unit = trimmed(text.substr(static_cast<std::size_t>(end - text.data())));
    return out;
}

template <std::size_t N>
bool is_one_of(std::string_view word, const std::array<std::string_view, N>& words) {
    return std::find(words.begin(), words.end(), word) != words.end();
}

constexpr std::array<std::string_view, 5> not_public{
    "no", "private", "agricultural", "forestry", "emergency"};
constexpr std::array<std::string_view, 4> not_yet_or_no_more{
    "construction", "proposed", "abandoned", "razed"};

std::string_view word(const tag_lookup& value, const char* key) {
    const char* found = value(key);
    return found == nullptr ? std::string_view{} : std::string_view(found);
}

bool is_set(std::string_view text) {
    return !text.empty() && text != "no";
}

/// Empty when vehicles may use it.
std::string refusal(const tag_lookup& value) {
    for (const char* key : {"motor_vehicle", "vehicle", "access"}) {
        const auto said = word(value, key);
        if (!said.empty()) {
            return is_one_of(said, not_public) ? std::string(key) + "=" + std::string(said) : "";
        }
    }
    return "";
}

std::optional<road_class> class_of(std::string_view highway) {
    constexpr std::string_view link = "_link";
    if (highway.ends_with(link)) {
        highway.remove_suffix(link.size());
        // Only these have slip roads.
        const auto kind = parse_road_class(highway);
        return kind && *kind <= road_class::tertiary ? kind : std::nullopt;
    }
    const auto kind = parse_road_class(highway);
    return kind == road_class::ferry ? std::nullopt : kind;
}

void note_unread(tag_reading& out, std::string_view key, std::string_view said) {
    if (out.unread.empty()) {
        // A value may be of any length; enough of it to be found again.
        out.unread = std::string(key) + "=" + std::string(said.substr(0, 40));
    }
}

void read_direction(const tag_lookup& value, tag_reading& out) {
    const auto junction = word(value, "junction");
    const bool implied = (word(value, "highway") == "motorway") || junction == "roundabout" ||
                         junction == "circular";
    const auto said = word(value, "oneway");
    if (said.empty()) {
        out.way.direction = implied ? road_direction::forward : road_direction::both;
    } else if (said == "reversible") {
        out.left_out = "oneway=reversible (which way, and when, is not known)";
    } else if (const auto direction = parse_one_way(said)) {
        out.way.direction = *direction;
    } else {
        note_unread(out, "oneway", said);
    }
}

void read_limits(const tag_lookup& value, tag_reading& out) {
    const auto speed = word(value, "maxspeed");
    if (!speed.empty() && speed != "none") {
        out.way.speed = parse_speed(speed);
        if (!out.way.speed) {
            note_unread(out, "maxspeed", speed);
        }
    }
    const auto weight = word(value, "maxweight");
    if (!weight.empty() && weight != "none" && weight != "default" && weight != "unsigned") {
        out.way.weight_limit = parse_weight(weight);
        if (!out.way.weight_limit) {
            note_unread(out, "maxweight", weight);
        }
    }
}

}  // namespace

std::optional<kilometres_per_hour> parse_speed(std::string_view text) {
    if (trimmed(text) == "walk") {
        return kilometres_per_hour(5);
    }
    const auto read = parse_amount(text);
    if (!read) {
        return std::nullopt;
    }
    if (read->unit.empty() || read->unit == "km/h" || read->unit == "kmh" || read->unit == "kph") {
        return kilometres_per_hour(read->value);
    }
    if (read->unit == "mph") {
        return kilometres_per_hour(read->value * 1.609344);
    }
    if (read->unit == "knots") {
        return kilometres_per_hour(read->value * 1.852);
    }
    return std::nullopt;
}

std::optional<tonnes> parse_weight(std::string_view text) {
    constexpr double pound = 0.45359237e-3;  // tonnes
    const auto read = parse_amount(text);
    if (!read) {
        return std::nullopt;
    }
    if (read->unit.empty() || read->unit == "t") {
        return tonnes(read->value);
    }
    if (read->unit == "kg") {
        return tonnes(read->value / 1000);
    }
    if (read->unit == "st") {
        return tonnes(read->value * 2000 * pound);
    }
    if (read->unit == "lbs" || read->unit == "lb") {
        return tonnes(read->value * pound);
    }
    return std::nullopt;
}

std::optional<road_direction> parse_one_way(std::string_view text) {
    constexpr std::array<std::string_view, 5> forward{"yes", "1", "true", "F", "FT"};
    constexpr std::array<std::string_view, 4> backward{"-1", "reverse", "T", "TF"};
    constexpr std::array<std::string_view, 6> both{"no", "0", "false", "B", "N", "alternating"};
    const auto said = trimmed(text);
    if (is_one_of(said, forward)) {
        return road_direction::forward;
    }
    if (is_one_of(said, backward)) {
        return road_direction::backward;
    }
    if (is_one_of(said, both)) {
        return road_direction::both;
    }
    return std::nullopt;
}

tag_reading read_tags(const tag_lookup& value) {
    tag_reading out;
    const auto highway = word(value, "highway");
    const bool ferry = highway.empty() && word(value, "route") == "ferry";
    const auto kind = ferry ? std::optional(road_class::ferry) : class_of(highway);
    if (!kind) {
        if (is_one_of(highway, not_yet_or_no_more)) {
            out.left_out = "highway=" + std::string(highway);
        } else if (!highway.empty()) {
            out.left_out = "highway not for vehicles";
        }
        return out;
    }
    if (word(value, "area") == "yes") {
        out.left_out = "area=yes (a square, not a road)";
        return out;
    }
    out.left_out = refusal(value);
    if (!out.left_out.empty()) {
        return out;
    }
    out.way.kind = *kind;
    out.way.bridge = is_set(word(value, "bridge"));
    out.way.tunnel = is_set(word(value, "tunnel"));
    const auto ref = word(value, "ref");
    out.way.label = std::string(ref.empty() ? word(value, "name") : ref);
    read_direction(value, out);
    if (!out.left_out.empty()) {
        return out;
    }
    read_limits(value, out);
    out.is_road = true;
    return out;
}

}  // namespace geo::detail
