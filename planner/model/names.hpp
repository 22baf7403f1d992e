// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <cstddef>
#include <string>
#include <string_view>
#include <vector>

namespace planner {

/// The entry of `known` that a misspelt `word` most likely means; empty when none is near: at most
/// two letters, or half of the word's, are other ones. Of equally near ones the first.
[[nodiscard]] std::string nearest_word(
    std::string_view word, const std::vector<std::string>& known
);

/// Letters to add, drop or change to make one of the other.
[[nodiscard]] std::size_t edit_distance(std::string_view a, std::string_view b);

/// For a name in the terms that the theatre lacks: `line 'contct' is not one of theatre 'x'; did
/// you mean 'contact'? It has: contact, february`.
[[nodiscard]] std::string unknown_name(
    std::string_view what,
    const std::string& wanted,
    const std::string& theatre,
    const std::vector<std::string>& known
);

}  // namespace planner
