// SPDX-License-Identifier: Apache-2.0
#include "planner/theatre/border_corrections.hpp"
#include "tests/support/world.hpp"

#include <cmath>

using namespace planner;
using Catch::Matchers::Contains;
using Catch::Matchers::WithinAbs;
using geo::finding_code;

namespace {

/// Syria and Israel as boxes about the probes of the table's row `golan` (35.76 to 35.79 E).
theatre golan(double syria_from, double israel_to) {
    theatre out;
    out.parties = {
        {party_id("a"), "A", territory_id("sy")}, {party_id("b"), "B", territory_id("il")}};
    out.territories = {
        {territory_id("sy"), "sy", world::box(syria_from, 32.8, 36.5, 33.4)},
        {territory_id("il"), "il", world::box(35.2, 32.8, israel_to, 33.4)}};
    return out;
}

const geo::lon_lat probe = world::at(35.79, 33.00);

}  // namespace

TEST_CASE("corrections: an overlap goes to the state the decision names", "[planner][theatre]") {
    auto ground = golan(35.7, 35.85);
    const double syria = world::km2(ground.territories[0].area);
    apply_border_corrections(ground);
    CHECK(world::is_inside(probe, ground.territories[0].area));
    CHECK_FALSE(world::is_inside(probe, ground.territories[1].area));
    CHECK_THAT(world::km2(ground.territories[0].area), WithinAbs(syria, 1e-3));
    // What is left of il ends where sy begins; cuts are on a grid of 1 mm.
    CHECK_THAT(
        world::km2(ground.territories[1].area),
        WithinAbs(world::km2(world::box(35.2, 32.8, 35.7, 33.4)), 1e-3)
    );
    REQUIRE(ground.found.size() == 1);
    CHECK(ground.found[0].code == finding_code::border_correction);
    CHECK_THAT(ground.found[0].text, Contains("Golan") && Contains("497"));
}

TEST_CASE("corrections: without an outline nothing is changed", "[planner][theatre]") {
    auto ground = golan(35.9, 35.85);
    const auto before = ground.territories;
    apply_border_corrections(ground);
    CHECK(ground.territories[0].area == before[0].area);
    CHECK(ground.territories[1].area == before[1].area);
    REQUIRE(ground.found.size() == 1);  // once, not once a probe
    CHECK(ground.found[0].code == finding_code::border_overlap);
    CHECK(ground.found[0].level == geo::severity::error);
    CHECK_THAT(ground.found[0].text, Contains("nothing was changed"));
}

TEST_CASE("corrections: a reserved area gives the outline", "[planner][theatre]") {
    auto ground = golan(35.85, 35.85);
    ground.reserved = {{reserved_id("g"), "Golan", "", world::box(35.7, 32.8, 35.85, 33.4)}};
    apply_border_corrections(ground);
    CHECK(world::is_inside(probe, ground.territories[0].area));
    CHECK_FALSE(world::is_inside(probe, ground.territories[1].area));
    // Areas read edges as geodesics; parallels cut at 35.85 E bulge less.
    CHECK_THAT(
        world::km2(ground.territories[0].area),
        WithinAbs(world::km2(world::box(35.7, 32.8, 36.5, 33.4)), 0.01)
    );
    CHECK(world::count(ground.found, finding_code::border_correction) == 1);
}

TEST_CASE(
    "corrections: what no decision gives to a state stays and is told", "[planner][theatre]"
) {
    theatre ground;
    ground.territories = {{territory_id("sd"), "sd", world::box(27, 9, 30, 12)}};
    const auto before = ground.territories[0].area;
    apply_border_corrections(ground);
    CHECK(ground.territories[0].area == before);
    REQUIRE(ground.found.size() == 1);
    CHECK_THAT(ground.found[0].text, Contains("Abyei") && Contains("not determined"));
}

TEST_CASE(
    "corrections: an overlap that no row explains is told with its size", "[planner][theatre]"
) {
    auto ground = golan(35.7, 35.85);
    ground.territories = {
        {territory_id("sy"), "sy", world::box(10, 50, 11, 51)},
        {territory_id("il"), "il", world::box(10.9, 50, 12, 51)}};
    const auto before = ground.territories[1].area;
    apply_border_corrections(ground);
    CHECK(ground.territories[1].area == before);
    REQUIRE(world::count(ground.found, finding_code::border_overlap) == 1);
    const auto size = std::to_string(std::lround(world::km2(world::box(10.9, 50, 11, 51))));
    CHECK_THAT(ground.found[0].text, Contains(size + " km2"));
}

TEST_CASE("corrections: a theatre elsewhere stays as it is", "[planner][theatre]") {
    const world::temporary_folder folder;
    const auto ground = world::read(folder, {.map = "WWhhee"});
    CHECK(ground.found.empty());
    CHECK(ground.files.back().find("border_corrections.toml") != std::string::npos);
}
