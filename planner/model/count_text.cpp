// SPDX-License-Identifier: Apache-2.0
#include "planner/model/count_text.hpp"

#include "planner/model/number_text.hpp"

#include <fmt/format.h>

#include <algorithm>

namespace planner {

std::string count_text(const area_count& count) {
    return fmt::format(
        "{}, {}, {} people",
        area_text(count.size),
        counted(count.settlements, "settlement", "settlements"),
        people_text(count.people)
    );
}

std::string region_row(const region_count& one) {
    return fmt::format(
        "{:<28} {:>14}  {:>4} settlements  {:>12} people\n",
        one.name.empty() ? "in no region" : one.name,
        area_text(one.count.size),
        one.count.settlements,
        people_text(one.count.people)
    );
}

std::string listed(const std::vector<std::string>& names) {
    constexpr std::size_t shown = 8;
    std::string out;
    for (std::size_t i = 0; i < std::min(names.size(), shown); ++i) {
        out += (i == 0 ? "" : ", ") + names[i];
    }
    return names.size() > shown ? out + fmt::format(" and {} more", names.size() - shown) : out;
}

}  // namespace planner
