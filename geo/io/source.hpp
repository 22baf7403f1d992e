// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "geo/io/gdal_session.hpp"
#include "geo/io/read.hpp"

#include <memory>
#include <string>

namespace geo::detail {

/// What the name or the first bytes of a file say it is.
enum class file_format {
    geojson,
    kml,
    csv,
    geopackage,
    shapefile,
    flatgeobuf,
    coordinates,
    database,
    other
};

/// An open data set and what must outlive it.
struct source {
    std::string shown;  ///< for messages: the path as given
    file_format format = file_format::other;
    std::unique_ptr<memory_file> memory;  ///< standard input or unpacked gzip
    dataset_ptr dataset;                  ///< last, closed first
};

/// Throws    io_error, input_error: see read_layer.
[[nodiscard]] source open_source(const std::string& path, const read_options& options);

/// True for GeoJSON features that name themselves by number, told apart from GDAL's own counting
/// by the text of the file's beginning.
[[nodiscard]] bool mentions_id_zero(const source& opened);

}  // namespace geo::detail
