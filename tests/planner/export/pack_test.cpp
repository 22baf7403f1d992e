// SPDX-License-Identifier: Apache-2.0
#include "geo/base/error.hpp"
#include "geo/io/checksum.hpp"
#include "geo/io/zip_archive.hpp"
#include "planner/export/pack.hpp"
#include "tests/planner/export/field_world.hpp"

#include <algorithm>
#include <fstream>

using Catch::Matchers::Contains;
using field_world::times;

namespace {

struct fielded {
    world::temporary_folder folder;
    planner::field_plan plan;

    fielded() : plan(planner::read_field_plan(field_world::plan_in(folder))) {}
};

/// Names in the directory of an archive, by its central records (APPNOTE 4.3.12).
std::vector<std::string> names_in(const std::string& archive) {
    std::vector<std::string> out;
    for (auto at = archive.find("PK\1\2"); at != std::string::npos;
         at = archive.find("PK\1\2", at + 4)) {
        const auto length = static_cast<unsigned char>(archive.at(at + 28)) +
                            256U * static_cast<unsigned char>(archive.at(at + 29));
        out.push_back(archive.substr(at + 46, length));
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
    CHECK(names_in(made) == names_in(whole));
    CHECK(made != whole);
    CHECK_THAT(planner::detail::pack_readme(part, {}), Contains("This is the pack of one sector"));
    CHECK_THAT(planner::detail::pack_readme(one.plan, {}), !Contains("pack of one sector"));
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
