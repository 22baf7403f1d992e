// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "geo/index/edge_index.hpp"
#include "planner/presence/scene.hpp"

#include <optional>
#include <vector>

namespace planner::detail {

/// What nobody who watches goes over: the line of contact; land beyond both sides; and, off the
/// roads, rivers and coasts, where no bridge is known.
///
/// Error     edges straight in longitude and latitude, as drawn: no better than their layers. What lies
///           within 10 m of an end of a piece does not bar it: places stand on lines and at fords.
class barrier {
public:
    explicit barrier(const scene& in);

    /// Whether the straight way between two positions, off the roads, is barred.
    [[nodiscard]] bool between(geo::lon_lat a, geo::lon_lat b) const;
    /// Where on a straight piece of road nobody drives on, as fractions in order: at the line of contact
    /// and at the edge of another state's land. A road over water goes on: it has its bridge.
    [[nodiscard]] std::vector<double> ends(geo::lon_lat a, geo::lon_lat b) const;
    /// Whether a box of positions can hold an end: false is certain.
    [[nodiscard]] bool may_end(const geo::lon_lat_box& box) const;

private:
    [[nodiscard]] bool is_foreign(geo::lon_lat p) const;
    [[nodiscard]] bool is_line(const geo::edge_index::edge& edge) const {
        return edge.chain < line_chains_;
    }
    [[nodiscard]] bool is_river(const geo::edge_index::edge& edge) const {
        return edge.chain >= side_chains_;
    }
    [[nodiscard]] std::vector<geo::edge_index::edge> near(geo::east_north a, geo::east_north b)
        const;

    const scene& in_;
    std::size_t line_chains_ = 0;  ///< chains of the line of contact come first
    std::size_t side_chains_ = 0;  ///< then edges of the sides' land; rivers are the rest
    std::optional<geo::edge_index> edges_;
    std::optional<place_index> territories_;
};

}  // namespace planner::detail
