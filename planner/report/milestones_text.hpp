// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "planner/report/daily_page.hpp"

namespace planner {

/// Phases, steps, obligations and reciprocal steps as a table, what is urgent first.
[[nodiscard]] daily_section milestones_section(const plan& made, const milestones& what);

/// The same in a sentence or two: what failed, is overdue or at risk, what may start, but for the steps
/// that are told of elsewhere.
[[nodiscard]] std::string milestones_line(
    const milestones& what, const std::vector<std::string>& but = {}
);

/// RFC 4180, columns as in data/schema/daily.schema.json.
[[nodiscard]] std::string to_milestones_csv(const milestones& what);

/// The status with what reports add to it, a line an event, as `armistice plan --status` reads it
/// (data/schema/status.schema.json).
[[nodiscard]] std::string to_status_lines(const std::vector<status_event>& events);

}  // namespace planner
