// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "geo/base/finding.hpp"
#include "geo/io/layer.hpp"

#include <string>

namespace geo {

/// A table as FlatGeobuf in WGS 84, with its spatial index; columns as write_geopackage().
///
/// Shape     positions in full; features in the order of the index (Hilbert curve).
/// Findings  as write_geopackage().
/// Throws    io_error with GDAL's text.
/// Source    flatgeobuf.org, version 3; by GDAL.
[[nodiscard]] std::string to_flatgeobuf(const feature_table& table, findings& found);

}  // namespace geo
