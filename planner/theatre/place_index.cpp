// SPDX-License-Identifier: Apache-2.0
#include "planner/theatre/place_index.hpp"

#include "geo/geometry/box.hpp"

namespace planner {

namespace {

std::vector<geo::multi_polygon<geo::lon_lat>> areas_of(const std::vector<region>& regions) {
    std::vector<geo::multi_polygon<geo::lon_lat>> out;
    out.reserve(regions.size());
    for (const auto& one : regions) {
        out.push_back(one.area);
    }
    return out;
}

}  // namespace

place_index::place_index(const std::vector<geo::multi_polygon<geo::lon_lat>>& areas) {
    geo::lon_lat_box all;
    for (const auto& shape : areas) {
        for (const auto& part : shape) {
            all.add_all(part.outer);
        }
    }
    if (!all.empty()) {
        chart_ = geo::local_frame::chart(all);
    }
    for (const auto& shape : areas) {
        geo::lon_lat_box box;
        for (const auto& part : shape) {
            box.add_all(part.outer);
        }
        if (box.empty()) {
            entries_.emplace_back();
        } else {
            entries_.emplace_back(entry{box, geo::area_index(geo::project(*chart_, shape))});
        }
    }
}

place_index::place_index(const std::vector<region>& regions) : place_index(areas_of(regions)) {}

std::optional<std::size_t> place_index::find(geo::lon_lat p) const {
    for (std::size_t i = 0; i < entries_.size(); ++i) {
        if (in(i, p)) {
            return i;
        }
    }
    return std::nullopt;
}

bool place_index::in(std::size_t number, geo::lon_lat p) const {
    const auto& one = entries_[number];
    return one && one->box.contains(p) && one->area.contains(chart_->project(p));
}

}  // namespace planner
