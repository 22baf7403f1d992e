// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "geo/io/layer.hpp"
#include "planner/check/check_line.hpp"

#include <string>
#include <vector>

namespace planner {

/// What a person reads: validity, position, distances, what lies on each side, in that order.
[[nodiscard]] std::string to_text(const line_check& done, const theatre& ground);

/// data/schema/check.schema.json.
[[nodiscard]] std::string to_json(const line_check& done, const theatre& ground);

/// `stretches` (lines by kind) and `sides` (areas of either side, and land on another side than by
/// the line of contact).
[[nodiscard]] std::vector<geo::feature_table> to_layers(const line_check& done);

/// Distance of the proposal from the edge of the recognised territory along its length: outside
/// upwards. An SVG of 900 x 300.
[[nodiscard]] std::string to_profile(const line_check& done, const theatre& ground);

}  // namespace planner
