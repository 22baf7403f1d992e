// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "planner/monitor/fast_text.hpp"
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
    void add(fast_text& to, const report& what, const verdict& said, bool is_repeat) const;
    void add(fast_text& to, const unreadable_row& row) const;

private:
    /// What never changes of a clause, a word for weapons or a party.
    struct piece {
        std::string json;
        std::string csv;
    };
    struct clause_piece {
        piece head;  ///< `,"clause":...`
        piece edge;  ///< `,"edge_basis":...`
    };

    void add_clauses();
    void add_json(fast_text& to, const report& what, const verdict& said, bool is_repeat) const;
    void add_json_clause(fast_text& to, const verdict& said) const;
    void add_json_place(fast_text& to, const report& what) const;
    void add_csv(fast_text& to, const report& what, const verdict& said, bool is_repeat) const;
    void add_csv_clause(fast_text& to, const verdict& said) const;

    const rulebook& by_;
    verdict_form form_;
    piece plan_;
    std::vector<clause_piece> clauses_;
    std::vector<piece> weapons_;     ///< by word
    std::vector<piece> sides_;       ///< by party
    std::vector<piece> judged_for_;  ///< by party
    std::size_t room_ = 0;           ///< of a verdict without what the report's texts take
};

}  // namespace planner
