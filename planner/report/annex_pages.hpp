// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "planner/report/annex.hpp"
#include "planner/sheets/paged_table.hpp"

namespace planner {

class texts;

/// The annex as it would be signed: which prevails, then a table for each line.
[[nodiscard]] paged_table annex_pages(const plan& what, const annex& table, const texts& say);
[[nodiscard]] paged_table annex_pages(const plan& what, const annex& table);  ///< in English

}  // namespace planner
