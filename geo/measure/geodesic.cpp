// SPDX-License-Identifier: Apache-2.0
#include "geo/measure/geodesic.hpp"

#include <GeographicLib/Geodesic.hpp>
#include <GeographicLib/GeodesicLine.hpp>
#include <GeographicLib/PolygonArea.hpp>

#include <algorithm>
#include <cassert>
#include <cmath>
#include <numbers>

namespace geo {

namespace {

using GeographicLib::Geodesic;

const Geodesic& wgs84() {
    return Geodesic::WGS84();
}

square_metres ring_area(const ring<lon_lat>& shape) {
    if (shape.size() < 4) {
        return square_metres(0);
    }
    GeographicLib::PolygonArea sum(wgs84());
    for (std::size_t i = 0; i + 1 < shape.size(); ++i) {
        sum.AddPoint(shape[i].lat.value(), shape[i].lon.value());
    }
    double perimeter = 0;
    double enclosed = 0;
    sum.Compute(false, true, perimeter, enclosed);
    return square_metres(std::abs(enclosed));
}

/// Upper bound of the gap without a geodesic computation: L_east * dlon * sin(lat) / 8 grows with
/// the square of the longitude step; a lon/lat chord also departs from the geodesic by the change
/// of the metric along it, which is of the same order in dlon * dlat.
double quick_gap_bound(lon_lat a, lon_lat b) {
    constexpr double radius = 6.4e6;  // above both radii of curvature's effect here, WGS 84
    constexpr double rad = std::numbers::pi / 180.0;
    const double dlon = std::abs(a.lon.value() - b.lon.value()) * rad;
    const double dlat = std::abs(a.lat.value() - b.lat.value()) * rad;
    const double steepest = std::max(std::abs(a.lat.value()), std::abs(b.lat.value()));
    return radius * (dlon * (dlon + 4 * dlat) * std::sin(std::min(90.0, steepest) * rad) / 8 +
                     0.01 * dlat * (dlon + 0.01 * dlat));
}

/// One edge cut into pieces whose two readings agree.
class edge_cutter {
public:
    edge_cutter(lon_lat a, lon_lat b, edge_reading reading, metres tolerance)
        : a_(a), b_(b), reading_(reading), tolerance_(tolerance.value()) {}

    /// The positions between a and b, in order.
    template <class Chain>
    void add_positions(Chain& out) const {
        cut(out, {0, 1}, 0);
    }

private:
    struct stretch {
        double from = 0;  ///< fractions of the edge
        double to = 1;
    };

    [[nodiscard]] lon_lat at(double t) const {
        if (t <= 0 || t >= 1) {
            return t <= 0 ? a_ : b_;
        }
        return reading_ == edge_reading::geodesic ? interpolate(a_, b_, t) : on_chord(a_, b_, t);
    }
    [[nodiscard]] static lon_lat on_chord(lon_lat a, lon_lat b, double t) {
        return {
            longitude(a.lon.value() + t * (b.lon.value() - a.lon.value())),
            latitude(a.lat.value() + t * (b.lat.value() - a.lat.value()))};
    }

    /// Widest gap between the geodesic and the chord in lon/lat. It is widest near the middle, but
    /// of edges over the equator, where it changes sides, and long ones towards a pole.
    [[nodiscard]] static double reading_gap(lon_lat a, lon_lat b) {
        double widest = 0;
        for (const double t : {0.5, 0.25, 0.75}) {
            const auto p = on_chord(a, b, t);
            widest = std::max(widest, distance_to_edge(p, a, b, t).distance.value());
        }
        return widest;
    }

    template <class Chain>
    void cut(Chain& out, stretch part, int depth) const {
        const auto from = at(part.from);
        auto to = at(part.to);
        if (reading_ == edge_reading::geodesic) {
            // A geodesic may cross the antimeridian: its chord goes the short way, too.
            const double east = to.lon.value() - from.lon.value();
            to.lon = longitude(to.lon.value() - (east > 180 ? 360 : east < -180 ? -360 : 0));
        }
        if (quick_gap_bound(from, to) <= tolerance_) {
            return;
        }
        // Of the whole edge 0.95, as there is room beside the places that were measured; pieces are
        // made for 0.9.
        const double gap = reading_gap(from, to);
        constexpr int deepest = 30;
        if (gap <= tolerance_ * 0.95 || depth == deepest) {
            return;
        }
        // The gap falls with the square of the number of pieces.
        const auto pieces =
            static_cast<std::size_t>(std::ceil(std::sqrt(gap / (tolerance_ * 0.9))));
        double before = part.from;
        for (std::size_t k = 1; k <= pieces; ++k) {
            const double share = static_cast<double>(k) / static_cast<double>(pieces);
            const double next = k == pieces ? part.to : part.from + share * (part.to - part.from);
            cut(out, {before, next}, depth + 1);
            if (k < pieces) {
                out.push_back(at(next));
            }
            before = next;
        }
    }

    lon_lat a_;
    lon_lat b_;
    edge_reading reading_;
    double tolerance_;
};

template <class Chain>
Chain densify_chain(const Chain& line, edge_reading reading, metres tolerance) {
    assert(tolerance > metres(0));
    Chain out;
    out.reserve(line.size());
    for (std::size_t i = 0; i < line.size(); ++i) {
        if (i > 0) {
            edge_cutter(line[i - 1], line[i], reading, tolerance).add_positions(out);
        }
        out.push_back(line[i]);
    }
    return out;
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
    auto sum = ring_area(shape.outer);
    for (const auto& hole : shape.holes) {
        sum -= ring_area(hole);
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
    constexpr double rad = std::numbers::pi / 180.0;
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
        const double turn = (azimuth_to_p - line_azimuth) * rad;
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

line_string<lon_lat> densify(
    const line_string<lon_lat>& line, edge_reading reading, metres tolerance
) {
    return densify_chain(line, reading, tolerance);
}

multi_line_string<lon_lat> densify(
    const multi_line_string<lon_lat>& lines, edge_reading reading, metres tolerance
) {
    multi_line_string<lon_lat> out;
    out.reserve(lines.size());
    for (const auto& line : lines) {
        out.push_back(densify_chain(line, reading, tolerance));
    }
    return out;
}

ring<lon_lat> densify(const ring<lon_lat>& line, edge_reading reading, metres tolerance) {
    return densify_chain(line, reading, tolerance);
}

multi_polygon<lon_lat> densify(
    const multi_polygon<lon_lat>& shape, edge_reading reading, metres tolerance
) {
    multi_polygon<lon_lat> out;
    out.reserve(shape.size());
    for (const auto& part : shape) {
        auto& made = out.emplace_back();
        made.outer = densify_chain(part.outer, reading, tolerance);
        for (const auto& hole : part.holes) {
            made.holes.push_back(densify_chain(hole, reading, tolerance));
        }
    }
    return out;
}

}  // namespace geo
