// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "planner/monitor/quiet_periods.hpp"

namespace planner {

/// How a phase, a step, an obligation or a reciprocal step stands.
enum class milestone_state : std::uint8_t {
    verified,   ///< the status says so: a gate was passed, a duty done
    may_start,  ///< what it hangs on is verified
    failed,     ///< verification was refused, by the status
    overdue,    ///< its day has passed; the status reaches beyond it and says nothing of it
    not_told,   ///< its day has passed; no status reaches so far
    at_risk,    ///< reports speak against it
    suspended,
    due,  ///< its end is over and it waits for verification; of a duty, owed within a week
    running,
    waiting  ///< its day is not come, or what it hangs on is not verified
};
[[nodiscard]] std::string_view name(milestone_state state);

struct milestone_row {
    std::string kind;  ///< phase, step, reciprocal, or obligation and its own kind
    std::string id;
    std::string title;
    std::string who;
    std::string clause;
    milestone_state state{};
    instant when;  ///< verified, possible or owed from
    std::vector<std::string> why;
};

struct milestones {
    instant at;
    std::vector<milestone_row>
        rows;  ///< phases, steps, obligations, reciprocal steps, in the plan's order
    std::vector<status_event>
        events;             ///< of the status, with the resets that reports make; in order
    std::size_t added = 0;  ///< of these, new
};

/// Days before its day from which on a duty is called due: a week.
inline constexpr int due_soon_days = 7;

/// Where things stand at an instant, by the status and by reports up to and with a day.
///
/// Verified and failed is what the status calls so: reports make nothing either. At risk is what runs or
/// waits for verification and of which reports, since it began, tell violations of its own clause or in
/// its area, refused access, or that nobody looked there in the last week; what they tell of is in
/// `why`. Dates are those of make_timeline() with the resets of quiet_periods().
[[nodiscard]] milestones make_milestones(
    const plan& made,
    const daily_counts& from,
    const quiet_result& quiet,
    local_day until,
    instant at
);

}  // namespace planner
