// SPDX-License-Identifier: Apache-2.0
#include "geo/measure/geodesic.hpp"
#include "planner/plan/build_plan.hpp"
#include "planner/presence/sight_ground.hpp"
#include "tests/support/world.hpp"

#include <algorithm>

using namespace planner;
using Catch::Matchers::Contains;
using Catch::Matchers::WithinAbs;

namespace {

/// The line runs north at lon 10.6; a town of 50,000 people, 2.5 km in radius, stands on it at 50.1.
const world::drawing town_drawn{
    .map = "WWhhhhee\nWWhhhhee",
    .settlements = "t,Town,10.6,50.1,50000\n",
    .crossings = "gate,Gate,road,10.2,50.05,west,yes,main\n"};

plan plan_over(const std::vector<ground_area>& terrain, const presence_options& options) {
    const world::temporary_folder folder;
    auto ground = world::read(folder, town_drawn);
    ground.terrain = terrain;
    return build_plan(ground, world::read(folder, world::agreement{}), {.presence = options});
}

geo::metres share_of(const plan& what, ground_class kind, const std::string& from) {
    for (const auto& one : what.siting->ground) {
        if (one.kind == kind && one.from == from) {
            return one.line;
        }
    }
    return {};
}

const auto whole = world::box(10.5, 49.9, 10.7, 50.3);

}  // namespace

TEST_CASE("sight: the layer's class decides, then towns, then rolling", "[planner][presence]") {
    const auto what = plan_over(
        {{ground_class::open, world::box(10.55, 50.05, 10.65, 50.12)},
         {ground_class::forest, world::box(10.55, 50.09, 10.65, 50.15)}},
        {.sight = true}
    );
    const auto chart = geo::local_frame::chart({10, 49.5, 12, 51.5});
    const presence_options options{.sight = true};
    const detail::scene in(what, chart, options);
    const detail::sight_ground ground(in);
    const auto kind = [&](double lat) { return ground.at(world::at(10.6, lat)); };
    CHECK(kind(50.07).kind == ground_class::open);
    CHECK(kind(50.07).from == std::string("terrain"));
    // Where both lie the closer one, over the town too.
    CHECK(kind(50.1).kind == ground_class::forest);
    CHECK(kind(50.14).kind == ground_class::forest);
    CHECK(kind(50.18).kind == ground_class::rolling);
    CHECK(kind(50.18).from == std::string("assumed"));
    CHECK(ground.sight(ground_class::open).value() == 3000);
    CHECK(ground.sight(ground_class::rolling).value() == 2000);
    CHECK(ground.sight(ground_class::forest).value() == 750);
    CHECK(ground.sight(ground_class::urban).value() == 750);
    const auto none = plan_over({}, {.sight = true});
    const detail::scene bare(none, chart, options);
    CHECK(detail::sight_ground(bare).at(world::at(10.6, 50.1)).kind == ground_class::urban);
    CHECK(detail::sight_ground(bare).at(world::at(10.6, 50.1)).from == std::string("settlements"));
}

TEST_CASE(
    "sight: posts are as many as the ground hides, and the plan says why", "[planner][presence]"
) {
    const auto open = plan_over({{ground_class::open, whole}}, {.sight = true});
    const auto rolling = plan_over({{ground_class::rolling, whole}}, {.sight = true});
    const auto forest = plan_over({{ground_class::forest, whole}}, {.sight = true});
    const auto unknown = plan_over({}, {.sight = true});
    CHECK(open.posts.size() < rolling.posts.size());
    CHECK(rolling.posts.size() < forest.posts.size());
    CHECK(unknown.posts.size() > rolling.posts.size());  // the town
    CHECK(open.siting->reach.value() == 3000);
    CHECK(share_of(open, ground_class::open, "terrain") == open.siting->line);
    CHECK(share_of(unknown, ground_class::urban, "settlements").value() > 0);
    CHECK_THAT(
        (share_of(unknown, ground_class::urban, "settlements") +
         share_of(unknown, ground_class::rolling, "assumed"))
            .value(),
        WithinAbs(unknown.siting->line.value(), 1e-6)
    );
    CHECK_THAT(open.siting->reach_text, Contains("layer terrain"));
    CHECK_THAT(unknown.siting->reach_text, Contains("assumed"));
    CHECK(plan_over({{ground_class::open, whole}}, {}).siting->ground.empty());
    // Every sample is seen from within the sight over its own class.
    for (const auto* what : {&open, &forest}) {
        const double sight = what == &open ? 3000 : 750;
        for (double lat = 50.005; lat < 50.2; lat += 0.005) {
            double best = 1e9;
            for (const auto& post : what->posts) {
                best = std::min(best, geo::distance(post.position, world::at(10.6, lat)).value());
            }
            CHECK(best <= sight + 250);  // samples are up to 500 m apart
        }
    }
}
