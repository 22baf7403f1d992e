// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "planner/model/plan.hpp"

#include <vector>

namespace planner {

/// Size (geodesic) of an area, and the settlements and people in it. A settlement is a point; it
/// counts once however many parts of the area hold it.
[[nodiscard]] area_count count_in(const area& shape, const theatre& ground);

/// The same by region, in the order of the theatre's regions, regions without any land of the
/// area left out; land in no region comes last under an empty id when it is more than 0.1 km2
/// or holds a settlement.
[[nodiscard]] std::vector<region_count> count_by_region(const area& shape, const theatre& ground);

/// Both at once, for little more than the dearer of them.
struct full_count {
    area_count all;
    std::vector<region_count> regions;
};
[[nodiscard]] full_count count_fully(const area& shape, const theatre& ground);

}  // namespace planner
