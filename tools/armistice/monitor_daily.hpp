// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "planner/monitor/daily_counts.hpp"
#include "planner/monitor/feed.hpp"
#include "tools/armistice/options.hpp"

#include <memory>
#include <optional>
#include <string>

namespace tools {

/// What `armistice monitor` makes of a feed beside the verdicts: the daily report and the milestones.
class feed_summaries {
public:
    void add_to(option_list& to);

    [[nodiscard]] bool any() const { return !daily_.empty() || !milestones_.empty(); }
    /// Refuses what does not go together, before anything is read; opens nothing.
    void check(bool overwrite) const;
    /// Refuses what could not be written; then sees every report of the feed.
    void begin(const planner::rulebook& by, planner::feed_options& feed);
    /// Writes them, by the rules that were in force at the end of the feed; headlines on stdout.
    void finish(
        const planner::rulebook& by,
        const planner::feed_totals& totals,
        const std::string& plan_folder,
        bool overwrite
    );

private:
    std::string daily_;
    std::string milestones_;
    std::string day_;
    planner::daily_options options_;
    std::unique_ptr<planner::daily_counts> counts_;
};

}  // namespace tools
