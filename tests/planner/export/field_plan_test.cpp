// SPDX-License-Identifier: Apache-2.0
#include "geo/base/error.hpp"
#include "geo/measure/geodesic.hpp"
#include "planner/export/field_plan.hpp"
#include "tests/planner/export/field_world.hpp"

#include <filesystem>
#include <fstream>

using Catch::Matchers::Contains;

namespace {

void append(const std::string& file, const std::string& bytes) {
    std::ofstream(file, std::ios::binary | std::ios::app) << bytes;
}

}  // namespace

TEST_CASE("field_plan: the layers of the folder come back", "[planner][export]") {
    const world::temporary_folder folder;
    const auto path = field_world::plan_in(folder);
    const auto read = planner::read_field_plan(path);
    CHECK(read.head.id == "made-up--made-up-terms");
    CHECK(read.layer("vacated").features.size() == 2);
    CHECK(read.layer("zones").features.size() == 1);
    CHECK(read.layer("no such layer").features.empty());
    CHECK_FALSE(read.credits.empty());
    CHECK(read.last_date() == read.head.zones.front().when.until);
    // The same by the name of its file.
    CHECK(planner::read_field_plan(path + "/plan.json").layers.size() == read.layers.size());
}

TEST_CASE("field_plan: a folder that was changed is refused", "[planner][export]") {
    const world::temporary_folder folder;
    const auto path = field_world::plan_in(folder);
    const auto read = [&] { (void)planner::read_field_plan(path); };
    SECTION("a layer") {
        append(path + "/geojson/zones.geojson", "\n");
        CHECK_THAT(
            world::refusal<geo::input_error>(read), Contains("zones.geojson: was changed since")
        );
    }
    SECTION("plan.json") {
        append(path + "/plan.json", "\n");
        CHECK_THAT(
            world::refusal<geo::input_error>(read), Contains("plan.json: was changed since")
        );
    }
    SECTION("no manifest") {
        std::filesystem::remove(path + "/manifest.json");
        CHECK_THAT(world::refusal<geo::input_error>(read), Contains("is not a plan folder"));
    }
    SECTION("no plan") {
        std::filesystem::remove(path + "/plan.json");
        CHECK_THAT(world::refusal<geo::io_error>(read), Contains("is no plan"));
    }
}

TEST_CASE("sector_part: what lies in a sector or reaches into it, whole", "[planner][export]") {
    const world::temporary_folder folder;
    const auto whole = planner::read_field_plan(field_world::plan_in(folder));
    const auto& sectors = whole.layer("sectors").features;
    REQUIRE_FALSE(sectors.empty());
    std::size_t posts = 0;
    for (const auto& sector : sectors) {
        const auto part = planner::sector_part(whole, sector.id);
        CHECK(part.sector == sector.id);
        REQUIRE(part.layer("sectors").features.size() == 1);
        for (const auto& post : part.layer("posts").features) {
            CHECK(geo::text(post, "sector") == sector.id);
        }
        posts += part.layer("posts").features.size();
        for (const auto& place : part.layer("settlements").features) {
            CHECK(world::is_inside(geo::points(place).front(), geo::areas(sector)));
        }
        // The zone lies along the whole line: every sector has it, not cut.
        CHECK(
            world::km2(geo::areas(part.layer("zones").features.at(0))) ==
            world::km2(geo::areas(whole.layer("zones").features.at(0)))
        );
    }
    CHECK(posts == whole.layer("posts").features.size());
    CHECK_THAT(
        world::refusal<geo::input_error>([&] { (void)planner::sector_part(whole, "north"); }),
        Contains("has no sector 'north'") && Contains(sectors.front().id)
    );
}
