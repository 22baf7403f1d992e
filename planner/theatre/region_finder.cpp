// SPDX-License-Identifier: Apache-2.0
#include "planner/theatre/region_finder.hpp"

#include "geo/offset/distance_field.hpp"

#include <algorithm>
#include <cmath>
#include <numbers>

namespace planner {

namespace {

constexpr geo::metres reach(20000);

/// A box that holds everything within a distance of another, and some more.
geo::lon_lat_box widened(geo::lon_lat_box box, geo::metres by) {
    constexpr double least_metres_per_degree = 110000;
    constexpr double radians = std::numbers::pi / 180;
    const double north = by.value() / least_metres_per_degree;
    const double highest =
        std::min(89.0, std::max(std::abs(box.south), std::abs(box.north)) + north);
    const double east = north / std::cos(highest * radians);
    if (box.west - east < -180 || box.east + east > 180) {
        return {-180, box.south - north, 180, box.north + north};
    }
    return {box.west - east, box.south - north, box.east + east, box.north + north};
}

/// Distance from a position to the nearest edge of an area, if that is within reach.
std::optional<geo::metres> distance_to_edge(const region& of, geo::lon_lat p) {
    // A field of the few edges about the position is made faster than one of all.
    geo::lon_lat_box about;
    about.add(p);
    about = widened(about, reach);
    geo::multi_line_string<geo::lon_lat> near;
    geo::for_each_ring(of.area, [&](const geo::ring<geo::lon_lat>& chain) {
        for (std::size_t i = 1; i < chain.size(); ++i) {
            geo::lon_lat_box edge;
            edge.add(chain[i - 1]);
            edge.add(chain[i]);
            if (edge.west <= about.east && about.west <= edge.east && edge.south <= about.north &&
                about.south <= edge.north) {
                near.push_back({chain[i - 1], chain[i]});
            }
        }
    });
    if (near.empty()) {
        return std::nullopt;
    }
    const auto found = geo::distance_field(near, {}).quick(p);
    return found < reach ? std::optional(found) : std::nullopt;
}

}  // namespace

region_finder::region_finder(const std::vector<region>& regions)
    : regions_(regions), inside_(regions) {
    for (const auto& one : regions) {
        about_.push_back(widened(box_of(one.area), reach));
    }
}

std::optional<std::size_t> region_finder::find(geo::lon_lat p) const {
    if (const auto found = inside_.find(p)) {
        return found;
    }
    std::optional<std::size_t> best;
    auto least = reach;
    for (std::size_t i = 0; i < regions_.size(); ++i) {
        if (!about_[i].contains(p)) {
            continue;
        }
        const auto distance = distance_to_edge(regions_[i], p);
        if (distance && *distance < least) {
            least = *distance;
            best = i;
        }
    }
    return best;
}

}  // namespace planner
