// SPDX-License-Identifier: Apache-2.0
#include "geo/base/error.hpp"
#include "geo/io/checksum.hpp"
#include "geo/io/zip_archive.hpp"
#include "planner/export/field_csv.hpp"
#include "planner/export/pack.hpp"
#include "planner/export/sector_sheet.hpp"
#include "tests/planner/export/field_world.hpp"
#include "tests/support/disguise.hpp"

#include <algorithm>
#include <fstream>

using Catch::Matchers::Contains;
using field_world::fielded;
using field_world::times;

namespace {

/// Names in the directory of an archive (APPNOTE 4.3.12 and 4.3.16; ours have no comment).
std::vector<std::string> names_in(const std::string& archive) {
    const auto number = [&](std::size_t at, std::size_t bytes) {
        std::size_t out = 0;
        for (std::size_t i = bytes; i-- > 0;) {
            out = out * 256 + static_cast<unsigned char>(archive.at(at + i));
        }
        return out;
    };
    const auto end = archive.size() - 22;
    REQUIRE(archive.substr(end, 4) == "PK\5\6");
    std::vector<std::string> out;
    auto at = number(end + 16, 4);
    for (auto left = number(end + 10, 2); left > 0; --left) {
        REQUIRE(archive.substr(at, 4) == "PK\1\2");
        out.push_back(archive.substr(at + 46, number(at + 28, 2)));
        at += 46 + number(at + 28, 2) + number(at + 30, 2) + number(at + 32, 2);
    }
    return out;
}

}  // namespace

TEST_CASE("pack: all that a patrol takes, the same every time", "[planner][export][pack]") {
    const fielded one;
    const auto made = planner::to_pack(one.plan);
    REQUIRE(made.files.size() == 1);
    const auto names = names_in(made.files[0].bytes);
    for (const auto* name :
         {"README.txt",
          "SHA256SUMS",
          "page.html",
          "report.md",
          "papers/map.pdf",
          "papers/annex.pdf",
          "tables/annex.csv",
          "tables/plan.csv",
          "phone/plan.kmz",
          "receiver/plan.gpx",
          "tak/plan.tak.zip",
          "tak/plan.tak-clear.zip",
          "tak/plan.cot",
          "gis/plan.gpkg",
          "gis/geojson/zones.geojson"}) {
        CHECK(std::count(names.begin(), names.end(), name) == 1);
    }
    CHECK(names.front() == "README.txt");
    CHECK(planner::to_pack(one.plan).files[0].bytes == made.files[0].bytes);
}

TEST_CASE("pack: README and sheet of a sector speak another language", "[planner][export][pack]") {
    const fielded one;
    auto part = planner::sector_part(one.plan, planner::sectors_of(one.plan).front());
    const auto english = planner::detail::pack_readme(part, {});
    const auto said = disguise::words();
    part.words = &said.words;
    const auto text = planner::detail::pack_readme(part, {});
    const auto title = disguise::disguised("PACK FOR PATROLS");
    CHECK_THAT(text, Contains(title + "\n================\n\n"));
    CHECK_THAT(text, Contains("\n" + disguise::disguised("Check it") + "\n--------\n"));
    // Lines break after as many letters: two bytes are one letter.
    CHECK(
        std::count(text.begin(), text.end(), '\n') ==
        std::count(english.begin(), english.end(), '\n')
    );
    const auto sheet = planner::sector_sheet(part);
    CHECK_THAT(sheet, Contains("## " + disguise::disguised("Zones in force here")));
    for (const auto& heading : field_world::between(sheet, "\n## ", "\n")) {
        CHECK(disguise::latin_words(heading).empty());
    }
}

TEST_CASE("pack: sheets are put in and told", "[planner][export][pack]") {
    const fielded one;
    const std::vector<planner::pack_file> sheets{
        {{"papers/sheet-1.pdf", "%PDF-1"}, "Sheets of the atlas."},
        {{"papers/sheet-2.pdf", "%PDF-2"}, ""}};
    const auto names = names_in(planner::to_pack(one.plan, sheets).files[0].bytes);
    CHECK(std::count(names.begin(), names.end(), "papers/sheet-2.pdf") == 1);
    CHECK_THAT(
        planner::detail::pack_readme(one.plan, sheets),
        Contains("papers/sheet-1.pdf\n    Sheets of the atlas.\n") && !Contains("sheet-2")
    );
}

