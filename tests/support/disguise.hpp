// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "planner/report/read_texts.hpp"

#include <set>
#include <string>
#include <string_view>

/// Words of another language that nobody speaks: whatever Latin word is left was not taken from the
/// catalogue.
namespace disguise {

/// A letter of another script for each Latin one, outside of placeholders.
[[nodiscard]] std::string disguised(std::string_view text);

/// All messages so.
[[nodiscard]] planner::read_words words();

/// Words of two Latin letters or more.
[[nodiscard]] std::set<std::string> latin_words(const std::string& text);

}  // namespace disguise
