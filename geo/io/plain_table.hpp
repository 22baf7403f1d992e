// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "geo/io/layer_maker.hpp"

#include <optional>
#include <string>
#include <vector>

/// Inside of geo/io only. Plain files are read by ourselves, everything else by GDAL: GeoJSON and CSV
/// that hold nothing but what GDAL and we understand alike. Whoever reads, the same layer comes out;
/// tests hold the two side by side. Without it every command would load GDAL (0.09 s) for files as our
/// own writers make them.
namespace geo::detail {

/// Features of a plain file; ids and attributes as GDAL would have them.
struct plain_table {
    bool is_json = false;
    std::optional<std::string> name;  ///< none: that of the file
    std::vector<raw_feature> features;
};

/// Texts are held in memory at once; longer ones are left to GDAL, which is given them in pieces.
constexpr std::size_t longest_plain_text = std::size_t{64} << 20U;

/// A GeoJSON text; none where it is not plain.
///
/// Plain     one FeatureCollection with `type`, `features` and perhaps a `name`, or one feature; features with `type`, `properties`,
///           `geometry` and perhaps an `id` of text; geometries of RFC 7946 but GeometryCollection, of
///           two numbers a position, or null; properties of text, numbers, true, false and null, of one
///           kind each throughout, in an order that one of the features gives whole.
/// Cost      10 ns a byte.
[[nodiscard]] std::optional<plain_table> plain_json(
    const std::string& text, const read_options& options
);

/// A CSV text; none where it is not plain.
///
/// Plain     a head of names of letters, digits and `_`, one of them a longitude, one a latitude; rows
///           as long as the head; cells without line ends; quotes about whole cells only.
[[nodiscard]] std::optional<plain_table> plain_csv(
    const std::string& text, const read_options& options
);

/// read_layer() of what a file of that name would hold; none where GDAL must read it.
///
/// Throws    input_error as read_layer when the numbers cannot be degrees.
[[nodiscard]] std::optional<layer> plain_layer(
    const std::string& path, const std::string& text, const read_options& options
);

/// read_layer() of a plain file; none where GDAL must read it.
///
/// Throws    as plain_layer.
[[nodiscard]] std::optional<layer> read_plain_layer(
    const std::string& path, const read_options& options
);

}  // namespace geo::detail
