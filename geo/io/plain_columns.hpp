// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "geo/io/layer.hpp"

#include <optional>
#include <string>
#include <vector>

/// Inside of geo/io only: attributes of features as columns of one table, the way GDAL makes them.
namespace geo::detail {

using attribute_row = std::vector<attribute_field>;

/// Every row with the same names in the same order, null where it had none, and one type a column:
/// numbers with a fraction among whole ones make all of them such. False, and rows as they were or
/// half done, when the order is not plain from the longest row, two names differ in case only, or a
/// column holds values of two kinds.
[[nodiscard]] bool make_columns(std::vector<attribute_row>& rows);

/// Of rows with the same names: where a name stands, exactly or else without regard to case.
[[nodiscard]] std::optional<std::size_t> column_named(
    const attribute_row& row, const std::string& name
);

/// A value that names a feature, as text; none for null, and for what GDAL prints in its own way.
[[nodiscard]] std::optional<std::string> id_text(const attribute& value);

}  // namespace geo::detail
