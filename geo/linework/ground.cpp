// SPDX-License-Identifier: Apache-2.0
#include "geo/linework/ground.hpp"

#include "geo/base/error.hpp"
#include "geo/measure/geodesic.hpp"

#include <cmath>
#include <string>

namespace geo::detail {

double edge_length(lon_lat a, lon_lat b) {
    if (a == b) {
        return 0;
    }
    constexpr double exact_below = 1e5;  // geodesic_metres is 10 times faster
    const double quick = geodesic_metres(to_space(a), to_space(b));
    return quick < exact_below ? quick : distance(a, b).value();
}

double degrees_east(lon_lat from, lon_lat to) {
    const double east = (to.lon - from.lon).value();
    return std::abs(east) <= 180 ? east : std::remainder(east, 360.0);
}

lon_lat position_on_edge(lon_lat a, lon_lat b, double fraction, edge_reading edges) {
    if (fraction <= 0) {
        return a;
    }
    if (fraction >= 1) {
        return b;
    }
    if (edges == edge_reading::geodesic) {
        return interpolate(a, b, fraction);
    }
    double lon = a.lon.value() + fraction * degrees_east(a, b);
    lon += lon > 180 ? -360 : lon < -180 ? 360 : 0;
    return {longitude(lon), a.lat + fraction * (b.lat - a.lat)};
}

void require_on_earth(const multi_line_string<lon_lat>& lines) {
    for (std::size_t i = 0; i < lines.size(); ++i) {
        for (std::size_t k = 0; k < lines[i].size(); ++k) {
            if (!is_on_earth(lines[i][k])) {
                throw input_error(
                    "position " + std::to_string(k) + " of part " + std::to_string(i) +
                    " of the line is not on earth (longitude within 180, latitude within 90 "
                    "degrees): check the order of the coordinates and their reference system"
                );
            }
        }
    }
}

}  // namespace geo::detail
