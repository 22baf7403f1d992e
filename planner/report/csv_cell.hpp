// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <string>

namespace planner {

/// A text as a cell of CSV: quoted where it must be, and never a formula for a spreadsheet (what
/// would begin like one begins with an apostrophe). What is not seen is left out (without_unseen()).
///
/// Source    RFC 4180 section 2; OWASP, "CSV Injection".
[[nodiscard]] std::string csv_cell(const std::string& raw);

}  // namespace planner
