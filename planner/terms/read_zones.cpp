// SPDX-License-Identifier: Apache-2.0
#include "planner/terms/read_zones.hpp"

#include "planner/terms/read_common.hpp"
#include "planner/terms/zone_keys.hpp"

#include <cmath>

namespace planner::reading {

namespace {

constexpr std::string_view input_mark = "input:";

std::string joined(const std::vector<std::string>& words) {
    std::string out;
    for (const auto& one : words) {
        out += (out.empty() ? "" : ", ") + one;
    }
    return out;
}

geo::lon_lat read_position(
    const config_table& table, std::string_view key, const std::vector<double>& numbers
) {
    if (numbers.size() != 2 || !(std::abs(numbers[0]) <= 180) || !(std::abs(numbers[1]) <= 90)) {
        table.fail(key, "a position is [longitude, latitude] in degrees");
    }
    return {geo::longitude(numbers[0]), geo::latitude(numbers[1])};
}

void read_reference(config_table& table, zone_term& out, const terms& in) {
    constexpr std::string_view key = "reference_line";
    if (!table.is_table(key)) {
        out.reference_line = table.text(key).value_or("");
        if (!out.reference_line.empty()) {
            out.reference_lines.push_back({"", out.reference_line});
            check_input(table, key, out.reference_line, input_kind::line, in);
        }
        return;
    }
    auto by_role = *table.table(key);
    for (const auto& role : by_role.keys()) {
        const auto line = by_role.require_text(role);
        check_input(by_role, role, line, input_kind::line, in);
        out.reference_lines.push_back({role, line});
        out.reference_line += (out.reference_line.empty() ? "" : ", ") + line + " (" + role + ")";
    }
    if (out.reference_lines.empty()) {
        table.fail(
            key, "is an empty table; write a line for each role, such as { a = \"contact\" }"
        );
    }
}

/// `width_is` where it is needed: never guessed.
void read_width(config_table& table, zone_term& out) {
    const bool doubles = out.rule == zone_rule::distance ||
                         out.rule == zone_rule::distance_or_range ||
                         out.rule == zone_rule::corridor;
    const std::vector<std::string> words = doubles ? std::vector<std::string>{"per_side", "total"}
                                                   : std::vector<std::string>{"per_side"};
    const auto word = doubles ? table.require_choice("width_is", words)
                              : table.choice("width_is", words).value_or("per_side");
    out.width = word == "total" ? width_reading::total : width_reading::per_side;
}

void read_band(config_table& table, zone_term& out) {
    out.from_zone = table.text("from_zone").value_or("");
    const auto from = table.length("from_depth");
    if (!from && out.from_zone.empty()) {
        table.fail_missing("from_depth", "where the band begins, or from_zone = \"zone id\"");
    }
    out.from_depth = from.value_or(geo::metres(0));
    if (out.from_depth < geo::metres(0)) {
        table.fail("from_depth", "must not be less than 0 m");
    }
    if (out.from_depth >= out.depth) {
        table.fail("from_depth", "must be less than depth, which is where the band ends");
    }
}

void read_circle(config_table& table, zone_term& out) {
    out.place = table.text("place").value_or("");
    if (table.has("centre")) {
        out.centres.push_back(read_position(table, "centre", table.numbers("centre")));
    }
    if (out.place.empty() == out.centres.empty()) {
        table.fail_missing("centre", "exactly one of centre = [lon, lat] and place is needed");
    }
    out.depth = read_depth(table, "radius");
}

void read_polygon(config_table& table, zone_term& out, const terms& in) {
    out.area = table.text("area").value_or("");
    for (const auto& numbers : table.number_lists("ring")) {
        out.ring.push_back(read_position(table, "ring", numbers));
    }
    if (out.area.empty() == out.ring.empty()) {
        table.fail_missing("area", "exactly one of area and ring = [[lon, lat], ...] is needed");
    }
    check_input(table, "area", out.area, input_kind::polygon, in);
    if (!out.ring.empty()) {
        if (!(out.ring.front() == out.ring.back())) {
            out.ring.push_back(out.ring.front());
        }
        if (out.ring.size() < 4) {
            table.fail("ring", "encloses nothing; three positions at least are needed");
        }
    }
}

void read_squares(config_table& table, zone_term& out, const terms& in) {
    if (table.is_text("centres")) {
        out.centres_input = *table.text("centres");
        if (!out.centres_input.starts_with(input_mark)) {
            table.fail("centres", "expected a list of positions or \"input:ID\"");
        }
        check_input(table, "centres", out.centres_input, input_kind::points, in);
    } else {
        for (const auto& numbers : table.number_lists("centres")) {
            out.centres.push_back(read_position(table, "centres", numbers));
        }
        if (out.centres.empty()) {
            table.fail_missing("centres", "positions [[lon, lat], ...] or \"input:ID\"");
        }
    }
    out.depth = read_depth(table, "size");
    out.width = width_reading::total;
}

/// The keys that say where the zone lies.
void read_ground(config_table& table, zone_term& out, const terms& in) {
    read_reference(table, out, in);
    switch (out.rule) {
    case zone_rule::distance:
    case zone_rule::distance_or_range:
    case zone_rule::band:
    case zone_rule::outward:
    case zone_rule::corridor:
        out.depth = read_depth(table, "depth");
        read_width(table, out);
        break;
    case zone_rule::circle:
        read_circle(table, out);
        break;
    case zone_rule::squares:
        read_squares(table, out, in);
        break;
    case zone_rule::polygon:
        read_polygon(table, out, in);
        break;
    case zone_rule::cannot_reach:
    case zone_rule::between:
        break;
    }
    if (out.rule == zone_rule::band) {
        read_band(table, out);
    }
    if (out.rule == zone_rule::between || out.rule == zone_rule::cannot_reach) {
        out.other_line = table.require_text("other_line");
        check_input(table, "other_line", out.other_line, input_kind::line, in);
    }
    if (out.rule == zone_rule::cannot_reach && table.has("within")) {
        out.within = read_depth(table, "within");
    }
    if (out.rule == zone_rule::outward) {
        out.border_of = table.require_text("border_of");
        check_input(table, "border_of", out.border_of, input_kind::polygon, in);
        out.of = table.text("of").value_or("");
        check_input(table, "of", out.of, input_kind::polygon, in);
    }
    if (out.rule == zone_rule::corridor) {
        out.route = table.require_text("route");
        check_input(table, "route", out.route, input_kind::line, in);
    }
    if (out.reference_lines.empty() && needs_reference(out)) {
        table.fail_missing("reference_line", "the line from which the zone is laid");
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
        made.text = item.text("text").value_or("");
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
                key, "'" + word + "' has no range; name classes or systems of weapons.toml here"
            );
        }
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
