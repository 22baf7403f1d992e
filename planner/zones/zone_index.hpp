// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "planner/model/plan.hpp"
#include "planner/theatre/place_index.hpp"

#include <vector>

namespace planner {

/// Which zones of a plan forbid or limit a weapon of a party at a position and a time.
class zone_index {
public:
    explicit zone_index(const plan& of);

    /// Indices among plan::zones, in their order: those in force at `when` (half-open spans) that
    /// bind the party, forbid the presence of the system (zone_term::keeps_out) and hold the
    /// position.
    ///
    /// Error     plan_zone::max_error at a zone's edge; nothing is said of the position's own.
    [[nodiscard]] std::vector<std::size_t> against(
        const weapon_system& system, const party_id& whose, geo::lon_lat where, instant when
    ) const;

private:
    const plan& plan_;
    place_index shapes_;
};

}  // namespace planner
