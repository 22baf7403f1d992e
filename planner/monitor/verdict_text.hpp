// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "planner/monitor/judge.hpp"

#include <string>

namespace planner {

/// How verdicts are written: one JSON object a line (data/schema/verdict.schema.json); CSV, cells that a
/// spreadsheet would take for a formula begin with an apostrophe; one GeoJSON collection.
enum class verdict_form : std::uint8_t { ndjson, csv, geojson };

/// A row that cannot be read: told in the place of its verdict.
struct unreadable_row {
    std::uint64_t line = 0;
    std::string problem;
    std::string row;  ///< its beginning, what does not print as dots
};

/// Appends verdicts to a text. What is always the same is made once.
///
/// Shape     numbers without exponent: metres and uncertainties to 0.1 m, probabilities to 0.001,
///           positions to 7 decimals. Same verdict, same bytes.
class verdict_text {
public:
    verdict_text(const rulebook& by, verdict_form form);

    /// What comes before and after all verdicts, and between two.
    [[nodiscard]] static std::string head(verdict_form form);
    [[nodiscard]] static std::string tail(verdict_form form);

    /// GeoJSON: with a comma before it; whoever writes the first one drops that.
    void add(std::string& to, const report& what, const verdict& said, bool is_repeat) const;
    void add(std::string& to, const unreadable_row& row) const;

private:
    void add_json(std::string& to, const report& what, const verdict& said, bool is_repeat) const;
    void add_csv(std::string& to, const report& what, const verdict& said, bool is_repeat) const;

    const rulebook& by_;
    verdict_form form_;
    std::string plan_json_;  ///< `,"plan_version":...`
    std::string plan_csv_;
    std::vector<std::string> clause_json_;  ///< `,"kind":...` of each clause
    std::vector<std::string> clause_csv_;
};

}  // namespace planner
