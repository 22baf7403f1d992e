// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "geo/geometry/lon_lat.hpp"

#include <cmath>
#include <cstdint>

namespace geo::detail {

/// The same number for positions that are equal on the grid of 7 decimals of a degree (1 cm, what
/// RFC 7946 section 11.2 and our files keep); 180 degrees east and west are one meridian.
///
/// Requires  a position on earth.
[[nodiscard]] inline std::uint64_t position_key(lon_lat p) {
    constexpr std::int64_t half_turn = 1'800'000'000;
    const std::int64_t lon = std::llround(p.lon.value() * 1e7);
    const std::int64_t lat = std::llround(p.lat.value() * 1e7);
    const auto east = static_cast<std::uint64_t>((lon == half_turn ? -half_turn : lon) + half_turn);
    return (east << 32U) | static_cast<std::uint64_t>(lat + half_turn / 2);
}

}  // namespace geo::detail
