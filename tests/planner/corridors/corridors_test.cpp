// SPDX-License-Identifier: Apache-2.0
#include "geo/base/error.hpp"
#include "geo/measure/geodesic.hpp"
#include "geo/network/build_network.hpp"
#include "planner/corridors/corridors.hpp"
#include "planner/corridors/moving_out.hpp"
#include "planner/corridors/open_roads.hpp"
#include "planner/report/layers.hpp"
#include "planner/report/report_text.hpp"
#include "tests/planner/corridors/road_world.hpp"

#include <catch2/catch.hpp>

#include <algorithm>

namespace {

using namespace planner;
using namespace road_world;
using Catch::Matchers::Contains;
using Catch::Matchers::WithinAbs;

double hours(seconds t) {
    return static_cast<double>(t.count()) / 3600;
}

/// By the north to a gate of its own.
const drawn_road north{"N3", {{10.55, 50.05}, {10.5, 50.15}, {10.2, 50.15}}};

/// Degrees: roads get positions so that both readings of their edges agree within 0.25 m.
constexpr double bend = 0.25 / 111000 * 1.02;

/// The highest latitude that any route of a phase reaches.
double northernmost(const plan& made, const std::string& phase) {
    double most = -90;
    for (const auto& one : made.corridors.routes) {
        for (const auto& p : one.shape) {
            most = one.phase == phase ? std::max(most, p.lat.value()) : most;
        }
    }
    return most;
}

const phase_movement& movement(const plan& made, const std::string& phase) {
    const auto* found = made.corridors.of_phase(phase);
    REQUIRE(found != nullptr);
    return *found;
}

}  // namespace

TEST_CASE("corridors: one road, its length and the passing time", "[planner][corridors]") {
    const auto made = plan_of(ground({straight}, unit), corridors());
    const auto& first = movement(made, "p1");
    REQUIRE(made.corridors.routes.size() == 1);
    const auto& route = made.corridors.routes.front();
    // By hand: 300 vehicles at 100 an hour, after them the way at 30 km/h.
    const double way = geo::in_kilometres(geo::length(geo::line_string<geo::lon_lat>{
                           world::at(10.55, 50.05),
                           world::at(10.45, 50.05),
                           world::at(10.3, 50.05),
                           world::at(10.2, 50.05)})) /
                       30;
    CHECK_THAT(hours(first.bound), WithinAbs(3 + way, 0.002));
    CHECK(first.needed >= first.bound);
    CHECK_THAT(hours(first.needed), WithinAbs(3 + way, 0.05));
    CHECK(first.verdict == movement_verdict::feasible);
    CHECK(first.out == made.phases[0].start + first.needed);
    CHECK(first.margin == made.phases[0].end - first.out);
    CHECK_FALSE(first.assumed);
    CHECK(first.vehicles == 300);
    CHECK_THAT(hours(route.travel), WithinAbs(way, 0.002));
    CHECK(route.from == "Alpha");
    CHECK(route.to == "Gate");
    CHECK_THAT(route.rate, WithinAbs(100, 1));
    CHECK_THAT(route.bottleneck, Contains("M1"));
    CHECK_THAT(route.vehicles, WithinAbs(300, 1e-6));
    CHECK(route.passes == std::vector<std::string>{"Alpha", "Beta"});
    REQUIRE(route.controls.size() == 1);
    CHECK(route.controls.front().what == "crossing");
    // Nobody stands in the second phase's area.
    CHECK(movement(made, "p2").verdict == movement_verdict::nothing_to_move);
}

TEST_CASE("corridors: half the capacity takes twice the passing time", "[planner][corridors]") {
    const auto passing = [](int an_hour) {
        const auto made = plan_of(ground({straight}, unit), corridors("", an_hour));
        return hours(movement(made, "p1").bound - made.corridors.routes.front().travel);
    };
    CHECK_THAT(passing(50) / passing(100), WithinAbs(2, 1e-3));
}

