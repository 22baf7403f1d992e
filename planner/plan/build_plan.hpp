// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "planner/model/plan.hpp"
#include "planner/presence/presence.hpp"

#include <map>
#include <optional>
#include <string>

namespace planner {

struct plan_options {
    std::optional<instant> d_day =
        {};  ///< else the terms' effective date, else the theatre's default
    std::map<std::string, std::string> inputs = {};  ///< id of an input of the terms -> file
    std::vector<status_event> events = {};           ///< read_status(): what has happened since
    presence_options presence = {};
};

/// Lays terms over a theatre: sides, zones, phases, vacated areas, reserved areas, presence,
/// schedule. Everything is computed from the two values and the options; no clock, no network.
///
/// Throws    geo::input_error when the terms name a role, line or area that the theatre lacks, when
///           the line does not divide the territory, or when no D-day is known; geo::geometry_error
///           when the parts do not add up to the whole within 0.01 %.
[[nodiscard]] plan build_plan(theatre ground, terms said, const plan_options& options = {});

}  // namespace planner
