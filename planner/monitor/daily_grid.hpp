// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "geo/geometry/lon_lat.hpp"
#include "geo/units/quantity.hpp"

#include <cstdint>
#include <vector>

namespace planner {

/// A cell of a grid: row from the south pole, column from the antimeridian.
struct grid_cell {
    std::int32_t row = 0;
    std::int32_t column = 0;

    friend constexpr auto operator<=>(const grid_cell&, const grid_cell&) = default;
};

/// Cells of one size over the whole ellipsoid, between parallels and meridians, as high as wide near
/// enough: what is counted in one can be compared with what is counted in another. No cell is cut at
/// the antimeridian.
///
/// Shape     every row is as many degrees high, and has as many whole columns as bring its cells
///           nearest to `side` squared.
/// Error     of the size, one part in twice the columns of the row: 0.01 % at 60 degrees for 5 km.
/// Source    area between parallels: J. P. Snyder, Map Projections, USGS Professional Paper 1395
///           (1987), equation 3-12; rows of whole cells as in the sinusoidal tiling of MODIS.
class daily_grid {
public:
    /// Requires  side between 1 m and 1,000 km.
    explicit daily_grid(geo::metres side);

    [[nodiscard]] geo::metres side() const { return side_; }
    [[nodiscard]] grid_cell cell_of(geo::lon_lat p) const;
    /// By latitude and longitude, not by area.
    [[nodiscard]] geo::lon_lat middle(grid_cell cell) const;
    /// West, south, east and north edge in degrees.
    struct edges {
        double west = 0;
        double south = 0;
        double east = 0;
        double north = 0;
    };
    [[nodiscard]] edges edges_of(grid_cell cell) const;
    [[nodiscard]] std::int32_t columns_in(std::int32_t row) const;
    [[nodiscard]] std::int32_t rows() const { return rows_; }

    /// The cells that have a position within `reach` of `p`, and perhaps some others; each once.
    [[nodiscard]] std::vector<grid_cell> near(geo::lon_lat p, geo::metres reach) const;

private:
    geo::metres side_;
    std::int32_t rows_ = 1;
    double row_height_ = 180;  ///< degrees
};

}  // namespace planner
