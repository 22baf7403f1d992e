// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "planner/config/config.hpp"
#include "planner/model/terms.hpp"

#include <string>
#include <string_view>

namespace planner {

/// The table of presence rules that comes with the program.
///
/// Throws    geo::input_error with file, line and key for what is not as armistice-terms(5) says.
[[nodiscard]] presence_table built_in_presence();
[[nodiscard]] presence_table read_presence_text(std::string_view text, const std::string& name);

/// `[[presence]]`, `presence_omit` and `[[presence_assumptions]]` of a terms file into `out`.
///
/// Requires  out.doctrine is read.
void read_presence(config_table& table, terms& out);

}  // namespace planner
