// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "planner/model/citation.hpp"
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
    status_subject subject{};
    std::string id;
    std::string what;  ///< start, end, verified; of spans from, until; of obligations due
    instant planned;
    instant now;
    std::string why;
};

/// The dates of a phase or step. Steps have no verification of their own: it is due at their end.
struct gate_dates {
    std::string id;
    std::string term;  ///< its id in the terms: the phase of several reserved areas is one there
    instant start;
    instant end;
    instant verified;        ///< recorded, or the earliest possible
    seconds start_offset{};  ///< as the terms have them, from D-day
    seconds end_offset{};
    seconds verified_offset{};
    bool recorded = false;        ///< an event says that it was verified
    std::vector<instant> failed;  ///< in order
};

/// When everything is, as far as the events tell: the agreement's dates where nothing happened.
struct timeline {
    std::optional<instant> as_of;  ///< of the last event; none without events
    std::vector<gate_dates> gates;
    std::vector<moved_date> moved;

    [[nodiscard]] const gate_dates* find(std::string_view id) const;
    /// By its id in the terms: the last one, where reserved areas make several of it.
    [[nodiscard]] const gate_dates* find(const gate_ref& gate) const;
    /// Why a date was moved, all reasons; empty when it was not.
    [[nodiscard]] std::string why(
        status_subject subject, std::string_view id, std::string_view what
    ) const;
};

[[nodiscard]] instant date_of(const gate_dates& gate, gate_moment moment);
[[nodiscard]] seconds offset_of(const gate_dates& gate, gate_moment moment);

/// When an offset of the terms is: as much later than planned as the gate that it is counted from,
/// in days of the calendar; never earlier.
[[nodiscard]] instant date_of(
    const timeline& dates,
    instant d_day,
    seconds offset,
    const gate_ref& gate,
    const std::string& time_zone
);

}  // namespace planner
