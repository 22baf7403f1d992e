// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "geo/geometry/box.hpp"
#include "geo/offset/chord_tree.hpp"

#include <algorithm>
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

    struct range {
        float least = 0;
        float most = 0;
    };
    /// Where in relation to the area that the chords bound the whole of a cell lies: no chord comes near
    /// a cell of which the least distance is more than 0.
    enum class side : std::uint8_t { unknown, inside, outside };
    struct sided_range : range {
        side of = side::unknown;
    };
    /// What the ground distance of the nearest can be wherever in its cell a position lies, and on which
    /// side of it that is, where mark_sides() was told.
    [[nodiscard]] sided_range distances(lon_lat p) const {
        const auto& found = ranges_[number_of(p)];
        const auto of = (found.least & lies_inside) != 0 ? side::inside
                        : found.least != 0               ? side::outside
                                                         : side::unknown;
        return {range_of(found), of};
    }

    /// Asks `is_inside` for a position of each such cell.
    template <class IsInside>
    void mark_sides(IsInside&& is_inside) {
        for (std::size_t i = 0; i < ranges_.size(); ++i) {
            const auto column = static_cast<double>(i % cells_a_side) + 0.5;
            const auto row = static_cast<double>(i / cells_a_side) + 0.5;
            const lon_lat middle{
                longitude(box_.west + column / columns_per_degree_),
                latitude(box_.south + row / rows_per_degree_)};
            if (ranges_[i].least != 0 && is_inside(middle)) {
                ranges_[i].least |= lies_inside;
            }
        }
    }

    /// Has what is known of the cell fetched into the processor's cache meanwhile.
    ///
    /// Requires  covers(p).
    void fetch(lon_lat p) const {
        const auto number = number_of(p);
        __builtin_prefetch(&ranges_[number]);
        __builtin_prefetch(&cells_[number]);
    }

    static constexpr double widest = 40;

private:
    static constexpr int cells_a_side = 128;  // a power of two
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
    /// In steps, outward: small, for they are asked most. The highest bit of `least` says the side.
    struct stepped_range {
        std::uint16_t least = 0;
        std::uint16_t most = 0;
    };
    static constexpr std::uint16_t lies_inside = 0x8000;
    static constexpr float most_steps = 32766;
    [[nodiscard]] range range_of(stepped_range of) const {
        const auto least = static_cast<std::uint16_t>(of.least & ~lies_inside);
        return {static_cast<float>(least) * step_, static_cast<float>(of.most) * step_};
    }
    struct narrow_list {
        std::vector<std::uint32_t> chords;
        range from_edge;
    };
    class half_lines;

    void fill(const block& at, const half_lines& lines, const std::vector<std::uint32_t>& wider);
    [[nodiscard]] narrow_list narrowed(
        const block& at, const half_lines& lines, const std::vector<std::uint32_t>& wider
    ) const;
    [[nodiscard]] std::size_t number_of(lon_lat p) const {
        const auto at = [](double cells) {
            return static_cast<std::size_t>(std::clamp(static_cast<int>(cells), 0, cells_a_side - 1)
            );
        };
        const auto row = at((p.lat.value() - box_.south) * rows_per_degree_);
        return row * cells_a_side + at((p.lon.value() - box_.west) * columns_per_degree_);
    }
    [[nodiscard]] run keep(const std::vector<std::uint32_t>& list);

    lon_lat_box box_;
    double columns_per_degree_ = 0;
    double rows_per_degree_ = 0;
    std::vector<lean_chord> chords_;
    std::vector<run> cells_;  ///< of chords; of runs_ where `many` is set
    std::vector<stepped_range> ranges_;
    float step_ = 1;  ///< metres
    std::vector<run> runs_;
    static constexpr std::uint32_t many = 0x80000000U;
};

}  // namespace geo::detail
