// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "planner/model/plan.hpp"

#include <string>

namespace planner {

/// The report as Markdown, in the order a mediator asks: what is proposed, the dates, who leaves
/// what, zones, what is left empty and who must stand where, what is reserved, what is uncertain,
/// sources. Text from data is escaped.
[[nodiscard]] std::string to_report(const plan& what);

/// The annex of turning points as CSV (RFC 4180): line, part, sequence, id, latitude and longitude
/// as DMS and decimal, MGRS, segment type, distance and azimuth to the next. A cell that a
/// spreadsheet would run as a formula is led by an apostrophe.
[[nodiscard]] std::string to_annex(const plan& what);

}  // namespace planner
