// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "planner/model/plan.hpp"

namespace planner {

/// What becomes of each settlement: who holds it, the phase that leaves it, its zones.
void tell_stories(plan& made);

/// A finding for everything that rests on an assumption or on memory.
void note_assumptions(plan& made);

}  // namespace planner
