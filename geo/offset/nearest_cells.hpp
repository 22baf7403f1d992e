// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "geo/geometry/box.hpp"
#include "geo/offset/chord_tree.hpp"

#include <algorithm>
#include <cmath>
#include <cstdint>
#include <vector>

namespace geo::detail {

/// For every cell of a grid over a box the chords of which one is the nearest, wherever in the cell a
/// position lies: some ten, most of them in a row, instead of a walk down a tree.
///
/// A chord i is left out of a cell when one position w of another chord is nearer than i to all of
/// the cell. With the cell within r of its middle c that is so when
///     dist(c, i)^2 - |c - w|^2 >= 2 r max |s - w|, s the ends of i,
/// since |q - s|^2 - |q - w|^2 is linear in q. Lists are narrowed from cells of twice the size.
class nearest_cells {
public:
    nearest_cells() = default;

    /// No cells, and nothing can be asked, when a side of the box is longer than `widest` degrees or
    /// it is within a degree of a pole.
    ///
    /// Cost      some 5 ms, and 20 ms for 10,000 chords.
    nearest_cells(const std::vector<chord_tree::chord>& chords, const lon_lat_box& box);

    [[nodiscard]] bool covers(lon_lat p) const { return !cells_.empty() && box_.contains(p); }

    /// The nearest position of all chords, by straight distance.
    ///
    /// Requires  covers(p), `in_space` the place of p.
    [[nodiscard]] vec3 nearest(lon_lat p, vec3 in_space) const;

    /// Signed metres, those inside of the area that the chords bound positive.
    struct range {
        double least = 0;
        double most = 0;

        /// Neither bound is 0 then, and both have one sign.
        [[nodiscard]] bool tells_side() const { return least > 0 || most < 0; }
    };
    /// Between what the signed ground distance of the nearest lies: that of the middle of the cell, which
    /// the way from there changes by no more than its length.
    ///
    /// Requires  covers(p), mark_sides().
    [[nodiscard]] range distances(lon_lat p) const {
        const auto at = cell_of(p);
        const double east =
            (at.x - (at.column + 0.5)) * metres_east_[static_cast<std::size_t>(at.row)];
        const double north = (at.y - (at.row + 0.5)) * metres_north_;
        const auto from_middle = static_cast<double>(distances_[at.number()]);
        const double slack =
            std::sqrt(east * east + north * north) + far_slack * std::abs(from_middle) + rounded;
        return {from_middle - slack, from_middle + slack};
    }

    /// Asks `is_inside` for the middle of each cell.
    template <class IsInside>
    void mark_sides(IsInside&& is_inside) {
        for (std::size_t i = 0; i < distances_.size(); ++i) {
            if (!is_inside(middle_of(i))) {
                distances_[i] = -distances_[i];
            }
        }
    }

    static constexpr double widest = 40;

private:
    static constexpr int cells_a_side = 128;  // a power of two
    /// Of a distance, for what straight distances, floats and the series of geodesic_metres() leave out:
    /// ten times what they are wrong by at 5,000 km (1e-5).
    static constexpr double far_slack = 1e-4;
    static constexpr double rounded = 1;  ///< metres, for the rest
    struct lean_chord {
        vec3 a;
        vec3 along;
        double inverse_square = 0;
    };
    struct block {
        int column;
        int row;
        int size;  ///< in smallest cells a side
    };
    struct run {
        std::uint32_t first = 0;
        std::uint32_t count = 0;
    };
    class half_lines;

    void fill(const block& at, const half_lines& lines, const std::vector<std::uint32_t>& wider);
    [[nodiscard]] std::vector<std::uint32_t> narrowed(
        const block& at, const half_lines& lines, const std::vector<std::uint32_t>& wider
    ) const;
    struct cell {
        double x;  ///< in cells from the south-west of the box
        double y;
        int column;
        int row;

        [[nodiscard]] std::size_t number() const {
            return static_cast<std::size_t>(row * cells_a_side + column);
        }
    };
    [[nodiscard]] cell cell_of(lon_lat p) const {
        const double x = (p.lon.value() - box_.west) * columns_per_degree_;
        const double y = (p.lat.value() - box_.south) * rows_per_degree_;
        const auto within = [](double cells) {
            return std::clamp(static_cast<int>(cells), 0, cells_a_side - 1);
        };
        return {x, y, within(x), within(y)};
    }
    [[nodiscard]] lon_lat middle_of(std::size_t number) const {
        const auto column = static_cast<double>(number % cells_a_side) + 0.5;
        const auto row = static_cast<double>(number / cells_a_side) + 0.5;
        return {
            longitude(box_.west + column / columns_per_degree_),
            latitude(box_.south + row / rows_per_degree_)};
    }
    void find_distances(const half_lines& lines);
    [[nodiscard]] vec3 nearest_in(run found, vec3 in_space) const;
    [[nodiscard]] run keep(const std::vector<std::uint32_t>& list);

    lon_lat_box box_;
    double columns_per_degree_ = 0;
    double rows_per_degree_ = 0;
    std::vector<lean_chord> chords_;
    std::vector<run> cells_;           ///< of chords; of runs_ where `many` is set
    std::vector<float> distances_;     ///< of the middles
    std::vector<double> metres_east_;  ///< of a cell's width, by rows; never less than it is
    double metres_north_ = 0;
    std::vector<run> runs_;
    static constexpr std::uint32_t many = 0x80000000U;
};

}  // namespace geo::detail
