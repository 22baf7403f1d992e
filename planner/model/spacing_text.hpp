// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "planner/model/terms.hpp"

namespace planner {

class texts;

/// How the phases of a withdrawal are cut, in plain words for page and map: `equal progress between
/// the line of contact and ...`. No full stop.
[[nodiscard]] std::string spacing_text(const withdrawal_term& said, const texts& say);
[[nodiscard]] std::string spacing_text(const withdrawal_term& said);  ///< in English

}  // namespace planner
