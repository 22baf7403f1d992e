// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "planner/monitor/daily_report.hpp"

#include <string>

namespace planner {

// Tables for machines: RFC 4180, columns as in data/schema/daily.schema.json; cells that a spreadsheet
// would take for a formula begin with an apostrophe. Same counts, same bytes.

/// All days: a row for each day, sector, clause, side, class and kind.
[[nodiscard]] std::string to_counts_csv(const daily_counts& from);
inline constexpr std::string_view counts_head = "day,sector,clause_kind,clause,";
/// All days: a row for each day with a report.
[[nodiscard]] std::string to_days_csv(const daily_counts& from);
/// All days: a row for each day and area of which something is told.
[[nodiscard]] std::string to_areas_csv(const daily_counts& from);
/// The day of the report: every area in force, watched or not.
[[nodiscard]] std::string to_watched_csv(const daily_counts& from, const daily_report& what);
[[nodiscard]] std::string to_sites_csv(const daily_counts& from, const daily_report& what);
[[nodiscard]] std::string to_hot_spots_csv(const daily_report& what);
[[nodiscard]] std::string to_quiet_csv(const daily_report& what);

}  // namespace planner
