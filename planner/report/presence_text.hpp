// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "planner/model/plan.hpp"

#include <string>

namespace planner {

class texts;

/// The report's sections on people, as Markdown: what is left empty and who may enter, where a
/// presence is indicated, where posts stand, how many are needed beside missions of the kind. Empty
/// without presence.
[[nodiscard]] std::string presence_sections(const plan& what, const texts& say);

/// Every flagged area with its rules, people by sector, the assumptions behind them.
[[nodiscard]] std::string presence_appendix(const plan& what, const texts& say);

/// `460 to 3 400`, in the period that needs most; `no` where none are counted.
/// By the numbers of people; 0 without them.
[[nodiscard]] std::size_t most_posts_at_a_time(const plan& what);
[[nodiscard]] std::string observers_at_peak(const plan& what, const texts& say);

}  // namespace planner
