// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "geo/io/gdal_session.hpp"

#include <string>

namespace geo::detail {

/// A list of coordinates as a data set in memory: one feature a shape, with `name` and `resolution_m`,
/// what the last digits of its coarsest position stand for.
///
/// Throws    io_error: cannot be read. input_error: as parse_coordinate_list.
[[nodiscard]] dataset_ptr open_coordinate_list(const std::string& path, const std::string& shown);

}  // namespace geo::detail
