// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "geo/linework/line_measure.hpp"
#include "planner/model/plan.hpp"

#include <vector>

namespace planner {

struct apart_options {
    geo::metres near;  ///< an edge runs along a line when its ends and middle are within this of it
    geo::metres
        shortest;  ///< stretches along, and apart, that are shorter do not count: an edge that
                   ///< crosses a line touches it for a moment
};

/// The parts of lines that run along none of the `known` ones.
///
/// Shape     out: in the direction of the input, positions unchanged.
/// Cost      O(n log m) in positions of the input and of the known lines.
[[nodiscard]] lines parts_apart(
    const lines& from, const std::vector<geo::line_measure>& known, const apart_options& options
);

/// The same for the edges of an area: what of a zone's edge no other line describes. A ring that
/// runs along nothing comes as a closed line.
[[nodiscard]] lines edges_apart(
    const area& from, const std::vector<geo::line_measure>& known, const apart_options& options
);

}  // namespace planner
