// SPDX-License-Identifier: Apache-2.0
#include "geo/base/error.hpp"
#include "tests/planner/corridors/road_world.hpp"

#include <catch2/catch.hpp>

#include <algorithm>

namespace {

using namespace planner;
using namespace road_world;
using Catch::Matchers::Contains;
using Catch::Matchers::WithinAbs;

std::string way(const std::string& from, const std::string& to, const std::string& more = "") {
    return "[[humanitarian]]\nid = \"h\"\nkind = \"civilians\"\ntitle = \"Out\"\nfrom = " + from +
           "\nto = " + to +
           "\nstart = \"D+10\"\nend = \"H+252\"\nsource = \"made up\"\ncertainty = \"S\"\n" + more;
}

const plan_route& of(const plan& made) {
    const auto found = std::find_if(
        made.corridors.routes.begin(),
        made.corridors.routes.end(),
        [](const auto& one) { return one.id == "humanitarian-h"; }
    );
    REQUIRE(found != made.corridors.routes.end());
    return *found;
}

bool says(const plan_route& one, const std::string& what) {
    return std::any_of(one.notes.begin(), one.notes.end(), [&](const auto& note) {
        return note.find(what) != std::string::npos;
    });
}

}  // namespace

TEST_CASE("humanitarian: along the road, in its time", "[planner][corridors]") {
    const auto made = plan_of(ground({straight}, unit), corridors() + way("\"Alpha\"", "\"gate\""));
    const auto& one = of(made);
    CHECK(one.problem.empty());
    CHECK(one.from == "Alpha");
    CHECK(one.to == "Gate");
    CHECK(one.crossing == std::size_t{0});
    CHECK(says(one, "fits into its time"));
    CHECK(says(one, "crosses the area of phase 'p1' while it is being left"));
    // The same road at the same time as the forces of phase 1: told on both.
    CHECK(one.meets == std::vector<std::string>{"corridor-p1-1"});
    CHECK(made.corridors.routes.front().meets == std::vector<std::string>{"humanitarian-h"});
    const auto row = std::find_if(made.schedule.begin(), made.schedule.end(), [](const auto& item) {
        return item.id == "humanitarian-h";
    });
    REQUIRE(row != made.schedule.end());
    CHECK(row->where == "Alpha to Gate");
}

TEST_CASE("humanitarian: another day meets nobody", "[planner][corridors]") {
    auto terms = way("\"Alpha\"", "\"gate\"");
    terms = world::replaced(terms, "D+10", "D+40");
    terms = world::replaced(terms, "H+252", "D+41");
    CHECK(of(plan_of(ground({straight}, unit), corridors() + terms)).meets.empty());
}

TEST_CASE("humanitarian: across the line both parties must agree", "[planner][corridors]") {
    const drawn_road across{"E", {{10.55, 50.05}, {10.7, 50.05}}};
    const auto made = plan_of(
        ground({straight, across}, unit),
        corridors() + way("[10.7, 50.05]",
                          "\"s2\"",
                          "vehicles = 40\nwidth = \"1km\"\nwidth_is = \"per_side\"\n")
    );
    const auto& one = of(made);
    CHECK(says(one, "both parties must agree"));
    REQUIRE(one.per_side);
    CHECK(one.per_side->value() == 1000);
    CHECK(one.passes == std::vector<std::string>{"Alpha", "Beta"});
    CHECK_THAT(one.people, WithinAbs(1600, 1e-9));
}

TEST_CASE("humanitarian: why there is no way", "[planner][corridors]") {
    const auto problem = [](const world::drawing& what, const std::string& to) {
        return of(plan_of(what, corridors() + way("\"Alpha\"", to))).problem;
    };
    auto what = ground({straight, {"island", {{10.5, 50.15}, {10.52, 50.16}}}}, unit);
    CHECK_THAT(problem(what, "\"Gamma\""), Contains("no road leads from one to the other"));
    CHECK_THAT(problem(what, "[10.79, 50.19]"), Contains("within 10 km"));
    what.closures = "b1,bridge_down,0,0,M1,\n";
    what.roads = roads({straight, round, {"spur", {{10.3, 50.05}, {10.3, 50.02}}}});
    CHECK_THAT(problem(what, "[10.3, 50.02]"), Contains("closed"));
}

TEST_CASE("humanitarian: a place that is not there is refused", "[planner][corridors]") {
    CHECK_THAT(
        world::refusal<geo::input_error>([] {
            (void)plan_of(ground({straight}, unit), corridors() + way("\"Alfa\"", "\"gate\""));
        }),
        Contains("'Alfa' is no crossing") && Contains("did you mean 'Alpha'")
    );
}
