// SPDX-License-Identifier: Apache-2.0
#include "geo/base/error.hpp"
#include "geo/io/checksum.hpp"
#include "planner/report/plan_json.hpp"
#include "planner/report/write_plan.hpp"
#include "tests/support/world.hpp"

#include <nlohmann/json.hpp>

#include <algorithm>
#include <filesystem>
#include <set>

using namespace planner;
using Catch::Matchers::Contains;
using nlohmann::json;

namespace fs = std::filesystem;

namespace {

/// A plan whose files live as long as this.
struct planned {
    world::temporary_folder folder;
    plan what;

    planned() {
        what = world::plan_of(
            folder,
            {.map = "WWhhee\nWWhhee", .settlements = "a,A,10.25,50.05,10\n"},
            {.more = world::zone_toml("z", "5km", "per_side")}
        );
        what.version = version_of(what);
    }
};

std::vector<std::string> names_in(const fs::path& folder) {
    std::vector<std::string> out;
    for (const auto& entry : fs::directory_iterator(folder)) {
        out.push_back(entry.path().filename().string());
    }
    std::sort(out.begin(), out.end());
    return out;
}

}  // namespace

TEST_CASE("write_plan: the folder holds what its manifest says", "[planner][write]") {
    const planned one;
    const world::temporary_folder out;
    write_plan(one.what, out.path("plan"), false);
    CHECK(names_in(out.path()) == std::vector<std::string>{"plan"});
    const auto manifest = json::parse(world::bytes_of(out.path("plan/manifest.json")));
    CHECK(manifest.at("plan_version") == one.what.version);
    std::set<std::string> listed{"manifest.json"};
    for (const auto& file : manifest.at("outputs")) {
        const std::string name = file.at("name");
        listed.insert(name);
        CHECK(geo::sha256_of_file(out.path("plan/" + name)) == file.at("sha256"));
    }
    std::set<std::string> there;
    for (const auto& entry : fs::recursive_directory_iterator(out.path("plan"))) {
        if (entry.is_regular_file()) {
            there.insert(fs::relative(entry.path(), out.path("plan")).generic_string());
        }
    }
    CHECK(there == listed);
    for (const auto* file :
         {"plan.json",
          "plan.gpkg",
          "map.png",
          "map.pdf",
          "report.html",
          "report.md",
          "page.html",
          "annex.csv",
          "annex.pdf",
          "schedule.csv",
          "schedule.ics"}) {
        CHECK(there.count(file) == 1);
    }
    std::size_t inputs = 0;
    for (const auto& file : manifest.at("inputs")) {
        const std::string name = file.at("name");
        if (name.rfind("theatre/", 0) == 0) {
            CHECK(geo::sha256_of_file(one.folder.path(name)) == file.at("sha256"));
            ++inputs;
        }
    }
    CHECK(inputs == 4);  // theatre.toml, territories, settlements, line
}

TEST_CASE("write_plan: equal plans give equal bytes", "[planner][write]") {
    const planned one;
    const planned other;
    const world::temporary_folder out;
    write_plan(one.what, out.path("a"), false);
    write_plan(other.what, out.path("b"), false);
    for (const auto& entry : fs::recursive_directory_iterator(out.path("a"))) {
        if (entry.is_regular_file()) {
            const auto name = fs::relative(entry.path(), out.path("a"));
            CAPTURE(name);
            CHECK(
                world::bytes_of(entry.path().string()) ==
                world::bytes_of((fs::path(out.path("b")) / name).string())
            );
        }
    }
}

TEST_CASE("write_plan: the version changes with inputs and D-day", "[planner][write]") {
    planned one;
    const auto before = version_of(one.what);
    CHECK(before.size() == 12);
    one.what.d_day += std::chrono::hours(1);
    CHECK(version_of(one.what) != before);
    one.what.d_day -= std::chrono::hours(1);
    CHECK(version_of(one.what) == before);
    one.folder.with("theatre/settlements.csv", "id,name,lon,lat,population\na,B,10.25,50.05,10\n");
    CHECK(version_of(one.what) != before);
}

TEST_CASE("write_plan: what is there is kept without overwrite", "[planner][write]") {
    const planned one;
    const world::temporary_folder out;
    out.with("plan/notes.txt", "mine");
    const auto said =
        world::refusal<geo::io_error>([&] { write_plan(one.what, out.path("plan"), false); });
    CHECK_THAT(said, Contains("exists already") && Contains("--overwrite"));
    CHECK(world::bytes_of(out.path("plan/notes.txt")) == "mine");
    CHECK(names_in(out.path()) == std::vector<std::string>{"plan"});
}

TEST_CASE("write_plan: a folder that is no plan is never replaced", "[planner][write]") {
    const planned one;
    const world::temporary_folder out;
    out.with("plan/notes.txt", "mine");
    CHECK_THROWS_WITH(write_plan(one.what, out.path("plan"), true), Contains("not a plan folder"));
    // Web pages have a manifest.json of their own.
    out.with("page/manifest.json", R"({"name": "My page", "start_url": "/"})");
    out.with("page/notes.txt", "mine");
    CHECK_THROWS_WITH(write_plan(one.what, out.path("page"), true), Contains("not a plan folder"));
    out.with("file", "mine");
    CHECK_THROWS_AS(write_plan(one.what, out.path("file"), true), geo::io_error);
    CHECK(world::bytes_of(out.path("plan/notes.txt")) == "mine");
    CHECK(world::bytes_of(out.path("page/notes.txt")) == "mine");
    CHECK(world::bytes_of(out.path("file")) == "mine");
    CHECK(names_in(out.path()) == std::vector<std::string>{"file", "page", "plan"});
}

TEST_CASE("write_plan: a plan is replaced as a whole", "[planner][write]") {
    planned one;
    const world::temporary_folder out;
    write_plan(one.what, out.path("plan"), false);
    out.with("plan/stale.txt", "old");
    one.what.d_day += std::chrono::hours(24);
    write_plan(one.what, out.path("plan") + "/", true);
    CHECK_FALSE(fs::exists(out.path("plan/stale.txt")));
    CHECK(names_in(out.path()) == std::vector<std::string>{"plan"});
    fs::create_directory(out.path("empty"));
    write_plan(one.what, out.path("empty"), true);
    CHECK(fs::exists(out.path("empty/plan.json")));
}

TEST_CASE("write_plan: nothing is left behind on failure", "[planner][write]") {
    planned one;
    const world::temporary_folder out;
    CHECK_THROWS_AS(write_plan(one.what, out.path("no/such/folder"), false), geo::io_error);
    one.what.said.file = out.path("gone.toml");  // the manifest cannot be made
    CHECK_THROWS_AS(write_plan(one.what, out.path("plan"), false), geo::error);
    CHECK(names_in(out.path()).empty());
}

TEST_CASE("plan.json: figures match the plan", "[planner][write]") {
    const planned one;
    const auto read = json::parse(to_json(one.what));
    CHECK(read.at("plan_id") == "made-up--made-up-terms");
    CHECK(read.at("phases").size() == 2);
    CHECK(read.at("schedule").size() == one.what.schedule.size());
    double sum = 0;
    for (const auto& phase : read.at("phases")) {
        sum += phase.at("vacated").at("area_km2").get<double>();
    }
    // Each rounded to 0.001 km2.
    CHECK_THAT(
        sum,
        Catch::Matchers::WithinAbs(read.at("held_at_start").at("area_km2").get<double>(), 0.0016)
    );
}
