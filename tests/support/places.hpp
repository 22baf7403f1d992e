// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "geo/geometry/shapes.hpp"

#include <algorithm>
#include <cmath>

namespace support {

inline geo::lon_lat at(double lon, double lat) {
    return {geo::longitude(lon), geo::latitude(lat)};
}

inline geo::multi_polygon<geo::lon_lat> box(double west, double south, double east, double north) {
    return {
        {{at(west, south), at(east, south), at(east, north), at(west, north), at(west, south)},
         {}}};
}

/// Longitudes wrapped to 180 degrees either way, latitudes clamped to the poles.
inline geo::line_string<geo::lon_lat> on_earth(geo::line_string<geo::lon_lat> line) {
    for (auto& p : line) {
        p = at(std::remainder(p.lon.value(), 360.0), std::clamp(p.lat.value(), -90.0, 90.0));
    }
    return line;
}

inline geo::line_string<geo::lon_lat> reversed(geo::line_string<geo::lon_lat> line) {
    std::reverse(line.begin(), line.end());
    return line;
}

}  // namespace support
