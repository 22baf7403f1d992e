// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "geo/io/layer.hpp"
#include "geo/io/read.hpp"
#include "geo/io/source.hpp"

#include <optional>
#include <string>
#include <string_view>
#include <vector>

/// Inside of geo/io only: an annex of turning points as the plan writes it (annex.csv), read as the
/// lines that it describes.
namespace geo::detail {

/// The text of an open CSV file whose first row has the columns `line`, `part`, `sequence`,
/// `latitude_dms` and `longitude_dms`; none for any other source.
[[nodiscard]] std::optional<std::string> turning_point_table(const source& opened);

/// The ids of its lines, in their order.
[[nodiscard]] std::vector<std::string> turning_point_lines(
    std::string_view text, const std::string& shown
);

/// One line of the table as a layer of one feature: `options.layer` names it, or it is the only one.
/// Positions are those printed as degrees, minutes and seconds; edges are geodesics unless the
/// options say otherwise. Columns of decimal degrees, when there, are held against them.
///
/// Throws    input_error with file, line and column when a position cannot be read, the decimal
///           degrees name another one, or the sequence has a gap; input_error when there is no
///           such line, or several and none is named.
[[nodiscard]] layer read_turning_points(
    std::string_view text, const std::string& shown, const read_options& options
);

}  // namespace geo::detail
