// SPDX-License-Identifier: Apache-2.0
#include "planner/check/check_report.hpp"

#include "geo/measure/geodesic.hpp"
#include "geo/measure/grid_reference.hpp"
#include "planner/model/count_text.hpp"
#include "planner/model/land_text.hpp"
#include "planner/model/number_text.hpp"
#include "planner/model/roles.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <cmath>
#include <iterator>
#include <numeric>

namespace planner {

namespace {

using geo::in_kilometres;

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
        const auto works = side.works_in(one.region);
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
            "  {} left on the side of {}: {}\n",
            land_text(ground, done.owner),
            party_name(ground, done.other),
            done.left_outside > geo::square_metres(0) ? area_text(done.left_outside) : "none"
        );
    }
    for (const auto& one : done.touched) {
        fmt::format_to(
            to,
            "  {}{}: {}{}\n",
            land_text(one.name),
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

/// As many as a person reads, in the order of the line.
std::vector<std::size_t> longest_stretches(const line_check& done) {
    constexpr std::size_t most = 40;
    std::vector<std::size_t> out(done.stretches.size());
    std::iota(out.begin(), out.end(), std::size_t{0});
    const auto length = [&](std::size_t i) {
        return done.stretches[i].where.to - done.stretches[i].where.from;
    };
    std::stable_sort(out.begin(), out.end(), [&](std::size_t a, std::size_t b) {
        return length(a) > length(b);
    });
    out.resize(std::min(out.size(), most));
    std::sort(out.begin(), out.end());
    return out;
}

std::string at_text(geo::lon_lat p, const std::string& near) {
    return geo::dms(p, 0) + (near.empty() ? "" : " (" + near + ")");
}

}  // namespace

std::string to_text(const line_check& done, const theatre& ground) {
    std::string out;
    auto to = std::back_inserter(out);
    fmt::format_to(
        to,
        "{}: {:.1f} km in {}, against the {}\n",
        done.what.name,
        in_kilometres(done.length),
        counted(done.what.lines.size(), "part", "parts"),
        land_text(ground, done.owner)
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
    const auto shown = longest_stretches(done);
    for (const auto i : shown) {
        const auto& [where, start, end] = done.stretches[i];
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
                : fmt::format(
                      ", at most {:.1f} km from border or coast", in_kilometres(where.farthest)
                  )
        );
    }
    if (shown.size() < done.stretches.size()) {
        fmt::format_to(
            to,
            "  these are the longest; there are {} shorter ones, which --json has\n",
            done.stretches.size() - shown.size()
        );
    }
    out += "\nDistances (there: of the proposal's farthest position from the line; back: of the "
           "line's from the proposal)\n";
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
        out += "\nAgainst the line of contact\n";
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

}  // namespace planner
