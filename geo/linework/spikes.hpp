// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "geo/base/finding.hpp"
#include "geo/geometry/shapes.hpp"
#include "geo/linework/line_repair.hpp"
#include "geo/units/quantity.hpp"

#include <vector>

namespace geo {

struct spike_options {
    metres width{1};  ///< widest gap between the two ways of a spike; 0 (1 cm) to 1 km
    edge_reading edges = edge_reading::lonlat;
};

struct cleaned_lines {
    multi_line_string<lon_lat> lines;  ///< in the order of the input
    std::vector<line_repair> repairs;
    findings found;
};

/// Takes out of lines what runs out and back over itself, and repeated positions.
///
/// A spike is a tip from which the line runs back along the way it came: on both ways every
/// position, from the tip to the base, lies within `width` of the other way, and the spike is at
/// least three times as long as the widest gap between them (a tip sharper than 19 degrees, so that
/// fine but true zigzags shorter than `width` stay). It is cut off at the outermost such position
/// of the longer way; no position is moved or added. What then forms a new spike goes too. A line
/// that turns back at its end and runs all the way over itself keeps the way out.
///
/// Shape     parts in, parts out; closed parts stay closed and are looked at across their seam, but
///           one that runs out and back over itself all round becomes an open one. Parts of fewer
///           than two positions afterwards are left out.
/// Error     lengths are geodesic, between positions: 1e-9 of themselves. Length is conserved but
///           for `repairs`.
/// Cost      O(n); 0.5 s for a million positions.
/// Findings  line_spike_removed (each), line_duplicate_position (each part), line_too_short (each part
///           left out).
/// Throws    input_error when a position is not on earth or `width` is out of its range.
[[nodiscard]] cleaned_lines remove_spikes(
    const multi_line_string<lon_lat>& lines, const spike_options& options = {}
);

}  // namespace geo
