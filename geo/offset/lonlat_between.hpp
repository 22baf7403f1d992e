// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "geo/geometry/lon_lat.hpp"

namespace geo::detail {

/// The position at a share of an edge that is straight in lon/lat.
[[nodiscard]] inline lon_lat lonlat_between(lon_lat a, lon_lat b, double share) {
    return {
        longitude(a.lon.value() + share * (b.lon - a.lon).value()),
        latitude(a.lat.value() + share * (b.lat - a.lat).value())};
}

}  // namespace geo::detail
