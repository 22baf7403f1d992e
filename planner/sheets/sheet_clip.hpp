// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "geo/geometry/box.hpp"
#include "geo/geometry/shapes.hpp"
#include "planner/sheets/sheet_view.hpp"

#include <vector>

/// Cutting to a box in longitude and latitude, before a projection that may not reach farther.
/// Part of planner/sheets/sheet.
namespace planner::detail {

/// The pieces of a line within the box; positions that are not finite break it.
[[nodiscard]] std::vector<std::vector<geo::lon_lat>> cut_line(
    const std::vector<geo::lon_lat>& line, const geo::lon_lat_box& box
);

/// A ring cut to the box; parts that fall apart stay joined along the box's edge. Empty when
/// nothing is left or a position is not finite.
///
/// Source    I. E. Sutherland, G. W. Hodgman, Reentrant polygon clipping, CACM 17 (1974) 32-42,
///           doi:10.1145/360767.360802
[[nodiscard]] std::vector<geo::lon_lat> cut_ring(
    const std::vector<geo::lon_lat>& ring, const geo::lon_lat_box& box
);
[[nodiscard]] paper_line cut_ring(const paper_line& ring, const paper_box& box);

}  // namespace planner::detail
