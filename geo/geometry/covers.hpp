// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "geo/geometry/shapes.hpp"

namespace geo {

/// Does an area hold a position? Even-odd, edges straight in lon/lat; on the edge counts as either. For one
/// position or a few: whoever asks often builds an index (area_index, area_field).
[[nodiscard]] inline bool covers(const multi_polygon<lon_lat>& shape, lon_lat p) {
    const double lon = p.lon.value();
    const double lat = p.lat.value();
    bool inside = false;
    for_each_ring(shape, [&](const ring<lon_lat>& r) {
        for (std::size_t i = 1; i < r.size(); ++i) {
            const double south = r[i - 1].lat.value();
            const double north = r[i].lat.value();
            if ((south > lat) != (north > lat)) {
                const double share = (lat - south) / (north - south);
                const double crossed =
                    r[i - 1].lon.value() + share * (r[i].lon - r[i - 1].lon).value();
                inside ^= crossed > lon;
            }
        }
    });
    return inside;
}

}  // namespace geo
