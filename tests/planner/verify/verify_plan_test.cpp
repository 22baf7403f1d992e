// SPDX-License-Identifier: Apache-2.0
#include "geo/base/error.hpp"
#include "planner/plan/make_plan.hpp"
#include "planner/report/write_plan.hpp"
#include "planner/verify/verify_plan.hpp"
#include "tests/support/schema.hpp"
#include "tests/support/world.hpp"

#include <nlohmann/json.hpp>

#include <algorithm>
#include <filesystem>
#include <fstream>
#include <iterator>

using namespace planner;
using Catch::Matchers::Contains;
using Catch::Matchers::WithinAbs;
using nlohmann::ordered_json;

namespace {

const world::drawing ground_drawn{
    .map = "WWhhee\nWWhhee", .settlements = "a,A,10.25,50.05,10\nb,B,10.47,50.05,700\n"};

/// A written plan, and where its theatre and terms are.
struct written {
    world::temporary_folder in;
    std::string folder;
    plan_request wanted;
    plan_sources sources;

    explicit written(presence_options presence = {}) {
        wanted.theatre = world::write_theatre(in, ground_drawn);
        wanted.terms = in.with(
            "terms.toml", world::terms_toml({.more = world::zone_toml("z", "3km", "per_side")})
        );
        wanted.presence = std::move(presence);
        auto made = make_plan(wanted);
        made.version = version_of(made);
        folder = in.path("plan");
        write_plan(made, folder, false, recipe_of(wanted));
        sources.theatre = wanted.theatre;
        sources.terms = wanted.terms;
    }

    [[nodiscard]] std::string text(const std::string& name) const {
        std::ifstream file(folder + "/" + name, std::ios::binary);
        return {std::istreambuf_iterator<char>(file), {}};
    }
    void rewrite(const std::string& name, const std::string& content) const {
        std::ofstream(folder + "/" + name, std::ios::binary) << content;
    }
    /// As somebody would who takes care that checksums agree.
    void forge(const std::string& name, const std::string& content) const {
        rewrite(name, content);
        auto manifest = ordered_json::parse(text("manifest.json"));
        const auto files = files_in(folder);
        for (auto& one : manifest["outputs"]) {
            const auto found = std::find_if(files.begin(), files.end(), [&](const auto& file) {
                return file.name == one["name"].get<std::string>();
            });
            one["sha256"] = found->sha256;
        }
        rewrite("manifest.json", manifest.dump(1));
    }
    [[nodiscard]] verification verified() const { return verify_plan(folder, sources); }
};

/// The first position of the first polygon of a layer, moved north by so many degrees.
std::string moved(const std::string& layer, double degrees_north) {
    auto read = ordered_json::parse(layer);
    auto* list = &read["features"][0]["geometry"]["coordinates"];
    while (!(*list)[0][0].is_number()) {
        list = &(*list)[0];
    }
    auto& first = (*list)[0];
    const double before = first[1];
    for (auto& p : *list) {
        if (p == first && &p != &first) {
            p[1] = before + degrees_north;  // the ring stays closed
        }
    }
    first[1] = before + degrees_north;
    return read.dump();
}

}  // namespace

TEST_CASE("verify: a plan follows from its inputs", "[planner][verify]") {
    const written one;
    const auto done = one.verified();
    CHECK(done.holds());
    CHECK(done.same_build);
    CHECK(done.same == done.manifest.outputs.size());
    CHECK(done.same > 10);
    CHECK_FALSE(done.farthest);
    CHECK_THAT(to_text(done), Contains("Verified: the plan follows from its inputs."));
    CHECK(world::problems("verify.schema.json", nlohmann::json::parse(to_json(done))) == "");
}

TEST_CASE("verify: every option of the plan is in its manifest", "[planner][verify]") {
    presence_options presence;
    presence.posts = 2;
    presence.sight = true;
    presence.assume["sight_open_m"] = {4000};
    const written one(presence);
    const auto recipe = read_manifest(one.folder).recipe;
    CHECK(recipe.sight);
    CHECK(recipe.assume == presence.assume);
    const auto done = one.verified();
    CHECK(done.holds());
    CHECK(done.manifest.posts == 2);
}

TEST_CASE("verify: an altered position is told with its distance", "[planner][verify]") {
    const written one;
    const auto layer = one.text("geojson/vacated.geojson");
    // 1e-4 degrees of a meridian at 50 N are 11.12 m (WGS 84).
    one.forge("geojson/vacated.geojson", moved(layer, 1e-4));
    const auto done = one.verified();
    CHECK_FALSE(done.holds());
    CHECK(done.files.empty());  // the forger was careful
    REQUIRE(done.changed.size() == 1);
    CHECK(done.changed[0].name == "geojson/vacated.geojson");
    CHECK(done.changed[0].what.geometry);
    CHECK_FALSE(done.changed[0].what.figures);
    REQUIRE(done.farthest);
    CHECK_THAT(done.farthest->value(), WithinAbs(11.12, 0.02));
    CHECK_THAT(to_text(done), Contains("11.12 m apart") && Contains("Not verified."));
    CHECK(world::problems("verify.schema.json", nlohmann::json::parse(to_json(done))) == "");
}

