// SPDX-License-Identifier: Apache-2.0
#include "planner/corridors/route_shape.hpp"

#include "geo/frame/local_frame.hpp"
#include "geo/geometry/box.hpp"
#include "geo/measure/geodesic.hpp"
#include "geo/offset/distance_field.hpp"
#include "geo/offset/zone.hpp"
#include "geo/overlay/overlay.hpp"
#include "planner/theatre/place_index.hpp"

#include <algorithm>
#include <set>

namespace planner {

namespace {

/// Positions of settlements are known to some 2 km (data/SOURCES.md).
constexpr geo::metres passing_reach(2000);

void name_passed(plan_route& route, const theatre& ground) {
    if (route.shape.empty()) {
        return;
    }
    const bool turns = route.schematic;
    const geo::distance_field about(
        turns ? lines{} : lines{route.shape},
        turns ? std::vector<geo::lon_lat>(route.shape.begin(), route.shape.end())
              : std::vector<geo::lon_lat>{}
    );
    for (const auto& place : ground.settlements) {
        if (about.quick(place.position) <= passing_reach) {
            route.passes.push_back(place.name);
            route.people += place.population;
        }
    }
}

std::set<std::size_t> nodes_of(const followed_route& one, const geo::road_network& roads) {
    std::set<std::size_t> out;
    for (const auto& part : one.parts) {
        const auto& edge = roads.at(part.arc.edge);
        for (const auto share : {part.start, part.end}) {
            if (share == 0 || share == 1) {
                out.insert(index(share == 0 ? edge.from : edge.to));
            }
        }
        // Roads that both use without reaching a node meet, too.
        out.insert(roads.node_count() + index(part.arc.edge));
    }
    return out;
}

bool grounds_meet(const plan_route& a, const plan_route& b) {
    if (a.ground.empty() || b.ground.empty()) {
        return false;
    }
    const auto one = geo::box_of(a.ground);
    const auto two = geo::box_of(b.ground);
    if (one.west > two.east || two.west > one.east || one.south > two.north ||
        two.south > one.north) {
        return false;
    }
    auto both = one;
    both.add({geo::longitude(two.west), geo::latitude(two.south)});
    both.add({geo::longitude(two.east), geo::latitude(two.north)});
    const auto chart = geo::local_frame::chart(both);
    return !geo::intersection(geo::project(chart, a.ground), geo::project(chart, b.ground)).empty();
}

}  // namespace

void lay_ground(
    plan_route& route,
    const std::optional<geo::metres>& width,
    width_reading reading,
    const theatre& ground
) {
    route.width_is = reading;
    if (!width || route.schematic) {
        name_passed(route, ground);
        return;
    }
    route.per_side = reading == width_reading::total ? *width / 2.0 : *width;
    auto zone = geo::zone_about(lines{route.shape}, *route.per_side);
    route.ground = std::move(zone.area);
    route.max_error = zone.max_error;
    route.size = geo::area(route.ground);
    const place_index inside({route.ground});
    for (const auto& place : ground.settlements) {
        if (inside.in(0, place.position)) {
            route.passes.push_back(place.name);
            route.people += place.population;
        }
    }
    for (const auto* list : {&ground.infrastructure, &ground.sites}) {
        for (const auto& place : *list) {
            if (inside.in(0, place.position)) {
                route.facilities.push_back(place.name);
            }
        }
    }
}

void find_meetings(std::vector<followed_route>& routes, const open_roads& open) {
    std::vector<std::set<std::size_t>> nodes;
    for (const auto& one : routes) {
        nodes.push_back(nodes_of(one, open.roads()));
    }
    for (std::size_t i = 0; i < routes.size(); ++i) {
        for (std::size_t j = i + 1; j < routes.size(); ++j) {
            auto& a = routes[i].route;
            auto& b = routes[j].route;
            const bool same = a.who == b.who && a.purpose == b.purpose;
            if (same || a.start >= b.finish || b.start >= a.finish) {
                continue;
            }
            const bool share = std::any_of(nodes[i].begin(), nodes[i].end(), [&](std::size_t node) {
                return nodes[j].count(node) != 0;
            });
            if (share || grounds_meet(a, b)) {
                a.meets.push_back(b.id);
                b.meets.push_back(a.id);
            }
        }
    }
}

}  // namespace planner
