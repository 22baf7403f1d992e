// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "geo/units/quantity.hpp"

#include <optional>
#include <string_view>

namespace geo {

/// A length written with its unit: `500m`, `15km`, `2.5 km`, `3nmi` (1852 m), `14mi` (1609.344 m).
///
/// Empty when there is no number, no unit, an unknown unit or a number that is not finite: a bare
/// number is never guessed to be metres. International nautical mile and mile: BIPM SI brochure
/// (9th ed.) table 8 and the 1959 yard and pound agreement.
[[nodiscard]] std::optional<metres> parse_length(std::string_view text);

}  // namespace geo
