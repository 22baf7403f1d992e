// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "planner/check/check_line.hpp"

namespace planner {

/// Fills in what follows from the sides of a check that are counted already: dependences and roads
/// that are cut, roads and crossings by side and region, reserved areas, and the corrections of the
/// border data that it rests on.
void find_consequences(line_check& into, const theatre& ground);

/// Fills in the other states' territories that the proposal touches: lengths of its stretches outside
/// of `land`, and shares of a proposed area.
void touch_territories(line_check& into, const theatre& ground, const territory& land);

}  // namespace planner
