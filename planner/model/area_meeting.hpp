// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "geo/geometry/box.hpp"
#include "geo/geometry/shapes.hpp"

#include <vector>

namespace planner {

/// Whether shapes meet an area, be it in one point; edges are straight in longitude and latitude.
///
/// Error     that of a chart of both (geo::local_frame::chart), below a centimetre over a country.
class area_meeting {
public:
    explicit area_meeting(const geo::multi_polygon<geo::lon_lat>& ground);

    [[nodiscard]] bool with(const std::vector<geo::lon_lat>& points) const;
    [[nodiscard]] bool with(const geo::multi_line_string<geo::lon_lat>& lines) const;
    [[nodiscard]] bool with(const geo::multi_polygon<geo::lon_lat>& areas) const;

private:
    [[nodiscard]] bool is_inside(geo::lon_lat p) const;

    geo::multi_polygon<geo::lon_lat> ground_;
    geo::lon_lat_box box_;
};

}  // namespace planner
