// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "geo/io/layer.hpp"

#include <nlohmann/json_fwd.hpp>

#include <string>

namespace planner {

/// Positions of the page in decimals of a degree: 6 move a position by at most 0.08 m, 5 by 0.8 m.
enum class page_decimals { five = 5, six = 6 };

/// A shape as text, about a third of its GeoJSON: `P`, `L` or `A` (`-` for none), then whole numbers
/// in groups of 6 bits, low groups first, each group but the last of a number with bit 32 set, in the
/// letters of RFC 4648 section 5; a sign is the lowest bit. A count comes before what is counted:
/// points; lines and their positions; polygons, their rings and the positions of a ring, the
/// repeated last one left out. A position is the step from the position before it (the first from
/// 0, 0) in units of the last decimal, longitude first.
///
/// Shape     lines and areas are cut at the 180th meridian first, as in GeoJSON.
/// Error     positions are rounded to `decimals`; nothing is left out.
[[nodiscard]] std::string page_shape(const geo::geometry& shape, page_decimals decimals);

/// A layer by columns: `name`, `decimals`, `ids`, `shapes`, `columns`. A column is
/// {key, all: value} when every feature has the same value, {key, of: [values], at: runs} when few
/// differ, else {key, list: [values]}; a feature without the key has null. Runs are numbers as in
/// page_shape: how many features in a row, and the index of their value.
[[nodiscard]] nlohmann::ordered_json page_layer(
    const geo::feature_table& layer, page_decimals decimals
);

}  // namespace planner
