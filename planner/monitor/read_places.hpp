// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "planner/model/theatre.hpp"

namespace planner {

/// The settlements of a plan folder, names and places only, so that a report can say what is near; none
/// when the plan has no such layer.
///
/// Throws    geo::io_error, geo::input_error: the layer cannot be read.
[[nodiscard]] std::vector<settlement> read_places(const std::string& folder);

}  // namespace planner
