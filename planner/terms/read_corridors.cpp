// SPDX-License-Identifier: Apache-2.0
#include "planner/terms/read_corridors.hpp"

#include "planner/terms/read_common.hpp"

#include <fmt/format.h>

#include <cctype>

namespace planner::reading {

namespace {

const std::vector<std::string> road_classes{
    "motorway",
    "trunk",
    "primary",
    "secondary",
    "tertiary",
    "unclassified",
    "residential",
    "living_street",
    "service",
    "track",
    "road",
    "ferry"};
const std::vector<std::string> kinds{
    "civilians", "prisoner_exchange", "returns", "children", "wounded", "aid"};

/// A number between two others, both allowed.
struct range {
    double least = 0;
    double most = 0;
};

double read_number(config_table& table, std::string_view key, double fallback, range within) {
    const auto value = table.number(key);
    if (value && !(*value >= within.least && *value <= within.most)) {
        table.fail(key, fmt::format("must be from {:g} to {:g}", within.least, within.most));
    }
    return value.value_or(fallback);
}

geo::metres read_reach(config_table& table, std::string_view key, geo::metres fallback) {
    const auto value = table.length(key);
    if (value && (*value < geo::metres(0) || *value > geo::kilometres(100))) {
        table.fail(key, "must be from 0 m to 100 km");
    }
    return value.value_or(fallback);
}

template <class Term>
void read_width(config_table& table, Term& out) {
    out.width = table.length("width");
    if (out.width) {
        (void)read_depth(table, "width");
        out.width_is = table.require_choice("width_is", {"per_side", "total"}) == "total"
                           ? width_reading::total
                           : width_reading::per_side;
    } else if (table.has("width_is")) {
        table.fail("width_is", "is given without width");
    }
}

/// `06:00-18:30`.
std::optional<daily_hours> parse_hours(const std::string& text) {
    const auto minutes = [&](std::size_t at) -> std::optional<int> {
        for (const std::size_t i : {at, at + 1, at + 3, at + 4}) {
            if (std::isdigit(static_cast<unsigned char>(text[i])) == 0) {
                return std::nullopt;
            }
        }
        const int hour = (text[at] - '0') * 10 + text[at + 1] - '0';
        const int minute = (text[at + 3] - '0') * 10 + text[at + 4] - '0';
        if (text[at + 2] != ':' || minute > 59 || hour * 60 + minute > 24 * 60) {
            return std::nullopt;
        }
        return hour * 60 + minute;
    };
    if (text.size() != 11 || text[5] != '-') {
        return std::nullopt;
    }
    const auto from = minutes(0);
    const auto until = minutes(6);
    if (!from || !until || *until <= *from) {
        return std::nullopt;
    }
    return daily_hours{seconds(*from * 60), seconds(*until * 60)};
}

corridor_term read_rules(config_table table, const terms& so_far) {
    corridor_term out;
    out.said = true;
    read_width(table, out);
    out.vehicles_per_km2 = read_number(table, "vehicles_per_km2", out.vehicles_per_km2, {0, 1000});
    out.by_settlement = read_number(table, "by_settlement", out.by_settlement, {0, 1});
    out.march_speed = read_number(table, "march_speed_kmh", out.march_speed, {1, 120});
    out.density = read_number(table, "vehicles_per_km", out.density, {1, 100});
    out.unit_vehicles = read_number(table, "unit_vehicles", out.unit_vehicles, {1, 10000});
    out.unit_gap = seconds(static_cast<std::int64_t>(
        read_number(
            table, "unit_gap_min", static_cast<double>(out.unit_gap.count()) / 60, {0, 600}
        ) *
        60
    ));
    if (auto capacity = table.table("capacity")) {
        for (const auto& kind : capacity->keys()) {
            if (std::find(road_classes.begin(), road_classes.end(), kind) == road_classes.end()) {
                capacity->fail(kind, not_known("road class", kind, road_classes));
            }
            out.capacity[kind] = read_number(*capacity, kind, 0, {1, 10000});
        }
        capacity->finish();
    }
    if (const auto hours = table.text("hours")) {
        out.hours = parse_hours(*hours);
        if (!out.hours) {
            table.fail("hours", "must be two times of one day, such as \"06:00-18:00\"");
        }
    }
    out.avoid_people = read_number(table, "avoid_people", out.avoid_people, {0, 1e9});
    out.avoid_reach = read_reach(table, "avoid_reach", out.avoid_reach);
    out.nuclear_reach = read_reach(table, "nuclear_reach", out.nuclear_reach);
    out.detour_factor = read_number(table, "detour_factor", out.detour_factor, {1, 100});
    out.transit = table.texts("transit");
    if (!out.transit.empty() && !so_far.withdrawal) {
        table.fail("transit", "is granted to forces that withdraw; there is no [withdrawal]");
    }
    out.cited = read_citation(table);
    table.finish();
    return out;
}

corridor_end read_end(config_table& table, std::string_view key) {
    corridor_end out;
    if (table.is_text(key)) {
        out.place = table.require_text(key);
        return out;
    }
    const auto numbers = table.numbers(key);
    if (numbers.size() != 2 || !(std::abs(numbers[0]) <= 180) || !(std::abs(numbers[1]) <= 90)) {
        table.fail(key, "must be the id or name of a place, or a position [longitude, latitude]");
    }
    out.position = geo::lon_lat{geo::longitude(numbers[0]), geo::latitude(numbers[1])};
    return out;
}

humanitarian_term read_way(config_table table) {
    humanitarian_term out;
    out.id = table.require_id("id");
    out.kind = table.require_choice("kind", kinds);
    out.title = table.require_text("title");
    out.at = table.place("from");
    out.from = read_end(table, "from");
    out.to = read_end(table, "to");
    out.start = table.require_offset("start");
    out.end = table.require_offset("end");
    if (out.end <= out.start) {
        table.fail("end", "is not after start");
    }
    if (table.has("vehicles")) {
        out.vehicles = read_number(table, "vehicles", 0, {1, 1e6});
    }
    read_width(table, out);
    out.text = table.text("text").value_or("");
    out.cited = read_citation(table);
    table.finish();
    return out;
}

}  // namespace

void read_corridors(config_table& table, terms& into) {
    if (auto item = table.table("corridors")) {
        into.corridors = read_rules(*item, into);
    }
    for (auto& item : table.tables("humanitarian")) {
        into.humanitarian.push_back(read_way(item));
        refuse_second(item, into.humanitarian);
    }
}

}  // namespace planner::reading
