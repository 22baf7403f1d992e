// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "planner/presence/sight_ground.hpp"
#include "planner/presence/siting_parts.hpp"

#include <memory>

namespace planner::detail {

/// Reach in a straight line: a distance that stands for a drive, or sight over ground of a class, or what is
/// seen over an elevation raster, out to the sight over open ground.
class straight_reach : public post_reach {
public:
    /// Keeps references.
    straight_reach(
        const scene& in, const std::vector<siting_element>& elements, const siting_ground& ground
    );

    [[nodiscard]] std::vector<std::uint32_t> covered_by(const post_candidate& from) override;
    [[nodiscard]] std::optional<double> hospital_minutes(const post_candidate& from) override;
    [[nodiscard]] geo::metres reach_of(
        const post_candidate& /*from*/, const std::vector<std::uint32_t>& /*covered*/
    ) const override {
        return usual_;
    }
    void tell(plan_siting& into) const override;

private:
    void judge_ground();
    [[nodiscard]] std::string drive_text() const;

    const scene& in_;
    const std::vector<siting_element>& elements_;
    siting_ground ground_;
    element_finder finder_;
    geo::metres usual_;
    geo::metres farthest_;
    std::vector<geo::metres> reach_;  ///< of each element
    std::vector<sight_share> shares_;
    std::string sight_text_;
    std::vector<geo::lon_lat> hospitals_;
};

}  // namespace planner::detail
