// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "planner/presence/drives.hpp"
#include "planner/presence/siting_parts.hpp"

namespace planner::detail {

/// Reach in minutes along the roads of the theatre (drives). A sample of the line is come to on the side
/// from which it is watched.
///
/// Cost      one search a candidate, as far as it drives in the minutes.
class road_reach : public post_reach {
public:
    /// Keeps references.
    road_reach(const scene& in, const std::vector<siting_element>& elements, drives& by);

    [[nodiscard]] std::vector<std::uint32_t> covered_by(const post_candidate& from) override;
    [[nodiscard]] std::optional<double> hospital_minutes(const post_candidate& from) override;
    [[nodiscard]] geo::metres reach_of(
        const post_candidate& from, const std::vector<std::uint32_t>& covered
    ) const override;
    void tell(plan_siting& into) const override;

private:
    /// Where one stands to watch an element: 15 m behind the line, so that it is plain on which side.
    [[nodiscard]] geo::lon_lat stand_of(const siting_element& one) const;

    const scene& in_;
    const std::vector<siting_element>& elements_;
    drives& by_;
    element_finder finder_;
    double most_;  ///< seconds
    geo::metres farthest_;
    std::vector<geo::lon_lat> stands_;
    std::vector<drives::access> accesses_;  ///< of elements
    bool has_hospitals_ = false;
};

}  // namespace planner::detail