TEST_CASE("pack: of a sector, and says so", "[planner][export][pack]") {
    const fielded one;
    const auto sectors = planner::sectors_of(one.plan);
    const auto part = planner::sector_part(one.plan, sectors.front());
    const auto whole = planner::to_pack(one.plan).files[0].bytes;
    const auto made = planner::to_pack(part).files[0].bytes;
    // Its own sheet in the place of the report's text.
    auto expected = names_in(whole);
    std::erase(expected, "report.md");
    expected.insert(expected.begin() + 1, {"sector.html", "sector.md"});
    CHECK(names_in(made) == expected);
    CHECK_THAT(planner::detail::pack_readme(part, {}), Contains("This is the pack of one sector"));
    CHECK_THAT(planner::detail::pack_readme(one.plan, {}), !Contains("pack of one sector"));
}

TEST_CASE("pack: the atlas, of a sector its sheets", "[planner][export][pack]") {
    const fielded one;
    const auto maps = planner::read_map_plan(one.plan.folder, one.folder.path("theatre"));
    CHECK(maps.found.empty());
    const auto whole = planner::atlas_papers(maps);
    REQUIRE(whole.size() == 1);
    CHECK(whole[0].file.name == "papers/atlas.pdf");
    CHECK(planner::atlas_papers(maps)[0].file.bytes == whole[0].file.bytes);
    const auto sector = planner::sectors_of(one.plan).front();
    const auto part = planner::atlas_papers(maps, sector);
    CHECK(part[0].file.bytes.size() < whole[0].file.bytes.size());
    CHECK_THAT(part[0].what, Contains("3 pages") && Contains("whole atlas"));  // no roads here
    // It stands for the overview, and the README tells of it.
    const auto names = names_in(planner::to_pack(one.plan, whole).files[0].bytes);
    CHECK(std::count(names.begin(), names.end(), "papers/atlas.pdf") == 1);
    CHECK(std::count(names.begin(), names.end(), "papers/map.pdf") == 0);
    CHECK_THAT(
        planner::detail::pack_readme(one.plan, whole), Contains("papers/atlas.pdf\n    Map sheets")
    );
}

TEST_CASE("pack: the sheet of a sector has its posts and dates", "[planner][export][pack]") {
    const fielded one;
    const auto sector = planner::sectors_of(one.plan).front();
    const auto part = planner::sector_part(one.plan, sector);
    const auto text = planner::sector_sheet(part);
    for (const auto* heading :
         {"## Dates",
          "## Posts",
          "## Zones in force here",
          "## Areas that need a presence",
          "## Crossings, facilities, sites",
          "## Places that forces leave",
          "## What it does not say"}) {
        CHECK_THAT(text, Contains(heading));
    }
    const auto csv = planner::to_field_csv(part).files[0].bytes;
    REQUIRE(!part.layer("posts").features.empty());
    for (const auto& post : part.layer("posts").features) {
        const auto mgrs = *geo::text(post, "mgrs");
        CHECK_THAT(text, Contains("| " + mgrs + " |"));
        // Under the name that the receiver shows.
        const auto at = csv.find(post.id + ",");
        REQUIRE(at != std::string::npos);
        const auto from = at + post.id.size() + 1;
        CHECK_THAT(text, Contains("| " + csv.substr(from, csv.find(',', from) - from) + " |"));
    }
    CHECK_THAT(text, Contains("Бета") && Contains("Crossing"));
}

TEST_CASE("pack: a paper that was changed since is refused", "[planner][export][pack]") {
    const fielded one;
    std::ofstream(one.plan.folder + "/report.md", std::ios::app) << "and they agreed\n";
    CHECK_THAT(
        world::refusal<geo::input_error>([&] { (void)planner::to_pack(one.plan); }),
        Contains("report.md: was changed since the plan was made")
    );
}

TEST_CASE(
    "pack: the README says dates, datum and what it does not say", "[planner][export][pack]"
) {
    const fielded one;
    const auto text = planner::detail::pack_readme(one.plan, {});
    CHECK_THAT(
        text,
        Contains(one.plan.head.version) && Contains("WGS 84") &&
            Contains("foresees nothing after") && Contains("is not a border") &&
            Contains("tak-clear")
    );
    for (const auto& phase : one.plan.head.phases) {
        CHECK_THAT(text, Contains(phase.term.title + ": "));
    }
    std::size_t longest = 0;
    for (std::size_t at = 0; at < text.size();) {
        const auto end = text.find('\n', at);
        longest = std::max(longest, end - at);
        at = end + 1;
    }
    CHECK(longest <= 80);
}
