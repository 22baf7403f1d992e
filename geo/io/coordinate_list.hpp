// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "geo/measure/position_text.hpp"

#include <string>
#include <string_view>
#include <vector>

/// Lists of coordinates as annexes and letters have them, one position to a line of text:
///
///     datum: Pulkovo 1942          WGS 84, ED50, ... or EPSG:4284
///     order: lat lon               needed only where no hemisphere is written
///     line: northern stretch       begins a line; `area: name` an area. A list without either is
///     1. 48°35'27"N 39°39'58"E     one line. Numbers and names before the position are passed
///     2. 37U DQ 01683 82750        over; what follows a # is a remark.
namespace geo {

struct listed_shape {
    std::string name;
    bool is_area = false;
    std::vector<typed_position> positions;
    metres resolution;  ///< the coarsest of its positions
};

struct coordinate_list {
    std::string crs;  ///< `EPSG:n` of the datum's geographic coordinates; empty when none is named
    std::vector<listed_shape> shapes;
};

/// Throws    input_error that names up to five lines that cannot be read, each with its number,
///           its text and what is wrong; also for an unknown datum (the known ones are listed), grid
///           references on another datum than WGS 84, and lists without any position.
[[nodiscard]] coordinate_list parse_coordinate_list(std::string_view text, const std::string& file);

}  // namespace geo
