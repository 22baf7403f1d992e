// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <string_view>

namespace planner {

/// Before the id of a line or an area that terms take from an [[inputs]] table.
inline constexpr std::string_view input_mark = "input:";

}  // namespace planner
