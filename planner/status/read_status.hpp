// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "planner/model/plan.hpp"

#include <iosfwd>

namespace planner {

/// Reads a status: JSON, one event a line (data/schema/status.schema.json, armistice-status(5)).
///
/// Shape     out: in order of time; events of one instant in the order of the file. Empty lines are
///           skipped.
/// Cost      lines of at most 64 KiB, at most 100,000 of them; more is refused.
/// Throws    geo::input_error for a line that is not such an event, names something that the terms
///           lack, or says what cannot be (verified twice without a reset between, a zone that is
///           verified): file, line, what is wrong. geo::io_error when the file cannot be read.
[[nodiscard]] std::vector<status_event> read_status(
    const std::string& path, const theatre& ground, const terms& said
);
[[nodiscard]] std::vector<status_event> read_status(
    std::istream& in, const std::string& name, const theatre& ground, const terms& said
);

}  // namespace planner
