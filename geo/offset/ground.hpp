// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "geo/geometry/lon_lat.hpp"
#include "geo/offset/vec3.hpp"

namespace geo::detail {

/// Geocentric position of a place on the ellipsoid, in metres. Space knows neither poles nor an
/// antimeridian, and a straight edge in it is convex: what is measured between many positions is
/// measured there and turned into ground distance pair by pair.
[[nodiscard]] vec3 to_space(lon_lat p);

/// The place on the ellipsoid of a position on it (or so near above or below, up to 100 m, that
/// the normal is the same to 1e-8 of a degree).
[[nodiscard]] lon_lat to_ground(vec3 at);

/// Unit normal of the ellipsoid at a position on it.
[[nodiscard]] vec3 up_at(vec3 at);

/// Unit vectors of the ground there; at a pole, those of the meridian of Greenwich.
struct compass {
    vec3 east;
    vec3 north;
};
[[nodiscard]] compass compass_at(vec3 at);

/// Geodesic distance of two positions on the ellipsoid in metres: the arc over their chord on the
/// circle whose curvature is that by which the normals turn along it.
///
/// Error     against GeographicLib, worst of 4,000 random pairs anywhere: 4e-9 m up to 10 km, 2e-7 at
///           100 km, 2 cm at 1,000 km, 52 m at 5,000 km (tests/geo/linework/ground_test.cpp). The same
///           for positions some centimetres above or below the ellipsoid.
[[nodiscard]] double geodesic_metres(vec3 a, vec3 b);

/// By how much two ground distances can differ whose chords are equal: what must be kept in a
/// search for the nearest that goes by chords. Holds up to 5,000 km: the curvatures of the
/// ellipsoid lie within 1.02 % of each other (1 / 6399.6 km to 1 / 6335.4 km, WGS 84).
[[nodiscard]] double chord_slack(double chord);

}  // namespace geo::detail
