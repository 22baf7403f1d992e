// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <chrono>
#include <optional>
#include <string>
#include <string_view>

namespace planner {

/// An instant, UTC. Every span is half-open: [from, until).
using instant = std::chrono::sys_seconds;

/// The open end of a span, as printed: 9999-12-31T00:00:00Z.
[[nodiscard]] instant open_end();

/// RFC 3339 date-time with offset or Z, or a full date (its midnight UTC). Empty when it is not
/// one, or names a day that does not exist.
[[nodiscard]] std::optional<instant> parse_instant(std::string_view text);

/// RFC 3339 in UTC: 2022-10-24T06:00:00Z.
[[nodiscard]] std::string to_rfc3339(instant t);

/// For people, in a time zone of the IANA database: `24 Oct 2022 09:00 (Europe/Kyiv)`.
/// Throws geo::input_error for a zone that the system does not know.
[[nodiscard]] std::string to_local_text(instant t, const std::string& time_zone);
[[nodiscard]] std::string to_local_date(instant t, const std::string& time_zone);
/// The day as RFC 3339 has it: 2022-10-24.
[[nodiscard]] std::string to_local_iso_date(instant t, const std::string& time_zone);

/// A time counted from D-day: `D+3`, `D-1` (days), `H+48` (hours); at_offset() says when that is.
[[nodiscard]] std::optional<std::chrono::seconds> parse_offset(std::string_view text);
/// `D+3`, or `H+30` when not whole days.
[[nodiscard]] std::string to_offset_text(std::chrono::seconds offset);

/// The instant at an offset from `d_day`: whole days are days of the calendar in `time_zone`, at the
/// same time of day, whatever the clocks do between; what is left over is hours that pass. Where
/// clocks skip that time of day it is the instant of the change; where they show it twice, the
/// first. `H+48` is `D+2`.
/// Throws geo::input_error for a zone that the system does not know.
[[nodiscard]] instant at_offset(
    instant d_day, std::chrono::seconds offset, const std::string& time_zone
);

/// When clocks in `time_zone` show a time of day (since midnight) on the day that it is there at `t`,
/// or `later` days after; clocks that change are read as at_offset() does.
/// Throws geo::input_error for a zone that the system does not know.
[[nodiscard]] instant at_time_of_day(
    instant t, int later, std::chrono::seconds time_of_day, const std::string& time_zone
);

/// A length of time: `14d`, `36h`.
[[nodiscard]] std::optional<std::chrono::seconds> parse_duration(std::string_view text);

}  // namespace planner
