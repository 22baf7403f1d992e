// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "geo/io/source.hpp"
#include "geo/io/tidy.hpp"

#include <ogr_spatialref.h>

#include <string>
#include <vector>

class OGRLayer;

/// Inside of geo/io only: which layer of a source is meant, and what its coordinates are.
namespace geo::detail {

[[nodiscard]] std::vector<OGRLayer*> layers_with_shapes(const source& opened);

/// The layer of that name, or the only one that has features.
///
/// Throws    input_error naming the layers there are.
[[nodiscard]] OGRLayer* choose_layer(const source& opened, const std::string& wanted);

/// `EPSG:32636`, or what the system calls itself.
[[nodiscard]] std::string name_of(const OGRSpatialReference& crs);

/// What the file's coordinates are, and whether that is by the rules of its format.
struct declared_crs {
    OGRSpatialReference crs;
    bool by_definition = false;
};

/// Throws    input_error when neither the file nor the options say; crs_error when what they say is
///           no coordinate reference system.
[[nodiscard]] declared_crs crs_of(
    const source& opened, OGRLayer& table, const read_options& options, finding_book& book
);

}  // namespace geo::detail
