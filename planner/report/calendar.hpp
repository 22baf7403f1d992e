// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "planner/model/plan.hpp"

#include <string>
#include <string_view>

namespace planner {

/// The schedule as a calendar that programs of every kind read: an event a row, and a to-do without
/// a date for each question left to the second stage.
///
/// A row counted in whole days from D is an event of whole days in the mission's time zone, from its
/// day to that of its deadline, which it includes; D itself and rows counted in hours are instants,
/// in UTC. Events never block anybody's time. The same plan gives the same bytes: DTSTAMP is the
/// plan's D-day, never the clock, and UIDs are made of the ids of plan and row, so that a later
/// version of the plan moves the events of an earlier one.
///
/// Source    RFC 5545: CRLF and folding at 75 octets between letters (3.1), TEXT escaped (3.3.11),
///           DTEND after the last day (3.6.1). RFC 7986 for NAME.
[[nodiscard]] std::string to_calendar(const plan& what);

namespace detail {

/// A content line of RFC 5545 with its line end, folded so that no line has more than 75 octets and
/// no letter of UTF-8 is torn.
[[nodiscard]] std::string folded(std::string_view line);

/// A text as a TEXT value: `\`, `;` and `,` escaped, line ends as `\n`, control characters gone.
[[nodiscard]] std::string calendar_text(std::string_view raw);

}  // namespace detail

}  // namespace planner
