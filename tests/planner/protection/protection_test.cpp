// SPDX-License-Identifier: Apache-2.0
#include "planner/plan/build_plan.hpp"
#include "planner/protection/protection.hpp"
#include "planner/report/protection_places.hpp"
#include "planner/report/protection_text.hpp"
#include "planner/report/report_text.hpp"
#include "tests/support/world.hpp"

#include <GeographicLib/Geodesic.hpp>

#include <algorithm>
#include <cmath>

using namespace planner;
using Catch::Contains;
using Catch::Matchers::WithinAbs;

namespace {

/// By GeographicLib over positions every 10 m or so of every ring: too far by at most
/// 5 m squared over twice the distance.
double by_samples(geo::lon_lat p, const area& shape) {
    const auto& earth = GeographicLib::Geodesic::WGS84();
    double best = 1e9;
    const auto ring = [&](const auto& positions) {
        for (std::size_t i = 1; i < positions.size(); ++i) {
            const auto a = positions[i - 1];
            const auto b = positions[i];
            const double lon = (b.lon - a.lon).value();
            const double lat = (b.lat - a.lat).value();
            const int steps = 1 + static_cast<int>(std::hypot(lon, lat) * 111'320 / 10);
            for (int k = 0; k <= steps; ++k) {
                double d = 0;
                earth.Inverse(
                    p.lat.value(),
                    p.lon.value(),
                    a.lat.value() + lat * k / steps,
                    a.lon.value() + lon * k / steps,
                    d
                );
                best = std::min(best, d);
            }
        }
    };
    for (const auto& part : shape) {
        if (world::is_inside(p, {part})) {
            return 0;
        }
        ring(part.outer);
        for (const auto& hole : part.holes) {
            ring(hole);
        }
    }
    return best;
}

/// 7 cells of some 7.2 km: west's land, three held, three of east's own.
const world::drawing strip{
    .map = "WWhhheee\nWWhhheee",
    .settlements = "held,Held,10.33,50.12,1000\n"
                   "near,Near,10.52,50.1,200\n"
                   "far,Far,10.79,50.1,30\n"
                   "west,West,10.05,50.1,4\n",
    .infrastructure = "dam,Dam,dam,10.6,50.05\n"};

plan plan_of(const world::agreement& said, const world::drawing& what = strip) {
    const world::temporary_folder folder;
    return world::plan_of(folder, what, said);
}

const place_protection& place(const plan& made, const std::string& id) {
    for (const auto& one : made.shielding.places) {
        const auto& own = one.is_facility ? made.ground.infrastructure[one.index].id
                                          : made.ground.settlements[one.index].id;
        if (own.str() == id) {
            return one;
        }
    }
    FAIL("no place " << id);
    return made.shielding.places.front();
}

bool reached(const plan& made, const exposure& seen, const std::string& weapon_class) {
    const auto ids = class_ids(made, seen.reached_by);
    return std::find(ids.begin(), ids.end(), weapon_class) != ids.end();
}

}  // namespace

TEST_CASE("protection: distances at every stage are those of GeographicLib", "[protection]") {
    const auto made = plan_of({.phases = 2});
    REQUIRE(made.shielding.stages.size() == 3);
    const auto& own = made.ground.find_territory(territory_id("west"))->area;
    for (const auto* id : {"held", "near", "far", "dam"}) {
        const auto& seen = place(made, id);
        const auto where = protected_position(made, seen);
        for (std::size_t s = 0; s < 3; ++s) {
            CAPTURE(id, s);
            double truth = by_samples(where, own);
            for (std::size_t k = s; k < 2; ++k) {
                truth = std::min(truth, by_samples(where, made.phases[k].vacated));
            }
            // Samples are too far by at most 25 / (2 * 1,000) m, edges of the plan by 0.1 m.
            CHECK_THAT(
                seen.from_withdrawing[s].nearest.value(), WithinAbs(truth, truth > 0 ? 0.15 : 0.0)
            );
            CHECK(seen.from_withdrawing[s].own == (truth == 0));
        }
    }
}

TEST_CASE("protection: who leaves reaches less far, class by class", "[protection]") {
    const auto made = plan_of({.phases = 2});
    const auto& near = place(made, "near").from_withdrawing;
    CHECK(reached(made, near[0], "mortar"));        // 1.4 km from the line
    CHECK_FALSE(reached(made, near[2], "mortar"));  // 23 km from west's own land
    CHECK(reached(made, near[2], "artillery"));     // that reaches 42 km
    CHECK(reached(made, near[2], "tactical_missile"));
    for (const auto& one : made.shielding.places) {
        for (std::size_t s = 1; s < one.from_withdrawing.size(); ++s) {
            CHECK(one.from_withdrawing[s].nearest >= one.from_withdrawing[s - 1].nearest);
        }
    }
    CHECK_THAT(to_report(made), Contains("still reach"));
}

TEST_CASE(
    "protection: what a party holds is not within its reach; each counts once", "[protection]"
) {
    const auto made = plan_of({.phases = 2});
    const auto& held = place(made, "held");
    CHECK(held.from_withdrawing[0].own);
    CHECK(held.from_withdrawing[0].reached_by == 0);
    CHECK_FALSE(held.from_withdrawing[2].own);
    const auto& totals = made.shielding.withdrawing;
    // near 200 and far 30 at the start; held 1000, too, at the end. West's own 4 never.
    CHECK(totals.by_any[0].people == 230);
    CHECK(totals.by_any[2].people == 1230);
    CHECK(totals.by_any[0].facilities == 1);
    CHECK(totals.by_any[0].settlements == 2);
    for (std::size_t s = 0; s < 3; ++s) {
        for (const auto& one : totals.by_class[s]) {
            CHECK(one.people <= totals.by_any[s].people);
        }
    }
    // East's weapons reach what west holds and west's own land, never east's.
    CHECK(made.shielding.other.by_any[0].people == 1004);
}

TEST_CASE("protection: a zone keeps a class away, for as long as it is in force", "[protection]") {
    // 10 km per side on east's side from D+3 to D+60, for artillery.
    const auto made = plan_of({.phases = 2, .more = world::zone_toml("z", "10km", "per_side")});
    REQUIRE(made.zones.size() == 1);
    const auto& held = place(made, "held").from_other;
    const auto nearest = [&](std::size_t s) { return held[s].nearest.value(); };
    CHECK_THAT(
        nearest(1), WithinAbs(nearest(0), 1e-9)
    );  // forces may stand at the line all the time
    // 12 km from the line: tanks reach 10 km, light artillery 19, artillery 42.
    CHECK(reached(made, held[0], "light_artillery"));
    const area all = made.other_side;
    const auto without = by_samples(protected_position(made, place(made, "held")), all);
    CHECK_THAT(nearest(0), WithinAbs(without, 0.15));
    for (const auto& one : made.shielding.classes) {
        CAPTURE(one.weapon_class);
        const bool bound = one.weapon_class == "artillery";
        const double farther = bound ? 10'000 : 0;
        CHECK(reached(made, held[1], one.weapon_class) == (without + farther <= one.range.value()));
    }
}

TEST_CASE("protection: a zone out of reach of a class shields from it", "[protection]") {
    const auto more =
        world::replaced(world::zone_toml("z", "15km", "per_side"), "artillery", "light_artillery");
    const auto made = plan_of({.phases = 2, .more = more});
    const auto& held = place(made, "held").from_other;
    CHECK(reached(made, held[0], "light_artillery"));
    CHECK_FALSE(reached(made, held[1], "light_artillery"));
    CHECK(reached(made, held[1], "artillery"));
    const auto texts = reach_texts(made, place(made, "held"));
    CHECK(std::any_of(texts.begin(), texts.end(), [](const auto& text) {
        return text.starts_with("start, east: ") && text.find("light_artillery") != text.npos;
    }));
}

TEST_CASE("protection: land that the owner enters is its ground from then on", "[protection]") {
    const auto entered = plan_of(
        {.phases = 2,
         .more = "[vacated]\nentry = \"owner\"\ntext = \"t\"\nclause = \"1\"\nsource = \"s\"\n"
                 "certainty = \"assumption\"\n"}
    );
    const auto& held = place(entered, "held").from_other;
    CHECK_FALSE(held[0].own);
    // Phase 2 is left at D+27 and verified on D+28; at the end of phase 2 only that of phase 1 is entered.
    CHECK(held[2].nearest < held[0].nearest);
}

TEST_CASE("protection: days until land is left, and what an early end leaves", "[protection]") {
    const auto made = plan_of({.phases = 2});
    REQUIRE(made.occupation.size() == 2);
    // Phase i runs from D+10i to D+10i+7.
    CHECK_THAT(made.occupation[0].days_least, WithinAbs(13.5, 1e-9));
    CHECK_THAT(made.occupation[0].days_most, WithinAbs(17, 1e-9));
    CHECK_THAT(made.occupation[1].days_most, WithinAbs(27, 1e-9));
    const double first = world::km2(made.phases[0].vacated);
    const double second = world::km2(made.phases[1].vacated);
    CHECK_THAT(made.occupation[0].area_days_most(), WithinAbs(17 * first, 17 * first * 1e-3));
    CHECK_THAT(
        geo::in_square_kilometres(made.occupation[0].frozen), WithinAbs(second, second * 1e-3)
    );
    CHECK(made.occupation[1].frozen_people == 0);
    CHECK(made.occupation[0].people + made.occupation[1].people == 1000);
}

TEST_CASE("protection: a table for machines and a picture, harmless names", "[protection]") {
    auto what = strip;
    what.settlements = "x,\"=A1 <b>\",10.52,50.1,200\n";
    const auto made = plan_of({.phases = 1}, what);
    const auto csv = to_protection_csv(made);
    CHECK_THAT(csv, Contains("'=A1 <b>"));
    CHECK(std::count(csv.begin(), csv.end(), '\n') == 3);
    const auto chart = to_protection_chart(made);
    CHECK(chart.starts_with("<svg"));
    CHECK_THAT(chart, !Contains("<b>"));
}
