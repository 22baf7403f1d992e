// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "geo/index/edge_index.hpp"

#include <optional>

namespace planner {

/// Where on the straight piece from-until it meets an edge, as a fraction of the piece; none where it
/// runs along the edge, whose neighbours then meet it.
[[nodiscard]] inline std::optional<double> edge_crossing(
    geo::east_north from, geo::east_north until, const geo::edge_index::edge& edge
) {
    const double ux = (until.east - from.east).value();
    const double uy = (until.north - from.north).value();
    const double vx = (edge.b.east - edge.a.east).value();
    const double vy = (edge.b.north - edge.a.north).value();
    const double wx = (edge.a.east - from.east).value();
    const double wy = (edge.a.north - from.north).value();
    const double turn = ux * vy - uy * vx;
    if (turn == 0) {
        return std::nullopt;
    }
    const double on_piece = (wx * vy - wy * vx) / turn;
    const double on_edge = (wx * uy - wy * ux) / turn;
    if (on_piece < 0 || on_piece > 1 || on_edge < 0 || on_edge > 1) {
        return std::nullopt;
    }
    return on_piece;
}

}  // namespace planner
