// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "geo/linework/compare_lines.hpp"
#include "geo/linework/line_pieces.hpp"

#include <string>
#include <vector>

namespace geo::detail {

/// Throws    input_error when the tolerance is below 1 cm or not a number.
void require_comparable(const compare_options& options);

/// The pieces of a line to compare.
///
/// Throws    input_error, calling it the `which` line, when it has no position or one that is not on
///           earth.
[[nodiscard]] std::vector<line_piece> comparable_pieces(
    const multi_line_string<lon_lat>& line, const compare_options& options, const std::string& which
);

}  // namespace geo::detail
