// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "geo/units/quantity.hpp"

#include <cstddef>
#include <optional>
#include <string>
#include <vector>

namespace planner {

/// One unit of the last decimal that positions are written with (1e-7 degrees) is 11.1 mm of a meridian
/// (WGS 84: 111.694 km a degree at most): nearer positions are the same.
inline constexpr geo::metres same_position{0.0112};

/// What two files of one name have that differs.
struct file_difference {
    bool geometry = false;                ///< farther apart than same_position, or other features
    bool figures = false;                 ///< numbers and texts
    bool only_bytes = false;              ///< drawings and databases: no more can be said here
    std::optional<geo::metres> farthest;  ///< of two positions, when not 0
    std::size_t count = 0;                ///< of differing figures and shapes
    std::vector<std::string> examples;    ///< the first three, with the place and both values
};

/// The plan's version in either file, which each layer repeats and which is told once.
struct version_pair {
    std::string recorded;
    std::string recomputed;
};

/// Compares what two files say, but for the plan's version: GeoJSON and JSON value by value, text line by
/// line, anything else by its bytes. None when they say the same; equal bytes always do.
///
/// Error     positions of a shape with as many vertices one by one, of others by the Hausdorff distance
///           of their boundaries, to 1 cm; geodesic.
/// Throws    geo::io_error: cannot be read.
[[nodiscard]] std::optional<file_difference> compare_files(
    const std::string& recorded, const std::string& recomputed, const version_pair& versions = {}
);

}  // namespace planner
