// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "geo/geometry/lon_lat.hpp"

#include <string>

namespace geo {

/// Military Grid Reference System square that contains `p`, its south-west corner named.
///
/// Shape     `digits` per axis: 5 names a square of 1 m, 4 of 10 m, ... 0 of 100 km; digits are cut,
///           never rounded.
/// Throws    geometry_error outside of 80 S to 84 N unless the polar square exists.
/// Source    NGA.SIG.0012_2.0.0_UTMUPS; GeographicLib.
[[nodiscard]] std::string mgrs(lon_lat p, int digits = 5);

/// Degrees, minutes and seconds with hemisphere, latitude first as treaties print it:
/// `48°35'27.0"N 039°39'58.0"E`. 0.1 second of latitude is 3.1 m.
[[nodiscard]] std::string dms(lon_lat p, int decimals_of_seconds = 1);

/// The position that degrees, minutes and seconds with so many decimals say: rounded to the nearest
/// unit of the last place, as printing does. At 1 decimal it is up to 2.2 m from `p`.
[[nodiscard]] lon_lat rounded_to_dms(lon_lat p, int decimals_of_seconds = 1);

}  // namespace geo
