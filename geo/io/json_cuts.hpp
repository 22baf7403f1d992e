// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "geo/io/raw_shape.hpp"

#include <cstddef>
#include <cstdint>
#include <optional>
#include <string>
#include <vector>

/// Inside of geo/io only. Long coordinates of GeoJSON are read by ourselves, everything else by GDAL:
/// the text is copied with each long `coordinates` replaced by a placeholder, GDAL reads the copy
/// (features, attributes, ids, filters, crs, and all that is odd), and the coordinates are put back
/// when their feature arrives. So one rule holds for files of any size. GDAL alone takes 540 bytes
/// and 2 microseconds a position (2.5 GB for 4.7 million), this 16 bytes and 0.5 microseconds.
///
/// Why RapidJSON: its SAX reader works on a stream in constant memory, tells where in the file an
/// event is, and gives numbers as text. On 132 MB, 4.7 million positions: 1.1 s and 3 MB; simdjson
/// 0.4 s and 242 MB (file and index at once); nlohmann-json 5.5 s and 3 MB, without places.
namespace geo::detail {

/// Long coordinates of one geometry: where their text lies, and of what they are.
struct json_cut {
    enum class kind : std::uint8_t { points, line, lines, area, areas };
    std::uint64_t first = 0;  ///< of the outermost bracket
    std::uint64_t last = 0;   ///< one past its end
    kind what = kind::line;
    bool has_heights = false;
};

/// A place in a file, and what is wrong there.
struct json_fault {
    std::uint64_t at = 0;
    std::string what;
};

struct json_scan {
    std::vector<json_cut> cuts;
    std::optional<json_fault> stopped;  ///< no JSON (RFC 8259) from here on; then nothing is cut
    std::optional<json_fault> odd;      ///< the first long coordinates that were left to GDAL
    /// Memory that GDAL would take for what is left, in bytes, when the file is one text and no
    /// collection: GDAL then holds it at once, without a limit. Of what comes after `stopped` by its
    /// length.
    double weight = 0;
};

/// Finds the coordinates of at least `least_bytes` of text that are beyond doubt: in a geometry of a
/// feature, collection or sequence, of a depth that its type has, all numbers, no empty part.
///
/// Error     none: what is not found is read by GDAL.
/// Cost      4 ns a byte; memory for one block and the cuts, however nested or long the text.
/// Throws    io_error when the file cannot be opened.
/// Source    RFC 7946 section 3.1, RFC 8142 (sequences).
[[nodiscard]] json_scan scan_json(const std::string& path, std::size_t least_bytes);

/// Copies a file with each cut replaced by a placeholder that says its number.
///
/// Throws    io_error when the file changed meanwhile, or memory is short.
void write_without_cuts(
    const std::string& from, const std::vector<json_cut>& cuts, const std::string& to
);

/// Puts the coordinates back in place of their placeholders, as often as they occur; `room` as in
/// raw_shape_of.
///
/// Throws    input_error when `room` does not suffice. io_error when the file changed meanwhile.
void put_back(
    raw_shape& shape, const std::string& path, const std::vector<json_cut>& cuts, std::size_t& room
);

/// `line 3, column 14` of a place in a file, both counted from 1, the column in bytes.
[[nodiscard]] std::string place_in_text(const std::string& path, std::uint64_t at);

}  // namespace geo::detail
