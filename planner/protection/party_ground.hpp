// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "geo/frame/local_frame.hpp"
#include "planner/model/plan.hpp"

#include <map>
#include <memory>
#include <set>
#include <utility>
#include <vector>

namespace planner {

/// Distances from many places to the ground of one party, part by part: what is left later is
/// farther off only because parts drop out, so no part is measured twice.
class party_ground {
public:
    /// Refers to all of its arguments.
    party_ground(
        const plan& so_far,
        const geo::local_frame& chart,
        const party_id& party,
        const std::vector<geo::lon_lat>& places
    );

    [[nodiscard]] const party_id& party() const { return party_; }

    /// To the nearest ground on which the party may be at `t`, outside of these of its zones (indices
    /// among plan::zones); one a place, 0 inside; farthest() where there is none.
    [[nodiscard]] std::vector<geo::metres> distances(instant t, const std::set<std::size_t>& zones);
    [[nodiscard]] static geo::metres farthest();

private:
    struct ground_part {
        area shape;
        time_span when;
    };
    void add(area shape, time_span when);
    void add_withdrawing();
    void add_other();
    [[nodiscard]] area without_zones(const area& shape, const std::set<std::size_t>& zones) const;
    [[nodiscard]] const std::vector<geo::metres>& measured(
        std::size_t part, const std::set<std::size_t>& zones
    );

    const plan& plan_;
    const geo::local_frame& chart_;
    party_id party_;
    const std::vector<geo::lon_lat>& places_;
    std::vector<ground_part> parts_;
    std::map<std::pair<std::size_t, std::set<std::size_t>>, std::vector<geo::metres>> measured_;
};

}  // namespace planner
