// SPDX-License-Identifier: Apache-2.0
#include "planner/terms/read_ground.hpp"

#include "geo/units/parse_length.hpp"
#include "planner/model/input_mark.hpp"
#include "planner/model/names.hpp"
#include "planner/terms/read_common.hpp"
#include "planner/terms/zone_keys.hpp"

#include <fmt/format.h>

#include <cmath>

namespace planner::reading {

geo::lon_lat read_position(
    const config_table& table, std::string_view key, const std::vector<double>& numbers
) {
    if (numbers.size() != 2 || !(std::abs(numbers[0]) <= 180) || !(std::abs(numbers[1]) <= 90)) {
        table.fail(key, "a position is [longitude, latitude] in degrees");
    }
    return {geo::longitude(numbers[0]), geo::latitude(numbers[1])};
}

namespace {

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

/// A depth that may be counted on each side or over both together: `per_side` or `total`, or
/// `depth` with `width_is`; exactly one of them, never guessed.
void read_double_width(config_table& table, zone_term& out) {
    constexpr std::string_view meaning =
        "write per_side = \"15km\" for a depth on each side of the line, or total = \"30km\" for "
        "the width over both sides together";
    const bool sides = table.has("per_side");
    const bool total = table.has("total");
    if (sides && total) {
        table.fail(
            "total", "per_side and total are both given and only one can be meant; keep one of them"
        );
    }
    if (!sides && !total) {
        if (!table.has("depth") && !table.has("width_is")) {
            table.fail_missing("per_side", fmt::format("and so is total; {}", meaning));
        }
        out.depth = read_depth(table, "depth");
        if (!table.has("width_is")) {
            table.fail_missing(
                "width_is",
                fmt::format(
                    "nothing says how depth is counted: per_side, on each side of the line, or "
                    "total, over both sides together; taking one for the other doubles or halves "
                    "the zone"
                )
            );
        }
        const auto word = table.require_choice("width_is", {"per_side", "total"});
        out.width = word == "total" ? width_reading::total : width_reading::per_side;
        return;
    }
    for (const auto* key : {"depth", "width_is"}) {
        if (table.has(key)) {
            table.fail(
                key,
                fmt::format("is given beside {}, which says both", sides ? "per_side" : "total")
            );
        }
    }
    out.depth = read_depth(table, sides ? "per_side" : "total");
    out.width = total ? width_reading::total : width_reading::per_side;
}

stretch_end read_stretch_end(config_table& table, std::string_view key, const terms& in) {
    stretch_end out;
    if (!table.is_text(key)) {
        out.position = read_position(table, key, table.numbers(key));
        return out;
    }
    const auto word = *table.text(key);
    if (const auto along = geo::parse_length(word)) {
        if (*along < geo::metres(0)) {
            table.fail(key, "a distance along the line must not be less than 0 m");
        }
        out.along = *along;
        return out;
    }
    check_input(table, key, word, input_kind::points, in);
    out.place = word;
    return out;
}

/// The part of the reference line that the zone is for.
void read_stretch(config_table& table, zone_term& out, const terms& in) {
    auto inner = table.table("stretch");
    if (!inner) {
        return;
    }
    stretch_term made;
    constexpr std::string_view ends =
        "a kilometre such as \"40km\", [lon, lat], a place of the theatre or \"input:ID\"";
    if (!inner->has("from")) {
        inner->fail_missing("from", fmt::format("where the stretch begins: {}", ends));
    }
    made.from = read_stretch_end(*inner, "from", in);
    if (inner->has("to") == inner->has("toward")) {
        inner->fail_missing(
            "to",
            fmt::format(
                "exactly one of to ({}) and toward (north, east, south or west: on to that end of "
                "the line) is needed",
                ends
            )
        );
    }
    if (inner->has("to")) {
        made.to = read_stretch_end(*inner, "to", in);
    }
    made.toward = read_word<compass>(
        *inner,
        "toward",
        {{"north", compass::north},
         {"east", compass::east},
         {"south", compass::south},
         {"west", compass::west}},
        compass::north
    );
    inner->finish();
    out.stretch = made;
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

}  // namespace

void read_ground(config_table& table, zone_term& out, const terms& in) {
    read_reference(table, out, in);
    switch (out.rule) {
    case zone_rule::distance:
    case zone_rule::distance_or_range:
    case zone_rule::corridor:
        read_double_width(table, out);
        break;
    case zone_rule::band:
    case zone_rule::outward:
        out.depth = read_depth(table, "depth");
        (void)table.choice("width_is", {"per_side"});
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
    read_stretch(table, out, in);
    if (out.reference_lines.empty() && needs_reference(out)) {
        table.fail_missing("reference_line", "the line from which the zone is laid");
    }
}

}  // namespace planner::reading
