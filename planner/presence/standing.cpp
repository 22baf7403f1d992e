// SPDX-License-Identifier: Apache-2.0
#include "planner/presence/standing.hpp"

#include "geo/overlay/overlay.hpp"

#include <algorithm>
#include <cmath>

namespace planner::detail {

namespace {

/// Sides are cut on the grid of the overlay: nearer than this is on the line itself.
constexpr geo::metres touching = 2.0 * geo::overlay_grid;

/// Zones of which soldiers themselves are kept out.
bool keeps_forces_out(const plan_zone& zone) {
    const auto& words = zone.term.weapon_classes;
    const bool of_forces = std::any_of(words.begin(), words.end(), [](const auto& word) {
        return word == "forces" || word == "any";
    });
    return of_forces && zone.term.keeps_out() && zone.term.space == zone_space::ground &&
           zone.term.caps.empty();
}

}  // namespace

standing::standing(const scene& in) : in_(in) {
    const auto& plan = in.what;
    const time_span always{plan.d_day, open_end()};
    if (plan.phases.empty()) {
        add(who::withdrawing, always, plan.held);
    }
    const bool owner_enters = plan.said.vacated && plan.said.vacated->entry == entry_rule::owner;
    for (const auto& phase : plan.phases) {
        add(who::withdrawing, {plan.d_day, phase.verified}, phase.vacated);
        if (owner_enters) {
            add(who::other, {phase.verified, open_end()}, phase.vacated);
        }
    }
    add(who::withdrawing, always, plan.kept);
    for (const auto& one : plan.reserved) {
        if (one.term.treatment == reserved_treatment::excluded) {
            add(who::withdrawing, always, one.held);
        }
    }
    add(who::other, always, plan.other_side);
    for (const auto& zone : plan.zones) {
        if (keeps_forces_out(zone)) {
            changes_.push_back(zone.when.from);
            changes_.push_back(zone.when.until);
        }
    }
}

void standing::add(who party, time_span when, const area& shape) {
    if (!shape.empty()) {
        pieces_.push_back({party, when, shape, {}});
    }
}

std::vector<std::size_t> standing::zones_at(who party, instant when) const {
    const auto& plan = in_.what;
    const auto& id = party == who::withdrawing ? plan.withdrawing : plan.other;
    std::vector<std::size_t> out;
    for (std::size_t z = 0; z < plan.zones.size(); ++z) {
        const auto& zone = plan.zones[z];
        if (keeps_forces_out(zone) && zone.when.from <= when && when < zone.when.until &&
            (zone.binds == id || zone.binds.str() == "both")) {
            out.push_back(z);
        }
    }
    return out;
}

standing::ground& standing::ground_of(piece& of, const std::vector<std::size_t>& zones) const {
    auto& made = of.without[zones];
    if (made) {
        return *made;
    }
    area shape = of.shape;
    if (!zones.empty()) {
        geo::multi_polygon<geo::east_north> taken;
        for (const auto z : zones) {
            const auto one = geo::project(in_.chart, in_.what.zones[z].shape);
            taken.insert(taken.end(), one.begin(), one.end());
        }
        shape = geo::unproject(
            in_.chart, geo::difference(geo::project(in_.chart, of.shape), geo::unite(taken))
        );
    }
    made = std::make_unique<ground>(ground{shape, {}, place_index({shape}), {}});
    lines edges;
    geo::for_each_ring(shape, [&](const auto& ring) {
        edges.emplace_back(ring.begin(), ring.end());
    });
    if (!edges.empty()) {
        made->edge.emplace(edges);
    }
    return *made;
}

std::optional<standing::nearest> standing::near(who party, geo::lon_lat p, instant when) {
    std::optional<nearest> best;
    const auto zones = zones_at(party, when);
    for (auto& one : pieces_) {
        if (one.party != party || when < one.when.from || when >= one.when.until) {
            continue;
        }
        auto& land = ground_of(one, zones);
        if (!land.edge) {
            continue;
        }
        const std::pair key(p.lon.value(), p.lat.value());
        auto at = land.asked.find(key);
        if (at == land.asked.end()) {
            const auto foot = land.edge->chainage_of(p);
            nearest found{geo::metres(std::abs(foot.distance.value())), foot.position};
            if (found.distance > geo::metres(0) && land.inside.in(0, p)) {
                found = {geo::metres(0), p};
            }
            at = land.asked.emplace(key, found).first;
        }
        if (!best || at->second.distance < best->distance) {
            best = at->second;
        }
        if (best->distance <= touching) {
            break;
        }
    }
    return best;
}

std::optional<geo::metres> standing::apart(geo::lon_lat p, instant when, geo::metres limit) {
    const auto one = near(who::withdrawing, p, when);
    const auto two = near(who::other, p, when);
    const auto far = 2.0 * limit;
    if (!one || !two || one->distance > far || two->distance > far) {
        return std::nullopt;
    }
    // On the line itself both stand where p is.
    if (one->distance <= touching && two->distance <= touching) {
        return geo::metres(0);
    }
    const auto back = near(who::other, one->position, when);
    const auto forth = near(who::withdrawing, two->position, when);
    return std::min(back->distance, forth->distance);
}

}  // namespace planner::detail
