// SPDX-License-Identifier: Apache-2.0
#include "tests/planner/export/field_world.hpp"

#include "planner/report/manifest.hpp"
#include "planner/report/write_plan.hpp"

namespace field_world {

std::string plan_in(const world::temporary_folder& folder, const world::drawing& what) {
    auto made = world::plan_of(folder, what, {.more = world::zone_toml("z", "5km", "per_side")});
    made.version = planner::version_of(made);
    const auto path = folder.path("plan");
    planner::write_plan(made, path, false);
    return path;
}

std::size_t times(const std::string& text, const std::string& what) {
    std::size_t count = 0;
    for (auto at = text.find(what); at != std::string::npos;
         at = text.find(what, at + what.size())) {
        ++count;
    }
    return count;
}

std::vector<std::string> between(
    const std::string& text, const std::string& from, const std::string& to
) {
    std::vector<std::string> out;
    for (auto at = text.find(from); at != std::string::npos; at = text.find(from, at)) {
        at += from.size();
        const auto end = text.find(to, at);
        if (end == std::string::npos) {
            break;
        }
        out.push_back(text.substr(at, end - at));
        at = end;
    }
    return out;
}

}  // namespace field_world
