// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "planner/model/terms.hpp"

#include <string>
#include <string_view>

namespace planner {

/// Terms from a TOML file of format `armistice-terms/1` (manual page armistice-terms).
///
/// Throws    geo::io_error when the file cannot be read; geo::input_error for what it says wrong:
///           a misspelt key (with line and nearest key), a length without a unit, a phase that
///           ends before it starts or starts before the one before it ends.
[[nodiscard]] terms read_terms(const std::string& path);
[[nodiscard]] terms read_terms_text(std::string_view text, const std::string& name);

}  // namespace planner
