// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "geo/base/finding.hpp"
#include "geo/geometry/shapes.hpp"
#include "geo/linework/line_repair.hpp"

#include <cstddef>
#include <vector>

namespace geo::detail {

/// Positions first to last of a part, none of whose edges came before.
struct line_stretch {
    std::size_t part = 0;
    std::size_t first = 0;
    std::size_t last = 0;
    double length = 0;  ///< metres
    bool closed = false;
};

/// What is left of parts when each edge, in either direction, is kept where it came first. Edges of
/// no length belong to the stretch around them.
///
/// Cost      O(n log n).
/// Requires  positions on earth.
[[nodiscard]] std::vector<line_stretch> unique_stretches(
    const multi_line_string<lon_lat>& parts, std::vector<line_repair>& repairs, findings& found
);

}  // namespace geo::detail
