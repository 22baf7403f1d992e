// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <cstddef>
#include <string>
#include <string_view>
#include <vector>

/// Inside of geo/io only: a table of RFC 4180 that remembers where its records stand.
namespace geo::detail {

struct csv_row {
    std::size_t line = 0;  ///< of the text, counted from 1, where the record begins
    std::vector<std::string> cells;
};

/// The records of a text; empty lines are left out, a byte-order mark too.
///
/// Throws    input_error naming `shown` and the line when a quoted cell does not end, or goes on
///           behind its quotes.
/// Source    RFC 4180 section 2; line ends may be LF alone.
[[nodiscard]] std::vector<csv_row> csv_rows(std::string_view text, const std::string& shown);

}  // namespace geo::detail
