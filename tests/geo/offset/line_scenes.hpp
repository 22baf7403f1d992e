// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "geo/geometry/box.hpp"
#include "tests/geo/offset/truth.hpp"

/// Small worlds for lines between two lines, of some 40 km, all over the earth.
namespace truth {

struct line_scene {
    const char* name;
    multi_line_string<lon_lat> from;
    multi_line_string<lon_lat> to;
    lon_lat_box box;
    bool meet = false;  ///< both lines have positions in common
};

inline line_string<lon_lat> square(double lon, double lat, double half) {
    return {
        at(lon - half, lat - half),
        at(lon + half, lat - half),
        at(lon + half, lat + half),
        at(lon - half, lat + half),
        at(lon - half, lat - half)};
}

inline std::vector<line_scene> line_scenes() {
    const auto front = roughened({at(11, 50), at(11.1, 50.5)}, 4, 9, 0.15);
    return {
        {"two meridians",
         {{at(11, 50), at(11, 50.5)}},
         {{at(10.6, 50), at(10.6, 50.5)}},
         {10.5, 49.95, 11.1, 50.55}},
        {"two points", {{at(11, 50.2)}}, {{at(10.6, 50.2)}}, {10.3, 49.9, 11.3, 50.5}},
        {"rough front and bent border",
         {front},
         {{at(10.5, 49.9), at(10.6, 50.2), at(10.5, 50.6)}},
         {10.4, 49.95, 11.2, 50.55}},
        {"both rough",
         {roughened({at(11, 50), at(11.05, 50.4)}, 5, 3)},
         {roughened({at(10.7, 50), at(10.6, 50.4)}, 5, 4)},
         {10.5, 49.95, 11.2, 50.45}},
        {"line that meets the border at its end",
         {{at(10.6, 50), at(11, 50.3)}},
         {{at(10.6, 50), at(10.6, 50.5)}},
         {10.5, 49.95, 11.1, 50.55},
         true},
        {"line that ends on the middle of the border",
         {{at(10.6, 50.2), at(11, 50.3)}},
         {{at(10.6, 50), at(10.6, 50.2), at(10.6, 50.5)}},
         {10.5, 49.95, 11.1, 50.55},
         true},
        {"lines that meet at a sharp angle",
         {{at(10.6, 50), at(11, 50.5)}},
         {{at(10.6, 50), at(10.95, 50.5)}},
         {10.5, 49.95, 11.1, 50.45},
         true},
        {"lines that cross",
         {{at(10.6, 50), at(11, 50.4)}},
         {{at(10.6, 50.4), at(11, 50)}},
         {10.55, 49.95, 11.05, 50.45},
         true},
        {"lines that touch",
         {{at(10.6, 50), at(10.8, 50.2), at(11, 50)}},
         {{at(10.6, 50.4), at(10.8, 50.2), at(11, 50.4)}},
         {10.55, 49.95, 11.05, 50.45},
         true},
        {"front about an enclave",
         {front, square(10.8, 50.25, 0.03)},
         {{at(10.5, 49.9), at(10.6, 50.2), at(10.5, 50.6)}},
         {10.4, 49.95, 11.2, 50.55}},
        {"border all about the front",
         {roughened({at(10.7, 50.1), at(10.9, 50.3)}, 3, 5)},
         {square(10.8, 50.2, 0.2)},
         {10.55, 49.95, 11.05, 50.45}},
        {"islands close to the front",
         {{at(10.8, 50), at(10.8, 50.4)}},
         {square(10.801, 50.1, 0.0002),
          {at(10.8003, 50.2)},
          square(10.78, 50.3, 0.001),
          {at(10.5, 50), at(10.5, 50.4)}},
         {10.45, 49.95, 10.95, 50.45}},
        {"far north",
         {roughened({at(21, 70), at(21.2, 70.3)}, 3, 6)},
         {{at(19.9, 70), at(19.8, 70.3)}},
         {19.7, 69.95, 21.3, 70.35}},
        {"farther north",
         {{at(11, 80), at(11, 80.3)}},
         {{at(9.6, 80), at(9.6, 80.3)}},
         {9.5, 79.95, 11.1, 80.35}},
        {"across 180 degrees",
         {{at(179.8, -17.2), at(179.9, -17), at(179.7, -16.8)}},
         {{at(-179.8, -17.2), at(-179.9, -17), at(-179.8, -16.8)}},
         {179.6, -17.25, 180.3, -16.75}},
        {"southern hemisphere",
         {roughened({at(-58, -51.9), at(-57.8, -51.6)}, 3, 8)},
         {{at(-58.5, -51.9), at(-58.4, -51.6)}},
         {-58.6, -51.95, -57.7, -51.55}},
    };
}

}  // namespace truth
