// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "planner/model/plan.hpp"

namespace planner {

/// A plan back from its folder, as far as judging reports needs it: ids and version, D-day, time zone,
/// parties and roles, gates, steps, obligations and rules of the terms, phases with the areas left,
/// zones and exceptions with their ground, words for weapons. Everything else stays empty.
///
/// `status_file` (armistice-status(5)) takes the place of the status that the plan was made with; empty
/// keeps that one. Dates are worked out anew from the terms' offsets by make_timeline(), as when
/// the plan was made; nothing else says when something is in force.
///
/// Error     of shapes, 0.6 cm a coordinate: they are written with 7 decimals.
/// Throws    geo::io_error: no such folder or file. geo::input_error: damaged, of a version without
///           the key `monitoring`, without the shape of a zone that it lists; what read_status()
///           refuses.
[[nodiscard]] plan read_plan(const std::string& folder, const std::string& status_file = "");

}  // namespace planner
