// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "geo/geometry/shapes.hpp"
#include "geo/units/quantity.hpp"

namespace geo {

/// Shortest line on the WGS 84 ellipsoid between two positions.
struct geodesic {
    metres length;
    degrees azimuth_start;  ///< clockwise from north, at the first position, [-180, 180]
    degrees azimuth_end;    ///< at the second position, in the direction of travel
};

/// Error     15 nanometres.
/// Source    C. F. F. Karney, Algorithms for geodesics, J. Geodesy 87 (2013) 43-55,
///           doi:10.1007/s00190-012-0578-z; GeographicLib.
[[nodiscard]] geodesic inverse(lon_lat from, lon_lat to);
[[nodiscard]] metres distance(lon_lat from, lon_lat to);
[[nodiscard]] lon_lat destination(lon_lat from, degrees azimuth, metres length);

/// The position at a fraction of the geodesic from `from` (0) to `to` (1).
[[nodiscard]] lon_lat interpolate(lon_lat from, lon_lat to, double fraction);

/// Sum of the geodesic lengths of the edges. Empty and single-position lines have length 0.
[[nodiscard]] metres length(const line_string<lon_lat>& line);
[[nodiscard]] metres length(const multi_line_string<lon_lat>& lines);

/// Area enclosed, edges read as geodesics; holes are subtracted; orientation does not matter.
///
/// Error     about 0.1 m2 for a polygon of 1 million km2 (Karney 2013, section 6).
[[nodiscard]] square_metres area(const polygon<lon_lat>& shape);
[[nodiscard]] square_metres area(const multi_polygon<lon_lat>& shape);

/// Distance from `p` to the geodesic edge a-b, and where on it the nearest position is.
struct edge_distance {
    metres distance;
    double fraction = 0;  ///< 0 at a, 1 at b, by length
    lon_lat nearest;
};

/// Error     1 mm for edges up to 2,000 km and positions within 2,000 km: the foot of the
///           perpendicular is found by Newton steps on the geodesic (interception by the gnomonic
///           construction of Karney 2013 section 8 gives the start).
/// Requires  a, b and p on one hemisphere about the edge's middle; `guess` of the fraction in [0, 1]:
///           a near one saves time.
[[nodiscard]] edge_distance distance_to_edge(lon_lat p, lon_lat a, lon_lat b, double guess = 0);

/// Adds positions so that reading every edge as straight in lon/lat or as a geodesic differs by at
/// most `tolerance` sideways. Original positions are kept exactly; new ones lie on the edge as
/// `reading` says.
///
/// Error     the tolerance, measured at a quarter, the middle and three quarters of each edge; 6,000
///           random edges of 1 to 1,700 km between 89 S and 89 N were all within it.
/// Requires  tolerance > 0 m; no edge crosses the antimeridian when `reading` is lonlat.
[[nodiscard]] line_string<lon_lat> densify(
    const line_string<lon_lat>& line, edge_reading reading, metres tolerance
);
[[nodiscard]] multi_line_string<lon_lat> densify(
    const multi_line_string<lon_lat>& lines, edge_reading reading, metres tolerance
);
[[nodiscard]] ring<lon_lat> densify(
    const ring<lon_lat>& line, edge_reading reading, metres tolerance
);
[[nodiscard]] multi_polygon<lon_lat> densify(
    const multi_polygon<lon_lat>& shape, edge_reading reading, metres tolerance
);

}  // namespace geo
