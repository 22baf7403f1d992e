// SPDX-License-Identifier: Apache-2.0
#include "geo/measure/ring_area.hpp"

#include "geo/units/radians.hpp"

#include <GeographicLib/Geodesic.hpp>
#include <GeographicLib/PolygonArea.hpp>

#include <algorithm>
#include <cmath>

namespace geo::detail {

namespace {

using GeographicLib::Geodesic;

/// WGS 84, NIMA TR8350.2 tables 3.1 and 3.3.
constexpr double semi_major_axis = 6378137.0;
constexpr double eccentricity_squared = 6.69437999014e-3;
/// Longest steps that closed forms are used for, radians: 3.2 km north, at the equator 3.8 km east.
constexpr double longest_north = 5e-4;
constexpr double longest_east = 6e-4;
/// Nearer to a pole chords in lon/lat turn too fast.
constexpr double highest_latitude = 80.0;

double by_library(const ring<lon_lat>& shape) {
    GeographicLib::PolygonArea sum(Geodesic::WGS84());
    for (std::size_t i = 0; i + 1 < shape.size(); ++i) {
        sum.AddPoint(shape[i].lat.value(), shape[i].lon.value());
    }
    double perimeter = 0;
    double enclosed = 0;
    sum.Compute(false, true, perimeter, enclosed);
    return enclosed;
}

/// Area from the equator to a latitude, m2 for each radian of longitude.
double below(double sine) {
    static const double e = std::sqrt(eccentricity_squared);
    const double w2 = 1 - eccentricity_squared * sine * sine;
    const double b2 = semi_major_axis * semi_major_axis * (1 - eccentricity_squared);
    return b2 / 2 * (sine / w2 + std::atanh(e * sine) / e);
}

/// Area between a short edge and the latitude below which there is `base` for each radian.
double below_short_edge(double dlon, double dlat, double lat, double base) {
    const double sine = std::sin(lat);
    const double cosine = std::cos(lat);
    const double w2 = 1 - eccentricity_squared * sine * sine;
    const double b2 = semi_major_axis * semi_major_axis * (1 - eccentricity_squared);
    // Second derivative of below() by latitude.
    const double bend =
        b2 * sine / (w2 * w2) * (-1 + 4 * eccentricity_squared * cosine * cosine / w2);
    const double chord = (below(sine) - base + bend * dlat * dlat / 24) * dlon;
    // The geodesic runs poleward of the chord: see close_gap_bound() of densify.cpp for the turn. A
    // curve that turns so far encloses turn * length^2 / 12 with its chord.
    const double m = b2 / semi_major_axis / (w2 * std::sqrt(w2));
    const double n = semi_major_axis / std::sqrt(w2);
    const double east = n * cosine * dlon;
    const double north = m * dlat;
    const double square = east * east + north * north;
    if (square == 0) {
        return 0;
    }
    const double change = 3 * eccentricity_squared * sine * cosine / w2;  // M' / M
    const double turn =
        (1 + north * north / square) * sine * dlon + east * north / square * change * dlat;
    return chord + turn * square / 12;
}

/// Area between a long edge and the same latitude.
double below_long_edge(lon_lat a, lon_lat b, double dlon, double base) {
    double length = 0;
    double azimuth = 0;
    double area = 0;
    Geodesic::WGS84().GenInverse(
        a.lat.value(),
        a.lon.value(),
        b.lat.value(),
        b.lon.value(),
        Geodesic::AREA,
        length,
        azimuth,
        azimuth,
        azimuth,
        azimuth,
        azimuth,
        area
    );
    return area - base * dlon;
}

/// Whether longitudes can be taken as they stand: no pole, no edge that may go the other way round.
bool is_plain(const ring<lon_lat>& shape) {
    double west = shape.front().lon.value();
    double east = west;
    for (const auto& p : shape) {
        if (std::abs(p.lat.value()) > highest_latitude) {
            return false;
        }
        west = std::min(west, p.lon.value());
        east = std::max(east, p.lon.value());
    }
    return east - west < 180 && west >= -180 && east <= 180;
}

}  // namespace

square_metres ring_area(const ring<lon_lat>& shape) {
    if (shape.size() < 4) {
        return square_metres(0);
    }
    if (!is_plain(shape)) {
        return square_metres(std::abs(by_library(shape)));
    }
    // Counted from a latitude of the ring, so that little is lost when small areas are left of large
    // ones.
    const double base = below(std::sin(shape.front().lat.value() * rad));
    double sum = 0;
    for (std::size_t i = 1; i < shape.size(); ++i) {
        const auto a = shape[i - 1];
        const auto b = shape[i];
        const double dlon = (b.lon - a.lon).value() * rad;
        const double dlat = (b.lat - a.lat).value() * rad;
        if (std::abs(dlon) <= longest_east && std::abs(dlat) <= longest_north) {
            sum += below_short_edge(dlon, dlat, (a.lat.value() + b.lat.value()) / 2 * rad, base);
        } else {
            sum += below_long_edge(a, b, dlon, base);
        }
    }
    return square_metres(std::abs(sum));
}

}  // namespace geo::detail
