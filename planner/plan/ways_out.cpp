// SPDX-License-Identifier: Apache-2.0
#include "planner/plan/ways_out.hpp"

#include "geo/linework/split.hpp"
#include "geo/measure/geodesic.hpp"
#include "planner/phases/cut_off.hpp"
#include "planner/plan/plan_work.hpp"
#include "planner/theatre/place_index.hpp"

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

/// All that is still held after a phase, and its count.
area held_after(const plan& made, std::size_t phase, area_count& left) {
    area still;
    const auto add = [&](const area& shape, const area_count& count) {
        still.insert(still.end(), shape.begin(), shape.end());
        left.size += count.size;
        left.settlements += count.settlements;
        left.people += count.people;
    };
    left = {};
    for (std::size_t j = phase + 1; j < made.phases.size(); ++j) {
        add(made.phases[j].vacated, made.phases[j].count);
    }
    for (const auto& one : made.reserved) {
        if (one.term.treatment == reserved_treatment::excluded) {
            add(one.held, one.count);
        }
    }
    add(made.kept, made.kept_count);
    return still;
}

void tell_islets(plan& made, const std::string& phase, const std::vector<cut_off_part>& islets) {
    if (islets.empty()) {
        return;
    }
    geo::square_metres size;
    for (const auto& one : islets) {
        size += one.size;
    }
    note(
        made,
        geo::finding_code::plan_no_exit,
        geo::severity::note,
        fmt::format(
            "after phase '{}' {} islets without a settlement ({:.1f} km2 in all) are "
            "still held; forces there leave by water",
            phase,
            islets.size(),
            geo::in_square_kilometres(size)
        )
    );
}

void tell_cut_off(plan& made, const cut_off_part& part) {
    auto text = fmt::format(
        "after phase '{}' a part of {:.1f} km2 still held has no way out of its own: neither the "
        "land border nor an open exit; a transit corridor is needed",
        part.phase,
        geo::in_square_kilometres(part.size)
    );
    const auto& transit = part.transit;
    if (!transit.shape.empty()) {
        const auto end = transit.shape.back();
        text += fmt::format(
            ": the shortest, {:.1f} km {}, leads to {} at lon {:.4f} lat {:.4f}",
            geo::in_kilometres(transit.length),
            transit.by_land ? "by land" : "in a straight line",
            transit.reaches,
            end.lon.value(),
            end.lat.value()
        );
    }
    note(
        made, geo::finding_code::plan_no_exit, geo::severity::warning, std::move(text), part.inside
    );
}

}  // namespace

void check_ways_out(plan& made) {
    // All of it: reserved areas may lie on the border, too.
    const auto own = made.ground.find_party(made.withdrawing)->territory;
    const auto border =
        geo::find_shared_edges(made.held, made.ground.find_territory(own)->area, geo::metres(100))
            .shared;
    std::vector<geo::lon_lat> exits;
    std::vector<std::string> names;
    for (const auto& exit : made.exits) {
        exits.push_back(made.ground.crossings[exit.crossing].position);
        names.push_back(made.ground.crossings[exit.crossing].name);
    }
    std::vector<area> areas;
    for (const auto& phase : made.phases) {
        areas.push_back(phase.vacated);
    }
    const place_index vacated(areas);
    for (std::size_t i = 0; i < made.phases.size(); ++i) {
        auto& phase = made.phases[i];
        const auto still = held_after(made, i, phase.still_held);
        auto parts = find_cut_off(still, border, exits, exit_reach);
        for (auto& part : parts) {
            part.phase = phase.term.id;
            if (const auto later = vacated.find(part.inside)) {
                part.left_in = made.phases[*later].term.id;
            }
        }
        const auto islets =
            std::stable_partition(parts.begin(), parts.end(), [&](const auto& part) {
                return !is_islet(made, part);
            });
        tell_islets(made, phase.term.id, {islets, parts.end()});
        parts.erase(islets, parts.end());
        propose_transit(parts, {made.held, border, exits, names, still});
        for (auto& part : parts) {
            tell_cut_off(made, part);
            made.cut_off.push_back(std::move(part));
        }
    }
}

}  // namespace planner
