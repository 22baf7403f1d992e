// SPDX-License-Identifier: Apache-2.0
#include "planner/model/texts.hpp"

// A message is given what it asks for, by name, and nothing else.
auto said(const planner::texts& say) {
#ifdef MISTAKE
    return say.text<"dates.more">(planner::with<"count">(3));
#else
    return say.text<"dates.more">(planner::with<"n">(3));
#endif
}
