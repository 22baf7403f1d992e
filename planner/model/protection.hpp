// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "geo/units/quantity.hpp"
#include "planner/model/theatre.hpp"
#include "planner/model/time.hpp"

#include <cstdint>
#include <string>
#include <vector>

namespace planner {

/// A time at which it is asked what reaches what: before anything is done, then whenever an area has
/// been left or, where nobody leaves, zones begin or end.
struct protection_stage {
    std::string id;  ///< `start`, the id of a phase, or `zones-2022-10-27`
    std::string title;
    instant at;
};

/// A class of weapons with the system of it that reaches farthest.
struct weapon_reach {
    std::string weapon_class;
    std::string title;
    std::string system;
    geo::metres range;
};

/// Classes of weapons, one bit each in the order of protection::classes.
using class_set = std::uint64_t;

/// A place and one party's weapons at one stage.
struct exposure {
    bool own = false;     ///< the party's own forces hold the place
    geo::metres nearest;  ///< to ground on which its forces may stand; 0 inside
    class_set reached_by = 0;
};

struct place_protection {
    bool is_facility = false;
    std::size_t index = 0;  ///< among theatre::settlements or theatre::infrastructure
    std::vector<exposure> from_withdrawing;  ///< one a stage
    std::vector<exposure> from_other;
};

/// People and places within reach of a party's class of weapons at one stage, its own apart.
struct reach_total {
    std::size_t settlements = 0;
    double people = 0;
    std::size_t facilities = 0;
};

/// What one party's weapons can reach, stage by stage.
struct party_reach {
    party_id party;
    std::vector<std::vector<reach_total>> by_class;  ///< [stage][class]
    std::vector<reach_total> by_any;                 ///< [stage]
};

/// Which settlements and facilities lie within reach of which weapons, before and after each step.
struct protection {
    std::vector<protection_stage> stages;
    std::vector<weapon_reach> classes;
    std::vector<place_protection> places;  ///< settlements in their order, then facilities
    party_reach withdrawing;
    party_reach other;
    geo::metres max_error;  ///< of `nearest`, the accuracy of the lines apart
};

/// How long land is held until it is left, and what an early end would leave as it is.
struct occupation_row {
    std::string phase;
    geo::square_metres size;
    double people = 0;
    /// From D-day until it is left: `least` when it is left evenly over its phase, `most` when all
    /// of it is left on the last day.
    double days_least = 0;
    double days_most = 0;
    geo::square_metres frozen;  ///< still held after the phase
    double frozen_people = 0;
    std::size_t frozen_settlements = 0;

    [[nodiscard]] double area_days_least() const {
        return geo::in_square_kilometres(size) * days_least;
    }
    [[nodiscard]] double area_days_most() const {
        return geo::in_square_kilometres(size) * days_most;
    }
    [[nodiscard]] double people_days_least() const { return people * days_least; }
    [[nodiscard]] double people_days_most() const { return people * days_most; }
};

}  // namespace planner
