// SPDX-License-Identifier: Apache-2.0
#include "planner/corridors/road_flow.hpp"

#include "geo/measure/geodesic.hpp"

#include <algorithm>
#include <cmath>

namespace planner {

namespace {

constexpr std::uint32_t none = UINT32_MAX;
/// Nearer to the end of an edge than this share of it is at its node.
constexpr double at_node = 1e-6;

}  // namespace

road_flow::road_flow(const open_roads& open, ground_kinds::set allowed)
    : open_(open), allowed_(allowed), number_(open.roads().node_count(), none) {
    for (std::uint32_t i = 0; i < open.roads().edge_count(); ++i) {
        const auto e = geo::road_edge(i);
        if (!usable(e)) {
            continue;
        }
        edges_.push_back(i);
        for (const auto n : {open.roads().at(e).from, open.roads().at(e).to}) {
            auto& number = number_[index(n)];
            number = number == none ? next_++ : number;
        }
    }
    for (const auto i : edges_) {
        const auto all = open.stretches(geo::road_edge(i));
        for (std::size_t k = 0; k + 1 < all.size(); ++k) {
            if (cuts_[i].emplace(all[k].end, next_).second) {
                ++next_;
            }
        }
    }
}

std::optional<geo::road_place> road_flow::connect(
    const geo::road_locator& locator, geo::lon_lat position, geo::metres reach
) const {
    auto place = locator.connect(position, reach, [&](geo::road_edge e) { return usable(e); });
    if (!place) {
        return place;
    }
    // Not there but nearby: the nearest end of a stretch of that road that may be used.
    double begin = 0;
    double best = 2;
    for (const auto& one : open_.stretches(place->edge)) {
        if ((one.ground & ~allowed_) == 0) {
            const auto share = std::clamp(place->share, begin, one.end);
            if (std::abs(share - place->share) < std::abs(best - place->share)) {
                best = share;
            }
        }
        begin = one.end;
    }
    if (best != place->share) {
        place->share = best;
        place->position = open_.roads().position_at(place->edge, best);
        place->off_road = geo::distance(position, place->position);
        if (place->off_road > reach) {
            return std::nullopt;
        }
    }
    return place;
}

std::optional<std::uint32_t> road_flow::node_of(geo::road_node n) const {
    const auto number = number_[index(n)];
    return number == none ? std::nullopt : std::optional(number);
}

std::uint32_t road_flow::node_at(const geo::road_place& place) {
    const auto& edge = open_.roads().at(place.edge);
    if (place.share < at_node) {
        return number_[index(edge.from)];
    }
    if (place.share > 1 - at_node) {
        return number_[index(edge.to)];
    }
    auto& cuts = cuts_[static_cast<std::uint32_t>(index(place.edge))];
    const auto [at, first] = cuts.emplace(place.share, next_);
    if (first) {
        ++next_;
    }
    return at->second;
}

void road_flow::build(geo::flow_problem& into, direction one_way) {
    parts_.clear();
    into.arcs.clear();
    into.nodes = next_;
    for (const auto i : edges_) {
        const auto e = geo::road_edge(i);
        const auto& edge = open_.roads().at(e);
        const auto capacity = static_cast<std::int64_t>(std::llround(open_.capacity(e) * 1000));
        std::vector<std::pair<double, std::uint32_t>> stops{{0, number_[index(edge.from)]}};
        if (const auto cuts = cuts_.find(i); cuts != cuts_.end()) {
            stops.insert(stops.end(), cuts->second.begin(), cuts->second.end());
        }
        stops.emplace_back(1, number_[index(edge.to)]);
        for (std::size_t k = 1; k < stops.size(); ++k) {
            const auto& [low, from] = stops[k - 1];
            const auto& [high, to] = stops[k];
            if ((open_.ground(e, low, high) & ~allowed_) != 0) {
                continue;
            }
            const std::chrono::seconds travel(
                std::max<std::int64_t>(1, std::llround((high - low) * open_.travel(e)))
            );
            if (edge.forward || one_way == direction::ignored) {
                into.arcs.push_back({from, to, capacity, travel});
                parts_.push_back({{e, false}, low, high});
            }
            if (edge.backward || one_way == direction::ignored) {
                into.arcs.push_back({to, from, capacity, travel});
                parts_.push_back({{e, true}, high, low});
            }
        }
    }
}

}  // namespace planner
