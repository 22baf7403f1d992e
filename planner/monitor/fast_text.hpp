// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "planner/model/time.hpp"

#include <cstdint>
#include <string>
#include <string_view>

namespace planner {

/// Appends numbers and times without format strings and locale: some 5 to 20 ns each.

void append_number(std::string& to, std::uint64_t value);

/// `value` with at most so many decimals (0 to 9), zeros at the end left out: 12.5, -0.001, 7.
///
/// Error     half of the last decimal; halves away from zero.
/// Requires  finite, below 9e18 / 10^decimals.
void append_fixed(std::string& to, double value, int decimals);

/// RFC 3339 in UTC, as to_rfc3339().
void append_time(std::string& to, instant t);

/// A JSON text with its quotes; control characters as \u00XX. The text is UTF-8.
void append_json(std::string& to, std::string_view text);

/// A cell of CSV, quoted where RFC 4180 wants it, an apostrophe before what would be a formula.
void append_csv(std::string& to, std::string_view text);

}  // namespace planner
