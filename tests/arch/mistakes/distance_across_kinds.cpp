// SPDX-License-Identifier: Apache-2.0
#include "geo/measure/geodesic.hpp"

// A distance between a position on the ellipsoid and one in a plane has no meaning.
#ifdef MISTAKE
using other_position = geo::east_north;
#else
using other_position = geo::lon_lat;
#endif

auto apart(geo::lon_lat a, other_position b) {
    return geo::distance(a, b);
}
