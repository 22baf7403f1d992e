// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "geo/offset/inner_windows.hpp"

#include <vector>

namespace geo::detail {

/// Compares windows on one edge.
class window_envelope {
public:
    explicit window_envelope(const path_windows& all) : all_(all) {}

    /// Appends the parts of a window that no known one, entering through the same edge, is shorter
    /// than or as short as, to `margin` metres.
    ///
    /// Why it is exact: along an edge, the difference of the distances from two origins turns only
    /// where the edge crosses the line through both, because there alone the two directions agree.
    void keep_better(
        const path_window& window,
        const std::vector<path_window>& known,
        double margin,
        std::vector<path_window>& into
    ) const;

private:
    struct edge_ends {
        plane_point start;
        plane_point along;
        vec3 start_in_space;
        vec3 along_in_space;
    };

    /// The parts of `window` where it is better than `other`.
    void cut(
        const edge_ends& edge,
        const path_window& window,
        const path_window& other,
        double margin,
        std::vector<path_window>& into
    ) const;
    [[nodiscard]] double value(const edge_ends& edge, const path_origin& origin, double t) const;
    [[nodiscard]] double excess(
        const edge_ends& edge, const path_window& window, const path_window& other, double t
    ) const;

    const path_windows& all_;
};

}  // namespace geo::detail
