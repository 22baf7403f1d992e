// SPDX-License-Identifier: Apache-2.0
#include "planner/plan/plan_work.hpp"

#include <utility>

namespace planner {

void note(
    plan& into,
    geo::finding_code code,
    geo::severity level,
    std::string text,
    std::optional<geo::lon_lat> where
) {
    geo::finding made;
    made.code = code;
    made.level = level;
    made.text = std::move(text);
    if (where) {
        made.where.lon = where->lon.value();
        made.where.lat = where->lat.value();
    }
    into.found.push_back(std::move(made));
}

}  // namespace planner
