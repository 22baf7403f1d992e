// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "geo/base/finding.hpp"
#include "geo/geometry/shapes.hpp"
#include "geo/linework/merge_stretches.hpp"
#include "geo/linework/position_key.hpp"
#include "geo/units/quantity.hpp"

#include <cstddef>
#include <limits>
#include <vector>

namespace geo::detail {

constexpr std::size_t unlinked = std::numeric_limits<std::size_t>::max();

/// What an end is joined to; ends are numbered 2 s (front of stretch s) and 2 s + 1 (its back).
struct end_link {
    std::size_t other = unlinked;
};

/// Joins ends where exactly two meet; where more do, a finding.
[[nodiscard]] std::vector<end_link> link_ends(
    const multi_line_string<lon_lat>& parts,
    const std::vector<line_stretch>& stretches,
    metres snap,
    findings& found
);

}  // namespace geo::detail
