// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "geo/offset/sampling.hpp"
#include "geo/offset/site_field.hpp"
#include "geo/offset/zone.hpp"

#include <optional>
#include <vector>

namespace geo::detail {

struct side_sites {
    std::vector<line_sample> samples;
    std::optional<site_field> field;  ///< empty when one plane cannot serve
};

/// Sites no farther apart than the lines beside them that are seen on the other side, so that the
/// half-way cut between does not run in and out of the lines.
///
/// Cost      a triangulation a round; each halves the gaps that are too wide.
[[nodiscard]] side_sites sites_for_sides(
    std::vector<line_sample> samples,
    const conformal_sphere& sphere,
    metres distance,
    end_cap ends,
    metres tolerance
);

}  // namespace geo::detail
