// SPDX-License-Identifier: Apache-2.0
#include "geo/offset/line_function.hpp"

#include "geo/offset/chord_tree.hpp"
#include "geo/units/radians.hpp"

#include <algorithm>
#include <cmath>
#include <limits>
#include <numbers>

namespace geo::detail {

namespace {

constexpr double rounded_radius = 6.4e6;  // the largest of curvature on WGS 84, metres
constexpr double half_circle = std::numbers::pi;

using cone = distance_field::cone;

double angle_between(const cone& one, double east, double north) {
    return std::acos(std::clamp(one.east * east + one.north * north, -1.0, 1.0));
}

/// Least slope of (weight of `from`) * from - (weight of `to`) * to in a unit direction.
double least_slope(
    const cone& from,
    double from_weight,
    const cone& to,
    double to_weight,
    double east,
    double north
) {
    return from_weight *
               std::cos(std::min(half_circle, angle_between(from, east, north) + from.spread)) -
           to_weight * std::cos(std::max(0.0, angle_between(to, east, north) - to.spread));
}

}  // namespace

line_function::sample line_function::at(lon_lat p) const {
    sample out{p, to_space(p), from_.near(p), to_.near(p)};
    out.value = value(out.from.distance.value(), out.to.distance.value());
    return out;
}

double line_function::value(double from, double to) const {
    return rule_.is == line_rule::kind::ratio ? (1 - rule_.number) * from - rule_.number * to
                                              : std::max(from - rule_.number, (from - to) / 2);
}

line_function::direction line_function::gradient(const sample& at) const {
    const double d = at.from.distance.value();
    double of_from = 0.5;
    double of_to = 0.5;
    if (rule_.is == line_rule::kind::ratio) {
        of_from = 1 - rule_.number;
        of_to = rule_.number;
    } else if (d - rule_.number >= (d - at.to.distance.value()) / 2) {
        of_from = 1;
        of_to = 0;
    }
    return {
        of_from * at.from.east - of_to * at.to.east, of_from * at.from.north - of_to * at.to.north};
}

line_function::rise line_function::rise_about(lon_lat p, double reach) const {
    const auto a = from_.directions(p, metres(reach));
    if (a.spread >= half_circle / 2) {
        return {};
    }
    const auto b = to_.directions(p, metres(reach));
    return rise_of(a, b, reach);
}

line_function::rise line_function::rise_of(const cone& from, const cone& to, double reach) const {
    double of_from = 0.5;
    double of_to = 0.5;
    bool alone = false;   // the distance to `from` alone
    bool between = true;  // the difference
    if (rule_.is == line_rule::kind::ratio) {
        of_from = 1 - rule_.number;
        of_to = rule_.number;
    } else {
        const double first = from.nearest.value() - rule_.number;
        const double second = (from.nearest - to.nearest).value() / 2;
        alone = first + reach >= second - reach;
        between = second + reach >= first - reach;
    }
    if (from.spread >= half_circle / 2) {
        return {};
    }
    if (!between) {
        return {std::cos(from.spread), 1, {from.east, from.north}};
    }
    if (to.spread >= half_circle / 2) {
        return {};
    }
    double east = of_from * from.east - of_to * to.east;
    double north = of_from * from.north - of_to * to.north;
    const double middle = std::hypot(east, north);
    double steepest =
        alone ? 1.0 : std::min(1.0, middle + of_from * from.spread + of_to * to.spread);
    if (!alone && from.place && from.place == to.place) {
        steepest = std::abs(of_from - of_to);  // one and the same direction everywhere
    }
    if (alone) {
        east += from.east;
        north += from.north;
    }
    const double size = std::hypot(east, north);
    if (size < 1e-9) {
        return {0, steepest, {}};
    }
    east /= size;
    north /= size;
    double least = least_slope(from, of_from, to, of_to, east, north);
    if (alone) {
        least = std::min(least, least_slope(from, 1, to, 0, east, north));
    }
    return least > 0 ? rise{least, steepest, {east, north}} : rise{0, steepest, {}};
}

line_function::range line_function::off_linear(
    const distance_field& field,
    const distance_field::nearness& at_a,
    const distance_field::nearness& at_b,
    const sample& a,
    const sample& b,
    double length
) {
    const double nearest = ((at_a.distance + at_b.distance).value() - length) / 2;
    const double farthest = std::max(at_a.distance, at_b.distance).value();
    // On the sphere the distance to a great circle bends the other way, by distance / R^2.
    const double curvature = length * length * farthest / (8 * rounded_radius * rounded_radius);
    range out{length / 2, length / 2};
    if (nearest > 0) {
        out.low = std::min(out.low, length * length / (8 * nearest));
    }
    if (at_a.site == at_b.site) {
        out.high = curvature;
    } else {
        const double more_at_b =
            std::max(0.0, (field.distance_to_site(at_a.site, b.position) - at_b.distance).value());
        const double more_at_a =
            std::max(0.0, (field.distance_to_site(at_b.site, a.position) - at_a.distance).value());
        const double both = more_at_a + more_at_b;
        out.high = std::min(out.high, (both > 0 ? more_at_a * more_at_b / both : 0.0) + curvature);
    }
    return out;
}

double line_function::most_between(const sample& a, const sample& b, double length) const {
    const auto from = off_linear(from_, a.from, b.from, a, b, length);
    const auto to = off_linear(to_, a.to, b.to, a, b, length);
    const double gap = reading_gap(a.position, b.position) + noise(a);
    const double from_a = a.from.distance.value();
    const double from_b = b.from.distance.value();
    const double to_a = a.to.distance.value();
    const double to_b = b.to.distance.value();
    if (rule_.is == line_rule::kind::ratio) {
        const double k = rule_.number;
        return std::max(std::abs(a.value), std::abs(b.value)) +
               std::max((1 - k) * from.high + k * to.low, (1 - k) * from.low + k * to.high) + gap;
    }
    // The larger of two nearly linear functions: highest at an end; lowest where they cross.
    const double d = rule_.number;
    const double first_a = from_a - d;
    const double first_b = from_b - d;
    const double second_a = (from_a - to_a) / 2;
    const double second_b = (from_b - to_b) / 2;
    double lowest = std::min(a.value, b.value);
    const double difference_a = first_a - second_a;
    const double difference_b = first_b - second_b;
    if ((difference_a > 0) != (difference_b > 0)) {
        const double t = difference_a / (difference_a - difference_b);
        lowest = std::min(lowest, first_a + t * (first_b - first_a));
    }
    const double low = std::max(from.low, (from.low + to.high) / 2);
    const double high = std::max(from.high, (from.high + to.low) / 2);
    return std::max(std::max(a.value, b.value) + high, low - lowest) + gap;
}

double line_function::noise(const sample& at) const {
    // Errors of near(), growing with the fifth power of the distance beyond 500 km.
    const auto error = [](double d) {
        const double far = d / 5e5;
        return d < 1 ? 0.02 : 0.001 + 0.001 * far * far * far * far * far;
    };
    const double from = error(at.from.distance.value());
    const double to = error(at.to.distance.value());
    if (rule_.is == line_rule::kind::ratio) {
        return (1 - rule_.number) * from + rule_.number * to;
    }
    return std::max(from, (from + to) / 2);
}

double reading_gap(lon_lat a, lon_lat b) {
    const double east = std::abs((b.lon - a.lon).value()) * rad;
    const double north = std::abs((b.lat - a.lat).value()) * rad;
    const double lat = std::max(std::abs(a.lat.value()), std::abs(b.lat.value()));
    const double low = std::min(std::abs(a.lat.value()), std::abs(b.lat.value()));
    const double sine = std::sin(lat * rad);
    const double cosine = std::cos(low * rad);
    return 1.02 * rounded_radius * sine * (east * east * cosine / 8 + east * north / 4);
}

}  // namespace geo::detail
