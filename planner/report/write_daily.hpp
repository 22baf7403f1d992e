// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "planner/monitor/daily_report.hpp"

#include <string>

namespace planner {

/// Refuses, before anything is read, what write_daily() could not write: a file that is there, a folder
/// that is not one of daily reports.
///
/// Throws    geo::io_error with what to do.
void check_daily(const std::string& path, bool overwrite);

/// The daily report: into the file when its name ends in .md, .html, .csv (counts) or .svg (trend), else
/// into a folder with all of them and the tables for machines. Whole or not at all.
///
/// Throws    geo::io_error.
void write_daily(
    const std::string& path,
    bool overwrite,
    const plan& made,
    const daily_counts& from,
    const daily_report& what
);

/// The status with what reports add to it, as `armistice plan --status` reads it; `-` is stdout.
///
/// Throws    geo::io_error.
void write_milestones(const std::string& path, bool overwrite, const daily_report& what);

/// Where gates, obligations and reciprocal steps stand, as Markdown.
[[nodiscard]] std::string milestones_table(const plan& made, const daily_report& what);

/// The first lines of the report, plain, for a terminal.
[[nodiscard]] std::string daily_headlines(
    const plan& made, const daily_counts& from, const daily_report& what
);

}  // namespace planner
