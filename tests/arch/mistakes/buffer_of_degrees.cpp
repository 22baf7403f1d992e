// SPDX-License-Identifier: Apache-2.0
#include "geo/overlay/overlay.hpp"

// A buffer is drawn on a plane, in metres; positions on the ellipsoid have to be projected first.
#ifdef MISTAKE
using position = geo::lon_lat;
#else
using position = geo::east_north;
#endif

auto buffered(const geo::multi_polygon<position>& area) {
    return geo::buffer(area, geo::metres(5000));
}
