// SPDX-License-Identifier: Apache-2.0
#include "geo/measure/geodesic.hpp"
#include "geo/units/radians.hpp"

#include <algorithm>
#include <cassert>
#include <cmath>

namespace geo {

namespace {

/// Above both radii of curvature of WGS 84, whose largest is 6,399.6 km.
constexpr double large_radius = 6.4e6;

/// Bound for edges of any length: L_east * dlon * sin(lat) / 8 grows with the square of the longitude
/// step; a lon/lat chord also departs from the geodesic by the change of the metric along it, which
/// is of the same order in dlon * dlat.
double rough_gap_bound(double dlon, double dlat, double steepest) {
    return large_radius *
           (dlon * (dlon + 4 * dlat) * std::sin(steepest) / 8 + 0.01 * dlat * (dlon + 0.01 * dlat));
}

/// Bound for short edges, some 3 % above the gap itself. A chord straight in lon/lat has the azimuth a
/// with tan a = (N cos lat / M) dlon/dlat, a geodesic turns by sin(lat) dlon: their difference turns
/// by (1 + cos2 a) sin(lat) dlon + sin a cos a (M'/M) dlat, where M'/M is 0.0102 at most. The
/// gap of a curve that turns so far along a chord is an eighth of turn and length, no more.
double close_gap_bound(double dlon, double dlat, double steepest, double flattest) {
    const double narrow = dlon * std::cos(steepest);
    const double wide = dlon * std::cos(flattest);
    const double square = narrow * narrow + dlat * dlat;
    const double along = square > 0 ? dlat * dlat / square : 0;
    const double turn = (1 + along) * std::sin(steepest) * dlon + 0.0051 * dlat;
    constexpr double room = 1.02;
    return room * large_radius * std::hypot(wide, dlat) * turn / 8;
}

/// Upper bound of the gap without a geodesic computation.
struct gap_bound {
    double most = 0;
    bool close = false;  ///< the gap is at most 5 % smaller
};

gap_bound quick_gap_bound(lon_lat a, lon_lat b) {
    const double dlon = std::abs(a.lon.value() - b.lon.value()) * detail::rad;
    const double dlat = std::abs(a.lat.value() - b.lat.value()) * detail::rad;
    const double steep = std::max(std::abs(a.lat.value()), std::abs(b.lat.value()));
    const double flat = std::min(std::abs(a.lat.value()), std::abs(b.lat.value()));
    const double steepest = std::min(90.0, steep) * detail::rad;
    constexpr double short_edge = 0.5 * detail::rad;
    if (dlon > short_edge || dlat > short_edge) {
        return {rough_gap_bound(dlon, dlat, steepest), false};
    }
    const bool over_equator = (a.lat.value() < 0) != (b.lat.value() < 0);
    const double flattest = over_equator ? 0.0 : std::min(90.0, flat) * detail::rad;
    // Where the latitude matters much the edge's ends bound the gap too loosely.
    constexpr double low = 10;
    constexpr double high = 70;
    return {
        close_gap_bound(dlon, dlat, steepest, flattest),
        !over_equator && flat > low && steep < high};
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
        // Of the whole edge 0.95, as there is room beside the places that were measured; pieces are
        // made for 0.9.
        const double most = tolerance_ * 0.95;
        const auto bound = quick_gap_bound(from, to);
        if (bound.most <= most) {
            return;
        }
        const double gap = bound.close ? bound.most : reading_gap(from, to);
        constexpr int deepest = 30;
        if (gap <= most || depth == deepest) {
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
