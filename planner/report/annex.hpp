// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "planner/report/published_lines.hpp"

#include <optional>
#include <string>
#include <vector>

namespace planner {

/// One row of the annex.
struct annex_point {
    geo::lon_lat position;  ///< as printed: a whole tenth of a second
    std::string id;         ///< line, part, sequence
    std::string dms_latitude;
    std::string dms_longitude;
    std::string mgrs;     ///< 10 digits, of the position as printed, cut and not rounded
    std::string segment;  ///< to the next point; empty for the last of a part
    geo::metres to_next;
    geo::degrees azimuth;     ///< to the next, clockwise from north, [0, 360), to 0.01 degree
    std::string place;        ///< the nearest settlement of the theatre; empty when it has none
    std::string local_place;  ///< its name in the language of the place, where known
    geo::metres from_place;
    geo::degrees bearing;  ///< from the place to the point, [0, 360), to 1 degree
    std::string description;
    std::optional<geo::metres> accuracy;  ///< 95 % radius; 0: exact by agreement
};

struct annex_line {
    published_line of;
    std::vector<std::vector<annex_point>> parts;
    geo::metres deviation;  ///< measured: no position of either line is farther from the other
};

struct annex {
    geo::metres tolerance;
    std::vector<annex_line> lines;
    geo::findings found;  ///< lines that printing makes touch or cross
};

inline constexpr geo::metres least_annex_tolerance(3);
inline constexpr geo::metres largest_annex_tolerance(1000);

/// Throws    geo::input_error when turning points cannot be, or need not be, so near.
void check_annex_tolerance(geo::metres tolerance);

/// Turning points of all published lines: as few as keep the lines through them, as printed and
/// joined by geodesics, within `plan::annex_tolerance` of the exact ones. Lines that share edges keep
/// the same points there; no two that do not meet cross because of the choice. Printing to 0.1 second
/// moves each point by up to 2.2 m: where it makes lines nearer than that touch or cross, a finding
/// says which.
///
/// Error     the tolerance: choice and printing are bounded beforehand, and the deviation of every
///           line is then measured (Hausdorff distance, both ways, to 0.5 m, which is in it).
/// Throws    as check_annex_tolerance; geo::geometry_error when a measured deviation is above the
///           tolerance, which would be a mistake of ours.
[[nodiscard]] annex make_annex(const plan& what);

/// RFC 4180, one row a point. `armistice` reads it back as lines (geo/io/read.hpp).
[[nodiscard]] std::string to_csv(const annex& what);

}  // namespace planner
