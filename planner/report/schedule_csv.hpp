// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "planner/model/plan.hpp"

#include <string>

namespace planner {

/// The schedule as CSV (RFC 4180): a row an action in the order of dates, then, without dates, the
/// questions that the terms leave to the second stage. Times are RFC 3339, in UTC and, as days, in
/// the mission's time zone.
[[nodiscard]] std::string to_schedule_csv(const plan& what);

}  // namespace planner
