// SPDX-License-Identifier: Apache-2.0
#include "planner/theatre/count.hpp"

#include "geo/base/parallel.hpp"
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

/// Which settlements of the theatre an area holds.
std::vector<bool> held_by(const area& shape, const theatre& ground) {
    const place_index inside(parts_of(shape));
    std::vector<bool> out;
    for (const auto& place : ground.settlements) {
        out.push_back(inside.find(place.position).has_value());
    }
    return out;
}

/// Adds the settlements held that `belongs` chooses.
template <class Belongs>
void add_settlements(
    area_count& to, const theatre& ground, const std::vector<bool>& held, const Belongs& belongs
) {
    for (std::size_t i = 0; i < held.size(); ++i) {
        if (held[i] && belongs(ground.settlements[i])) {
            ++to.settlements;
            to.people += ground.settlements[i].population;
        }
    }
}

/// Size of the land that an area has in each region.
std::vector<geo::square_metres> sizes_by_region(const area& shape, const theatre& ground) {
    const auto box = box_of(shape);
    auto chart_box = box;
    std::vector<std::size_t> touched;
    for (std::size_t i = 0; i < ground.regions.size(); ++i) {
        const auto region_box = box_of(ground.regions[i].area);
        if (overlap(box, region_box)) {
            touched.push_back(i);
            chart_box.add({geo::longitude(region_box.west), geo::latitude(region_box.south)});
            chart_box.add({geo::longitude(region_box.east), geo::latitude(region_box.north)});
        }
    }
    const auto chart = geo::local_frame::chart(chart_box);
    const auto plane = geo::project(chart, shape);
    std::vector<geo::square_metres> out(ground.regions.size(), geo::square_metres(0));
    geo::for_each_in_parallel(touched.size(), [&](std::size_t k) {
        const auto& region = ground.regions[touched[k]].area;
        out[touched[k]] =
            geo::area(geo::unproject(chart, geo::intersection(plane, geo::project(chart, region))));
    });
    return out;
}

std::vector<region_count> by_region(
    const area& shape, const theatre& ground, const std::vector<bool>& held, geo::square_metres rest
) {
    std::vector<region_count> out;
    const auto sizes = sizes_by_region(shape, ground);
    for (std::size_t i = 0; i < ground.regions.size(); ++i) {
        region_count made;
        made.region = ground.regions[i].id;
        made.name = ground.regions[i].name;
        made.count.size = sizes[i];
        // Settlements near a region belong to it even where none of its land does.
        add_settlements(made.count, ground, held, [&](const settlement& one) {
            return one.region == made.region;
        });
        rest -= made.count.size;
        if (geo::in_square_kilometres(made.count.size) > 0.1 || made.count.settlements > 0) {
            out.push_back(std::move(made));
        }
    }
    region_count outside;
    outside.name = "outside of the regions as drawn";
    // Below zero where regions lie on each other.
    outside.count.size = std::max(rest, geo::square_metres(0));
    add_settlements(outside.count, ground, held, [](const settlement& one) {
        return one.region.empty();
    });
    if (geo::in_square_kilometres(rest) > 0.1 || outside.count.settlements > 0) {
        out.push_back(std::move(outside));
    }
    return out;
}

}  // namespace

area_count count_in(const area& shape, const theatre& ground) {
    area_count out;
    out.size = geo::area(shape);
    add_settlements(out, ground, held_by(shape, ground), [](const settlement&) { return true; });
    return out;
}

full_count count_fully(const area& shape, const theatre& ground) {
    full_count out;
    if (box_of(shape).empty()) {
        return out;
    }
    const auto held = held_by(shape, ground);
    out.all.size = geo::area(shape);
    add_settlements(out.all, ground, held, [](const settlement&) { return true; });
    out.regions = by_region(shape, ground, held, out.all.size);
    return out;
}

std::vector<region_count> count_by_region(const area& shape, const theatre& ground) {
    return count_fully(shape, ground).regions;
}

}  // namespace planner
