// SPDX-License-Identifier: Apache-2.0
#include "planner/config/data_folder.hpp"
#include "planner/plan/build_plan.hpp"
#include "planner/report/plan_json.hpp"
#include "planner/report/write_plan.hpp"
#include "planner/terms/read_terms.hpp"
#include "planner/theatre/read_theatre.hpp"
#include "tests/support/schema.hpp"
#include "tests/support/world.hpp"

#include <nlohmann/json.hpp>

using namespace planner;
using nlohmann::json;
using world::problems;

namespace {

plan plan_with_reserved(const std::string& reserved) {
    const world::temporary_folder folder;
    return world::plan_of(
        folder,
        {.map = "WWhhhee\nWWhRRee", .crossings = "c,Gate,road,10.2,50.05,west,yes,main\n"},
        {.reserved = reserved, .more = world::zone_toml("z", "5km", "total")}
    );
}

}  // namespace

TEST_CASE("schema: the default plan keeps to it", "[planner][schema]") {
    auto made = build_plan(
        read_theatre(find_theatre_folder("ukraine-2022-10")),
        read_terms(find_terms_file("withdraw-to-border"))
    );
    made.version = version_of(made);
    CHECK(problems("plan.schema.json", json::parse(to_json(made))) == "");
    // Issue A, point 6: sums to 0.01 %.
    CHECK(made.area_gap < 1e-4);
}

TEST_CASE("schema: small plans keep to it", "[planner][schema]") {
    for (const auto* reserved : {"last_phase", "excluded", "included"}) {
        CAPTURE(reserved);
        CHECK(
            problems("plan.schema.json", json::parse(to_json(plan_with_reserved(reserved)))) == ""
        );
    }
}

TEST_CASE("schema: it is strict", "[planner][schema]") {
    const auto good = json::parse(to_json(plan_with_reserved("excluded")));
    auto more = good;
    more["phases"][0]["colour"] = "red";
    CHECK_FALSE(problems("plan.schema.json", more).empty());
    auto less = good;
    less["zones"][0].erase("width_is");
    CHECK_FALSE(problems("plan.schema.json", less).empty());
    auto wrong = good;
    wrong["zones"][0]["valid_to"] = nullptr;
    CHECK_FALSE(problems("plan.schema.json", wrong).empty());
    auto kind = good;
    kind["lines"][0]["kind"] = "border";
    CHECK_FALSE(problems("plan.schema.json", kind).empty());
}
