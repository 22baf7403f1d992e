// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "geo/geometry/box.hpp"
#include "geo/offset/crossing_links.hpp"
#include "geo/offset/equi_ratio.hpp"
#include "geo/offset/line_function.hpp"

#include <compare>
#include <cstdint>
#include <unordered_map>
#include <vector>

namespace geo::detail {

/// A square of longitudes and latitudes, in half steps of the finest grid.
struct line_cell {
    std::uint32_t column = 0;  ///< of its south-west corner
    std::uint32_t row = 0;
    std::uint32_t size = 2;  ///< a power of two

    friend auto operator<=>(const line_cell&, const line_cell&) = default;
};

/// The grid of one box with what is known at its positions and in its cells, computed once for all
/// lines between two fields.
class line_grid {
public:
    /// A position: row in the high half, column in the low half. Middles of cells are positions.
    using key = std::uint64_t;
    struct distances {
        double from = 0;
        double to = 0;
    };
    struct cones {
        distance_field::cone from;
        distance_field::cone to;
    };

    line_grid(
        const distance_field& from,
        const distance_field& to,
        const lon_lat_box& box,
        const equi_ratio_options& options
    );

    [[nodiscard]] std::uint32_t root() const { return root_; }
    [[nodiscard]] std::uint32_t widest() const { return widest_; }
    /// The size down to which cells are split where both lines are near.
    [[nodiscard]] std::uint32_t narrowest() const { return narrowest_; }

    [[nodiscard]] lon_lat position(key at) const;
    [[nodiscard]] static key middle(const line_cell& of);

    /// Half the diagonal on the ground, rounded up, and 5 cm for the error of distances.
    [[nodiscard]] double reach(const line_cell& of) const;

    const distances& at(key position);
    const cones& directions(const line_cell& of);
    bool is_wanted(const line_cell& of);

private:
    const distance_field& from_;
    const distance_field& to_;
    const std::function<bool(lon_lat, metres)>& wanted_;
    double west_;
    double south_;
    double step_east_;  ///< half steps in degrees
    double step_north_;
    std::uint32_t root_ = 2;
    std::uint32_t widest_ = 2;
    std::uint32_t narrowest_ = 2;
    std::unordered_map<key, distances> distances_;
    std::unordered_map<key, cones> cones_;
    std::unordered_map<key, bool> wanted_cells_;
};

/// Two positions, close to each other, on different sides of a line.
struct line_crossing {
    lon_lat below;  ///< where the function is not above zero
    lon_lat above;
};

using crossing_chain = traced_chain<line_crossing>;

/// All pieces of one line in the grid's box.
[[nodiscard]] std::vector<crossing_chain> crossing_chains(
    line_grid& grid, const line_function& function
);

}  // namespace geo::detail
