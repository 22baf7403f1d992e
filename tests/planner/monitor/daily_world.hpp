// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "planner/monitor/daily_report.hpp"

#include <deque>
#include <memory>
#include <string>
#include <vector>

/// A small world with zones, sectors, a ceasefire and a step of quiet days, and what was reported of it.
namespace world {

/// Kyiv's clocks: forward on 31 March 2024, 01:00 UTC. D-day is 1 February 2024, 06:00 UTC; zones run
/// from D+1 to D+60.
struct mission {
    std::shared_ptr<const planner::rulebook> by;

    explicit mission(const std::string& more = "", const std::string& status = "");

    /// A report at a place, an instant as RFC 3339.
    [[nodiscard]] planner::report at(
        double lon,
        double lat,
        const std::string& time,
        planner::report_what what = planner::report_what::shot,
        const std::string& source = "patrol"
    ) const;

    /// Counted one after another; `repeats` are the numbers of those that are.
    [[nodiscard]] planner::daily_counts counts(
        const std::vector<planner::report>& reports,
        const planner::daily_options& options = {},
        const std::vector<std::size_t>& repeats = {}
    ) const;

    /// Texts that reports point at.
    std::string_view keep(const std::string& text) const;

private:
    mutable std::deque<std::string> texts_;
};

[[nodiscard]] planner::local_day day(const std::string& text);

}  // namespace world
