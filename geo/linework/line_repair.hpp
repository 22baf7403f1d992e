// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "geo/base/finding.hpp"
#include "geo/geometry/shapes.hpp"
#include "geo/units/quantity.hpp"

#include <cstddef>

namespace geo {

/// What a repair changed in the length of lines, in figures: of each there is a finding, too.
struct line_repair {
    finding_code code{};
    std::size_t part = 0;  ///< of the input
    lon_lat at;
    metres length;  ///< by which the lines are longer after it; negative when shorter
};

}  // namespace geo
