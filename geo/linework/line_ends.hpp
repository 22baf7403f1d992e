// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "geo/base/finding.hpp"
#include "geo/linework/border_walk.hpp"

#include <cstddef>
#include <vector>

namespace geo::detail {

/// How an end of a stretch was led on to the territory's edge.
enum class lead_kind { followed, straight };

struct lead {
    lead_kind kind = lead_kind::straight;
    line_string<east_north> shape;  ///< from the stretch's end (exclusive) to beyond the edge
    border_ground::place landing;   ///< where it reaches the edge
    east_north landing_position;
    east_north before_landing;  ///< the last position on the way there
};

/// A stretch of the control areas' boundary that may become a part of the line.
struct line_candidate {
    std::size_t path = 0;
    kept_stretch where;
    line_string<east_north> kept;
    lead before;  ///< walks away from the stretch's start
    lead after;
    bool near_edge = false;  ///< nowhere farther from the edge than the separation

    /// From beyond the edge to beyond the edge, in the stretch's direction.
    [[nodiscard]] line_string<east_north> whole() const;
};

/// The stretches of all paths with their ends led on. An end goes on along its path when that
/// leaves the territory within three times the separation, else straight to the nearest position
/// of the edge.
///
/// Nothing crosses anything inside the territory: stretches are farther from the edge than the
/// separation and leads are nearer; ways to the nearest position of one edge never cross; a lead
/// that follows a path and meets a straight one becomes straight.
[[nodiscard]] std::vector<line_candidate> lead_on(
    const std::vector<closed_path>& paths,
    const border_ground& ground,
    metres separation,
    metres overshoot
);

}  // namespace geo::detail
