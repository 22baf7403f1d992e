// SPDX-License-Identifier: Apache-2.0
#include "planner/sheets/date_time_group.hpp"

#include "planner/model/texts.hpp"

#include <fmt/format.h>

#include <array>

namespace planner {

std::string date_time_group(instant t) {
    static constexpr std::array<const char*, 12> months{
        "JAN", "FEB", "MAR", "APR", "MAY", "JUN", "JUL", "AUG", "SEP", "OCT", "NOV", "DEC"};
    const auto day = std::chrono::floor<std::chrono::days>(t);
    const std::chrono::year_month_day date(day);
    const std::chrono::hh_mm_ss clock(t - day);
    return fmt::format(
        "{:02}{:02}{:02}Z{}{:02}",
        static_cast<unsigned>(date.day()),
        clock.hours().count(),
        clock.minutes().count(),
        months.at(static_cast<unsigned>(date.month()) - 1),
        static_cast<int>(date.year()) % 100
    );
}

std::string validity_text(instant from, instant until, const texts& say) {
    return until == open_end()
               ? say.text<"sheet.valid_open">(with<"from">(date_time_group(from)))
               : say.text<"sheet.valid_to">(
                     with<"from">(date_time_group(from)), with<"until">(date_time_group(until))
                 );
}

}  // namespace planner
