// SPDX-License-Identifier: Apache-2.0
#include "planner/model/area_meeting.hpp"

#include "geo/frame/local_frame.hpp"
#include "geo/overlay/overlay.hpp"

#include <algorithm>

namespace planner {

namespace {

bool apart(const geo::lon_lat_box& a, const geo::lon_lat_box& b) {
    return a.empty() || b.empty() || a.west > b.east || a.east < b.west || a.south > b.north ||
           a.north < b.south;
}

geo::local_frame chart_of_both(geo::lon_lat_box a, const geo::lon_lat_box& b) {
    a.add({geo::longitude(b.west), geo::latitude(b.south)});
    a.add({geo::longitude(b.east), geo::latitude(b.north)});
    return geo::local_frame::chart(a);
}

}  // namespace

area_meeting::area_meeting(const geo::multi_polygon<geo::lon_lat>& ground)
    : ground_(ground), box_(geo::box_of(ground)) {}

/// Even-odd over all rings: holes count themselves out.
bool area_meeting::is_inside(geo::lon_lat p) const {
    bool inside = false;
    geo::for_each_ring(ground_, [&](const geo::ring<geo::lon_lat>& ring) {
        for (std::size_t i = 0; i + 1 < ring.size(); ++i) {
            const auto& a = ring[i];
            const auto& b = ring[i + 1];
            if ((a.lat.value() > p.lat.value()) != (b.lat.value() > p.lat.value())) {
                const auto part = (p.lat.value() - a.lat.value()) / (b.lat.value() - a.lat.value());
                const auto lon = a.lon.value() + part * (b.lon.value() - a.lon.value());
                inside = inside != (p.lon.value() < lon);
            }
        }
    });
    return inside;
}

bool area_meeting::with(const std::vector<geo::lon_lat>& points) const {
    return std::any_of(points.begin(), points.end(), [&](const geo::lon_lat& p) {
        return box_.contains(p) && is_inside(p);
    });
}

bool area_meeting::with(const geo::multi_line_string<geo::lon_lat>& lines) const {
    const auto box = geo::box_of(lines);
    if (apart(box, box_)) {
        return false;
    }
    const auto chart = chart_of_both(box, box_);
    return !geo::clip(geo::project(chart, lines), geo::project(chart, ground_)).empty();
}

bool area_meeting::with(const geo::multi_polygon<geo::lon_lat>& areas) const {
    const auto box = geo::box_of(areas);
    if (apart(box, box_)) {
        return false;
    }
    const auto chart = chart_of_both(box, box_);
    return !geo::intersection(geo::project(chart, areas), geo::project(chart, ground_)).empty();
}

}  // namespace planner
