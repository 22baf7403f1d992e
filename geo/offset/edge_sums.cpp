// SPDX-License-Identifier: Apache-2.0
#include "geo/offset/edge_sums.hpp"

#include "geo/base/wide_lanes.hpp"

#include <algorithm>
#include <bit>
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

/// exp(-x), x from 0 on, without a branch or a table, so that compilers take several at a time.
///
/// Error     3e-10 of the value (0.347^9 / 9!, the series after its eighth power); from 64 on 2e-28.
/// Requires  rounding to nearest, no -ffast-math.
inline double exp_of_minus(double x) {
    constexpr double log2_e = 1.4426950408889634;
    constexpr double ln_2 = 0.6931471805599453;
    // Added to a number it leaves the nearest whole one in the lowest bits.
    constexpr double whole = 0x1.8p52;
    const double power = -std::min(x, 64.0) * log2_e;
    const double shifted = power + whole;
    const double d = (power - (shifted - whole)) * ln_2;
    const double part =
        1 + d * (1 + d * (1.0 / 2 +
                          d * (1.0 / 6 +
                               d * (1.0 / 24 +
                                    d * (1.0 / 120 + d * (1.0 / 720 + d * (1.0 / 5040 +
                                                                           d * (1.0 / 40320))))))));
    return std::bit_cast<double>(
        std::bit_cast<std::uint64_t>(part) + (std::bit_cast<std::uint64_t>(shifted) << 52U)
    );
}

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

/// Runs, one in each place, on the plane about a position, in metres.
struct edge_sums::columns {
    static constexpr std::size_t size = most_at_once;
    double a_east[size];  ///< where it begins
    double a_north[size];
    double east[size];  ///< its way
    double north[size];
    double beside[size];  ///< area between it and its way, seen from the middle
    double seen[size];    ///< what is asked for
};

namespace {

/// The same operations in the same order however many are taken at a time: the same bits.
template <class Columns>
[[gnu::always_inline]] inline void find_seen(Columns& of, std::size_t count, double sigma) {
    const double inverse = 1 / (sigma * sigma);
    for (std::size_t i = 0; i < count; ++i) {
        const auto square_at = [&](double t) {
            const double x = of.a_east[i] + t * of.east[i];
            const double y = of.a_north[i] + t * of.north[i];
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
        const double turned = of.a_east[i] * of.north[i] - of.a_north[i] * of.east[i];
        // One division instead of three.
        const double ends = density(first) * last + density(last) * first;
        const double along =
            turned * (weight_middle * at_middle * first * last + weight_beside * ends * middle) /
            (first * middle * last);
        of.seen[i] = along - inverse * of.beside[i] * at_middle;
    }
}

}  // namespace

double edge_sums::seen_of(
    const std::uint32_t* runs, std::size_t count, vec3 p, const tangent_plane& plane, double sigma
) const {
    columns of;  // NOLINT: filled as far as it is read
    const double inverse = 1 / (sigma * sigma);
    for (std::size_t i = 0; i < count; ++i) {
        const auto& one = ways_[runs[i]];
        const auto a = one.a - p;
        const auto along = one.along.wide();
        of.a_east[i] = dot(a, plane.east);
        of.a_north[i] = dot(a, plane.north);
        of.east[i] = dot(along, plane.east);
        of.north[i] = dot(along, plane.north);
        of.beside[i] =
            static_cast<double>(one.area) - inverse * dot(a + 0.5 * along, one.moment.wide());
    }
    // Up to a multiple of four, by runs of no length: nothing is left to be taken singly.
    std::size_t filled = count;
    for (; filled % 4 != 0; ++filled) {
        of.a_east[filled] = of.a_north[filled] = sigma;
        of.east[filled] = of.north[filled] = of.beside[filled] = 0;
    }
    in_wide_lanes([&]() __attribute__((always_inline)) { find_seen(of, filled, sigma); });
    double sum = 0;
    for (std::size_t i = 0; i < count; ++i) {
        sum += of.seen[i];
    }
    return sum;
}

}  // namespace geo::detail
