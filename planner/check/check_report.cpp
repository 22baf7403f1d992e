// SPDX-License-Identifier: Apache-2.0
#include "planner/check/check_report.hpp"

#include "geo/measure/geodesic.hpp"
#include "geo/measure/grid_reference.hpp"
#include "planner/model/count_text.hpp"
#include "planner/model/json_shapes.hpp"
#include "planner/model/number_text.hpp"
#include "planner/model/roles.hpp"

#include <fmt/format.h>
#include <nlohmann/json.hpp>

#include <algorithm>
#include <cmath>
#include <iterator>

namespace planner {

namespace {

using json = nlohmann::json;
using geo::in_kilometres;

works_count works_of(const side_count& side, const region_id& region) {
    for (const auto& one : side.works_by_region) {
        if (one.region == region) {
            return one;
        }
    }
    return {};
}

json works_json(const works_count& works) {
    return {
        {"roads", works.roads},
        {"road_km", km(works.road_length)},
        {"crossings", works.crossings},
        {"facilities", works.facilities}};
}

geo::metres total(const line_check& done, geo::stretch_kind kind) {
    geo::metres out(0);
    for (const auto& one : done.stretches) {
        out += one.where.kind == kind ? one.where.to - one.where.from : geo::metres(0);
    }
    return out;
}

bool schematic_roads(const theatre& ground) {
    return std::any_of(ground.roads.begin(), ground.roads.end(), [](const road& one) {
        return one.schematic;
    });
}

/// Land by region with roads and crossings; a region without land of its own is not named.
void add_regions(std::string& out, const side_count& side) {
    if (side.regions.empty()) {
        return;
    }
    auto to = std::back_inserter(out);
    fmt::format_to(
        to,
        "    {:<30} {:>12} {:>11} {:>12} {:>9} {:>9} {:>10}\n",
        "by region",
        "land",
        "settlements",
        "people",
        "road km",
        "crossings",
        "facilities"
    );
    for (const auto& one : side.regions) {
        const auto works = works_of(side, one.region);
        fmt::format_to(
            to,
            "    {:<30} {:>12} {:>11} {:>12} {:>9.0f} {:>9} {:>10}\n",
            one.name.empty() ? "in no region" : one.name,
            area_text(one.count.size),
            one.count.settlements,
            people_text(one.count.people),
            in_kilometres(works.road_length),
            works.crossings,
            works.facilities
        );
    }
}

void add_side(std::string& out, const side_count& side, const theatre& ground) {
    fmt::format_to(
        std::back_inserter(out),
        "Left on the side of {}: {} (register of the theatre), {:.0f} km of "
        "coast{}\n",
        party_name(ground, side.party),
        count_text(side.count),
        in_kilometres(side.coast),
        side.parts > 1 ? fmt::format(", in {} separate parts over 1 km2", side.parts) : ""
    );
    const auto& works = side.works;
    fmt::format_to(
        std::back_inserter(out),
        "    {}, {:.0f} km in all{}; {}; {}\n",
        counted(works.roads, "road", "roads"),
        in_kilometres(works.road_length),
        schematic_roads(ground) ? " (drawn schematically)" : "",
        counted(works.crossings, "crossing", "crossings"),
        counted(works.facilities, "facility", "facilities")
    );
    add_regions(out, side);
    for (const auto& one : side.pockets) {
        fmt::format_to(
            std::back_inserter(out),
            "    pocket{}: {}{}\n",
            one.enclosed ? " with neither border nor coast" : "",
            count_text(one.count),
            one.near.empty() ? "" : ", " + one.near
        );
    }
    if (!side.facilities.empty()) {
        out += "    facilities: " + listed(side.facilities) + "\n";
    }
    if (!side.crossings.empty()) {
        out += "    crossings: " + listed(side.crossings) + "\n";
    }
}

json side_json(const side_count& side) {
    json out = to_json(side.count);
    out["party"] = side.party.str();
    out["parts"] = side.parts;
    out["coast_km"] = km(side.coast);
    out["pockets"] = json::array();
    for (const auto& one : side.pockets) {
        json row = to_json(one.count);
        row["inside"] = to_json(one.inside);
        row["near"] = one.near;
        row["enclosed"] = one.enclosed;
        out["pockets"].push_back(std::move(row));
    }
    out["facilities"] = side.facilities;
    out["crossings"] = side.crossings;
    out["regions"] = json::array();
    for (const auto& one : side.regions) {
        json row(to_json(one));
        row["works"] = works_json(works_of(side, one.region));
        out["regions"].push_back(std::move(row));
    }
    out["works"] = works_json(side.works);
    return out;
}

/// An enumerator as words.
std::string geo_words(std::string_view name) {
    std::string out(name);
    std::replace(out.begin(), out.end(), '_', ' ');
    return out;
}

/// What the proposal parts from what it serves, and what of the border data it rests on.
void add_cut(std::string& out, const line_check& done, const theatre& ground) {
    auto to = std::back_inserter(out);
    if (done.what.is_area() && done.beyond > geo::square_metres(0)) {
        fmt::format_to(
            to,
            "Of the proposed area {} lie outside of the recognised territory\n",
            area_text(done.beyond)
        );
    }
    if (!done.cut.empty()) {
        out += "\nOn different sides\n";
        for (const auto& one : done.cut) {
            fmt::format_to(
                to,
                "  {}: {} (side of {}) serves {} (side of {})\n",
                one.kind,
                one.facility,
                party_name(ground, one.from),
                one.serves,
                party_name(ground, one.to)
            );
        }
    }
    if (!done.roads_cut.empty()) {
        out += "Roads cut: " + listed(done.roads_cut) + "\n";
    }
}

std::string length_text(geo::metres length) {
    return fmt::format("{:.1f} km", in_kilometres(length));
}

/// Whose side a correction's land is on.
std::string sides_text(
    const placed_correction& one, const line_check& done, const theatre& ground
) {
    if (one.on_owner_side && one.on_other_side) {
        return "on both sides";
    }
    return "on the side of " + party_name(ground, one.on_owner_side ? done.owner : done.other);
}

/// Statuses that the proposal touches. Never what follows from them.
void add_law(std::string& out, const line_check& done, const theatre& ground) {
    auto to = std::back_inserter(out);
    out += "\nStatuses it touches\n";
    if (done.divides || done.follows_border) {
        fmt::format_to(
            to,
            "  recognised territory of {} left on the side of {}: {}\n",
            party_name(ground, done.owner),
            party_name(ground, done.other),
            done.left_outside > geo::square_metres(0) ? area_text(done.left_outside) : "none"
        );
    }
    for (const auto& one : done.touched) {
        fmt::format_to(
            to,
            "  recognised territory of {}{}: {}{}\n",
            one.name,
            one.party.empty() ? " (a third state)" : "",
            one.line > geo::metres(0) ? length_text(one.line) + " of the line runs in it" : "",
            one.size > geo::square_metres(0) ? (one.line > geo::metres(0) ? ", " : "") +
                                                   area_text(one.size) + " of the area lie in it"
                                             : ""
        );
    }
    if (std::none_of(done.touched.begin(), done.touched.end(), [](const touched_territory& one) {
            return one.party.empty();
        })) {
        out += "  territory of third states: none\n";
    }
    for (const auto& one : done.reserved) {
        fmt::format_to(
            to,
            "  reserved area {} ({}): {} on the side of {}, {} on that of {}{}\n",
            one.name,
            one.legal_basis,
            area_text(one.owner_side),
            party_name(ground, done.owner),
            area_text(one.other_side),
            party_name(ground, done.other),
            one.line > geo::metres(0) ? "; " + length_text(one.line) + " of the line runs in it"
                                      : ""
        );
    }
    for (const auto& one : done.distances) {
        if (one.along > done.tolerance) {
            fmt::format_to(
                to,
                "  runs along: {} ({}, {}) for {}\n",
                one.title,
                geo_words(name(one.kind)),
                geo_words(name(one.status)),
                length_text(one.along)
            );
        }
    }
    for (const auto& one : done.corrections) {
        fmt::format_to(
            to,
            "  border data: {}{}, {}\n      by {}; common data sets differ: {}\n",
            one.name,
            one.undetermined ? " (status not determined)" : "",
            sides_text(one, done, ground),
            one.source,
            one.wrong
        );
    }
}

std::string at_text(geo::lon_lat p, const std::string& near) {
    return geo::dms(p, 0) + (near.empty() ? "" : " (" + near + ")");
}

}  // namespace

std::string to_text(const line_check& done, const theatre& ground) {
    std::string out;
    auto to = std::back_inserter(out);
    const auto name_of_owner = party_name(ground, done.owner);
    fmt::format_to(
        to,
        "{}: {:.1f} km in {}, against the recognised territory of {}\n",
        done.what.name,
        in_kilometres(done.length),
        counted(done.what.lines.size(), "part", "parts"),
        name_of_owner
    );
    fmt::format_to(
        to,
        "Answer: {}\n",
        done.holds()   ? "valid, and no recognised territory is left outside"
        : !done.simple ? "not valid: the line crosses itself"
        : !done.divides && !done.follows_border
            ? "not valid: the line does not divide the territory"
        : done.left_outside > geo::square_metres(0)
            ? "leaves " + area_text(done.left_outside) +
                  " of recognised territory on the side of " + party_name(ground, done.other)
            : "not valid: see the findings"
    );
    fmt::format_to(
        to,
        "\nPosition (on: within {:.0f} m of border or coast)\n  on {:.1f} km, inside {:.1f} km, "
        "outside "
        "{:.1f} km\n",
        done.tolerance.value(),
        in_kilometres(total(done, geo::stretch_kind::on)),
        in_kilometres(total(done, geo::stretch_kind::inside)),
        in_kilometres(total(done, geo::stretch_kind::outside))
    );
    for (const auto& [where, start, end] : done.stretches) {
        fmt::format_to(
            to,
            "  km {:>8.1f} - {:>8.1f}  {:<8} from {} to {}{}\n",
            in_kilometres(where.from),
            in_kilometres(where.to),
            geo::name(where.kind),
            at_text(where.start, start),
            at_text(where.end, end),
            where.kind == geo::stretch_kind::on
                ? ""
                : fmt::format(", at most {:.1f} km away", in_kilometres(where.farthest))
        );
    }
    out += "\nDistances (farthest position of the one to the nearest of the other)\n";
    for (const auto& one : done.distances) {
        fmt::format_to(
            to,
            "  {:<18} there {:>8.1f} km, back {:>8.1f} km{}, along it {:.1f} km  {} ({}, {})\n",
            one.line,
            in_kilometres(one.largest),
            in_kilometres(one.largest_back),
            one.leash ? fmt::format(", Frechet {:>8.1f} km", in_kilometres(*one.leash)) : "",
            in_kilometres(one.along),
            one.title,
            geo_words(name(one.kind)),
            geo_words(name(one.status))
        );
    }
    if (done.owner_side && done.other_side) {
        out += "\n";
        add_side(out, *done.owner_side, ground);
        add_side(out, *done.other_side, ground);
    }
    if (!done.changes.empty()) {
        out += "\nAgainst today's line\n";
        for (const auto& one : done.changes) {
            fmt::format_to(
                to,
                "  from {} to {}: {}\n",
                party_name(ground, one.from),
                party_name(ground, one.to),
                count_text(one.count)
            );
        }
    }
    add_cut(out, done, ground);
    add_law(out, done, ground);
    out += "\nSides are geography; nothing here is a claim or a recognition.\n";
    return out;
}

std::string to_json(const line_check& done, const theatre& ground) {
    json out{
        {"format", "armistice-check/1"},
        {"proposal", done.what.name},
        {"theatre", ground.id},
        {"owner", done.owner.str()},
        {"other", done.other.str()},
        {"holds", done.holds()},
        {"simple", done.simple},
        {"divides", done.divides},
        {"follows_border", done.follows_border},
        {"length_km", km(done.length)},
        {"parts", done.what.lines.size()},
        {"tolerance_m", done.tolerance.value()},
        {"accuracy_m", done.what.accuracy.value()},
        {"border_accuracy_m", done.border_accuracy.value()},
        {"left_outside_km2", km2(done.left_outside)},
        {"stretches", json::array()},
        {"distances", json::array()},
        {"changes", json::array()},
        {"reserved", json::array()},
        {"is_area", done.what.is_area()},
        {"beyond_km2", km2(done.beyond)},
        {"cut", json::array()},
        {"roads_cut", done.roads_cut},
        {"border_corrections", json::array()},
        {"territories", json::array()},
        {"findings", json::array()}};
    for (const auto& [where, start, end] : done.stretches) {
        out["stretches"].push_back(
            {{"kind", std::string(geo::name(where.kind))},
             {"part", where.part},
             {"from_km", std::round(where.from.value() * 1000) / 1e6},
             {"to_km", std::round(where.to.value() * 1000) / 1e6},
             {"start", to_json(where.start)},
             {"end", to_json(where.end)},
             {"start_near", start},
             {"end_near", end},
             {"farthest_m", std::round(where.farthest.value())},
             {"farthest_at", to_json(where.farthest_at)}}
        );
    }
    for (const auto& one : done.distances) {
        json row{
            {"line", one.line},
            {"title", one.title},
            {"kind", std::string(name(one.kind))},
            {"status", std::string(name(one.status))},
            {"along_km", km(one.along)},
            {"there_m", std::round(one.largest.value() * 10) / 10},
            {"there_at", to_json(one.largest_at)},
            {"back_m", std::round(one.largest_back.value() * 10) / 10},
            {"back_at", to_json(one.largest_back_at)},
            {"error_m", std::ceil(one.error.value() * 100) / 100}};
        if (one.leash) {
            row["frechet_m"] = std::round(one.leash->value() * 10) / 10;
            row["frechet_error_m"] = std::ceil(one.leash_error.value() * 100) / 100;
        }
        out["distances"].push_back(std::move(row));
    }
    if (done.owner_side && done.other_side) {
        out["sides"] = json::array({side_json(*done.owner_side), side_json(*done.other_side)});
    }
    for (const auto& one : done.changes) {
        json row = to_json(one.count);
        row["from"] = one.from.str();
        row["to"] = one.to.str();
        out["changes"].push_back(std::move(row));
    }
    for (const auto& one : done.reserved) {
        out["reserved"].push_back(
            {{"name", one.name},
             {"legal_basis", one.legal_basis},
             {"owner_side_km2", km2(one.owner_side)},
             {"other_side_km2", km2(one.other_side)},
             {"line_km", km(one.line)}}
        );
    }
    for (const auto& one : done.cut) {
        out["cut"].push_back(
            {{"kind", one.kind},
             {"facility", one.facility},
             {"serves", one.serves},
             {"from", one.from.str()},
             {"to", one.to.str()},
             {"source", one.source}}
        );
    }
    for (const auto& one : done.corrections) {
        out["border_corrections"].push_back(
            {{"name", one.name},
             {"source", one.source},
             {"common_error", one.wrong},
             {"undetermined", one.undetermined},
             {"on_owner_side", one.on_owner_side},
             {"on_other_side", one.on_other_side}}
        );
    }
    for (const auto& one : done.touched) {
        out["territories"].push_back(
            {{"name", one.name},
             {"party", one.party.empty() ? json() : json(one.party.str())},
             {"line_km", km(one.line)},
             {"area_km2", km2(one.size)}}
        );
    }
    for (const auto& one : done.found) {
        out["findings"].push_back(json(brief_json(one)));
    }
    return out.dump(1) + "\n";
}

std::vector<geo::feature_table> to_layers(const line_check& done) {
    std::vector<geo::feature_table> out{{"stretches", {}}, {"sides", {}}};
    const auto shapes = done.shapes_of_stretches();
    for (std::size_t i = 0; i < shapes.size(); ++i) {
        const auto& [where, start, end] = done.stretches[i];
        auto& item = out[0].features.emplace_back();
        item.id = fmt::format("stretch-{}", i + 1);
        item.shape = geo::multi_line_string<geo::lon_lat>{shapes[i]};
        item.attributes = {
            {"kind", std::string(geo::name(where.kind))},
            {"from_km", km(where.from)},
            {"to_km", km(where.to)},
            {"start_near", start},
            {"end_near", end},
            {"farthest_m", std::round(where.farthest.value())}};
    }
    const auto add = [&](const std::string& id, const area& shape, const area_count& count) {
        auto& item = out[1].features.emplace_back();
        item.id = id;
        item.shape = shape;
        item.attributes = {
            {"area_km2", km2(count.size)},
            {"settlements", static_cast<std::int64_t>(count.settlements)},
            {"people", count.people}};
    };
    if (done.owner_side && done.other_side) {
        add("side-" + done.owner.str(), done.owner_side->shape, done.owner_side->count);
        add("side-" + done.other.str(), done.other_side->shape, done.other_side->count);
    }
    for (const auto& one : done.changes) {
        add("from-" + one.from.str() + "-to-" + one.to.str(), one.shape, one.count);
    }
    return out;
}

std::string to_profile(const line_check& done, const theatre& ground) {
    constexpr double width = 900;
    constexpr double height = 300;
    constexpr double left = 70;
    constexpr double right = 20;
    constexpr double top = 40;
    constexpr double bottom = 40;
    double low = 0;
    double high = 0;
    const auto profile = done.profile(ground);
    for (const auto& [along, off] : profile) {
        low = std::min(low, in_kilometres(off));
        high = std::max(high, in_kilometres(off));
    }
    const double range = std::max(1e-3, high - low);
    const double length = std::max(1e-3, in_kilometres(done.length));
    const auto x = [&](double v) { return left + v / length * (width - left - right); };
    const auto y = [&](double v) { return top + (high - v) / range * (height - top - bottom); };
    std::string out = fmt::format(
        "<svg xmlns=\"http://www.w3.org/2000/svg\" viewBox=\"0 0 {0} {1}\" font-family=\"DejaVu "
        "Sans, "
        "sans-serif\" font-size=\"12\">\n<rect width=\"{0}\" height=\"{1}\" fill=\"#fff\"/>\n"
        "<text x=\"{2}\" y=\"20\">Distance from the edge of the recognised territory, km: outside "
        "up, "
        "inside down</text>\n",
        width,
        height,
        left
    );
    for (const double v : {low, 0.0, high}) {
        fmt::format_to(
            std::back_inserter(out),
            "<path d=\"M{:.1f} {:.1f}H{:.1f}\" stroke=\"#999\" fill=\"none\"/>\n<text x=\"{:.1f}\" "
            "y=\"{:.1f}\" text-anchor=\"end\">{:.0f}</text>\n",
            left,
            y(v),
            width - right,
            left - 6,
            y(v) + 4,
            v
        );
    }
    for (int i = 0; i <= 4; ++i) {
        const double v = length * i / 4;
        fmt::format_to(
            std::back_inserter(out),
            "<text x=\"{:.1f}\" y=\"{:.1f}\" text-anchor=\"middle\">km {:.0f}</text>\n",
            x(v),
            height - bottom + 20,
            v
        );
    }
    out += "<path fill=\"none\" stroke=\"#1f4e79\" stroke-width=\"1.5\" d=\"";
    bool first = true;
    for (const auto& [along, off] : profile) {
        fmt::format_to(
            std::back_inserter(out),
            "{}{:.1f} {:.1f}",
            first ? "M" : "L",
            x(in_kilometres(along)),
            y(in_kilometres(off))
        );
        first = false;
    }
    return out + "\"/>\n</svg>\n";
}

}  // namespace planner
