// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "geo/frame/local_frame.hpp"
#include "geo/network/road_network.hpp"
#include "planner/model/plan.hpp"

namespace planner {

/// Ways out by road for every phase, and ways for people: plan::corridors, with findings for what is
/// assumed, for forces without a way, and where there is no network. Does nothing where nobody leaves
/// and the terms want no way for people.
///
/// Throws    geo::input_error for places of humanitarian corridors that the theatre lacks.
void lay_corridors(plan& made, const geo::road_network& roads, const geo::local_frame& chart);

}  // namespace planner
