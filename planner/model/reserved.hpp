// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "planner/model/terms.hpp"
#include "planner/model/theatre.hpp"

namespace planner {

/// What the terms say of a reserved area: its own table, else that for `*`; null when neither.
[[nodiscard]] const reserved_term* term_for(const terms& said, const reserved_id& id);

}  // namespace planner
