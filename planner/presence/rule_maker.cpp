// SPDX-License-Identifier: Apache-2.0
#include "planner/presence/rule_maker.hpp"

#include <algorithm>
#include <utility>

namespace planner::detail {

presence_need& rule_maker::add(std::string name) {
    auto& made = out_.emplace_back();
    made.rule = rule_;
    made.name = std::move(name);
    made.when.from = in_.what.d_day;
    return made;
}

bool rule_maker::is_wanted(const std::string& kind) const {
    const auto& only = rule().only;
    return only.empty() || std::find(only.begin(), only.end(), kind) != only.end();
}

bool rule_maker::is_near_line(geo::lon_lat p, presence_need* tell) const {
    if (!rule().within) {
        return true;
    }
    const auto distance = in_.from_line(p);
    if (distance && tell != nullptr) {
        tell->inputs.emplace_back("from_line", length_text(*distance));
        tell->inputs.emplace_back("within", length_text(*rule().within));
    }
    return distance && *distance <= *rule().within;
}

}  // namespace planner::detail