TEST_CASE("corridors: a bridge down changes the route", "[planner][corridors]") {
    auto what = ground({straight, bypass}, "u1,Unit,10.55,50.05,west,any,20\n");
    const auto before = plan_of(what, corridors());
    CHECK_THAT(northernmost(before, "p1"), WithinAbs(50.05, bend));
    for (const auto* closure : {"b1,bridge_down,0,0,M1,\n", "b1,mined,10.4,50.05,,200\n"}) {
        CAPTURE(closure);
        what.closures = closure;
        const auto after = plan_of(what, corridors());
        CHECK_THAT(northernmost(after, "p1"), WithinAbs(50.15, bend));
        CHECK(movement(after, "p1").needed > movement(before, "p1").needed);
    }
    what.closures = "b1,bridge_down,10.9,50.19,,50\n";
    const auto idle = plan_of(what, corridors());
    CHECK_THAT(
        world::first(idle.found, geo::finding_code::feature_attribute_invalid).text,
        Contains("closes nothing")
    );
}

TEST_CASE("corridors: many take both roads, sooner than by one", "[planner][corridors]") {
    const auto what = ground({straight, bypass}, "u1,Unit,10.55,50.05,west,any,3000\n");
    const auto made = plan_of(what, corridors());
    CHECK(made.corridors.routes.size() == 2);
    CHECK(hours(movement(made, "p1").needed) < 18);
    CHECK(hours(movement(made, "p1").bound) > 15);
    CHECK(movement(made, "p1").needed - movement(made, "p1").bound < seconds(1800));
}

TEST_CASE("corridors: a reserved area is walked round", "[planner][corridors]") {
    auto what = ground(
        {straight, north},
        "u1,Unit,10.55,50.05,west,any,20\n"
        "u2,Guard,10.35,50.05,west,any,20\n"
    );
    what.map = "WWhhhhee\nWWRRhhee";
    what.crossings = "gate,Gate,road,10.2,50.15,west,yes,main\n"
                     "keep-gate,Keep gate,road,10.2,50.05,west,yes,keep\n";
    const world::temporary_folder folder;
    const auto made =
        world::plan_of(folder, what, {.phases = 1, .reserved = "last_phase", .more = corridors()});
    // Nobody of the main area passes through it; its own leave by their own gate in their phase.
    for (const auto& one : made.corridors.routes) {
        const bool inside = std::any_of(one.shape.begin(), one.shape.end(), [](const auto& p) {
            return p.lon.value() < 10.39 && p.lon.value() > 10.21 && p.lat.value() < 50.09;
        });
        CHECK(inside == (one.phase == "pr"));
        CHECK(one.to == (one.phase == "pr" ? "Keep gate" : "Gate"));
    }
    CHECK_THAT(northernmost(made, "p1"), WithinAbs(50.15, bend));
    CHECK(movement(made, "pr").vehicles == 20);
    CHECK(made.corridors.pockets.empty());
}

TEST_CASE(
    "corridors: not through what has been handed over, unless granted", "[planner][corridors]"
) {
    // The unit of the second phase stands on a road that leads out by the first phase's area only.
    auto what = ground(
        {bypass, {"L", {{10.35, 50.05}, {10.55, 50.05}}}}, "u1,Unit,10.36,50.05,west,any,20\n"
    );
    const auto made = plan_of(what, corridors());
    REQUIRE(made.corridors.pockets.size() == 1);
    CHECK(made.corridors.pockets[0].phase == "p2");
    CHECK_THAT(
        world::first(made.found, geo::finding_code::plan_no_exit).text, Contains("another way out")
    );
    const auto granted = plan_of(what, corridors("transit = [\"vacated\"]\n"));
    CHECK(granted.corridors.pockets.empty());
    CHECK(movement(granted, "p2").vehicles == 20);
}

TEST_CASE("corridors: never through the other party's area", "[planner][corridors]") {
    const drawn_road across{"E", {{10.55, 50.05}, {10.65, 50.1}, {10.55, 50.15}, {10.2, 50.05}}};
    const auto made = plan_of(ground({across}, unit), corridors());
    REQUIRE(made.corridors.pockets.size() == 1);
    CHECK(made.corridors.pockets[0].vehicles == 300);
    CHECK(plan_of(ground({across}, unit), corridors("transit = [\"other\"]\n"))
              .corridors.pockets.empty());
}

