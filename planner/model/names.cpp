// SPDX-License-Identifier: Apache-2.0
#include "planner/model/names.hpp"

#include <algorithm>
#include <numeric>

namespace planner {

std::size_t edit_distance(std::string_view a, std::string_view b) {
    std::vector<std::size_t> row(b.size() + 1);
    std::iota(row.begin(), row.end(), std::size_t{0});
    for (std::size_t i = 1; i <= a.size(); ++i) {
        std::size_t diagonal = row[0];
        row[0] = i;
        for (std::size_t j = 1; j <= b.size(); ++j) {
            const auto replaced = diagonal + (a[i - 1] == b[j - 1] ? 0 : 1);
            diagonal = row[j];
            row[j] = std::min({replaced, row[j] + 1, row[j - 1] + 1});
        }
    }
    return row.back();
}

std::string nearest_word(std::string_view word, const std::vector<std::string>& known) {
    std::string best;
    std::size_t least = std::max<std::size_t>(2, word.size() / 2) + 1;
    for (const auto& candidate : known) {
        const auto steps = edit_distance(word, candidate);
        if (steps < least) {
            least = steps;
            best = candidate;
        }
    }
    return best;
}

std::string unknown_name(
    std::string_view what,
    const std::string& wanted,
    const std::string& theatre,
    const std::vector<std::string>& known
) {
    std::string all;
    for (const auto& one : known) {
        all += (all.empty() ? "" : ", ") + one;
    }
    const auto near = nearest_word(wanted, known);
    return std::string(what) + " '" + wanted + "' is not one of theatre '" + theatre + "'" +
           (near.empty() ? ", which has: " : "; did you mean '" + near + "'? It has: ") +
           (all.empty() ? "none" : all);
}

}  // namespace planner
