// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "planner/model/weapons.hpp"

#include <string>
#include <string_view>

namespace planner {

/// The weapons table from a TOML file of format `armistice-weapons/1` (manual page
/// armistice-terms).
///
/// Throws    geo::io_error when the file cannot be read; geo::input_error for what it says wrong,
///           classes that include each other in a circle among it.
[[nodiscard]] weapons read_weapons(const std::string& path);
[[nodiscard]] weapons read_weapons_text(std::string_view text, const std::string& name);

/// The table that comes with the program: `weapons.toml` of the data folder.
[[nodiscard]] weapons built_in_weapons();

}  // namespace planner