TEST_CASE("corridors: a pocket needs another way out and people there", "[planner][corridors]") {
    const auto made = plan_of(
        ground(
            {straight, {"island", {{10.5, 50.15}, {10.52, 50.16}}}},
            unit + "u2,Lost,10.51,50.155,west,any,7\n"
        ),
        corridors()
    );
    REQUIRE(made.corridors.pockets.size() == 1);
    CHECK(made.corridors.pockets[0].name == "Gamma");
    const auto& told = world::first(made.found, geo::finding_code::plan_no_exit);
    CHECK_THAT(told.text, Contains("7 vehicles near Gamma need another way out"));
    const auto presence =
        std::find_if(made.presence.begin(), made.presence.end(), [](const auto& one) {
            return one.reasons.front().rule == "no-way-out";
        });
    REQUIRE(presence != made.presence.end());
    CHECK(presence->phase == "p1");
    CHECK(world::is_inside(world::at(10.51, 50.155), presence->shape));
}

TEST_CASE("corridors: one-way roads that lead in only are told", "[planner][corridors]") {
    auto inward = straight;
    std::reverse(inward.through.begin(), inward.through.end());
    inward.more = R"(,"oneway":"yes")";
    const auto made = plan_of(ground({inward}, unit), corridors());
    REQUIRE(made.corridors.pockets.size() == 1);
    CHECK_THAT(made.corridors.pockets[0].reason, Contains("one-way"));
    inward.more = R"(,"oneway":"-1")";
    CHECK(plan_of(ground({inward}, unit), corridors()).corridors.pockets.empty());
}

TEST_CASE(
    "corridors: a large town is passed by if the way round is short", "[planner][corridors]"
) {
    auto what = ground({straight, bypass}, "u1,Unit,10.55,50.05,west,any,20\n");
    what.settlements += "big,Metropolis,10.4,50.05,90000\n";
    const auto towns = [&](const std::string& keys) {
        return northernmost(plan_of(what, corridors(keys)), "p1");
    };
    // Way round: 42 km instead of 25 km; the stretch past the town is 2 x 10 km.
    CHECK_THAT(towns("avoid_reach = \"10km\"\ndetour_factor = 3\n"), WithinAbs(50.15, bend));
    CHECK_THAT(towns("avoid_reach = \"10km\"\ndetour_factor = 1.2\n"), WithinAbs(50.05, bend));
    CHECK_THAT(
        towns("avoid_reach = \"10km\"\ndetour_factor = 3\navoid_people = 100000\n"),
        WithinAbs(50.05, bend)
    );
}

TEST_CASE("corridors: a nuclear plant is passed by within its own reach", "[planner][corridors]") {
    auto what = ground({straight, bypass}, "u1,Unit,10.55,50.05,west,any,20\n");
    what.infrastructure = "npp,Plant,nuclear_plant,10.4,50.05\n";
    const auto north_of = [&](const std::string& keys) {
        return northernmost(plan_of(what, corridors(keys)), "p1");
    };
    CHECK_THAT(north_of("nuclear_reach = \"10km\"\ndetour_factor = 3\n"), WithinAbs(50.15, bend));
    CHECK_THAT(north_of("nuclear_reach = \"10km\"\ndetour_factor = 1.2\n"), WithinAbs(50.05, bend));
    CHECK_THAT(north_of("nuclear_reach = \"100m\"\ndetour_factor = 3\n"), WithinAbs(50.05, bend));
    what.infrastructure = "dam,Dam,dam,10.4,50.05\n";
    CHECK_THAT(north_of("nuclear_reach = \"10km\"\ndetour_factor = 3\n"), WithinAbs(50.05, bend));
}

TEST_CASE(
    "corridors: what does not fit is told with the deadline that would", "[planner][corridors]"
) {
    // A phase has 7 days: 168 hours. 30,000 vehicles at 100 an hour need 300.
    const auto made =
        plan_of(ground({straight}, "u1,Army,10.55,50.05,west,any,30000\n"), corridors());
    const auto& first = movement(made, "p1");
    CHECK(first.verdict == movement_verdict::infeasible);
    CHECK(first.margin < seconds(0));
    CHECK_THAT(hours(first.out - made.phases[0].start), WithinAbs(301, 4));
    CHECK_THAT(to_report(made), Contains("infeasible; the shortest deadline that would do is"));
    // Columns of the figures assumed: 20 vehicles in 4 minutes of pass time and 5 of gap.
    CHECK_THAT(column_capacity({}, 30), WithinAbs(20 / (9.0 / 60), 1e-9));
}

