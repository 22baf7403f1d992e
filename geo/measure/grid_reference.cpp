// SPDX-License-Identifier: Apache-2.0
#include "geo/measure/grid_reference.hpp"

#include "geo/base/error.hpp"

#include <GeographicLib/MGRS.hpp>
#include <GeographicLib/UTMUPS.hpp>

#include <cmath>
#include <cstdint>
#include <cstdio>

namespace geo {

namespace {

std::string sexagesimal(
    double angle, int degree_digits, int decimals, char positive, char negative
) {
    const char hemisphere = angle < 0 ? negative : positive;
    const auto scale = std::pow(10.0, decimals);
    // Whole units of the last printed digit, so that 59.99" never prints as 60.0".
    const auto units = static_cast<std::int64_t>(std::llround(std::abs(angle) * 3600.0 * scale));
    const auto per_second = static_cast<std::int64_t>(scale);
    const auto whole_degrees = units / (3600 * per_second);
    const auto minutes = units / (60 * per_second) % 60;
    const auto seconds = static_cast<double>(units % (60 * per_second)) / scale;
    char text[64];
    std::snprintf(
        text,
        sizeof text,
        "%0*lld\u00b0%02lld'%0*.*f\"%c",
        degree_digits,
        static_cast<long long>(whole_degrees),
        static_cast<long long>(minutes),
        decimals > 0 ? decimals + 3 : 2,
        decimals,
        seconds,
        hemisphere
    );
    return text;
}

}  // namespace

std::string mgrs(lon_lat p, int digits) {
    try {
        int zone = 0;
        bool north = false;
        double x = 0;
        double y = 0;
        GeographicLib::UTMUPS::Forward(p.lat.value(), p.lon.value(), zone, north, x, y);
        std::string text;
        GeographicLib::MGRS::Forward(zone, north, x, y, p.lat.value(), digits, text);
        return text;
    } catch (const GeographicLib::GeographicErr& failure) {
        throw geometry_error(std::string("no grid reference: ") + failure.what());
    }
}

std::string dms(lon_lat p, int decimals_of_seconds) {
    return sexagesimal(p.lat.value(), 2, decimals_of_seconds, 'N', 'S') + " " +
           sexagesimal(p.lon.value(), 3, decimals_of_seconds, 'E', 'W');
}

lon_lat rounded_to_dms(lon_lat p, int decimals_of_seconds) {
    const double units = 3600 * std::pow(10.0, decimals_of_seconds);
    return {
        longitude(std::round(p.lon.value() * units) / units),
        latitude(std::round(p.lat.value() * units) / units)};
}

}  // namespace geo
