// SPDX-License-Identifier: Apache-2.0
#include "geo/measure/geodesic.hpp"

#include "geo/measure/ring_area.hpp"
#include "geo/units/radians.hpp"

#include <GeographicLib/Geodesic.hpp>
#include <GeographicLib/GeodesicLine.hpp>

#include <algorithm>
#include <cmath>

namespace geo {

namespace {

using GeographicLib::Geodesic;

const Geodesic& wgs84() {
    return Geodesic::WGS84();
}

}  // namespace

geodesic inverse(lon_lat from, lon_lat to) {
    double length = 0;
    double start = 0;
    double end = 0;
    wgs84().Inverse(
        from.lat.value(), from.lon.value(), to.lat.value(), to.lon.value(), length, start, end
    );
    return {metres(length), degrees(start), degrees(end)};
}

metres distance(lon_lat from, lon_lat to) {
    double length = 0;
    wgs84().Inverse(from.lat.value(), from.lon.value(), to.lat.value(), to.lon.value(), length);
    return metres(length);
}

lon_lat destination(lon_lat from, degrees azimuth, metres length) {
    double lat = 0;
    double lon = 0;
    wgs84().Direct(from.lat.value(), from.lon.value(), azimuth.value(), length.value(), lat, lon);
    return {longitude(lon), latitude(lat)};
}

lon_lat interpolate(lon_lat from, lon_lat to, double fraction) {
    const auto line = inverse(from, to);
    return destination(from, line.azimuth_start, line.length * fraction);
}

metres length(const line_string<lon_lat>& line) {
    metres sum(0);
    for (std::size_t i = 1; i < line.size(); ++i) {
        sum += distance(line[i - 1], line[i]);
    }
    return sum;
}

metres length(const multi_line_string<lon_lat>& lines) {
    metres sum(0);
    for (const auto& line : lines) {
        sum += length(line);
    }
    return sum;
}

square_metres area(const polygon<lon_lat>& shape) {
    auto sum = detail::ring_area(shape.outer);
    for (const auto& hole : shape.holes) {
        sum -= detail::ring_area(hole);
    }
    return sum;
}

square_metres area(const multi_polygon<lon_lat>& shape) {
    square_metres sum(0);
    for (const auto& part : shape) {
        sum += area(part);
    }
    return sum;
}

edge_distance distance_to_edge(lon_lat p, lon_lat a, lon_lat b, double guess) {
    const auto edge = inverse(a, b);
    if (edge.length.value() < 1e-9) {
        return {distance(p, a), 0.0, a};
    }
    const auto line = wgs84().Line(a.lat.value(), a.lon.value(), edge.azimuth_start.value());
    constexpr double radius = 6.371e6;  // mean radius, only to size the steps
    double along = guess * edge.length.value();
    double nearest_lat = a.lat.value();
    double nearest_lon = a.lon.value();
    double line_azimuth = edge.azimuth_start.value();
    if (along > 0) {
        line.Position(along, nearest_lat, nearest_lon, line_azimuth);
    }
    double found = 0;
    // Each step walks to the foot of the perpendicular on the sphere; it converges fast because
    // the ellipsoid differs from the sphere by 1/300.
    for (int step = 0; step < 12; ++step) {
        double azimuth_to_p = 0;
        double azimuth_at_p = 0;
        wgs84().Inverse(
            nearest_lat,
            nearest_lon,
            p.lat.value(),
            p.lon.value(),
            found,
            azimuth_to_p,
            azimuth_at_p
        );
        const double turn = (azimuth_to_p - line_azimuth) * detail::rad;
        const double move =
            radius *
            std::atan2(std::sin(found / radius) * std::cos(turn), std::cos(found / radius));
        const double next = std::clamp(along + move, 0.0, edge.length.value());
        const bool settled = std::abs(next - along) < 1e-4;
        along = next;
        line.Position(along, nearest_lat, nearest_lon, line_azimuth);
        if (settled) {
            break;
        }
    }
    const lon_lat nearest{longitude(nearest_lon), latitude(nearest_lat)};
    return {distance(p, nearest), along / edge.length.value(), nearest};
}

}  // namespace geo
