// SPDX-License-Identifier: Apache-2.0
#include "planner/terms/read_zones.hpp"

#include "planner/model/input_mark.hpp"
#include "planner/terms/read_common.hpp"
#include "planner/terms/read_ground.hpp"
#include "planner/terms/zone_keys.hpp"

#include <fmt/format.h>

#include <algorithm>

namespace planner::reading {

namespace {

std::string joined(const std::vector<std::string>& words) {
    std::string out;
    for (const auto& one : words) {
        out += (out.empty() ? "" : ", ") + one;
    }
    return out;
}

/// What the zone forbids; when the terms do not say: flights in the air, presence of forces, else
/// the weapons.
void read_forbids(config_table& table, zone_term& out) {
    constexpr std::string_view key = "forbids";
    if (!table.has(key)) {
        const bool forces =
            std::find(out.weapon_classes.begin(), out.weapon_classes.end(), "forces") !=
            out.weapon_classes.end();
        out.forbids = {
            out.space == zone_space::air ? zone_ban::flights
            : forces                     ? zone_ban::presence
                                         : zone_ban::weapons};
        return;
    }
    std::vector<std::string> known;
    for (const auto ban : all_zone_bans()) {
        known.emplace_back(name(ban));
    }
    for (const auto& word : table.texts(key)) {
        const auto found = std::find(known.begin(), known.end(), word);
        if (found == known.end()) {
            table.fail(key, not_known("prohibition", word, known));
        }
        const auto ban = all_zone_bans()[static_cast<std::size_t>(found - known.begin())];
        if (out.bans(ban)) {
            table.fail(key, "'" + word + "' stands twice");
        }
        out.forbids.push_back(ban);
    }
    if (out.forbids.empty()) {
        table.fail(key, "is an empty list; a zone that forbids nothing is no zone");
    }
}

void read_caps(config_table& table, zone_term& out) {
    for (auto& item : table.tables("caps")) {
        zone_cap cap;
        cap.what = item.require_text("what");
        const auto most = item.number("most");
        if (!most) {
            item.fail_missing("most", "a number");
        }
        if (*most < 0) {
            item.fail("most", "must not be less than 0");
        }
        cap.most = *most;
        cap.per = item.require_choice("per", {"side", "zone"}) == "zone" ? cap_scope::zone
                                                                         : cap_scope::side;
        cap.text = item.text("text").value_or("");
        cap.certainty = item.choice("certainty", certainties()).value_or(out.cited.certainty);
        item.finish();
        out.caps.push_back(std::move(cap));
    }
}

/// At most one of area, place and centre; a radius with the latter two only.
void check_exception(config_table& item, const zone_exception& made) {
    const int grounds =
        (made.area.empty() ? 0 : 1) + (made.place.empty() ? 0 : 1) + (made.centre ? 1 : 0);
    if (grounds > 1) {
        item.fail("kind", "area, place and centre exclude each other; keep one of them");
    }
    if (made.radius && made.place.empty() && !made.centre) {
        item.fail("radius", "needs the place or centre = [lon, lat] about which it is");
    }
    if (made.centre && !made.radius) {
        item.fail_missing("radius", "how far about the centre, such as \"2km\"");
    }
    if (item.has("cut") && !made.has_ground()) {
        item.fail(
            "cut", "there is no ground to cut out; give area, or radius with place or centre"
        );
    }
}

void read_exceptions(config_table& table, zone_term& out, const terms& in) {
    for (auto& item : table.tables("exceptions")) {
        zone_exception made;
        made.kind = item.require_choice("kind", {"storage_site", "city", "police", "other"});
        made.area = item.text("area").value_or("");
        made.place = item.text("place").value_or("");
        if (const auto input = item.text("input")) {
            made.area = *input;
            if (!made.area.starts_with(input_mark)) {
                made.area.insert(0, input_mark);
            }
            if (item.has("area")) {
                item.fail("input", "is given beside area; one of them is enough");
            }
        }
        check_input(item, item.has("input") ? "input" : "area", made.area, input_kind::polygon, in);
        if (item.has("centre")) {
            made.centre = read_position(item, "centre", item.numbers("centre"));
        }
        if (item.has("radius")) {
            made.radius = read_depth(item, "radius");
        }
        check_exception(item, made);
        made.cut = item.flag("cut").value_or(true);
        made.text = item.text("text").value_or("");
        made.at = item.place("kind");
        made.at.resize(made.at.size() - std::string_view("kind: ").size());
        item.finish();
        out.exceptions.push_back(std::move(made));
    }
}

void read_weapon_words(config_table& table, zone_term& out, const weapons& arms) {
    constexpr std::string_view key = "weapon_class";
    if (table.is_text(key) || !table.has(key)) {
        out.weapon_classes = {table.require_text(key)};
    } else {
        out.weapon_classes = table.texts(key);
        if (out.weapon_classes.empty()) {
            table.fail(key, "is an empty list; write \"any\" for every weapon");
        }
    }
    for (const auto& word : out.weapon_classes) {
        check_weapon_word(table, key, word, arms);
        const bool by_range =
            out.rule == zone_rule::cannot_reach || out.rule == zone_rule::distance_or_range;
        if (by_range && (word == "any" || word == "forces")) {
            table.fail(
                key,
                "'" + word +
                    "' has no range to lay the zone by; name classes or systems of weapons.toml, "
                    "such as \"artillery\" or \"bm-21\""
            );
        }
    }
    const bool by_range =
        out.rule == zone_rule::cannot_reach || out.rule == zone_rule::distance_or_range;
    if (by_range && arms.systems_of(out.weapon_classes).empty()) {
        table.fail(
            key,
            "the weapons table has no system of '" + joined(out.weapon_classes) +
                "', so no range to lay the zone by; name systems or another class, or write rule = "
                "\"distance\" with a depth"
        );
    }
    out.weapon_class = joined(out.weapon_classes);
}

zone_term read_zone(config_table table, const terms& in) {
    zone_term out;
    out.id = table.require_id("id");
    for (const auto& key : table.keys()) {
        out.at.emplace(key, table.place(key));
    }
    out.title = table.require_text("title");
    std::vector<std::string> rules;
    for (const auto rule : all_zone_rules()) {
        rules.emplace_back(name(rule));
    }
    out.rule = *parse_zone_rule(table.choice("rule", rules).value_or("distance"));
    refuse_foreign_keys(table, out.rule);
    out.binds = table.require_text("binds");
    out.lies_on = table.require_text("lies_on");
    read_weapon_words(table, out, in.arms);
    out.space = read_word<zone_space>(
        table,
        "space",
        {{"ground", zone_space::ground}, {"air", zone_space::air}, {"sea", zone_space::sea}},
        zone_space::ground
    );
    out.extent = read_word<zone_extent>(
        table,
        "extent",
        {{"territory", zone_extent::territory},
         {"land", zone_extent::land},
         {"any", zone_extent::any}},
        // Land would leave nothing of a zone at sea.
        out.space == zone_space::sea ? zone_extent::any : zone_extent::territory
    );
    read_ground(table, out, in);
    read_forbids(table, out);
    out.not_in = table.texts("not_in");
    out.text = table.text("text").value_or("");
    out.inspect = table.text("inspect").value_or("");
    out.when = read_span(table);
    out.cited = read_citation(table);
    read_caps(table, out);
    read_exceptions(table, out, in);
    table.finish();
    return out;
}

}  // namespace

void read_zones(config_table& table, terms& into) {
    auto items = table.tables("zones");
    for (auto& item : items) {
        into.zones.push_back(read_zone(item, into));
        refuse_second(item, into.zones);
    }
    check_zones(items, into);
}

}  // namespace planner::reading
