// SPDX-License-Identifier: Apache-2.0
#include "geo/base/error.hpp"
#include "geo/measure/geodesic.hpp"
#include "planner/compare/compare_plans.hpp"
#include "planner/compare/compare_report.hpp"
#include "planner/model/number_text.hpp"
#include "planner/report/write_plan.hpp"
#include "tests/support/schema.hpp"
#include "tests/support/world.hpp"

#include <fmt/format.h>
#include <nlohmann/json.hpp>

#include <algorithm>

using namespace planner;
using Catch::Matchers::Contains;
using Catch::Matchers::WithinAbs;

namespace {

const world::drawing ground_drawn{
    .map = "WWhhee\nWWhhee", .settlements = "a,A,10.25,50.05,10\nb,B,10.47,50.05,700\n"};

std::string written(
    const world::temporary_folder& out, const std::string& name, const std::string& depth
) {
    const world::temporary_folder in;
    auto what =
        world::plan_of(in, ground_drawn, {.more = world::zone_toml("z", depth, "per_side")});
    what.version = version_of(what);
    write_plan(what, out.path(name), false);
    return out.path(name);
}

bool has_row(const plan_comparison& done, const std::string& section, const std::string& key) {
    return std::any_of(done.rows.begin(), done.rows.end(), [&](const plan_difference& one) {
        return one.section == section && one.key == key;
    });
}

}  // namespace

TEST_CASE("compare plans: the same plan differs in nothing", "[planner][write]") {
    const world::temporary_folder out;
    const auto a = written(out, "a", "3km");
    const auto b = written(out, "b", "3km");
    const auto done = compare_plans(a, b);
    CHECK(done.same());
    CHECK(done.summary.empty());
    CHECK_THAT(to_text(done), Contains("The same plan"));
}

TEST_CASE(
    "compare plans: a deeper zone is told in figures, area and settlements", "[planner][write]"
) {
    const world::temporary_folder out;
    const auto a = written(out, "a", "3km");
    const auto b = written(out, "b", "8km");
    const auto done = compare_plans(a, b);
    CHECK_FALSE(done.same());
    CHECK(has_row(done, "zones", "depth_m"));
    CHECK(has_row(done, "zones", "contains.area_km2"));
    CHECK_FALSE(has_row(done, "phases", "start"));
    const auto zone =
        std::find_if(done.shapes.begin(), done.shapes.end(), [](const shape_difference& one) {
            return one.layer == "zones";
        });
    REQUIRE(zone != done.shapes.end());
    // 5 km along a line of 22.2 km (0.2 degrees of latitude at 50 N), but for the ends.
    CHECK_THAT(geo::in_square_kilometres(zone->second_size), WithinAbs(5 * 22.25, 12));
    CHECK(geo::in_square_kilometres(zone->first_size) < 1e-3);
    // B lies 5 km from the line.
    REQUIRE(done.settlements.size() == 1);
    CHECK(done.settlements[0].name == "B");
    CHECK_THAT(done.settlements[0].after, Contains("zones"));
    const auto text = to_text(done);
    CHECK_THAT(text, Contains("1 settlement with 700 people"));
    CHECK_THAT(text, Contains("depth_m: 3000.0 -> 8000.0"));
    CHECK(world::problems("compare.schema.json", nlohmann::json::parse(to_json(done))) == "");
    CHECK_FALSE(to_layer(done).features.empty());
}

TEST_CASE("compare plans: what matters comes first, as plan.json has it", "[planner]") {
    const world::temporary_folder out;
    const auto plan = [&](const std::string& name, int days, int observers, int people) {
        (void)out.with(
            name + "/plan.json",
            fmt::format(
                R"({{"format":"armistice-plan/1","plan_id":"p","plan_version":"{0}","occupation":[
                    {{"id":"p1","area_km2_days_least":{0}000,"area_km2_days_most":{0}500,
                      "people_days_least":{0}000000,"people_days_most":{0}000000}}],
                    "sizing":{{"totals":[
                      {{"period":"p1","sector":"","observers":{{"low":{1},"typical":{1},"high":{1}}}}},
                      {{"period":"p2","sector":"","observers":{{"low":1,"typical":2,"high":3}}}},
                      {{"period":"p2","sector":"s","observers":{{"low":9e5,"typical":9e5,"high":9e5}}}}
                    ]}},"protection":{{"stages":[{{"id":"start"}},{{"id":"p1"}}],"reach":[
                      {{"party":"west","stage":"start","weapon_class":"tank","people":5}},
                      {{"party":"west","stage":"p1","weapon_class":"tank","people":{2}}},
                      {{"party":"west","stage":"p1","weapon_class":"mlrs","people":7000}}]}}}})",
                days,
                observers,
                people
            )
        );
    };
    plan("a", 12, 400, 1000);
    plan("b", 15, 300, 3000);
    const auto done = compare_plans(out.path("a"), out.path("b"));
    CHECK(
        done.summary ==
        std::vector<std::string>{
            "Held until left, thousand km2-days: 12 to 12 -> 15 to 16",
            "Held until left, million people-days: 12 to 12 -> 15 to 15",
            "Observers at the peak: 400 to 400 -> 300 to 300",
            "People within reach of tank of west at the end: " + people_text(1000) + " -> " +
                people_text(3000),
            "Occupation: 1 (1 changed)"}
    );
    // A file that somebody edited tells what it has.
    (void)out.with(
        "c/plan.json",
        R"({"format":"armistice-plan/1","plan_id":"p","plan_version":"3","phases":[{"vacated":null}],
            "sizing":null,"protection":null,"occupation":{}})"
    );
    CHECK_FALSE(compare_plans(out.path("a"), out.path("c")).same());
}

