// SPDX-License-Identifier: Apache-2.0
#include "geo/measure/geodesic.hpp"
#include "planner/zones/zone_index.hpp"
#include "tests/geo/offset/truth.hpp"
#include "tests/support/world.hpp"
#include "tests/support/zones.hpp"

// Rows of AGREEMENTS.md that drawn worlds can hold: T18 (Minsk, weapons either side of a limit) and
// T20 (Golan, bands from lines A and B).

using namespace planner;
using world::at;
using world::zone;
using world::zone_of;

namespace {

/// A wide country of 6 by 3 degrees, the line of contact along the meridian of 38 E.
theatre wide(const world::temporary_folder& folder) {
    return world::read(
        folder,
        {.map = R"(
Whhheee
Whhheee
Whhheee
)",
         .west = 34,
         .south = 47,
         .cell = 1}
    );
}

const std::string minsk = [] {
    const auto limit = [](const std::string& id, const std::string& total, const std::string& what
                       ) {
        return zone_of(
            id,
            "depth = \"" + total +
                "\"\nwidth_is = \"total\"\nreference_line = { east = \"contact\", west = \"old\" }",
            "both",
            "both",
            what
        );
    };
    return limit("guns", "50km", "artillery") + limit("rockets", "70km", R"(["bm-21"])") +
           limit("far", "140km", R"(["tactical_missile", "bm-27", "bm-30", "tornado-s"])") +
           zone_of(
               "tanks",
               "depth = \"15km\"\nwidth_is = \"per_side\"\nreference_line = { east = \"contact\", "
               "west = \"old\" }",
               "both",
               "both",
               R"(["tank", "mortar", "light_artillery"])"
           );
}();

}  // namespace

TEST_CASE("history: Minsk limits either side of each distance (T18)", "[planner][history]") {
    const world::temporary_folder folder;
    auto ground = wide(folder);
    // The other line, 40 km or so inside what the west holds.
    ground.lines.push_back(world::line_of("old", {at(37.5, 50), at(37.5, 47)}));
    const auto what = world::lay(ground, minsk);
    const zone_index zones(what);
    const auto when = what.d_day + std::chrono::hours(24 * 10);
    const auto verdict = [&](const std::string& system, const std::string& whose, double km) {
        // Due east or west of the party's own line, in the middle of the country.
        const bool east = whose == "east";
        const auto p = geo::destination(
            at(east ? 38 : 37.5, 48.5), geo::degrees(east ? 90 : -90), geo::kilometres(km)
        );
        const auto* weapon = what.said.arms.find_system(system);
        REQUIRE(weapon != nullptr);
        return !zones.against(*weapon, party_id(whose), p, when).empty();
    };
    struct row {
        const char* system;
        double limit;
    };
    for (const auto& [system, limit] :
         {row{"2s3", 25},
          {"bm-21", 35},
          {"tochka-u", 70},
          {"bm-27", 70},
          {"t-64", 15},
          {"mortar-120", 15},
          {"d-30", 25}}) {
        for (const auto* whose : {"east", "west"}) {
            CAPTURE(system, whose, limit);
            CHECK(verdict(system, whose, limit - 0.1));
            CHECK_FALSE(verdict(system, whose, limit + 0.1));
            // True to half a metre, not only to 100 m.
            CHECK(verdict(system, whose, limit - 0.002));
            CHECK_FALSE(verdict(system, whose, limit + 0.002));
        }
    }
    // The west's limit is counted from the old line, not from the line of contact.
    const auto* gun = what.said.arms.find_system("2s3");
    const auto between = at(37.8, 48.5);
    CHECK(zones.against(*gun, party_id("west"), between, when).empty());
    // One party's own limits do not bind the other; nor do they bind before or after.
    const auto p = geo::destination(at(38, 48.5), geo::degrees(90), geo::kilometres(20));
    CHECK(zones.against(*gun, party_id("west"), p, when).empty());
    CHECK(zones.against(*gun, party_id("east"), p, what.d_day).empty());
    CHECK(zones.against(*gun, party_id("east"), p, what.d_day + std::chrono::hours(24 * 60)).empty()
    );
    CHECK_FALSE(
        zones.against(*gun, party_id("east"), p, what.d_day + std::chrono::hours(24)).empty()
    );
}

TEST_CASE("history: Golan bands are measured from lines A and B (T20)", "[planner][history]") {
    const world::temporary_folder folder;
    auto ground = wide(folder);
    // Line A ahead of the west's forces, line B ahead of the east's, 2 to 7 km apart.
    const geo::line_string<geo::lon_lat> a{at(37.93, 50), at(37.96, 48.4), at(37.97, 47)};
    const geo::line_string<geo::lon_lat> b{at(38.02, 50), at(38.01, 48.2), at(38, 47)};
    ground.lines.push_back(world::line_of("line-a", a));
    ground.lines.push_back(world::line_of("line-b", b));
    const std::string lines = "reference_line = { west = \"line-a\", east = \"line-b\" }\n";
    const auto band = [&](const std::string& id, const std::string& from, const std::string& to) {
        return zone_of(
            id, "rule = \"band\"\nfrom_depth = \"" + from + "\"\ndepth = \"" + to + "\"\n" + lines
        );
    };
    const auto what = world::lay(
        ground,
        zone_of(
            "aos",
            "rule = \"between\"\nreference_line = \"line-a\"\nother_line = \"line-b\"",
            "both",
            "any",
            "forces"
        ) + zone_of("first", "depth = \"10km\"\nwidth_is = \"per_side\"\n" + lines) +
            band("second", "10km", "20km") + band("third", "20km", "25km")
    );
    const truth::lines_truth line_a({a}, geo::edge_reading::lonlat);
    const truth::lines_truth line_b({b}, geo::edge_reading::lonlat);
    struct limits {
        const char* id;
        double from;
        double to;
    };
    for (const auto& [id, from, to] :
         {limits{"first", 0, 10e3}, {"second", 10e3, 20e3}, {"third", 20e3, 25e3}}) {
        for (const bool east : {true, false}) {
            const auto& one = zone(what, std::string(id) + (east ? "-east" : "-west"));
            const auto& line = east ? line_b : line_a;
            for (double km = 0.5; km < 30; km += 0.5) {
                for (const double lat : {47.3, 48.5, 49.7}) {
                    const auto start = at(east ? 38.01 : 37.955, lat);
                    const auto p =
                        geo::destination(start, geo::degrees(east ? 90 : -90), geo::kilometres(km));
                    const auto d = line.distance_to(p);
                    const bool own = east ? p.lon.value() > 38.02 : p.lon.value() < 37.93;
                    if (!own || std::min(std::abs(d - from), std::abs(d - to)) < 1) {
                        continue;
                    }
                    CAPTURE(id, east, lat, km, d);
                    CHECK(world::is_inside(p, one.shape) == (d > from && d < to));
                }
            }
        }
    }
    // What lies between the lines is in none of the bands.
    const auto middle = at(37.98, 48.5);
    CHECK(world::is_inside(middle, zone(what, "aos").shape));
    for (const auto* id : {"first-east", "first-west", "second-east", "second-west"}) {
        CHECK_FALSE(world::is_inside(middle, zone(what, id).shape));
    }
}
