// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "planner/config/config.hpp"
#include "planner/model/status.hpp"
#include "planner/model/terms.hpp"

#include <algorithm>
#include <string>
#include <vector>

/// What the readers of the tables of a terms file share. All throw geo::input_error.
namespace planner::reading {

/// Of all that is written of a certainty.
[[nodiscard]] const std::vector<std::string>& certainties();

[[nodiscard]] citation read_citation(config_table& table);
/// `from` and `until`; refuses a span that does not end after it begins. Gates as written, until
/// find_gate().
[[nodiscard]] term_span read_span(config_table& table);
[[nodiscard]] gate_ref read_gate(config_table& table, std::string_view key);
/// Makes of `ID`, `ID.start`, `ID.end` or `ID.verified` one of `known`, and refuses one that comes
/// after `offset`, which is counted from it.
void find_gate(
    const config_table& table,
    std::string_view key,
    seconds offset,
    gate_ref& gate,
    const std::vector<gate_dates>& known
);
[[nodiscard]] phase_term read_phase(config_table table);

/// The value of `choice(key, words)` at its place among `values`, else `fallback`.
template <class Value>
[[nodiscard]] Value read_word(
    config_table& table,
    std::string_view key,
    const std::vector<std::pair<std::string, Value>>& values,
    Value fallback
) {
    std::vector<std::string> words;
    for (const auto& [word, value] : values) {
        words.push_back(word);
    }
    const auto said = table.choice(key, words);
    for (const auto& [word, value] : values) {
        if (said && word == *said) {
            return value;
        }
    }
    return fallback;
}

/// The last of `items` must have an id of its own.
template <class Items>
void refuse_second(const config_table& table, const Items& items) {
    const auto& id = items.back().id;
    const auto same = [&](const auto& item) { return item.id == id; };
    if (std::any_of(items.begin(), items.end() - 1, same)) {
        table.fail("id", "'" + id + "' is used twice; each needs an id of its own");
    }
}

/// `what 'wanted' is not known; did you mean 'near'?` or the list of what there is.
[[nodiscard]] std::string not_known(
    const std::string& what, const std::string& wanted, const std::vector<std::string>& known
);

/// Longest length that a zone may be laid with: geo::largest_zone_distance.
[[nodiscard]] geo::metres read_depth(config_table& table, std::string_view key);

/// A word for what a zone restricts must be in the weapons table.
void check_weapon_word(
    const config_table& table, std::string_view key, const std::string& word, const weapons& arms
);

/// A text that may be `input:ID`: the input must be there and of one of the kinds.
void check_input(
    const config_table& table,
    std::string_view key,
    const std::string& value,
    input_kind kind,
    const terms& in
);

}  // namespace planner::reading
