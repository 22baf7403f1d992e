// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "geo/linework/line_ends.hpp"
#include "geo/units/quantity.hpp"

#include <cstddef>
#include <limits>
#include <optional>
#include <vector>

namespace geo::detail {

/// The regions that candidates cut a territory into, and which lie on either side of each.
///
/// Candidates do not cross one another and end on the territory's edge, so that no crossing need be
/// computed: outlines are walked from landing to landing, always turning to the left.
///
/// Cost      O(n log n) in the positions of the territory's rings that have landings; closed
///           candidates and holes add the positions of all outlines each.
class region_map {
public:
    region_map(const std::vector<line_candidate>& candidates, const border_ground& ground);

    /// True when different regions lie on its two sides.
    [[nodiscard]] bool divides(std::size_t candidate) const;

    /// Area that changes sides when the candidate is left out, on the plane; none when a side would
    /// then have control on one stretch of its outline and not on another.
    [[nodiscard]] std::optional<square_metres> loss(std::size_t candidate) const;

    /// Joins the regions on its two sides.
    void leave_out(std::size_t candidate);

    /// The outline of the region that leaving a candidate out would give to the other side.
    [[nodiscard]] const ring<east_north>& lost_outline(std::size_t candidate) const;

    /// Area of the region on one side of a candidate, on the plane.
    [[nodiscard]] square_metres area_beside(std::size_t candidate, bool left) const;

    /// True when a region beside the candidate lies left of one and right of another.
    [[nodiscard]] bool contradicts(std::size_t candidate) const;

private:
    static constexpr std::size_t nowhere = std::numeric_limits<std::size_t>::max();

    struct sides {
        std::size_t left = nowhere;
        std::size_t right = nowhere;
    };
    struct outline {
        ring<east_north> chain;
        double area = 0;  ///< negative when the region lies around it
        std::size_t region = nowhere;
        east_north low;
        east_north high;

        [[nodiscard]] bool may_enclose(east_north p) const {
            return p.east >= low.east && p.east <= high.east && p.north >= low.north &&
                   p.north <= high.north;
        }
    };

    void trace_edges(const std::vector<line_candidate>& candidates, const border_ground& ground);
    void trace_closed(const std::vector<line_candidate>& candidates);
    void group();
    [[nodiscard]] std::size_t root(std::size_t region) const;
    [[nodiscard]] std::size_t lost_region(std::size_t candidate) const;

    std::vector<sides> sides_;
    std::vector<outline> outlines_;
    std::vector<double> area_;
    std::vector<std::size_t> parent_;
    std::vector<std::size_t> degree_;
    std::vector<std::size_t> outer_;  ///< outline of the largest of the regions joined
};

}  // namespace geo::detail
