// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "planner/model/time.hpp"

namespace planner {

/// What a clock in a time zone may have meant: two instants where clocks show a time twice, the
/// first of them first; else the same.
struct local_readings {
    instant first;
    instant last;
};

/// A time without its offset, `2024-03-30 02:30` (seconds may follow; `T` or a space between), as
/// the clocks of a zone show it. Empty when it is no such time, or one that the clocks skip.
/// Throws geo::input_error for a zone that the system does not know.
[[nodiscard]] std::optional<local_readings> parse_local(
    std::string_view text, const std::string& time_zone
);

/// When a day of the calendar begins in a zone: midnight, or the change of the clocks that skips it.
/// Throws geo::input_error for a zone that the system does not know.
[[nodiscard]] instant start_of_day(std::chrono::sys_days day, const std::string& time_zone);

/// The day that the calendar of a zone shows.
/// Throws geo::input_error for a zone that the system does not know.
[[nodiscard]] std::chrono::sys_days local_day_of(instant t, const std::string& time_zone);

}  // namespace planner
