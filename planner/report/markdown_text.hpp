// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <cstddef>
#include <string>

namespace planner {

/// Markdown that stays text: markup characters are escaped, line ends and control characters become
/// spaces, those at its ends go, what is longer than `longest` bytes is cut between letters.
[[nodiscard]] std::string markdown_text(const std::string& raw, std::size_t longest);

}  // namespace planner
