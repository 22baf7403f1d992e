// SPDX-License-Identifier: Apache-2.0
#include "planner/presence/presence.hpp"

#include "planner/presence/drives.hpp"
#include "planner/presence/scene.hpp"

#include <algorithm>
#include <optional>

namespace planner {

namespace {

bool has_course(const geo::road_network& roads) {
    return std::any_of(roads.ways().begin(), roads.ways().end(), [](const auto& way) {
        return !way.schematic;
    });
}

}  // namespace

void plan_presence_of(
    plan& made,
    const geo::road_network& roads,
    const geo::local_frame& chart,
    const presence_options& options
) {
    const detail::scene in(made, chart, options);
    std::vector<detail::presence_need> needs;
    detail::flag_line(in, needs);
    detail::flag_ways(in, needs);
    detail::flag_places(in, needs);
    made.presence = detail::gather(in, needs);
    made.assumptions = in.assumptions;
    const auto* real = has_course(roads) ? &roads : nullptr;
    std::optional<detail::drives> by;
    if (real != nullptr && !needs.empty()) {
        by.emplace(in, roads);
    }
    auto* driven = by ? &*by : nullptr;
    detail::site_posts(in, needs, real, driven, made);
    detail::lay_sectors(in, real, driven, made);
    detail::size_presence(in, needs, made);
    detail::compare_missions(in, made);
}

}  // namespace planner
