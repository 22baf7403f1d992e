// SPDX-License-Identifier: Apache-2.0
#include "geo/offset/seen_sector.hpp"

#include "geo/measure/geodesic.hpp"
#include "geo/units/radians.hpp"

#include <algorithm>
#include <cmath>
#include <numbers>

namespace geo {

namespace {

struct flat {
    double east = 0;
    double north = 0;
};
flat operator-(flat a, flat b) {
    return {a.east - b.east, a.north - b.north};
}
double dot(flat a, flat b) {
    return a.east * b.east + a.north * b.north;
}
double cross(flat a, flat b) {
    return a.east * b.north - a.north * b.east;
}
double size(flat a) {
    return std::hypot(a.east, a.north);
}

double distance_to(flat p, flat a, flat b) {
    const auto along = b - a;
    const double square = dot(along, along);
    const double t = square > 0 ? std::clamp(dot(p - a, along) / square, 0.0, 1.0) : 0.0;
    return size({p.east - a.east - t * along.east, p.north - a.north - t * along.north});
}

bool cross_each_other(flat a, flat b, flat c, flat d) {
    const double c1 = cross(b - a, c - a);
    const double d1 = cross(b - a, d - a);
    const double a2 = cross(d - c, a - c);
    const double b2 = cross(d - c, b - c);
    return (c1 > 0) != (d1 > 0) && (a2 > 0) != (b2 > 0);
}

/// The sector on the plane, observer at the origin.
class flat_sector {
public:
    explicit flat_sector(const seen_sector& of)
        : near_(of.nearest.value()), far_(of.farthest.value()),
          whole_(of.half_width.value() >= 180.0), half_(of.half_width.value() * detail::rad),
          middle_(of.bearing.value() * detail::rad) {}

    /// From the nearest position of the edge a-b; 0 when they meet.
    [[nodiscard]] double distance(flat a, flat b) const {
        if (contains(a) || contains(b) || crosses_arc(a, b, near_) || crosses_arc(a, b, far_)) {
            return 0;
        }
        double best = std::min(arc_distance(a, b, near_), arc_distance(a, b, far_));
        if (!whole_) {
            for (const double side : {-half_, half_}) {
                const auto from = at(near_, middle_ + side);
                const auto to = at(far_, middle_ + side);
                if (cross_each_other(a, b, from, to)) {
                    return 0;
                }
                best = std::min(
                    {best,
                     distance_to(a, from, to),
                     distance_to(b, from, to),
                     distance_to(from, a, b),
                     distance_to(to, a, b)}
                );
            }
        }
        return best;
    }

private:
    [[nodiscard]] static flat at(double range, double azimuth) {
        return {range * std::sin(azimuth), range * std::cos(azimuth)};
    }
    [[nodiscard]] bool has_direction(flat p) const {
        return whole_ ||
               std::abs(std::remainder(std::atan2(p.east, p.north) - middle_, 2 * std::numbers::pi)
               ) <= half_;
    }
    [[nodiscard]] bool contains(flat p) const {
        const double range = size(p);
        return range >= near_ && range <= far_ && has_direction(p);
    }
    [[nodiscard]] bool crosses_arc(flat a, flat b, double radius) const {
        const auto along = b - a;
        const double square = dot(along, along);
        const double half = dot(a, along);
        const double root = half * half - square * (dot(a, a) - radius * radius);
        if (square == 0 || root < 0) {
            return false;
        }
        for (const double sign : {-1.0, 1.0}) {
            const double t = (-half + sign * std::sqrt(root)) / square;
            if (t >= 0 && t <= 1 &&
                has_direction({a.east + t * along.east, a.north + t * along.north})) {
                return true;
            }
        }
        return false;
    }
    /// Least at an end of either, or where the edge comes nearest to the observer.
    [[nodiscard]] double arc_distance(flat a, flat b, double radius) const {
        const auto along = b - a;
        const double square = dot(along, along);
        const double t = square > 0 ? std::clamp(-dot(a, along) / square, 0.0, 1.0) : 0.0;
        const flat foot{a.east + t * along.east, a.north + t * along.north};
        double best = std::numeric_limits<double>::infinity();
        for (const auto p : {a, b, foot}) {
            if (has_direction(p)) {
                best = std::min(best, std::abs(size(p) - radius));
            }
        }
        if (!whole_) {
            for (const double side : {-half_, half_}) {
                best = std::min(best, distance_to(at(radius, middle_ + side), a, b));
            }
        }
        return best;
    }

    double near_;
    double far_;
    bool whole_;
    double half_;
    double middle_;
};

}  // namespace

lon_lat middle_of(const seen_sector& sector) {
    return destination(sector.observer, sector.bearing, (sector.nearest + sector.farthest) / 2.0);
}

metres reach_of(const seen_sector& sector) {
    // By range half of the interval, by direction no more than the outer arc or the diameter.
    const double half = (sector.farthest - sector.nearest).value() / 2;
    const double angle = std::min(sector.half_width.value(), 180.0) * detail::rad;
    return metres(half + std::min(angle, 2.0) * sector.farthest.value());
}

metres distance_of_edge(const seen_sector& sector, const area_field& area, metres farther) {
    const flat_sector shape(sector);
    double best = farther.value();
    area.for_each_edge_near(
        placed_position(sector.observer),
        sector.farthest + farther,
        [&](const edge_on_plane& edge) {
            best = std::min(
                best, shape.distance({edge.a_east, edge.a_north}, {edge.b_east, edge.b_north})
            );
        }
    );
    return metres(best);
}

std::vector<lon_lat> spread_over(const seen_sector& sector, int rings, int rays) {
    std::vector<lon_lat> out;
    const double near = sector.nearest.value();
    const double far = sector.farthest.value();
    const double width = std::min(sector.half_width.value(), 180.0);
    for (int i = 0; i < rings; ++i) {
        const double part = (i + 0.5) / rings;
        const double range = std::sqrt(near * near + part * (far * far - near * near));
        for (int k = 0; k < rays; ++k) {
            const double turn = width * (2 * (k + 0.5) / rays - 1);
            out.push_back(
                destination(sector.observer, degrees(sector.bearing.value() + turn), metres(range))
            );
        }
    }
    return out;
}

}  // namespace geo
