// SPDX-License-Identifier: Apache-2.0
#include "geo/geometry/lon_lat.hpp"

// Longitude comes first.
geo::lon_lat kyiv() {
#ifdef MISTAKE
    return {geo::latitude(50.45), geo::longitude(30.52)};
#else
    return {geo::longitude(30.52), geo::latitude(50.45)};
#endif
}
