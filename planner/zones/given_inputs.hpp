// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "planner/model/plan.hpp"

#include <map>
#include <string>

namespace planner {

/// What the user supplied for an [[inputs]] of the terms.
struct given_input {
    lines line;
    area polygon;
    std::vector<geo::lon_lat> points;
};
using given_inputs = std::map<std::string, given_input, std::less<>>;

/// Reads the files named for inputs (id -> path; any format of geo::read_layer). Files and findings
/// are noted in `ground`, for the manifest and the report.
///
/// Throws    geo::input_error for an id that the terms do not ask for, listing those they do, and
///           for a file without a shape of the kind asked for; else as geo::read_layer.
[[nodiscard]] given_inputs read_given_inputs(
    const terms& said, const std::map<std::string, std::string>& files, theatre& ground
);

}  // namespace planner
