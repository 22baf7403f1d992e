// SPDX-License-Identifier: Apache-2.0
#include "planner/plan/ways_out.hpp"

#include "geo/linework/split.hpp"
#include "geo/measure/geodesic.hpp"
#include "planner/phases/withdrawal.hpp"
#include "planner/plan/plan_work.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <cmath>

namespace planner {

namespace {

/// Cut-off parts smaller than this without a settlement are islets: told as one sum.
constexpr double islet_km2 = 30;

/// A small part with no settlement within its size.
bool is_islet(const plan& made, const cut_off_part& part) {
    if (geo::in_square_kilometres(part.size) > islet_km2) {
        return false;
    }
    const geo::metres reach(std::sqrt(part.size.value()));
    return std::none_of(
        made.ground.settlements.begin(),
        made.ground.settlements.end(),
        [&](const settlement& place) {
            return std::abs((place.position.lat - part.inside.lat).value()) < 0.2 &&
                   geo::distance(place.position, part.inside) < reach;
        }
    );
}

}  // namespace

void check_ways_out(plan& made) {
    // All of it: reserved areas may lie on the border, too.
    const auto own = made.ground.find_party(made.withdrawing)->territory;
    const auto border =
        geo::find_shared_edges(made.held, made.ground.find_territory(own)->area, geo::metres(100))
            .shared;
    for (std::size_t i = 0; i < made.phases.size(); ++i) {
        area still;
        area_count left;
        for (std::size_t j = i + 1; j < made.phases.size(); ++j) {
            const auto& later = made.phases[j];
            still.insert(still.end(), later.vacated.begin(), later.vacated.end());
            left.size += later.count.size;
            left.settlements += later.count.settlements;
            left.people += later.count.people;
        }
        for (const auto& one : made.reserved) {
            if (one.term.treatment == reserved_treatment::excluded) {
                still.insert(still.end(), one.held.begin(), one.held.end());
                left.size += one.count.size;
                left.settlements += one.count.settlements;
                left.people += one.count.people;
            }
        }
        made.phases[i].still_held = left;
        std::vector<geo::lon_lat> exits;
        for (const auto& exit : made.exits) {
            exits.push_back(made.ground.crossings[exit.crossing].position);
        }
        std::size_t islets = 0;
        geo::square_metres islet_area;
        for (auto& part : find_cut_off(still, border, exits, exit_reach)) {
            part.phase = made.phases[i].term.id;
            if (is_islet(made, part)) {
                ++islets;
                islet_area += part.size;
                continue;
            }
            note(
                made,
                geo::finding_code::plan_no_exit,
                geo::severity::warning,
                fmt::format(
                    "after phase '{}' a part of {:.1f} km2 still held has no way out of its "
                    "own: "
                    "neither the land border nor an open exit; a transit corridor is needed",
                    part.phase,
                    geo::in_square_kilometres(part.size)
                ),
                part.inside
            );
            made.cut_off.push_back(std::move(part));
        }
        if (islets > 0) {
            note(
                made,
                geo::finding_code::plan_no_exit,
                geo::severity::note,
                fmt::format(
                    "after phase '{}' {} islets without a settlement ({:.1f} km2 in all) are "
                    "still held; forces there leave by water",
                    made.phases[i].term.id,
                    islets,
                    geo::in_square_kilometres(islet_area)
                )
            );
        }
    }
}

}  // namespace planner
