// SPDX-License-Identifier: Apache-2.0
#include "geo/measure/geodesic.hpp"
#include "geo/measure/short_distance.hpp"
#include "geo/network/route_query.hpp"
#include "geo/network/shortest_paths.hpp"

#include <algorithm>
#include <cassert>

namespace geo {

namespace {

void add_part(road_route& route, const road_network& roads, const route_part& part) {
    const double share = std::abs(part.end - part.start);
    if (share == 0) {
        return;
    }
    const auto& edge = roads.at(part.arc.edge);
    route.parts.push_back(part);
    route.length += share * edge.length;
    route.time += share * edge.time;
    route.schematic = route.schematic || roads.way(part.arc.edge).schematic;
}

/// Positions of an edge between two shares of its length, ends left out, in its own order.
std::vector<lon_lat> between(const road_network& roads, road_edge e, double low, double high) {
    std::vector<lon_lat> out;
    const auto line = roads.shape(e);
    const auto whole = roads.at(e).drawn;
    metres along{0};
    for (std::size_t i = 1; i + 1 < line.size(); ++i) {
        along += short_distance(line[i - 1], line[i]);
        if (along > low * whole && along < high * whole) {
            out.push_back(line[i]);
        }
    }
    return out;
}

}  // namespace

const route_tree::seed* route_tree::seed_of(road_node n) const {
    const auto at =
        std::lower_bound(seeds_.begin(), seeds_.end(), n, [](const seed& item, road_node wanted) {
            return item.node < wanted;
        });
    return at == seeds_.end() || at->node != n ? nullptr : &*at;
}

std::optional<road_arc> route_tree::arc(road_node n) const {
    const auto code = before_[index(n)];
    return code == no_arc ? std::nullopt : std::optional(arc_of(code));
}

route_tree::way_there route_tree::way_to(const road_place& there) const {
    way_there best;
    const auto& edge = asked_->roads->at(there.edge);
    for (const bool last : {false, true}) {
        const auto node = last ? edge.to : edge.from;
        const auto part = asked_->part_from_node(there.edge, there.share, last);
        const double whole = cost(node) + asked_->cost_of(part);
        if (whole < best.cost) {
            best = {whole, place_[index(node)], node, part};
        }
    }
    for (std::size_t i = 0; i < asked_->places.size(); ++i) {
        const auto& place = asked_->places[i];
        if (place.edge != there.edge) {
            continue;
        }
        const auto start = asked_->inward ? there.share : place.share;
        const auto end = asked_->inward ? place.share : there.share;
        const route_part along{{there.edge, start > end}, start, end};
        const double whole = asked_->cost_of(along);
        if (whole < best.cost) {
            best = {whole, i, std::nullopt, along};
        }
    }
    return best;
}

road_route route_tree::assemble(const way_there& last) const {
    // From the far end to the place; turned round at the end when the places are the starts.
    std::vector<route_part> parts{last.part};
    for (auto node = last.by; node;) {
        const auto code = before_[index(*node)];
        if (code == no_arc) {
            parts.push_back(seed_of(*node)->part);
            break;
        }
        const auto step = arc_of(code);
        parts.push_back({step, step.backward ? 1.0 : 0.0, step.backward ? 0.0 : 1.0});
        node = asked_->inward ? asked_->roads->end_of(step) : asked_->roads->start_of(step);
    }
    if (!asked_->inward) {
        std::reverse(parts.begin(), parts.end());
    }
    road_route out;
    out.place = last.place;
    out.cost = last.cost;
    for (const auto& part : parts) {
        add_part(out, *asked_->roads, part);
    }
    return out;
}

std::optional<road_route> route_tree::route(road_node n) const {
    if (!reaches(n)) {
        return std::nullopt;
    }
    way_there here{cost(n), nearest(n), n, {}};
    here.part.end = here.part.start;
    return assemble(here);
}

std::optional<road_route> route_tree::route(const road_place& there) const {
    const auto way = way_to(there);
    return way.cost < no_way ? std::optional(assemble(way)) : std::nullopt;
}

double route_tree::cost(const road_place& there) const {
    return way_to(there).cost;
}

line_string<lon_lat> course(const road_network& roads, std::span<const route_part> parts) {
    line_string<lon_lat> out;
    const auto add = [&](lon_lat p) {
        if (out.empty() || out.back() != p) {
            out.push_back(p);
        }
    };
    for (const auto& part : parts) {
        const auto e = part.arc.edge;
        const auto [low, high] = std::minmax(part.start, part.end);
        auto inner = between(roads, e, low, high);
        if (part.arc.backward) {
            std::reverse(inner.begin(), inner.end());
        }
        add(roads.position_at(e, part.start));
        for (const auto& p : inner) {
            add(p);
        }
        add(roads.position_at(e, part.end));
    }
    return out;
}

}  // namespace geo
