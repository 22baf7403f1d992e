// SPDX-License-Identifier: Apache-2.0
#include "planner/theatre/count.hpp"

#include "geo/frame/local_frame.hpp"
#include "geo/geometry/box.hpp"
#include "geo/measure/geodesic.hpp"
#include "geo/overlay/overlay.hpp"
#include "planner/theatre/place_index.hpp"

#include <algorithm>

namespace planner {

namespace {

/// Each part for itself, so that a position where parts lie on each other is inside.
std::vector<area> parts_of(const area& shape) {
    std::vector<area> out;
    for (const auto& part : shape) {
        out.push_back({part});
    }
    return out;
}

bool overlap(const geo::lon_lat_box& a, const geo::lon_lat_box& b) {
    return a.west <= b.east && b.west <= a.east && a.south <= b.north && b.south <= a.north;
}

}  // namespace

area_count count_in(const area& shape, const theatre& ground) {
    area_count out;
    out.size = geo::area(shape);
    const place_index inside(parts_of(shape));
    for (const auto& place : ground.settlements) {
        if (inside.find(place.position)) {
            ++out.settlements;
            out.people += place.population;
        }
    }
    return out;
}

std::vector<region_count> count_by_region(const area& shape, const theatre& ground) {
    std::vector<region_count> out;
    const auto box = box_of(shape);
    if (box.empty()) {
        return out;
    }
    const place_index inside(parts_of(shape));
    auto chart_box = box;
    for (const auto& one : ground.regions) {
        const auto region_box = box_of(one.area);
        if (overlap(box, region_box)) {
            chart_box.add({geo::longitude(region_box.west), geo::latitude(region_box.south)});
            chart_box.add({geo::longitude(region_box.east), geo::latitude(region_box.north)});
        }
    }
    const auto chart = geo::local_frame::chart(chart_box);
    const auto plane = geo::project(chart, shape);
    auto rest = geo::area(shape);
    for (const auto& one : ground.regions) {
        region_count made;
        made.region = one.id;
        made.name = one.name;
        if (overlap(box, box_of(one.area))) {
            made.count.size = geo::area(
                geo::unproject(chart, geo::intersection(plane, geo::project(chart, one.area)))
            );
        }
        // Settlements near a region belong to it even where none of its land does.
        for (const auto& place : ground.settlements) {
            if (place.region == one.id && inside.find(place.position)) {
                ++made.count.settlements;
                made.count.people += place.population;
            }
        }
        rest -= made.count.size;
        if (geo::in_square_kilometres(made.count.size) > 0.1 || made.count.settlements > 0) {
            out.push_back(std::move(made));
        }
    }
    region_count outside;
    outside.name = "outside of the regions as drawn";
    // Below zero where regions lie on each other.
    outside.count.size = std::max(rest, geo::square_metres(0));
    for (const auto& place : ground.settlements) {
        if (place.region.empty() && inside.find(place.position)) {
            ++outside.count.settlements;
            outside.count.people += place.population;
        }
    }
    if (geo::in_square_kilometres(rest) > 0.1 || outside.count.settlements > 0) {
        out.push_back(std::move(outside));
    }
    return out;
}

}  // namespace planner
