// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "planner/model/plan.hpp"

namespace planner {

/// What becomes of each settlement: who holds it, the phase that leaves it, its zones.
void tell_stories(plan& made);

/// Findings for zones, rules and duties that the terms set on the day of a gate without counting
/// from it, when a status has moved that gate; and for spans that are over before they begin.
void tell_dates(plan& made);

/// A finding for everything that rests on an assumption or on memory.
void note_assumptions(plan& made);

}  // namespace planner
