// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "geo/offset/chord_tree.hpp"

#include <array>
#include <cstdint>
#include <vector>

namespace geo::detail {

/// Runs of chords of an edge in a binary tree, each with the straight way from its beginning to its
/// end and what lies between the two: enough to sum over a long edge from afar without its every
/// chord.
class edge_sums {
public:
    edge_sums() = default;

    /// Cost      O(n log n).
    explicit edge_sums(const std::vector<chord_tree::chord>& chords);

    /// The integral of exp(-r^2 / 2 sigma^2) over the angle at which the edge is seen from `p`, less
    /// 2 pi times what of that normal distribution lies between runs and their straight ways (to the
    /// left of a run is less): what is left is as if the edge went along the runs. Counter-clockwise
    /// is positive. Chords too near for that are left to `use(number of chord)`.
    ///
    /// Error     1e-5, on average 5e-7, of 2 pi (tests/geo/offset/edge_sums_test.cpp); of it 1e-6 for what is farther
    ///           than 5.2 sigma, which is left out.
    /// Requires  0 < sigma <= 50 km; `plane` that of p.
    template <class Use>
    [[nodiscard]] double seen(vec3 p, const tangent_plane& plane, double sigma, Use&& use) const {
        double sum = 0;
        if (looks_.empty()) {
            return sum;
        }
        const auto from = p - origin_;
        const auto x = static_cast<float>(from.x);
        const auto y = static_cast<float>(from.y);
        const auto z = static_cast<float>(from.z);
        const auto reach = static_cast<float>(farthest_sigma * sigma);
        const auto widest = static_cast<float>(sigma);
        std::array<std::uint32_t, deepest> waiting;  // NOLINT: no need to clear it each time
        std::size_t depth = 0;
        waiting[depth++] = 0;
        std::array<std::uint32_t, most_at_once> runs;  // NOLINT: nor this
        std::size_t count = 0;
        while (depth > 0) {
            const auto number = waiting[--depth];
            const auto& one = looks_[number];
            const float dx = one.x - x;
            const float dy = one.y - y;
            const float dz = one.z - z;
            const float square = dx * dx + dy * dy + dz * dz;
            const float most = reach + one.reach;
            if (square > most * most) {
                continue;
            }
            if (one.least_sigma <= widest && square >= one.near_square) {
                __builtin_prefetch(&ways_[number]);
                runs[count++] = number;
                if (count == most_at_once) {
                    sum += seen_of(runs.data(), count, p, plane, sigma);
                    count = 0;
                }
            } else if (one.second == 0) {
                use(one.chord);
            } else {
                __builtin_prefetch(&looks_[one.second]);
                waiting[depth++] = one.second;
                waiting[depth++] = number + 1;
            }
        }
        return sum + seen_of(runs.data(), count, p, plane, sigma);
    }

    static constexpr double farthest_sigma = 5.2;

private:
    /// Of a run, what says how to go on with it; from `origin_`. Its first half is the next run.
    struct look {
        float x = 0;
        float y = 0;
        float z = 0;
        float reach = 0;           ///< of its positions from its middle, at most
        float near_square = 0;     ///< nearer than this it is not summed as one
        float least_sigma = 0;     ///< nor for a smaller sigma
        std::uint32_t second = 0;  ///< its other half; 0: it is one chord
        std::uint32_t chord = 0;
    };
    struct short_vec {
        float x = 0;
        float y = 0;
        float z = 0;

        explicit short_vec(vec3 of)
            : x(static_cast<float>(of.x)), y(static_cast<float>(of.y)),
              z(static_cast<float>(of.z)) {}
        [[nodiscard]] vec3 wide() const {
            return {static_cast<double>(x), static_cast<double>(y), static_cast<double>(z)};
        }
    };
    /// One line of the processor's cache: memory is what this waits for. A float is right to 1 mm in 10
    /// km, and no run is longer than sigma.
    struct alignas(64) way {
        vec3 a;
        short_vec along;
        short_vec moment;  ///< of `area` about the middle of the way
        float area = 0;    ///< between way and run, positive where the run lies to the right
    };
    /// Halving 2^32 chords 32 times leaves one; a run on the way is waiting with its other half.
    static constexpr std::size_t deepest = 40;
    /// Runs are summed together, two or four at a time.
    static constexpr std::size_t most_at_once = 64;
    struct columns;

    std::uint32_t add(
        const std::vector<chord_tree::chord>& chords, std::uint32_t first, std::uint32_t last
    );
    [[nodiscard]] double seen_of(
        const std::uint32_t* runs,
        std::size_t count,
        vec3 p,
        const tangent_plane& plane,
        double sigma
    ) const;

    vec3 origin_;
    std::vector<look> looks_;
    std::vector<way> ways_;
};

}  // namespace geo::detail
