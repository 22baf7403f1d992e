// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <cstdint>
#include <memory>
#include <string>
#include <string_view>
#include <vector>

namespace planner {

/// What stands in one column of a row. Texts point into the row or the reader.
struct row_cell {
    enum class holds : std::uint8_t { nothing, text, number, other };
    holds kind = holds::nothing;
    std::string_view text;  ///< of a number, as it is written
    double number = 0;      ///< of JSON; of CSV only the text is there
};

/// Reads the cells of the columns that are asked for from rows of one form. Not for two threads at
/// once. The only wrapper of simdjson, with read_json_row.cpp.
///
/// Requires  row_padding readable bytes after a row.
class row_reader {
public:
    virtual ~row_reader() = default;
    /// `cells`, one for each column asked for, is overwritten. Returns what is wrong with the row
    /// as such; empty when nothing is.
    [[nodiscard]] virtual std::string read(std::string_view row, std::vector<row_cell>& cells) = 0;
};

/// JSON objects by their keys; of a GeoJSON feature, its properties, and of a point the columns
/// `lon` and `lat`, and its id as `report_id`, where these are asked for. A key that comes twice is
/// refused; UTF-8 is checked.
[[nodiscard]] std::unique_ptr<row_reader> json_rows(const std::vector<std::string>& columns);

/// The first row of a table: which of the columns that are asked for it has.
struct csv_header {
    static constexpr std::size_t not_asked_for = ~std::size_t{0};
    std::vector<std::size_t>
        asked;              ///< of each column of the table, its number among those asked for
    std::vector<bool> has;  ///< of each column asked for
};

/// Throws    geo::input_error when the header has a column twice, or none that is asked for.
[[nodiscard]] csv_header read_csv_header(
    const std::vector<std::string>& columns, const std::string& header
);

/// CSV as RFC 4180 has it, by the names in its header. Cells are trimmed; empty ones are nothing.
[[nodiscard]] std::unique_ptr<row_reader> csv_rows(csv_header header);

}  // namespace planner
