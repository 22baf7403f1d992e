// SPDX-License-Identifier: Apache-2.0
#include "geo/measure/utm_grid.hpp"

#include "geo/base/error.hpp"

#include <GeographicLib/TransverseMercator.hpp>
#include <GeographicLib/UTMUPS.hpp>

#include <algorithm>
#include <array>
#include <cmath>
#include <string_view>

namespace geo {

namespace {

constexpr double false_easting = 500'000;
constexpr double false_northing_south = 10'000'000;
constexpr double lowest = -80;
constexpr double highest = 84;

double meridian_of(int zone) {
    return 6.0 * zone - 183.0;
}

double false_northing(utm_zone zone) {
    return zone.north ? 0 : false_northing_south;
}

}  // namespace

std::vector<grid_zone> grid_zones(const lon_lat_box& box) {
    static constexpr std::string_view bands = "CDEFGHJKLMNPQRSTUVWX";
    std::vector<grid_zone> out;
    for (std::size_t band = 0; band < bands.size(); ++band) {
        const double south = lowest + 8 * static_cast<double>(band);
        const double north = band + 1 == bands.size() ? highest : south + 8;
        if (north <= box.south || south >= box.north) {
            continue;
        }
        // Edges of zones are multiples of three degrees in every band.
        const double middle = (south + north) / 2;
        for (double west = -180; west < 180; west += 3) {
            const int zone = GeographicLib::UTMUPS::StandardZone(middle, west + 1.5);
            const bool goes_on = !out.empty() && out.back().zone.number == zone &&
                                 out.back().box.south == south && out.back().box.east == west;
            if (goes_on) {
                out.back().box.east = west + 3;
                continue;
            }
            out.push_back(
                {std::to_string(zone) + bands[band],
                 {zone, south >= 0},
                 {west, south, west + 3, north}}
            );
        }
    }
    std::erase_if(out, [&](const grid_zone& one) {
        return one.box.east <= box.west || one.box.west >= box.east;
    });
    return out;
}

utm_position to_utm(lon_lat p, utm_zone zone) {
    double x = 0;
    double y = 0;
    GeographicLib::TransverseMercator::UTM().Forward(
        meridian_of(zone.number), p.lat.value(), p.lon.value(), x, y
    );
    if (!std::isfinite(x) || !std::isfinite(y)) {
        throw geometry_error("a position lies too far from the zone of UTM that it is wanted in");
    }
    return {metres(x + false_easting), metres(y + false_northing(zone))};
}

lon_lat from_utm(utm_position p, utm_zone zone) {
    double lat = 0;
    double lon = 0;
    GeographicLib::TransverseMercator::UTM().Reverse(
        meridian_of(zone.number),
        p.easting.value() - false_easting,
        p.northing.value() - false_northing(zone),
        lat,
        lon
    );
    if (!std::isfinite(lon) || !std::isfinite(lat)) {
        throw geometry_error("coordinates of UTM lie too far from their zone");
    }
    return {longitude(lon), latitude(lat)};
}

}  // namespace geo
