// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "geo/geometry/shapes.hpp"

#include <GeographicLib/PolygonArea.hpp>

namespace support {

/// Square metres by GeographicLib's sums over a ring itself; of one that runs clockwise, negative.
inline double ellipsoidal_area(const geo::ring<geo::lon_lat>& ring) {
    GeographicLib::PolygonArea one(GeographicLib::Geodesic::WGS84());
    for (std::size_t i = 0; i + 1 < ring.size(); ++i) {
        one.AddPoint(ring[i].lat.value(), ring[i].lon.value());
    }
    double perimeter = 0;
    double enclosed = 0;
    one.Compute(false, true, perimeter, enclosed);
    return enclosed;
}

/// Over its rings: holes run clockwise.
inline double ellipsoidal_area(const geo::multi_polygon<geo::lon_lat>& shape) {
    double sum = 0;
    geo::for_each_ring(shape, [&](const geo::ring<geo::lon_lat>& ring) {
        sum += ellipsoidal_area(ring);
    });
    return sum;
}

}  // namespace support
