// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "planner/corridors/moving_out.hpp"

namespace planner {

/// The ways for people of the terms. Roads may lead over anybody's ground: whose is told, as they must
/// agree. Closed roads are not used; past nuclear plants and large settlements a stretch counts
/// `detour_factor` times its time. A corridor without a way has a `problem` and no shape.
///
/// Throws    geo::input_error for a place that the theatre lacks.
[[nodiscard]] std::vector<followed_route> humanitarian_routes(
    const plan& what, const open_roads& open, const geo::road_locator& locator
);

}  // namespace planner
