// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "planner/export/field_plan.hpp"

#include <optional>
#include <string>
#include <utility>
#include <vector>

namespace planner {

/// One thing of a plan as every field format names and explains it. Texts are plain_text().
struct field_item {
    std::string layer;                 ///< `zones`, `posts`, ...
    const geo::feature* of = nullptr;  ///< of the plan it was made from, which must outlive it
    std::string title;                 ///< in full: `Post Mariupol`, `Phase 1: area left`
    std::string code;                  ///< short, not yet unique: `PL P1`, `P01 Mariupol`, `C-014`
    std::string phase;                 ///< id; empty: none
    instant from;
    std::optional<instant> until;  ///< none: open
    std::string validity;          ///< in words, in the mission's time zone
    std::vector<std::pair<std::string, std::string>> facts;  ///< label and text, most telling first

    /// `label: text; label: text`.
    [[nodiscard]] std::string facts_text() const;
};

/// The items of one layer, in its order; `number`ed from 1.
[[nodiscard]] std::vector<field_item> field_items(const field_plan& from, const std::string& layer);

/// `in force from 27 Oct 2022 09:00 (Europe/Kyiv) until ...`.
[[nodiscard]] std::string validity_text(
    instant from, std::optional<instant> until, const std::string& time_zone
);

/// What dates of this basis mean, as a sentence.
[[nodiscard]] std::string date_basis_text(const std::string& basis, const texts& say);
[[nodiscard]] std::string date_basis_text(const std::string& basis);  ///< in English

}  // namespace planner
