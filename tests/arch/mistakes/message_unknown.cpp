// SPDX-License-Identifier: Apache-2.0
#include "planner/model/texts.hpp"

// Messages are those of data/texts/en.toml.
auto said(const planner::texts& say) {
#ifdef MISTAKE
    return say.text<"dates.mor">(planner::with<"n">(3));
#else
    return say.text<"dates.more">(planner::with<"n">(3));
#endif
}