TEST_CASE("corridors: within the daily hours only, if asked", "[planner][corridors]") {
    // D-day is 06:00 UTC; phase 1 begins on D+10 at 06:00. 1,500 vehicles need 15 h and the way.
    const auto what = ground({straight}, "u1,Unit,10.55,50.05,west,any,1500\n");
    const auto made = plan_of(what, corridors("hours = \"06:00-18:00\"\n"));
    const auto& first = movement(made, "p1");
    CHECK(first.out == made.phases[0].start + std::chrono::hours(12) + first.needed);
    CHECK(after_moving(made, made.phases[0].start, seconds(0)) == made.phases[0].start);
    CHECK(
        after_moving(made, made.phases[0].start + std::chrono::hours(13), seconds(60)) ==
        made.phases[0].start + std::chrono::hours(24) + seconds(60)
    );
    CHECK_THAT(
        world::refusal<geo::input_error>([&] {
            (void)plan_of(what, corridors("hours = \"18:00-06:00\"\n"));
        }),
        Contains("06:00-18:00")
    );
}

TEST_CASE(
    "corridors: ground of a total width reaches half of it to each side", "[planner][corridors]"
) {
    const auto made =
        plan_of(ground({straight}, unit), corridors("width = \"5km\"\nwidth_is = \"total\"\n"));
    const auto& route = made.corridors.routes.front();
    REQUIRE(route.per_side);
    CHECK(route.per_side->value() == 2500);
    // A strip of the way's length and two half circles; the road is straight to 1 %.
    const double expected = geo::in_kilometres(route.length) * 5 + 3.14159265 * 2.5 * 2.5;
    CHECK_THAT(world::km2(route.ground) / expected, WithinAbs(1, 0.01));
    CHECK(route.max_error <= geo::metres(0.5));
    CHECK(world::is_inside(world::at(10.4, 50.05), route.ground));
    const auto layers = plan_layers(made);
    const auto found = std::find_if(layers.begin(), layers.end(), [](const auto& layer) {
        return layer.name == "corridors";
    });
    REQUIRE(found != layers.end());
    CHECK(std::holds_alternative<geo::multi_polygon<geo::lon_lat>>(found->features[0].shape));
    CHECK(geo::text(found->features[0], "width_is") == "total");
}

TEST_CASE("corridors: schematic roads have no ground, whatever the width", "[planner][corridors]") {
    auto rough = straight;
    rough.more = R"(,"schematic":true)";
    const auto made =
        plan_of(ground({rough}, unit), corridors("width = \"5km\"\nwidth_is = \"total\"\n"));
    const auto& route = made.corridors.routes.front();
    CHECK(route.schematic);
    CHECK(route.ground.empty());
    CHECK_FALSE(route.per_side);
    // The detour factor of data/roads.toml.
    CHECK_THAT(route.length / geo::length(route.shape), WithinAbs(1.3, 1e-6));
    CHECK_THAT(to_report(made), Contains("roads are schematic"));
}

TEST_CASE("corridors: no roads, no corridor", "[planner][corridors]") {
    const auto made = plan_of({.map = "WWhhhhee\nWWhhhhee"}, "");
    CHECK_FALSE(made.corridors.roads);
    CHECK(made.corridors.routes.empty());
    CHECK_THAT(
        world::first(made.found, geo::finding_code::plan_no_network).text,
        Contains("[layers.roads]")
    );
    for (const auto& layer : plan_layers(made)) {
        CHECK(layer.name != "corridors");
    }
    CHECK_THAT(to_report(made), Contains("a straight line is no way out"));
}

TEST_CASE("corridors: without forces they are spread, and it is said", "[planner][corridors]") {
    const auto made = plan_of(ground({straight, bypass}, ""), corridors("vehicles_per_km2 = 2\n"));
    const auto& first = movement(made, "p1");
    CHECK(first.assumed);
    const double expected = 2 * geo::in_square_kilometres(made.phases[0].count.size);
    // In whole vehicles.
    CHECK_THAT(first.vehicles, WithinAbs(expected, 1));
    CHECK_THAT(
        world::first(made.found, geo::finding_code::plan_assumption).text,
        Contains("no layer of forces")
    );
    CHECK_THAT(to_report(made), Contains("Forces are assumed, not known"));
}

