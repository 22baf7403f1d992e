// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "geo/geometry/shapes.hpp"
#include "geo/units/quantity.hpp"
#include "planner/model/plan.hpp"

#include <string>

namespace planner {

/// A line, or an area, that somebody puts on the table.
struct proposal {
    std::string name;  ///< of the file, for people
    geo::multi_line_string<geo::lon_lat> lines;
    area shape = {};  ///< of an area; its outline is taken for the line
    geo::edge_reading edges = geo::edge_reading::lonlat;
    geo::metres accuracy;  ///< 95 % radius; 0: exact by definition

    [[nodiscard]] bool is_area() const { return !shape.empty(); }
};

/// The same with edges straight in lon/lat (to 0.25 m), the parts of an area united and its outline
/// as lines.
[[nodiscard]] proposal straightened(proposal what);

}  // namespace planner
