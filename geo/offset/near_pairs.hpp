// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "geo/geometry/box.hpp"

#include <cstdint>
#include <utility>
#include <vector>

namespace geo::detail {

using index_pair = std::pair<std::uint32_t, std::uint32_t>;

/// Every pair of boxes that touch or are `slack` degrees apart at most, each once, the lesser number
/// first, sorted.
///
/// Cost      about linear in the boxes and the pairs, as far as boxes that are near in space are near in
///           order, as those of a line's edges are.
[[nodiscard]] std::vector<index_pair> near_pairs(
    const std::vector<lon_lat_box>& boxes, double slack
);

}  // namespace geo::detail
