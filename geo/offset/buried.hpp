// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "geo/offset/sampling.hpp"
#include "geo/offset/zone_distances.hpp"

#include <vector>

namespace geo::detail {

/// The samples that may be nearest to some position between `from` and `to` metres away from all
/// samples: the others cannot shape a boundary there, whatever else the line does.
///
/// How: runs of samples that are small against `from` are looked at from all around. Seen from a
/// position at least `from` away, the nearest sample of a run is its support point in that
/// direction, up to terms of the second order, which are bounded; samples below the support points
/// in all directions are left out. On rough lines that is most of them once `from` is some tens of
/// edges long.
///
/// Shape     out: in the order of `samples`; a sample whose predecessor is left out is no longer
///           connected; those next to a gap count as vertices, since the curve turns about them.
/// Cost      linear; about 0.1 microseconds a sample.
[[nodiscard]] std::vector<line_sample> without_buried(
    std::vector<line_sample> samples, const conformal_sphere& sphere, double from, double to
);

/// without_buried() of sample_lines(), as the samples come: no more than the kept ones and some
/// thousand others are in memory.
[[nodiscard]] std::vector<line_sample> sample_unburied(
    const multi_line_string<lon_lat>& lines,
    edge_reading edges,
    const conformal_sphere& sphere,
    metres spacing,
    zone_distances distances
);

}  // namespace geo::detail
