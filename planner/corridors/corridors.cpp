// SPDX-License-Identifier: Apache-2.0
#include "planner/corridors/corridors.hpp"

#include "planner/corridors/humanitarian.hpp"
#include "planner/corridors/moving_out.hpp"
#include "planner/corridors/route_shape.hpp"

#include <fmt/format.h>

#include <algorithm>

namespace planner {

namespace {

void tell(plan& made, geo::finding_code code, geo::severity level, std::string text) {
    geo::finding item;
    item.code = code;
    item.level = level;
    item.text = std::move(text);
    made.found.push_back(std::move(item));
}

void tell_assumptions(plan& made, bool assumed_forces) {
    const auto& term = made.corridors.term;
    using code = geo::finding_code;
    if (assumed_forces) {
        tell(
            made,
            code::plan_assumption,
            geo::severity::note,
            fmt::format(
                "corridors: the theatre has no layer of forces; {:g} vehicles a square kilometre "
                "are "
                "assumed to stand in the area to be left, {:g} % of them by people of settlements, "
                "the rest spread evenly (terms: [corridors] vehicles_per_km2, by_settlement)",
                term.vehicles_per_km2,
                term.by_settlement * 100
            )
        );
    }
    tell(
        made,
        code::plan_assumption,
        geo::severity::note,
        fmt::format(
            "corridors: columns of {:g} vehicles a kilometre at {:g} km/h or the road's speed if "
            "that is "
            "less, {:g} vehicles a march unit, {:g} minutes between units: {:.0f} vehicles an hour "
            "on "
            "one road in one direction. {}",
            term.density,
            term.march_speed,
            term.unit_vehicles,
            static_cast<double>(term.unit_gap.count()) / 60,
            column_capacity(term, term.march_speed),
            term.cited.source
        )
    );
    if (made.corridors.schematic) {
        tell(
            made,
            code::plan_uncertain_figure,
            geo::severity::note,
            "corridors: the roads are schematic, straight between places; lengths and times are "
            "rough, "
            "and no ground beside the routes is drawn"
        );
    }
}

void tell_closures(plan& made, const open_roads& open) {
    for (const auto i : open.idle_closures()) {
        const auto& one = made.ground.closures[i];
        geo::finding item;
        item.code = geo::finding_code::feature_attribute_invalid;
        item.level = geo::severity::warning;
        item.where.layer = "closures";
        item.where.feature = one.id.str();
        item.text = one.position
                        ? fmt::format(
                              "no road within {:g} m: the closure closes nothing; give `road` (id "
                              "or number of a road) or a larger `reach_m`",
                              one.reach.value()
                          )
                        : "no road has the id or number '" + one.road + "': it closes nothing";
        if (one.position) {
            item.where.lon = one.position->lon.value();
            item.where.lat = one.position->lat.value();
        }
        made.found.push_back(std::move(item));
    }
}

bool touches(const plan& made, const open_roads& open) {
    ground_kinds::set left = 0;
    for (std::size_t i = 0; i < made.phases.size(); ++i) {
        left |= open.kinds().phase(i);
    }
    for (std::uint32_t i = 0; i < open.roads().edge_count(); ++i) {
        if ((open.ground(geo::road_edge(i)) & left) != 0) {
            return true;
        }
    }
    return false;
}

std::vector<followed_route> leave(
    plan& made, const open_roads& open, const geo::road_locator& locator
) {
    std::vector<followed_route> out;
    if (!made.phases.empty() && !touches(made, open)) {
        tell(
            made,
            geo::finding_code::plan_no_network,
            geo::severity::warning,
            "the roads of the theatre do not touch the area to be left; no corridor can be found"
        );
        return out;
    }
    bool assumed = false;
    for (std::size_t i = 0; i < made.phases.size(); ++i) {
        auto moved = move_out(made, i, open, locator);
        assumed = assumed || moved.movement.assumed;
        for (auto& one : moved.routes) {
            lay_ground(
                one.route, made.corridors.term.width, made.corridors.term.width_is, made.ground
            );
            out.push_back(std::move(one));
        }
        made.corridors.movements.push_back(std::move(moved.movement));
        for (auto& pocket : moved.pockets) {
            made.corridors.pockets.push_back(std::move(pocket));
        }
        geo::append(made.found, std::move(moved.found));
    }
    if (!made.phases.empty()) {
        tell_assumptions(made, assumed);
    }
    for (const auto& zone : made.zones) {
        if (zone.binds != made.other || !zone.term.keeps_out() || !zone.term.caps.empty()) {
            continue;
        }
        auto moved = leave_zone(made, zone, open, locator);
        if (moved.movement.vehicles <= 0 && moved.pockets.empty()) {
            continue;
        }
        for (auto& one : moved.routes) {
            lay_ground(
                one.route, made.corridors.term.width, made.corridors.term.width_is, made.ground
            );
            out.push_back(std::move(one));
        }
        made.corridors.movements.push_back(std::move(moved.movement));
        for (auto& pocket : moved.pockets) {
            made.corridors.pockets.push_back(std::move(pocket));
        }
        geo::append(made.found, std::move(moved.found));
    }
    return out;
}

}  // namespace

void lay_corridors(plan& made, const geo::road_network& roads, const geo::local_frame& chart) {
    if (made.phases.empty() && made.said.humanitarian.empty()) {
        return;
    }
    made.corridors.term = made.said.corridors;
    if (roads.empty()) {
        tell(
            made,
            geo::finding_code::plan_no_network,
            geo::severity::note,
            "the theatre has no roads, so there are no corridors: a straight line is no way out. "
            "Add "
            "[layers.roads] to theatre.toml: lines with their class, or an OpenStreetMap file"
        );
        return;
    }
    if (made.phases.size() > ground_kinds::most_phases) {
        tell(
            made,
            geo::finding_code::plan_step_left_out,
            geo::severity::warning,
            fmt::format(
                "corridors are found for {} phases at most; the plan has {}",
                ground_kinds::most_phases,
                made.phases.size()
            )
        );
        return;
    }
    made.corridors.roads = true;
    made.corridors.schematic = roads.schematic();
    const open_roads open(made, roads, chart);
    const geo::road_locator locator(roads);
    tell_closures(made, open);
    auto routes = leave(made, open, locator);
    for (auto& one : humanitarian_routes(made, open, locator)) {
        routes.push_back(std::move(one));
    }
    find_meetings(routes, open);
    for (auto& one : routes) {
        made.corridors.routes.push_back(std::move(one.route));
    }
}

}  // namespace planner
