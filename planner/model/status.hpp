// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "planner/model/time.hpp"

#include <optional>
#include <string>
#include <string_view>
#include <vector>

namespace planner {

/// What an event of the status is about.
enum class status_subject { phase, step, obligation, rule, zone };
[[nodiscard]] std::string_view name(status_subject subject);

/// What happened. `verified`: a gate was passed, a duty done. `failed`: verification was refused.
/// `reset`: a violation began the clock again. `suspended`, `resumed`: of a clause.
enum class status_word { verified, failed, reset, suspended, resumed };
[[nodiscard]] std::string_view name(status_word word);

/// One line of a status file.
struct status_event {
    status_subject subject{};
    std::string id;
    status_word word{};
    instant at;
    std::string by;
    std::string note;
};

/// A date that is no longer the one planned, and why.
struct moved_date {
    std::string id;    ///< of the phase or step
    std::string what;  ///< start, end, verified
    instant planned;
    instant now;
    std::string why;
};

/// The dates of a phase or step. Steps have no verification of their own: it is due at their end.
struct gate_dates {
    std::string id;
    instant start;
    instant end;
    instant verified;             ///< recorded, or the earliest possible
    instant planned;              ///< verified, as the terms have it
    bool recorded = false;        ///< an event says that it was verified
    std::vector<instant> failed;  ///< in order
};

/// When everything is, as far as the events tell: the agreement's dates where nothing happened.
struct timeline {
    std::optional<instant> as_of;  ///< of the last event; none without events
    std::vector<gate_dates> gates;
    std::vector<moved_date> moved;

    [[nodiscard]] const gate_dates* find(std::string_view id) const;
    /// Why a date was moved, all reasons; empty when it was not.
    [[nodiscard]] std::string why(std::string_view id, std::string_view what) const;
};

}  // namespace planner
