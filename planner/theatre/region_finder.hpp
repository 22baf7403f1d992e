// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "geo/geometry/box.hpp"
#include "planner/model/theatre.hpp"
#include "planner/theatre/place_index.hpp"

#include <optional>
#include <vector>

namespace planner {

/// Answers in which region a place lies. Regions are drawn coarsely: a place outside of all of them
/// belongs to the nearest within 20 km (Natural Earth 1:10 million departs from the coast by up to about
/// 15 km).
class region_finder {
public:
    explicit region_finder(const std::vector<region>& regions);

    /// Number of the region; none when there is none within 20 km.
    [[nodiscard]] std::optional<std::size_t> find(geo::lon_lat p) const;

private:
    const std::vector<region>& regions_;
    place_index inside_;
    std::vector<geo::lon_lat_box> about_;
};

}  // namespace planner
