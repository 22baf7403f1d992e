// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "planner/model/plan.hpp"

#include <initializer_list>

namespace planner {

enum class gate_state { not_started, running, due, failed, verified };
[[nodiscard]] std::string_view name(gate_state state);

/// How a phase or step stands at an instant.
struct gate_standing {
    std::string id;
    gate_state state{};
    bool recorded = false;  ///< verified by an event; else as planned
    bool suspended = false;
};

/// The one of an id; none when there is none.
[[nodiscard]] const gate_standing* find_gate(
    const std::vector<gate_standing>& gates, const std::string& id
);

/// `overdue`: the status reaches beyond the date and says nothing of it. `as_planned`: the date has
/// passed, no status reaches so far.
enum class duty_state { pending, done, overdue, as_planned };
[[nodiscard]] std::string_view name(duty_state state);

struct duty_standing {
    std::string id;
    duty_state state{};
    instant due;
};

/// What holds at one instant.
struct standing {
    instant at;
    std::vector<gate_standing> phases;  ///< in the order of the plan
    std::vector<gate_standing> steps;
    std::vector<std::string> zones;      ///< ids of plan zones in force
    std::vector<std::string> rules;      ///< ids of rules in force
    std::vector<std::string> suspended;  ///< ids of steps, rules and zones that are suspended
    std::vector<duty_standing> duties;
};

/// What is in force at `t`: the only function that says so.
///
/// Spans are half-open: what runs from 06:00 is in force at 06:00, what ends at 06:00 is not. A gate
/// is verified from the instant that an event gives; where none does, from the earliest possible
/// one, which lies after the last event. `failed` lasts until verification, or until a reset begins
/// the clock again. A clause that the terms suspend is suspended until an event resumes it; an
/// event about a zone is about all zones of that term.
[[nodiscard]] standing in_force(const plan& made, instant t);

/// The last event about something, no later than `until`, whose word is one of `words`; none when there
/// is none.
///
/// Requires  events in order of time (read_status()).
[[nodiscard]] const status_event* last_event(
    const std::vector<status_event>& events,
    status_subject subject,
    const std::string& id,
    std::initializer_list<status_word> words,
    instant until
);

}  // namespace planner
