// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "geo/io/read.hpp"
#include "planner/check/proposal.hpp"
#include "planner/model/theatre.hpp"

#include <string>

namespace tools {

/// The lines, or the areas, of a layer as one proposal; what was noticed goes to stderr. Its accuracy is
/// what the digits of a coordinate list stand for, else 0.
///
/// Positions are expected about the theatre's territories, which finds swapped axes.
///
/// Throws    as geo::read_layer; geo::input_error when it holds neither lines nor areas, or both.
[[nodiscard]] planner::proposal read_proposal(
    const std::string& path, geo::read_options options, const planner::theatre& ground
);

}  // namespace tools