TEST_CASE("compare plans: lists and layers nobody knows yet are compared by id", "[planner]") {
    const world::temporary_folder out;
    const auto point = [](const char* id, double lon) {
        return fmt::format(
            R"({{"type":"Feature","id":"{}","properties":{{}},"geometry":{{"type":"Point",)"
            R"("coordinates":[{},50.1]}}}})",
            id,
            lon
        );
    };
    const auto route = [](const char* id, double lat) {
        return fmt::format(
            R"({{"type":"Feature","id":"{}","properties":{{}},"geometry":{{"type":"LineString",)"
            R"("coordinates":[[10,50],[10.5,{}]]}}}})",
            id,
            lat
        );
    };
    const auto layer = [&](const std::string& name, const std::vector<std::string>& features) {
        (void)out.with(
            name,
            R"({"type":"FeatureCollection","features":[)" +
                fmt::format("{}", fmt::join(features, ",")) + "]}"
        );
    };
    (void)out.with(
        "a/plan.json",
        R"({"format":"armistice-plan/1","plan_id":"p","plan_version":"1","ferries":[
            {"id":"f1","title":"First","boats":2,"crew":{"total":10}},
            {"id":"f2","title":"Second","boats":1,"crew":{"total":4}}],
            "balloons":{"staff":{"observers":12}}})"
    );
    (void)out.with(
        "b/plan.json",
        R"({"format":"armistice-plan/1","plan_id":"p","plan_version":"2","ferries":[
            {"id":"f3","title":"Third","boats":1,"crew":{"total":3}},
            {"id":"f1","title":"First","boats":2,"crew":{"total":12}}],
            "balloons":{"staff":{"observers":15}}})"
    );
    layer("a/geojson/ferries.geojson", {route("f1", 50.2), route("f2", 50.3)});
    layer("b/geojson/ferries.geojson", {route("f1", 50.21), route("f3", 50.4)});
    layer("a/geojson/masts.geojson", {point("m1", 10.1), point("m2", 10.2)});
    layer("b/geojson/masts.geojson", {point("m2", 10.2), point("m1", 10.11)});
    const auto done = compare_plans(out.path("a"), out.path("b"));
    CHECK_FALSE(done.same());
    CHECK(has_row(done, "ferries", "crew.total"));
    CHECK(has_row(done, "balloons", "staff.observers"));
    REQUIRE(done.rows.size() == 4);
    const auto text = to_text(done);
    CHECK_THAT(text, Contains("Ferries: 2 (1 added, 1 removed, 1 changed)"));
    CHECK_THAT(text, Contains("+ f3: Third"));
    CHECK_THAT(text, Contains("- f2: Second"));
    CHECK_THAT(text, Contains("f1 crew.total: 10 -> 12"));
    REQUIRE(done.moved.size() == 4);
    CHECK(done.moved[0].id == "f1");
    REQUIRE(done.moved[0].moved);
    // 0.01 degrees of latitude at 50 N, and of longitude.
    CHECK_THAT(done.moved[0].moved->value(), WithinAbs(1112.5, 1));
    CHECK_FALSE(done.moved[1].moved);
    CHECK(done.moved[3].layer == "masts");
    REQUIRE(done.moved[3].moved);
    CHECK_THAT(
        done.moved[3].moved->value(),
        WithinAbs(geo::distance(world::at(10.1, 50.1), world::at(10.11, 50.1)).value(), 0.01)
    );
    CHECK(world::problems("compare.schema.json", nlohmann::json::parse(to_json(done))) == "");
    CHECK(to_layer(done).features.size() == 6);
    CHECK(compare_plans(out.path("a"), out.path("a")).same());
}

TEST_CASE("compare plans: what is no plan is refused", "[planner][write]") {
    const world::temporary_folder out;
    const auto a = written(out, "a", "3km");
    CHECK_THAT(
        world::refusal<geo::io_error>([&] { (void)compare_plans(a, out.path("none")); }),
        Contains("holds no plan.json")
    );
    (void)out.with("broken/plan.json", "{\"format\": \"armist");
    CHECK_THAT(
        world::refusal<geo::input_error>([&] { (void)compare_plans(a, out.path("broken")); }),
        Contains("cut short")
    );
    (void)out.with("other/plan.json", "{\"format\": \"other/1\"}");
    CHECK_THAT(
        world::refusal<geo::input_error>([&] { (void)compare_plans(out.path("other"), a); }),
        Contains("its format is \"other/1\"")
    );
}
