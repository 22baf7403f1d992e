// SPDX-License-Identifier: Apache-2.0
#include "planner/model/plan.hpp"

#include <algorithm>

namespace planner {

time_span plan::at(const term_span& span) const {
    time_span out;
    out.from = at(span.from);
    if (span.until) {
        out.until = at(*span.until);
        if (const auto* gate = dates.find(span.until_gate)) {
            out.until += std::max(gate->verified - gate->planned, std::chrono::seconds(0));
        }
    }
    return out;
}

}  // namespace planner
