// SPDX-License-Identifier: Apache-2.0
#include "planner/protection/party_ground.hpp"

#include "geo/geometry/box.hpp"
#include "geo/measure/geodesic.hpp"
#include "geo/offset/distance_field.hpp"
#include "geo/overlay/overlay.hpp"
#include "planner/theatre/place_index.hpp"

namespace planner {

namespace {

/// Half the circumference of the earth: farther than anything.
constexpr geo::metres no_ground(20'037'508);
/// Edges of the plan are straight in lon/lat, those of distances geodesics.
constexpr geo::metres edge_tolerance(0.1);

lines rings_of(const area& shape) {
    lines out;
    for (const auto& part : geo::densify(shape, geo::edge_reading::lonlat, edge_tolerance)) {
        out.push_back({part.outer.begin(), part.outer.end()});
        for (const auto& hole : part.holes) {
            out.push_back({hole.begin(), hole.end()});
        }
    }
    return out;
}

}  // namespace

geo::metres party_ground::farthest() {
    return no_ground;
}

party_ground::party_ground(
    const plan& so_far,
    const geo::local_frame& chart,
    const party_id& party,
    const std::vector<geo::lon_lat>& places
)
    : plan_(so_far), chart_(chart), party_(party), places_(places) {
    if (party_ == plan_.withdrawing) {
        add_withdrawing();
    } else {
        add_other();
    }
}

void party_ground::add(area shape, time_span when) {
    if (!shape.empty()) {
        parts_.push_back({std::move(shape), when});
    }
}

void party_ground::add_withdrawing() {
    const time_span always{instant::min(), open_end()};
    if (plan_.phases.empty()) {
        add(plan_.held, always);  // its whole side of the line, its own territory included
        return;
    }
    const auto* own = plan_.ground.find_party(party_);
    const auto* land = own != nullptr ? plan_.ground.find_territory(own->territory) : nullptr;
    if (land != nullptr) {
        add(land->area, always);
    }
    for (const auto& phase : plan_.phases) {
        add(phase.vacated, {instant::min(), phase.end});
    }
    add(plan_.kept, always);
    for (const auto& one : plan_.reserved) {
        if (one.term.treatment == reserved_treatment::excluded) {
            add(one.held, always);
        }
    }
}

void party_ground::add_other() {
    add(plan_.other_side, {instant::min(), open_end()});
    const bool enters = plan_.said.vacated && plan_.said.vacated->entry == entry_rule::owner;
    for (const auto& phase : plan_.phases) {
        if (enters) {
            add(phase.vacated, {phase.verified, open_end()});
        }
    }
}

area party_ground::without_zones(const area& shape, const std::set<std::size_t>& zones) const {
    geo::multi_polygon<geo::east_north> taken;
    for (const auto zone : zones) {
        const auto one = geo::project(chart_, plan_.zones[zone].shape);
        taken.insert(taken.end(), one.begin(), one.end());
    }
    const auto land = geo::project(chart_, shape);
    const auto all = zones.size() > 1 ? geo::unite(taken) : taken;
    if (geo::intersection(land, all).empty()) {
        return shape;
    }
    return geo::unproject(chart_, geo::difference(land, all));
}

const std::vector<geo::metres>& party_ground::measured(
    std::size_t part, const std::set<std::size_t>& zones
) {
    const auto [found, is_new] = measured_.try_emplace({part, zones});
    if (!is_new) {
        return found->second;
    }
    auto& out = found->second;
    const auto shape =
        zones.empty() ? parts_[part].shape : without_zones(parts_[part].shape, zones);
    if (shape.empty()) {
        out.assign(places_.size(), no_ground);
        return out;
    }
    const place_index inside({shape});
    const geo::distance_field edge(rings_of(shape), {});
    out.reserve(places_.size());
    for (const auto& place : places_) {
        out.push_back(inside.in(0, place) ? geo::metres(0) : edge.quick(place));
    }
    return out;
}

std::vector<geo::metres> party_ground::distances(instant t, const std::set<std::size_t>& zones) {
    std::vector<geo::metres> out(places_.size(), no_ground);
    for (std::size_t part = 0; part < parts_.size(); ++part) {
        if (t < parts_[part].when.from || t >= parts_[part].when.until) {
            continue;
        }
        const auto& one = measured(part, zones);
        for (std::size_t i = 0; i < out.size(); ++i) {
            out[i] = std::min(out[i], one[i]);
        }
    }
    return out;
}

}  // namespace planner
