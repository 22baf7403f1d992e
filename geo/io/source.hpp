// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "geo/io/gdal_session.hpp"
#include "geo/io/json_cuts.hpp"
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
    std::string text;                     ///< the file that `json` is about
    json_scan json;                       ///< of GeoJSON; its cuts are not in the data set
    std::unique_ptr<memory_file> without_cuts;
    dataset_ptr dataset;  ///< last, closed first
};

/// Coordinates of GeoJSON whose text is shorter are left to GDAL; so are whole files. The same
/// comes out whatever it is; this is where our own reading begins to be the faster.
constexpr std::size_t long_coordinates = 16384;

/// Throws    io_error, input_error: see read_layer.
[[nodiscard]] source open_source(
    const std::string& path,
    const read_options& options,
    std::size_t least_cut_bytes = long_coordinates
);

/// read_layer() with another bound; for tests, which hold the two ways of reading side by side.
[[nodiscard]] layer read_layer_cutting(
    const std::string& path, const read_options& options, std::size_t least_cut_bytes
);

/// True for GeoJSON features that name themselves by number, told apart from GDAL's own counting
/// by the text of the file's beginning.
[[nodiscard]] bool mentions_id_zero(const source& opened);

}  // namespace geo::detail
