// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "geo/geometry/box.hpp"
#include "geo/geometry/lon_lat.hpp"
#include "geo/units/quantity.hpp"

#include <string>
#include <vector>

namespace geo {

/// A position in a zone of UTM; northings south of the equator count from 10,000 km.
struct utm_position {
    metres easting;
    metres northing;
};

/// A zone of UTM, one hemisphere of it.
struct utm_zone {
    int number = 0;  ///< 1 to 60
    bool north = true;

    friend bool operator==(const utm_zone&, const utm_zone&) = default;
};

/// A grid zone of the Military Grid Reference System: the part of a UTM zone in one band of latitude.
struct grid_zone {
    std::string name;  ///< `36T`
    utm_zone zone;
    lon_lat_box box;
};

/// The grid zones that a box touches, south to north, then west to east; those of Norway and Svalbard
/// as wide as they are.
///
/// Error     none: edges are whole degrees.
/// Source    NGA.SIG.0012_2.0.0_UTMUPS, sections 7 and 11; GeographicLib for the zones.
[[nodiscard]] std::vector<grid_zone> grid_zones(const lon_lat_box& box);

/// A position in a zone, which need not be its own.
///
/// Error     5 nanometres within the zone, below 0.1 mm 20 degrees from its meridian (GeographicLib).
/// Throws    geometry_error where the projection does not reach.
[[nodiscard]] utm_position to_utm(lon_lat p, utm_zone zone);
[[nodiscard]] lon_lat from_utm(utm_position p, utm_zone zone);

}  // namespace geo