TEST_CASE("verify: one unit of the last decimal is the same position", "[planner][verify]") {
    const written one;
    one.forge("geojson/vacated.geojson", moved(one.text("geojson/vacated.geojson"), 1e-7));
    const auto done = one.verified();
    CHECK(done.holds());
    REQUIRE(done.farthest);
    CHECK_THAT(done.farthest->value(), WithinAbs(0.01112, 0.0001));
}

TEST_CASE("verify: an altered figure is told with both values", "[planner][verify]") {
    const written one;
    auto plan = ordered_json::parse(one.text("plan.json"));
    plan["phases"][0]["vacated"]["settlements"] = 9;
    one.forge("plan.json", plan.dump(1) + "\n");
    const auto done = one.verified();
    REQUIRE(done.changed.size() == 1);
    CHECK(done.changed[0].what.count == 1);
    CHECK_THAT(to_text(done), Contains("phases/p1/vacated/settlements: 9 recorded, 0 recomputed"));
}

TEST_CASE("verify: changed, added and missing files", "[planner][verify]") {
    const written one;
    one.rewrite("map.png", "painted over");
    one.rewrite("note.txt", "hello");
    std::filesystem::remove(one.folder + "/schedule.ics");
    const auto done = one.verified();
    CHECK_FALSE(done.holds());
    REQUIRE(done.files.size() == 3);
    CHECK(done.files[0].name == "map.png");
    CHECK(done.files[1].name == "note.txt");
    CHECK_FALSE(done.files[1].recorded);
    CHECK(done.files[2].name == "schedule.ics");
    CHECK_FALSE(done.files[2].found);
    CHECK(done.only_recorded == std::vector<std::string>{"note.txt"});
    CHECK(done.only_recomputed == std::vector<std::string>{"schedule.ics"});
    REQUIRE(done.changed.size() == 1);
    CHECK(done.changed[0].what.only_bytes);
}

TEST_CASE("verify: another input is told, and how far apart the plans are", "[planner][verify]") {
    const written one;
    one.in.with(
        "terms.toml", world::terms_toml({.more = world::zone_toml("z", "3.5km", "per_side")})
    );
    const auto done = one.verified();
    CHECK_FALSE(done.holds());
    REQUIRE(done.inputs.size() == 1);
    CHECK(done.inputs[0].name == "terms/terms.toml");
    CHECK(done.version != done.manifest.plan_version);
    // The zone's edge moves by the 500 m between both depths; its corners at the border by more.
    REQUIRE(done.farthest);
    CHECK(done.farthest->value() > 499);
    CHECK(done.farthest->value() < 800);
}

TEST_CASE("verify: what is no plan, and what is needed", "[planner][verify]") {
    const world::temporary_folder in;
    CHECK_THROWS_WITH(verify_plan(in.path("none"), {}), Contains("is no folder"));
    in.with("manifest.json", "{\"name\": \"a web page\"}");
    CHECK_THROWS_WITH(verify_plan(in.path("."), {}), Contains("not a plan folder"));
    in.with("manifest.json", "{\"format\": \"armistice-mani");
    CHECK_THROWS_WITH(verify_plan(in.path("."), {}), Contains("damaged or cut short"));
    in.with("manifest.json", "{\"format\": \"armistice-manifest/1\"}");
    CHECK_THROWS_WITH(verify_plan(in.path("."), {}), Contains("older version"));
    in.with("manifest.json", "{\"format\": \"armistice-manifest/2\", \"tool\": 3}");
    CHECK_THROWS_AS(verify_plan(in.path("."), {}), geo::input_error);
    const written one;
    auto more = one.sources;
    more.status = "status.ndjson";
    CHECK_THROWS_WITH(verify_plan(one.folder, more), Contains("made without --status"));
    auto manifest = ordered_json::parse(one.text("manifest.json"));
    manifest["options"]["elevation"] = "reference/heights.tif";
    one.rewrite("manifest.json", manifest.dump(1));
    CHECK_THROWS_WITH(one.verified(), Contains("made with --elevation (reference/heights.tif)"));
}

TEST_CASE(
    "verify: the words of the report are asked for where they are not ours", "[planner][verify]"
) {
    const written one;
    auto recipe = recipe_of(one.wanted);
    recipe.texts = one.in.with("words.toml", "heading.dates = \"Дати\"\n");
    auto made = make_plan(one.wanted);
    made.version = version_of(made);
    const auto folder = one.in.path("other");
    const auto found = write_plan(made, folder, false, recipe);
    CHECK(std::any_of(found.begin(), found.end(), [](const auto& item) {
        return item.text.find("stay English") != std::string::npos;
    }));
    // Another report of the same plan.
    CHECK(read_manifest(folder).plan_version == read_manifest(one.folder).plan_version);
    CHECK_THAT(world::bytes_of(folder + "/report.md"), Contains("\n## Дати\n"));
    CHECK(world::bytes_of(folder + "/plan.json") == world::bytes_of(one.folder + "/plan.json"));
    auto sources = one.sources;
    CHECK_THAT(
        world::refusal<geo::input_error>([&] { (void)verify_plan(folder, sources); }),
        Contains("--texts") && Contains("words.toml")
    );
    sources.texts = recipe.texts;
    CHECK(verify_plan(folder, sources).holds());
    std::ofstream(recipe.texts, std::ios::app) << "heading.zones = \"Зони\"\n";
    const auto other = verify_plan(folder, sources);
    CHECK(!other.holds());
    REQUIRE(other.inputs.size() == 1);
    CHECK(other.inputs.front().name == "texts/words.toml");
}
