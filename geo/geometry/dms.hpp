// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "geo/geometry/lon_lat.hpp"

#include <optional>
#include <string_view>

namespace geo {

/// Degrees, minutes and seconds with hemisphere, as treaties print them and geo::dms writes them:
/// `48°35'27.0"N`. The signs may be the typographic ones or spaces; minutes and seconds are below
/// 60, degrees within the globe. Empty when it is anything else.
///
/// Error     as exact as doubles of degrees are (1e-14 degrees).
[[nodiscard]] std::optional<latitude> parse_dms_latitude(std::string_view text);
[[nodiscard]] std::optional<longitude> parse_dms_longitude(std::string_view text);

/// The position that degrees, minutes and seconds with so many decimals say: rounded to the nearest
/// unit of the last place, as printing does. At 1 decimal it is up to 2.2 m from `p`.
[[nodiscard]] lon_lat rounded_to_dms(lon_lat p, int decimals_of_seconds = 1);

}  // namespace geo
