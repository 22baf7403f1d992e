// SPDX-License-Identifier: Apache-2.0
#include "geo/offset/edge_sums.hpp"

#include <algorithm>
#include <cmath>
#include <limits>

namespace geo::detail {

namespace {

/// Mean radius of WGS 84, (2 a + b) / 3 (NIMA TR8350.2, tables 3.1 and 3.4).
constexpr double mean_radius = 6371008.7714;
/// A run is summed as one when it lies so many of its reaches away and is not longer than so many
/// sigma: then three nodes are right to 1e-6 of its angle.
constexpr double reaches_away = 4;
constexpr double most_length = 1;
/// Of the area beside a run, times the square of its length, in sigma to the fourth: what its second
/// moments, which are left out, can add is below 5e-6.
constexpr double most_beside = 4e-4;
/// For what floats round: a metre is more than they do within 10,000 km.
constexpr double rounded = 1;

/// Gauss and Legendre's nodes about 1/2 and weights for an interval of length 1; M. Abramowitz,
/// I. A. Stegun, Handbook of Mathematical Functions, table 25.4.
constexpr double node = 0.5 * 0.7745966692414834;
constexpr double weight_middle = 4.0 / 9.0;
constexpr double weight_beside = 5.0 / 18.0;

/// exp(-x), x from 0 on: from a table in steps of 1 / 32, between them by its series.
///
/// Error     3e-10 of the value (1/32^5 / 120); 0 from 24 on, which is 4e-11.
class falling_exp {
public:
    falling_exp() {
        for (std::size_t i = 0; i < table_.size(); ++i) {
            table_[i] = std::exp(-static_cast<double>(i) / steps);
        }
    }
    [[nodiscard]] double operator()(double x) const {
        const double at = x * steps;
        const auto i = static_cast<std::size_t>(at);
        if (i >= table_.size()) {
            return 0;
        }
        const double d = (static_cast<double>(i) - at) * (1 / steps);
        return table_[i] * (1 + d * (1 + d * (0.5 + d * (1.0 / 6 + d * (1.0 / 24)))));
    }

private:
    static constexpr double steps = 32;
    std::array<double, 24 * 32> table_{};
};
const falling_exp exp_of_minus;

}  // namespace

edge_sums::edge_sums(const std::vector<chord_tree::chord>& chords) {
    if (!chords.empty()) {
        origin_ = chords.front().a;
        looks_.reserve(2 * chords.size());
        ways_.reserve(2 * chords.size());
        (void)add(chords, 0, static_cast<std::uint32_t>(chords.size()));
    }
}

std::uint32_t edge_sums::add(
    const std::vector<chord_tree::chord>& chords, std::uint32_t first, std::uint32_t last
) {
    const auto number = static_cast<std::uint32_t>(looks_.size());
    looks_.emplace_back();
    const auto begin = chords[first].a;
    const auto along = chords[last - 1].b - begin;
    const auto middle = begin + 0.5 * along;
    const auto up = up_at(middle);
    double square = 0;
    double between = 0;
    double beside = 0;  // nothing cancelled
    vec3 moment;
    bool is_whole = true;
    for (auto i = first; i < last; ++i) {
        const auto a = chords[i].a - middle;
        const auto b = chords[i].b - middle;
        square = std::max({square, squared(a), squared(b)});
        const double area = 0.5 * dot(cross(a, b), up);
        between += area;
        moment = moment + (area / 3) * (a + b);
        beside += std::abs(area);
        // Another ring begins farther than a millimetre from the end of the last.
        is_whole = is_whole && (i + 1 == last || squared(chords[i + 1].a - chords[i].b) < 1e-6);
    }
    ways_.push_back({begin, short_vec(along), short_vec(moment), static_cast<float>(between)});
    look seen;
    const auto place = middle - origin_;
    seen.x = static_cast<float>(place.x);
    seen.y = static_cast<float>(place.y);
    seen.z = static_cast<float>(place.z);
    const double reach = std::sqrt(square);
    seen.reach = static_cast<float>(reach + rounded);
    const double near = reaches_away * reach + rounded;
    seen.near_square = static_cast<float>(near * near);
    const double wanted =
        std::max(2 * reach / most_length, std::pow(4 * square * beside / most_beside, 0.25));
    seen.least_sigma =
        is_whole ? static_cast<float>(wanted) : std::numeric_limits<float>::infinity();
    seen.chord = first;
    if (last - first > 1) {
        const auto half = first + (last - first) / 2;
        (void)add(chords, first, half);
        seen.second = add(chords, half, last);
    }
    looks_[number] = seen;
    return number;
}

double edge_sums::seen_of(const way& one, vec3 p, const tangent_plane& plane, double sigma) {
    const auto a = one.a - p;
    const double a_east = dot(a, plane.east);
    const double a_north = dot(a, plane.north);
    const auto along = one.along.wide();
    const double east = dot(along, plane.east);
    const double north = dot(along, plane.north);
    const double inverse = 1 / (sigma * sigma);
    const auto square_at = [&](double t) {
        const double x = a_east + t * east;
        const double y = a_north + t * north;
        return x * x + y * y;
    };
    const auto density = [&](double flat) {
        // The ground is longer than the plane: (R asin(s / R))^2, to its second term.
        return exp_of_minus(
            0.5 * inverse * flat * (1 + flat * (1 / (3 * mean_radius * mean_radius)))
        );
    };
    const double first = square_at(0.5 - node);
    const double middle = square_at(0.5);
    const double last = square_at(0.5 + node);
    const double at_middle = density(middle);
    const double turned = a_east * north - a_north * east;
    // One division instead of three.
    const double ends = density(first) * last + density(last) * first;
    const double seen = turned *
                        (weight_middle * at_middle * first * last + weight_beside * ends * middle) /
                        (first * middle * last);
    const double beside =
        static_cast<double>(one.area) - inverse * dot(a + 0.5 * along, one.moment.wide());
    return seen - inverse * beside * at_middle;
}

}  // namespace geo::detail
