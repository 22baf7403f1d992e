// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "geo/geometry/lon_lat.hpp"
#include "geo/geometry/shapes.hpp"

#include <algorithm>
#include <limits>

namespace geo {

/// A range of longitudes and latitudes in degrees; never crosses the antimeridian. Empty until
/// something is added.
struct lon_lat_box {
    double west = std::numeric_limits<double>::infinity();
    double south = std::numeric_limits<double>::infinity();
    double east = -std::numeric_limits<double>::infinity();
    double north = -std::numeric_limits<double>::infinity();

    [[nodiscard]] bool empty() const { return west > east; }
    [[nodiscard]] lon_lat centre() const {
        return {longitude((west + east) / 2), latitude((south + north) / 2)};
    }
    void add(lon_lat p) {
        west = std::min(west, p.lon.value());
        east = std::max(east, p.lon.value());
        south = std::min(south, p.lat.value());
        north = std::max(north, p.lat.value());
    }
    template <class Positions>
    void add_all(const Positions& positions) {
        for (const auto& p : positions) {
            add(p);
        }
    }
    [[nodiscard]] bool contains(lon_lat p) const {
        return p.lon.value() >= west && p.lon.value() <= east && p.lat.value() >= south &&
               p.lat.value() <= north;
    }
};

/// The box about an area, about lines; empty when they are.
[[nodiscard]] inline lon_lat_box box_of(const multi_polygon<lon_lat>& area) {
    lon_lat_box box;
    for (const auto& part : area) {
        box.add_all(part.outer);
    }
    return box;
}
[[nodiscard]] inline lon_lat_box box_of(const multi_line_string<lon_lat>& lines) {
    lon_lat_box box;
    for (const auto& line : lines) {
        box.add_all(line);
    }
    return box;
}

}  // namespace geo
