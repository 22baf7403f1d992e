// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "geo/geometry/shapes.hpp"
#include "geo/units/quantity.hpp"

#include <optional>
#include <string>
#include <vector>

namespace planner {

/// One figure, date or text in which two plans differ.
struct plan_difference {
    std::string section;  ///< of plan.json: phases, zones, presence, schedule, ...
    std::string id;       ///< of the item; empty for the plan itself
    std::string key;      ///< as `vacated.area_km2`; empty when the item is in one only
    std::optional<std::string> before;  ///< none: not in the first plan
    std::optional<std::string> after;   ///< none: not in the second
};

/// Ground in the area of one plan's item and not of the other's.
struct shape_difference {
    std::string layer;
    std::string id;
    geo::multi_polygon<geo::lon_lat> only_first;
    geo::multi_polygon<geo::lon_lat> only_second;
    geo::square_metres first_size;
    geo::square_metres second_size;
};

/// A line or a point that the plans put elsewhere, or that one of them does not have.
struct moved_feature {
    std::string layer;
    std::string id;
    geo::multi_line_string<geo::lon_lat> first;  ///< points are lines of one position
    geo::multi_line_string<geo::lon_lat> second;
    geo::metres first_length;
    geo::metres second_length;
    std::optional<geo::metres> moved;  ///< farthest of one from the other; none when in one only
};

/// A settlement with another phase, holder or zones.
struct settlement_difference {
    std::string id;
    std::string name;
    double people = 0;
    std::string before;  ///< `phase p1; zones a, b; held by ru`
    std::string after;
};

struct plan_comparison {
    std::string first;  ///< plan id and version
    std::string second;
    std::vector<plan_difference> rows;
    std::vector<shape_difference> shapes;
    std::vector<moved_feature> moved;
    std::vector<settlement_difference> settlements;
    std::vector<std::string> summary;  ///< a few sentences: what matters
    [[nodiscard]] bool same() const;
};

/// Everything in which two plan folders differ: each value of plan.json but the version, items matched
/// by id, and the areas, lines, points and settlements of the layers. Lists and layers that are not
/// known here are compared as well.
///
/// Error     areas of difference geodesic; below 100 m2 they are none, and lines and points within 5
///           cm are the same.
/// Throws    geo::io_error, geo::input_error: a folder holds no plan, or not one of this format.
[[nodiscard]] plan_comparison compare_plans(const std::string& first, const std::string& second);

}  // namespace planner
