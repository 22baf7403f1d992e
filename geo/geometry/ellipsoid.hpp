// SPDX-License-Identifier: Apache-2.0
#pragma once

namespace geo {

/// The WGS 84 ellipsoid.
///
/// Source    NIMA TR8350.2, Department of Defense World Geodetic System 1984, third edition (2000),
///           table 3.1.
struct wgs84 {
    static constexpr double semi_major = 6378137.0;  ///< metres
    static constexpr double flattening = 1 / 298.257223563;
    static constexpr double e2 = flattening * (2 - flattening);  ///< first eccentricity, squared
    /// Metres in a degree of latitude and of longitude at the equator are at most this (111,694 at the
    /// poles, 111,320).
    static constexpr double longest_degree = 111700;
};

}  // namespace geo
