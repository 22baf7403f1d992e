// SPDX-License-Identifier: Apache-2.0
#include "planner/monitor/judge.hpp"

#include <array>

namespace planner {

namespace {

template <std::size_t Count, class Value>
std::string_view of(const std::array<std::string_view, Count>& words, Value value) {
    return words[static_cast<std::size_t>(value)];
}

}  // namespace

std::string_view name(verdict_word word) {
    constexpr std::array<std::string_view, verdict_word_count> words{
        "not_covered", "compliant", "inconclusive", "violation"};
    return of(words, word);
}

std::string_view name(verdict_class kind) {
    constexpr std::array<std::string_view, 10> words{
        "",
        "in_violation",
        "beyond_line",
        "beyond_line_outside_storage",
        "in_storage",
        "in_exception",
        "within_cap",
        "present_not_proscribed",
        "unverifiable",
        "access_denied"};
    return of(words, kind);
}

std::string_view name(verdict_reason reason) {
    constexpr std::array<std::string_view, 10> words{
        "",
        "place",
        "time",
        "side",
        "weapon",
        "exception",
        "cap",
        "ground",
        "fire_only",
        "not_verified"};
    return of(words, reason);
}

}  // namespace planner
