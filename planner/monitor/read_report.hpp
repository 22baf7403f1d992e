// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "planner/monitor/mapping.hpp"
#include "planner/monitor/row_cells.hpp"
#include "planner/monitor/rulebook.hpp"

#include <deque>

namespace planner {

/// Makes reports of rows by a mapping. What a row does not say is not made up: without a time, a place,
/// its accuracy or what happened (as the mapping has them) it is no report. Not for two threads at
/// once.
class report_maker {
public:
    explicit report_maker(const report_mapping& by);

    /// The columns that rows are to be read for, in the order of their cells.
    [[nodiscard]] const std::vector<std::string>& columns() const { return columns_; }

    /// Of a table that has those of columns() for which `has` is set: which it lacks without which
    /// no row of it is a report, as a sentence. Empty when there are none.
    [[nodiscard]] std::string lacks(const std::vector<bool>& has) const;

    /// Words for weapons and sides are those of the rulebook. Texts of the report point into the
    /// cells or the mapping. Returns what is wrong with the row; empty when nothing is.
    [[nodiscard]] std::string make(
        const std::vector<row_cell>& cells, const rulebook& by, report& out
    );

private:
    struct bad {
        std::string what;
    };
    struct instants {
        instant from;
        instant until;
    };

    [[nodiscard]] std::size_t column(const std::string& name);
    void apply(const value_table& table, const row_cell& cell);
    [[nodiscard]] const row_cell& at(report_field field) const {
        return *chosen_[static_cast<std::size_t>(field)];
    }
    [[nodiscard]] bool has(report_field field) const {
        return at(field).kind != row_cell::holds::nothing;
    }
    [[nodiscard]] std::string_view text(report_field field) const;
    [[nodiscard]] double number(report_field field) const;
    [[nodiscard]] double number_in(report_field field, double low, double high) const;
    [[nodiscard]] std::chrono::seconds duration(report_field field) const;
    void read_time(const std::vector<row_cell>& cells, const rulebook& by, report& out) const;
    [[nodiscard]] instants time_of(
        const row_cell& first, const row_cell& second, const rulebook& by
    ) const;
    void read_what(const rulebook& by, report& out) const;
    void check_place(const rulebook& by, const report& of) const;
    void read_place(report& out) const;
    void read_sector(report& out) const;
    void read_seen(geo::seen_sector& to) const;

    report_mapping by_;
    std::vector<std::string> columns_;
    std::array<std::size_t, report_field_count> column_of_{};
    std::array<row_cell, report_field_count> defaults_{};
    std::vector<std::size_t> table_columns_;
    std::vector<std::size_t> time_columns_;
    std::array<const row_cell*, report_field_count> chosen_{};
    std::deque<row_cell> set_;  ///< cells that tables made, of the row at hand
    mutable std::string padded_;
};

}  // namespace planner
