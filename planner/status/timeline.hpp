// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "planner/model/plan.hpp"

namespace planner {

/// The phases of the withdrawal in order, then those of reserved areas that are left last, with the
/// ids and titles that they have in the plan.
[[nodiscard]] std::vector<phase_term> phases_of(const theatre& ground, const terms& said);

/// When phases and steps are, by the terms and what has happened since.
///
/// A phase starts no earlier than the one before it is verified (unless the phases keep fixed days),
/// a reserved one than all others, a step than what it needs; nothing is brought forward. Zones,
/// rules and obligations that are counted from a phase or step are as much later as that is. What starts later keeps its length in days
/// of the calendar. After a failure the time for verification begins again, after a reset the
/// whole phase, or the quiet days of the step. A step suspended by an event is put off by as long.
/// What is not verified by the last event cannot be so before it. Every date that differs from the
/// terms' is in `moved` with its reasons.
///
/// Requires  events in order of time (read_status()).
[[nodiscard]] timeline make_timeline(
    const theatre& ground, const terms& said, instant d_day, const std::vector<status_event>& events
);

}  // namespace planner
