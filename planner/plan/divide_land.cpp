// SPDX-License-Identifier: Apache-2.0
#include "planner/plan/divide_land.hpp"

#include "geo/base/error.hpp"
#include "geo/geometry/box.hpp"
#include "geo/linework/split.hpp"
#include "geo/measure/geodesic.hpp"
#include "planner/theatre/count.hpp"
#include "planner/theatre/divide.hpp"
#include "planner/zones/zone_ground.hpp"

namespace planner {

namespace {

/// A line on the border leaves slivers beside it: less than this in the mean along the line, twice
/// what lines and zones are computed to (0.5 m), is nothing.
constexpr geo::metres least_held_width(1);

void find_land_border(plan& made) {
    area neighbours;
    const auto own = made.ground.find_party(made.other)->territory;
    for (const auto& one : made.ground.territories) {
        if (one.id != own) {
            neighbours.insert(neighbours.end(), one.area.begin(), one.area.end());
        }
    }
    made.land_border =
        geo::find_shared_edges(made.ground.find_territory(own)->area, neighbours, geo::metres(100))
            .shared;
}

void take(divided_territory& divided, plan_work& work) {
    auto& made = work.made;
    work.chart.emplace(divided.chart);
    made.contact = std::move(divided.line);
    made.held = std::move(divided.held_by_other);
    made.other_side = std::move(divided.held_by_owner);
    geo::append(made.found, std::move(divided.found));
}

geo::local_frame chart_of_all(const theatre& ground) {
    geo::lon_lat_box box;
    for (const auto& one : ground.territories) {
        for (const auto& part : one.area) {
            box.add_all(part.outer);
        }
    }
    return geo::local_frame::chart(box);
}

/// All of the other party's territory is held; the theatre's line only orders the parties.
void hold_all(plan_work& work) {
    auto& made = work.made;
    work.chart.emplace(chart_of_all(made.ground));
    const auto& chart = *work.chart;
    zone_ground ground(made, chart, {});
    made.contact = ground.sides(made.contact_id.str(), "").line;
    geo::append(made.found, ground.take_findings());
    const auto own = made.ground.find_party(made.other)->territory;
    made.held = ground.unite(made.ground.find_territory(own)->area);
    find_land_border(made);
    made.held_count = count_in(made.held, made.ground);
}

/// Zones need no line that divides one party's land: it may run along the border, or through
/// the land of both.
void divide_if_possible(plan_work& work) {
    auto& made = work.made;
    auto& chart = work.chart;
    const auto& line = *made.contact_line();
    geo::lon_lat_box box;
    for (const auto& who : {made.other, made.withdrawing}) {
        const auto* party = made.ground.find_party(who);
        const auto* land =
            party != nullptr ? made.ground.find_territory(party->territory) : nullptr;
        if (land != nullptr) {
            for (const auto& part : land->area) {
                box.add_all(part.outer);
            }
        }
    }
    for (const auto& part : line.shape) {
        box.add_all(part);
    }
    chart.emplace(geo::local_frame::chart(box));
    zone_ground ground(made, *chart, {});
    const auto& sides = ground.sides(made.contact_id.str(), "");
    geo::append(made.found, ground.take_findings());
    made.contact = sides.line;
    if (!sides.divides) {
        return;
    }
    const bool other_left = line.left == made.other;
    const auto* party = made.ground.find_party(made.other);
    const auto* land = party != nullptr ? made.ground.find_territory(party->territory) : nullptr;
    made.other_side = other_left ? sides.left : sides.right;
    made.held = other_left ? sides.right : sides.left;
    if (land != nullptr) {
        const auto across = ground.cut(made.held, land->area);
        made.held_count = count_in(across, made.ground);
        made.other_count = count_in(made.other_side, made.ground);
        find_land_border(made);
    }
}

}  // namespace

void divide_land(plan_work& work) {
    auto& made = work.made;
    if (made.contact_line() == nullptr) {
        work.chart.emplace(chart_of_all(made.ground));
        return;
    }
    if (!made.said.withdrawal) {
        divide_if_possible(work);
        return;
    }
    if (made.said.withdrawal->holds_all()) {
        hold_all(work);
        return;
    }
    auto divided = divide_territory(made.ground, *made.contact_line(), made.other);
    take(divided, work);
    const auto held = geo::area(made.held).value();
    if (held < least_held_width.value() * geo::length(made.contact).value()) {
        throw geo::input_error(
            "line '" + made.contact_id.str() + "' leaves nothing of the territory of '" +
            made.other.str() + "' on the side of '" + made.withdrawing.str() +
            "': nothing is held there, so there is no withdrawal to plan"
        );
    }
    find_land_border(made);
    made.held_count = count_in(made.held, made.ground);
    made.other_count = count_in(made.other_side, made.ground);
}

}  // namespace planner
