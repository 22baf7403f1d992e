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

geo::lon_lat_box box_of(const area& shape) {
    geo::lon_lat_box box;
    for (const auto& part : shape) {
        box.add_all(part.outer);
    }
    return box;
}

bool overlap(const geo::lon_lat_box& a, const geo::lon_lat_box& b) {
    return a.west <= b.east && b.west <= a.east && a.south <= b.north && b.south <= a.north;
}

}  // namespace

area_count count_in(const area& shape, const theatre& ground) {
    area_count out;
    out.size = geo::area(shape);
    const place_index inside({shape});
    for (const auto& place : ground.settlements) {
        if (inside.in(0, place.position)) {
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
    const place_index inside({shape});
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
        if (!overlap(box, box_of(one.area))) {
            continue;
        }
        region_count made;
        made.region = one.id;
        made.name = one.name;
        made.count.size =
            geo::area(geo::unproject(chart, geo::intersection(plane, geo::project(chart, one.area)))
            );
        for (const auto& place : ground.settlements) {
            if (place.region == one.id && inside.in(0, place.position)) {
                ++made.count.settlements;
                made.count.people += place.population;
            }
        }
        rest -= made.count.size;
        if (geo::in_square_kilometres(made.count.size) > 0.1 || made.count.settlements > 0) {
            out.push_back(std::move(made));
        }
    }
    if (geo::in_square_kilometres(rest) > 0.1) {
        region_count made;
        made.name = "outside of the regions as drawn";
        made.count.size = rest;
        for (const auto& place : ground.settlements) {
            if (place.region.empty() && inside.in(0, place.position)) {
                ++made.count.settlements;
                made.count.people += place.population;
            }
        }
        out.push_back(std::move(made));
    }
    return out;
}

}  // namespace planner
