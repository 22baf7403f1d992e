// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "planner/model/theatre.hpp"

namespace planner {

/// Applies the table `reference/border_corrections.toml` of the data folder to the theatre's
/// territories: an area that a data set gives to the wrong state, or to two, goes where the cited
/// decision puts it. Every correction applied, and every overlap between territories that remains,
/// is a finding.
///
/// A correction needs the area's outline: it is the overlap of the two states, or the reserved area
/// or territory part that holds the correction's probe position.
void apply_border_corrections(theatre& into);

}  // namespace planner
