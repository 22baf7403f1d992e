// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "geo/geometry/shapes.hpp"
#include "geo/linework/line_pieces.hpp"

#include <cstddef>
#include <optional>
#include <vector>

namespace geo::detail {

/// An area that answers whether positions lie in it and how far it is, anywhere on earth. Its edges
/// are straight in lon/lat and none crosses the antimeridian.
///
/// Cost      O(n log n) to build, O(log n + edges at one latitude / bands) a question.
class area_places {
public:
    explicit area_places(const multi_polygon<lon_lat>& area);

    [[nodiscard]] bool empty() const { return !edges_.has_value(); }
    /// On the edge counts as either.
    [[nodiscard]] bool contains(lon_lat p) const;

    struct shore {
        double distance = 0;  ///< metres
        vec3 at;
    };
    /// Requires  not empty.
    [[nodiscard]] shore nearest(vec3 p) const;

private:
    struct edge {
        lon_lat a;
        lon_lat b;
    };
    [[nodiscard]] std::size_t band(latitude lat) const;

    std::optional<piece_tree> edges_;
    std::vector<std::vector<edge>> bands_;  ///< edges by the bands of latitude that they meet
    double south_ = 0;
    double height_ = 1;  ///< of a band, degrees
};

}  // namespace geo::detail
