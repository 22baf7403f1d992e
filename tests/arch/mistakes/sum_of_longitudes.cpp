// SPDX-License-Identifier: Apache-2.0
#include "geo/geometry/lon_lat.hpp"

// Longitudes are points on a circle: their difference is an angle, their sum does not exist.
auto combined(geo::longitude a, geo::longitude b) {
#ifdef MISTAKE
    return a + b;
#else
    return a - b;
#endif
}
