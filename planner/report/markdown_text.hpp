// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <cstddef>
#include <string>

namespace planner {

/// Markdown that stays text: markup characters are escaped, line ends become spaces, those at its ends
/// go, what is not seen is left out (without_unseen()), what is longer than `longest` bytes is cut between letters.
[[nodiscard]] std::string markdown_text(const std::string& raw, std::size_t longest);

}  // namespace planner
