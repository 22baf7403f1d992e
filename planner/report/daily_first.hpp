// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "planner/report/daily_page.hpp"

namespace planner {

/// What a chief of mission reads when he reads no more: the title and four lines on verdicts, places,
/// watch and gates, this day beside the day before.
[[nodiscard]] std::string daily_title(const plan& made, const daily_report& what);
[[nodiscard]] std::vector<std::pair<std::string, std::string>> first_lines(
    const plan& made, const daily_counts& from, const daily_report& what
);

[[nodiscard]] std::uint64_t count_of(const daily_tally& tally, verdict_word word);
/// `12 (7)`: this day and the day before.
[[nodiscard]] std::string pair_text(std::uint64_t today, std::uint64_t before);
/// `24 Oct 2022 09:00`, in the zone that the title names.
[[nodiscard]] std::string clock_text(instant t, const std::string& time_zone);
/// Days to 0.1, never more than have passed.
[[nodiscard]] std::string quiet_days_text(double days);
/// `37.998, 48.588, 3 km north-west of Bakhmut`: longitude and latitude to some 100 m, the nearest
/// settlement when the report knows any.
[[nodiscard]] std::string place_text(const daily_report& what, geo::lon_lat p);

}  // namespace planner
