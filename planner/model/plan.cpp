// SPDX-License-Identifier: Apache-2.0
#include "planner/model/plan.hpp"

namespace planner {

time_span plan::at(const term_span& span) const {
    time_span out;
    out.from = date_of(dates, d_day, span.from, span.from_gate, ground.time_zone);
    if (span.until) {
        out.until = date_of(dates, d_day, *span.until, span.until_gate, ground.time_zone);
    }
    return out;
}

instant plan::due(const obligation_term& duty) const {
    return date_of(dates, d_day, duty.due, duty.due_gate, ground.time_zone);
}

}  // namespace planner
