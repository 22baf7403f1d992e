// SPDX-License-Identifier: Apache-2.0
#include "planner/presence/presence.hpp"

#include "planner/presence/scene.hpp"

namespace planner {

void plan_presence_of(plan& made, const geo::local_frame& chart, const presence_options& options) {
    const detail::scene in(made, chart, options);
    std::vector<detail::presence_need> needs;
    detail::flag_line(in, needs);
    detail::flag_ways(in, needs);
    detail::flag_places(in, needs);
    made.presence = detail::gather(in, needs);
    made.assumptions = in.assumptions;
    detail::site_posts(in, needs, made);
    detail::lay_sectors(in, made);
    detail::size_presence(in, needs, made);
    detail::compare_missions(in, made);
}

}  // namespace planner
