// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <string>

namespace geo::detail {

/// Follows the blocks of an OpenStreetMap PBF file from its first byte to its last: libosmium takes
/// a damaged length of 0, or a few bytes too many, for the end, and what follows would be lost
/// without a word. Only lengths and types are looked at.
///
/// Throws    io_error; input_error naming the byte where the blocks end or cannot be followed.
/// Source    https://wiki.openstreetmap.org/wiki/PBF_Format, File format.
void check_pbf_blocks(const std::string& path);

}  // namespace geo::detail
