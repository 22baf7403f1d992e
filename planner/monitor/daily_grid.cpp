// SPDX-License-Identifier: Apache-2.0
#include "planner/monitor/daily_grid.hpp"

#include "geo/geometry/ellipsoid.hpp"

#include <algorithm>
#include <cmath>
#include <numbers>

namespace planner {

namespace {

// WGS 84: NIMA TR8350.2 (2000), table 3.1.
constexpr double equatorial_radius = geo::wgs84::semi_major;
constexpr double e2 = geo::wgs84::e2;
/// Metres a degree of a meridian at its shortest (at the equator): pi / 180 times a (1 - e2).
constexpr double shortest_degree = 110574.0;
constexpr double radians = std::numbers::pi / 180;

/// The ground between the equator and a parallel, all the way round, in square metres.
double area_from_equator(double latitude) {
    const double e = std::sqrt(e2);
    const double s = std::sin(latitude * radians);
    const double q = s / (1 - e2 * s * s) + std::log((1 + e * s) / (1 - e * s)) / (2 * e);
    return std::numbers::pi * equatorial_radius * equatorial_radius * (1 - e2) * q;
}

/// Metres a degree of longitude is at least anywhere between two parallels.
double degree_of_longitude(double latitude) {
    return radians * equatorial_radius * std::cos(std::min(std::abs(latitude), 90.0) * radians);
}

}  // namespace

daily_grid::daily_grid(geo::metres side) : side_(side) {
    // A quarter of a meridian is 10,001,966 m (Snyder 1987, equation 3-21 for WGS 84).
    constexpr double meridian = 2 * 10001966.0;
    rows_ = std::max(1, static_cast<std::int32_t>(std::lround(meridian / side.value())));
    row_height_ = 180.0 / rows_;
}

std::int32_t daily_grid::columns_in(std::int32_t row) const {
    const double south = -90 + row * row_height_;
    const double north = row + 1 == rows_ ? 90 : south + row_height_;
    const double ground = area_from_equator(north) - area_from_equator(south);
    const double cell = side_.value() * side_.value();
    return std::max(1, static_cast<std::int32_t>(std::lround(ground / cell)));
}

grid_cell daily_grid::cell_of(geo::lon_lat p) const {
    const auto within = [](double share, std::int32_t count) {
        return std::clamp(static_cast<std::int32_t>(std::floor(share * count)), 0, count - 1);
    };
    grid_cell out;
    out.row = within((p.lat.value() + 90) / 180, rows_);
    out.column = within((p.lon.value() + 180) / 360, columns_in(out.row));
    return out;
}

daily_grid::edges daily_grid::edges_of(grid_cell cell) const {
    const double width = 360.0 / columns_in(cell.row);
    return {
        -180 + cell.column * width,
        -90 + cell.row * row_height_,
        -180 + (cell.column + 1) * width,
        -90 + (cell.row + 1) * row_height_};
}

geo::lon_lat daily_grid::middle(grid_cell cell) const {
    const auto at = edges_of(cell);
    return {
        geo::longitude((at.west + at.east) / 2),
        geo::latitude(std::min((at.south + at.north) / 2, 90.0))};
}

std::vector<grid_cell> daily_grid::near(geo::lon_lat p, geo::metres reach) const {
    std::vector<grid_cell> out;
    const auto own = cell_of(p);
    const auto away =
        static_cast<std::int32_t>(std::ceil(reach.value() / (row_height_ * shortest_degree))) + 1;
    for (auto row = std::max(0, own.row - away); row <= std::min(rows_ - 1, own.row + away);
         ++row) {
        const auto columns = columns_in(row);
        const double south = -90 + row * row_height_;
        const double degree = std::min(
            degree_of_longitude(south - row_height_), degree_of_longitude(south + 2 * row_height_)
        );
        const double width = 360.0 / columns;
        const double degrees = degree > 0 ? reach.value() / degree : 360;
        const auto span = degrees >= 180 ? columns : static_cast<std::int32_t>(degrees / width) + 2;
        if (2 * span + 1 >= columns) {
            for (std::int32_t column = 0; column < columns; ++column) {
                out.push_back({row, column});
            }
            continue;
        }
        const auto middle = cell_of({p.lon, geo::latitude(south + row_height_ / 2)}).column;
        for (auto step = -span; step <= span; ++step) {
            out.push_back({row, (middle + step + columns) % columns});
        }
    }
    return out;
}

}  // namespace planner
