// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "geo/frame/local_frame.hpp"
#include "planner/model/plan.hpp"
#include "planner/zones/zone_ground.hpp"

#include <optional>
#include <string>

namespace planner {

/// What the steps of build_plan() hand to one another.
struct plan_work {
    plan made;
    std::optional<geo::local_frame> chart;  ///< all areas of the plan are cut on its grid
    given_inputs inputs;                    ///< until the ground takes them
    std::optional<zone_ground> ground;      ///< refers to `made`; from when the land is divided
};

/// Adds a finding.
void note(
    plan& into,
    geo::finding_code code,
    geo::severity level,
    std::string text,
    std::optional<geo::lon_lat> where = {}
);

}  // namespace planner
