// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "geo/geometry/shapes.hpp"

#include <optional>
#include <utility>

namespace geo::detail {

/// Lines in two parts that lie apart as far as may be, for zones that no one sphere and plane serve:
/// the edges on one side of their median along the axis on which they spread widest, and the
/// others. Edges longer than 300 km are cut first, where they run by their reading.
///
/// Returns   none when there is only one edge or position left.
/// Requires  at least one position.
[[nodiscard]] std::optional<std::pair<multi_line_string<lon_lat>, multi_line_string<lon_lat>>>
halves_of(const multi_line_string<lon_lat>& lines, edge_reading edges);

}  // namespace geo::detail