TEST_CASE("corridors: the other party leaves a zone by its own roads", "[planner][corridors]") {
    const drawn_road east{"E", {{10.55, 50.05}, {10.65, 50.05}, {10.79, 50.05}}};
    const auto made = plan_of(
        ground(
            {straight, east},
            unit + "a1,Guns,10.65,50.05,east,artillery,50\na2,Tanks,10.65,50.05,east,tanks,9\n"
        ),
        world::zone_toml("z", "10km", "per_side") + corridors()
    );
    // The zone begins on D+3; tanks may stay.
    const auto& moved = movement(made, "z");
    CHECK(moved.vehicles == 50);
    CHECK(moved.verdict == movement_verdict::feasible);
    CHECK(moved.deadline == made.d_day + std::chrono::hours(72));
    const auto route = std::find_if(
        made.corridors.routes.begin(),
        made.corridors.routes.end(),
        [](const auto& one) { return one.purpose == "zone"; }
    );
    REQUIRE(route != made.corridors.routes.end());
    CHECK(route->who == party_id("east"));
    CHECK(std::all_of(route->shape.begin(), route->shape.end(), [](const auto& p) {
        return p.lon.value() > 10.6;
    }));
}

TEST_CASE(
    "corridors: two parties' columns on ground that both use are told", "[planner][corridors]"
) {
    const drawn_road east{"E", {{10.65, 50.05}, {10.79, 50.05}}};
    const auto guns = [&](int count, const std::string& from) {
        return plan_of(
            ground(
                {straight, east},
                unit + "a1,Guns,10.65,50.05,east,artillery," + std::to_string(count) + "\n"
            ),
            world::replaced(world::zone_toml("z", "10km", "per_side"), "\"D+3\"", from) +
                corridors("width = \"5km\"\nwidth_is = \"per_side\"\n")
        );
    };
    const auto of = [](const plan& made, const std::string& who) {
        const auto found = std::find_if(
            made.corridors.routes.begin(),
            made.corridors.routes.end(),
            [&](const auto& one) { return one.who == party_id(who); }
        );
        REQUIRE(found != made.corridors.routes.end());
        return *found;
    };
    // From D on 26,000 of them are still under way on the tenth day; 50 are long gone.
    const auto late = guns(26000, "\"D+12\"");
    CHECK(of(late, "west").meets == std::vector<std::string>{of(late, "east").id});
    CHECK(of(late, "east").meets == std::vector<std::string>{of(late, "west").id});
    const auto early = guns(50, "\"D+3\"");
    CHECK(of(early, "west").meets.empty());
    CHECK(of(early, "east").meets.empty());
}

TEST_CASE("corridors: roads that do not touch the area are told", "[planner][corridors]") {
    const auto made =
        plan_of(ground({{"far", {{10.65, 50.05}, {10.75, 50.1}}}}, unit), corridors());
    CHECK(made.corridors.routes.empty());
    CHECK_THAT(
        world::first(made.found, geo::finding_code::plan_no_network).text, Contains("do not touch")
    );
}

TEST_CASE("corridors: two hundred thousand pieces that do not meet", "[planner][corridors]") {
    // Each a road of its own: none leads anywhere, and that is found in a second or so.
    const world::temporary_folder folder;
    auto what = ground({straight}, "u1,Unit,10.55,50.15,west,any,30\n");
    what.roads = "";
    auto made = world::plan_of(folder, what, {});
    geo::road_table table;
    for (std::uint32_t i = 0; i < 200000; ++i) {
        const double lon = 10.21 + 0.38 * (i % 500) / 500;
        const double lat = 50.01 + 0.18 * (i / 500) / 400;
        table.positions.push_back(world::at(lon, lat));
        table.positions.push_back(world::at(lon + 2e-4, lat));
        table.chain.push_back(2 * i);
        table.chain.push_back(2 * i + 1);
        geo::road_way way;
        way.kind = geo::road_class::primary;
        way.first = 2 * i;
        way.count = 2;
        table.ways.push_back(std::move(way));
    }
    geo::network_options options;
    options.speeds.by_class.fill(geo::kilometres_per_hour(50));
    const auto network = geo::build_network(std::move(table), options);
    made.found.clear();
    made.corridors = {};
    geo::lon_lat_box box;
    box.add(world::at(9, 49));
    box.add(world::at(12, 52));
    lay_corridors(made, network.roads, geo::local_frame::chart(box));
    REQUIRE(made.corridors.pockets.size() == 1);
    CHECK(made.corridors.pockets[0].vehicles == 30);
    CHECK(made.corridors.routes.empty());
}
