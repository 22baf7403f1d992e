// SPDX-License-Identifier: Apache-2.0
#include "planner/plan/build_plan.hpp"
#include "planner/zones/zones.hpp"
#include "tests/geo/offset/truth.hpp"
#include "tests/support/world.hpp"

using namespace planner;
using Catch::Matchers::Contains;

namespace {

const world::drawing bent{.map = R"(
WWhhhhheeeeee
WWhhhhhheeeee
WWhhheehheeee
WWhhheehheeee
WWhhhhhheeeee
)"};

plan with_zones(const std::string& zones, double accuracy = 100) {
    const world::temporary_folder folder;
    auto what = bent;
    what.accuracy_m = accuracy;
    return world::plan_of(folder, what, {.more = zones});
}

void check_zone(const plan& what, const plan_zone& zone, double depth) {
    const truth::lines_truth line(what.contact, geo::edge_reading::lonlat);
    const auto& land = zone.lies_on == what.withdrawing ? what.held : what.other_side;
    std::mt19937_64 generator(2);
    const auto share = [&] { return static_cast<double>(generator() >> 11U) * 0x1p-53; };
    int inside = 0;
    for (int i = 0; i < 600; ++i) {
        const auto p = world::at(10 + 1.3 * share(), 50 + 0.5 * share());
        const double distance = line.distance_to(p);
        // The stated error of the zone's edge, and of the line's own when it is cut (1 mm grid).
        if (std::abs(distance - depth) < zone.max_error.value() + 0.01 || distance < 0.01) {
            continue;
        }
        const bool expected = distance < depth && world::is_inside(p, land);
        CAPTURE(p.lon.value(), p.lat.value(), distance);
        CHECK(world::is_inside(p, zone.shape) == expected);
        inside += expected ? 1 : 0;
    }
    CHECK(inside > 50);
}

}  // namespace

TEST_CASE("zones: inside is what lies within the depth on the right side", "[planner][zones]") {
    const auto what = with_zones(
        world::zone_toml("own", "10km", "per_side") +
        world::zone_toml("theirs", "10km", "per_side", "withdrawing")
    );
    REQUIRE(what.zones.size() == 2);
    CHECK(what.zones[0].lies_on == what.other);
    CHECK(what.zones[1].lies_on == what.withdrawing);
    for (const auto& zone : what.zones) {
        CHECK(zone.max_error <= geo::metres(0.5));  // DESIGN section 7
        check_zone(what, zone, 10000);
    }
}

TEST_CASE("zones: a total width covers half of it on each side", "[planner][zones]") {
    const auto what = with_zones(
        world::zone_toml("total", "20km", "total") + world::zone_toml("side", "10km", "per_side")
    );
    check_zone(what, what.zones[0], 10000);
    CHECK(what.zones[0].count.size == what.zones[1].count.size);
}

TEST_CASE("zones: times are counted from D-day", "[planner][zones]") {
    const auto what = with_zones(world::zone_toml("z", "10km", "per_side"));
    CHECK(to_rfc3339(what.zones[0].when.from) == "2024-02-04T06:00:00Z");
    CHECK(to_rfc3339(what.zones[0].when.until) == "2024-04-01T06:00:00Z");
}

TEST_CASE("zones: a zone narrower than the line is known is told", "[planner][zones]") {
    using geo::finding_code;
    const auto zone = world::zone_toml("z", "10km", "per_side");
    const auto narrow = with_zones(zone, 12000);
    CHECK_THAT(
        world::first(narrow.found, finding_code::plan_zone_narrower_than_accuracy).text,
        Contains("10 km") && Contains("12 km")
    );
    CHECK(
        world::count(with_zones(zone).found, finding_code::plan_zone_narrower_than_accuracy) == 0
    );
}

TEST_CASE("zones: what terms name must be there", "[planner][zones]") {
    const auto zone = world::zone_toml("z", "10km", "per_side");
    CHECK_THROWS_WITH(
        with_zones(
            world::replaced(zone, "reference_line = \"contact\"", "reference_line = \"other\"")
        ),
        Contains("zone 'z'") && Contains("'other'")
    );
    CHECK_THROWS_WITH(
        with_zones(world::replaced(zone, "lies_on = \"other\"", "lies_on = \"otehr\"")),
        Contains("'otehr'")
    );
}
