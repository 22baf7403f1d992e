// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "planner/model/terms.hpp"

namespace tools {

/// An agreement on stdout as a person would read it: every table with its source, figures that were
/// not read in a source marked with their certainty.
void print_terms(const planner::terms& said);

}  // namespace tools
