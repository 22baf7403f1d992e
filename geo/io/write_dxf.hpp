// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "geo/io/layer.hpp"
#include "geo/units/quantity.hpp"

#include <array>
#include <cstdint>
#include <optional>
#include <string>
#include <vector>

namespace geo {

/// Something to draw, and its label where it has one.
struct drawing_item {
    std::string layer;  ///< letters A to Z, digits, `_` and `-`
    std::string label;  ///< on one line; empty: none
    std::array<std::uint8_t, 3> colour{};
    geometry shape;
    std::optional<lon_lat> label_at;
};

struct drawing_options {
    std::string crs;  ///< a projected one in metres, as `EPSG:32637`; empty: UTM of the middle
    std::vector<std::string> comments;  ///< at the head of the file, in ASCII
    metres tolerance{0.1};              ///< of edges, which are straight in longitude and latitude
};

struct drawing {
    std::string bytes;
    std::string crs;         ///< `WGS 84 / UTM zone 37N (EPSG:32637)`
    double least_scale = 1;  ///< length in the drawing over length on the ground, where it is least
    double largest_scale = 1;
    std::size_t entities = 0;
};

/// A drawing in DXF (AutoCAD 2004): lines, and edges of areas as lines that close, points, labels
/// (MTEXT). The reference system stands in a comment, since DXF has no place for it.
///
/// Error     positions as PROJ projects them, to 0.1 mm; edges within the tolerance of the plane;
///           scales sampled at 9 x 9 positions of the box, north and east, over 100 m.
/// Throws    input_error: the system is unknown, not projected or not in metres, or there is nothing
///           to draw. crs_error: no transformation but a ballpark one, or positions beyond it.
/// Source    Autodesk, DXF reference (group code 999: comments); by GDAL.
[[nodiscard]] drawing to_dxf(
    const std::vector<drawing_item>& items, const drawing_options& options = {}
);

}  // namespace geo
