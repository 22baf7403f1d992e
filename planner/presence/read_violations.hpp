// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "planner/presence/presence.hpp"

#include <string>
#include <vector>

namespace planner {

/// The violations among verdicts, as `armistice monitor -f geojson` or `-f csv` writes them: features
/// with a position and the attribute `verdict`; those whose verdict is `violation` count, each report
/// (`report_id`) once. Others, inconclusive ones among them, do not flag anything.
///
/// Throws    geo::input_error when no feature has a verdict; else as geo::read_layer.
[[nodiscard]] std::vector<reported_violation> read_violations(const std::string& path);

}  // namespace planner
