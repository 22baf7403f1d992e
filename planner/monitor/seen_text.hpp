// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "geo/offset/seen_sector.hpp"

#include <string_view>

namespace planner {

/// Beyond it nothing on the ground is seen or heard.
inline constexpr geo::metres farthest_seen{200000};

/// Range and direction in words, as observers note them: `0.6-4km south-south-west`, `1.5km NE of
/// here`. One range alone is known to half of its last digit, a wind of 16 directions to half of its part.
/// Sets all of the sector but its observer; false when the text is not of this form.
[[nodiscard]] bool parse_seen(std::string_view text, geo::seen_sector& to);

}  // namespace planner
