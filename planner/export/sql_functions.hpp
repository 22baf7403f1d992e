// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <string_view>

namespace planner {

/// What a script of to_sql() begins with: schema and tables.
[[nodiscard]] std::string_view sql_tables();

/// And ends with: indexes, functions in PL/pgSQL that do step by step what judge() does, views.
[[nodiscard]] std::string_view sql_functions();

}  // namespace planner
