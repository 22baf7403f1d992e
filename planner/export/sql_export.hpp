// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "planner/export/field_file.hpp"
#include "planner/monitor/rulebook.hpp"

namespace planner {

struct field_plan;

/// A script for psql that lays a schema `armistice` into a database of PostgreSQL 14 or later with PostGIS
/// 3: the plan's clauses with their grounds, dates and words, a table `reports` to fill, and a view
/// `verdicts` with the verdict on each.
///
/// Shape     one transaction: all of it or nothing. An `armistice` that is there already is kept, and
///           the script refused.
/// Verdicts  those of judge(): same words, classes, clauses and reasons, at boundary instants too. It
///           measures from the same chords with the same formulas: of 1,200,000 made-up reports
///           none had another verdict, nor metres that print otherwise (tests/sql/verdicts.sh).
///           Probabilities are not worked out; what an observer told (a sector) and repeats are not
///           judged there.
[[nodiscard]] std::string sql_of(const rulebook& by);

/// The same as a format of `armistice export`.
[[nodiscard]] field_files to_sql(const field_plan& what);

}  // namespace planner
