// SPDX-License-Identifier: Apache-2.0
#include "geo/base/error.hpp"
#include "geo/measure/geodesic.hpp"
#include "tests/geo/offset/truth.hpp"
#include "tests/support/world.hpp"
#include "tests/support/zones.hpp"

#include <random>

// Zones for a part of a line, and exceptions at places: against distances that GeographicLib finds
// at random positions, and sums that must be whole.

using namespace planner;
using Catch::Matchers::Contains;
using Catch::Matchers::WithinRel;
using world::lay;
using world::zone;
using world::zone_of;

namespace {

// The line of contact runs at 11.2 E with a bulge to 11.4 E in the middle; 1 degree of latitude.
const world::drawing bulge_and_town{
    .map = R"(
WWhhhheeeeee
WWhhhhheeeee
WWhhhhheeeee
WWhhhhheeeee
WWhhhheeeeee
)",
    .west = 10,
    .south = 49,
    .cell = 0.2,
    .settlements = "town,Town,11.5,49.5,1000\n"};

struct town_ground {
    world::temporary_folder folder;
    theatre made = world::read(folder, bulge_and_town);
};

std::string of(const std::string& id, const std::string& depth, const std::string& more) {
    return zone_of(id, "per_side = \"" + depth + "\"\nreference_line = \"contact\"\n" + more);
}

double size(const plan& in, const std::string& id) {
    return geo::in_square_kilometres(geo::area(zone(in, id).shape));
}

/// In the plane of longitude and latitude: the drawing has edges of 14 km along parallels, and where
/// a cut divides one the geodesics between its positions enclose more than before.
double square_degrees(const plan& in, const std::string& id) {
    double twice = 0;
    geo::for_each_ring(zone(in, id).shape, [&](const auto& ring) {
        for (std::size_t i = 0; i + 1 < ring.size(); ++i) {
            twice += ring[i].lon.value() * ring[i + 1].lat.value() -
                     ring[i + 1].lon.value() * ring[i].lat.value();
        }
    });
    return twice / 2;
}

const truth::lines_truth& part(bool north) {
    using world::at;
    // Cut at 49.5 N, the middle of the bulge.
    static const truth::lines_truth south_of(
        {{at(11.2, 49), at(11.2, 49.2), at(11.4, 49.2), at(11.4, 49.5)}}, geo::edge_reading::lonlat
    );
    static const truth::lines_truth north_of(
        {{at(11.4, 49.5), at(11.4, 49.8), at(11.2, 49.8), at(11.2, 50)}}, geo::edge_reading::lonlat
    );
    return north ? north_of : south_of;
}

}  // namespace

TEST_CASE("stretch: ground nearest to that part of the line", "[planner][zones][stretch]") {
    const town_ground g;
    const auto what =
        lay(g.made, of("z", "15km", "stretch = { from = [11.4, 49.5], toward = \"north\" }"));
    std::mt19937_64 generator(11);
    const auto share = [&] { return static_cast<double>(generator() >> 11U) * 0x1p-53; };
    int inside = 0;
    for (int i = 0; i < 3000; ++i) {
        const auto p = world::at(10.9 + 0.9 * share(), 49 + share());
        const double there = part(true).distance_to(p);
        const double rest = part(false).distance_to(p);
        // The arc at the depth, and the cut (not bounded; 50 m holds here).
        if (std::abs(std::min(there, rest) - 15000) < 1 || std::abs(there - rest) < 50) {
            continue;
        }
        const bool expected = there < 15000 && there < rest;
        CAPTURE(p.lon.value(), p.lat.value(), there, rest);
        CHECK(
            (world::is_inside(p, zone(what, "z-east").shape) ||
             world::is_inside(p, zone(what, "z-west").shape)) == expected
        );
        inside += expected ? 1 : 0;
    }
    CHECK(inside > 300);
}

TEST_CASE("stretch: parts add up to the whole at every depth", "[planner][zones][stretch]") {
    const town_ground g;
    for (const std::string depth : {"5km", "15km", "40km"}) {
        CAPTURE(depth);
        const auto what =
            lay(g.made,
                of("whole", depth, "") +
                    of("south", depth, "stretch = { from = \"Town\", toward = \"south\" }") +
                    of("middle", depth, "stretch = { from = \"town\", to = [11.3, 49.8] }") +
                    of("north", depth, "stretch = { from = [11.3, 49.8], toward = \"north\" }") +
                    of("deep", "60km", "stretch = { from = \"Town\", toward = \"south\" }"));
        for (const std::string side : {"-east", "-west"}) {
            const auto sum = square_degrees(what, "south" + side) +
                             square_degrees(what, "middle" + side) +
                             square_degrees(what, "north" + side);
            const auto whole = square_degrees(what, "whole" + side);
            CHECK(std::abs(sum - whole) <= 1e-6 * whole);
            CHECK(size(what, "middle" + side) > 1);
            CHECK(size(what, "north" + side) > 1);
        }
    }
}

TEST_CASE("stretch: an input for its end, and what it must be", "[planner][zones][stretch]") {
    const town_ground g;
    const std::string asks =
        "[[inputs]]\nid = \"marker\"\nkind = \"points\"\ntitle = \"Marker\"\ntext = \"map\"\n"
        "source = \"made up\"\ncertainty = \"M\"\n";
    const auto tables =
        asks + of("z", "10km", "stretch = { from = \"input:marker\", toward = \"east\" }");
    const auto file = g.folder.with(
        "marker.geojson",
        R"({"type":"Feature","properties":{},"geometry":{"type":"Point","coordinates":[11.5,49.5]}})"
    );
    const auto north = of("z", "10km", "stretch = { from = [11.5, 49.5], toward = \"north\" }");
    CHECK(
        size(lay(g.made, world::replaced(tables, "east", "north"), {{"marker", file}}), "z-east") >
        0
    );
    CHECK_THROWS_WITH(lay(g.made, tables), Contains("--input marker=FILE"));
    CHECK_THROWS_WITH(
        lay(g.made, world::replaced(north, "[11.5, 49.5]", "\"9000km\"")),
        Contains("stretch: zone 'z': line 'contact' is") && Contains("no kilometre 9000")
    );
    CHECK_THROWS_WITH(
        lay(g.made, world::replaced(north, "[11.5, 49.5]", "\"Twon\"")),
        Contains("did you mean 'Town'?")
    );
    CHECK_THROWS_WITH(
        lay(g.made, of("z", "10km", "stretch = { from = \"20km\", to = \"20km\" }")),
        Contains("begins and ends at one position")
    );
}

TEST_CASE("exceptions: a circle is cut out, or marked, and counted", "[planner][zones]") {
    const town_ground g;
    const auto with = [&](const std::string& more) {
        return of(
            "z",
            "20km",
            "exceptions = [{ kind = \"city\", place = \"Town\", radius = \"3km\"" + more + " }]"
        );
    };
    const auto whole = size(lay(g.made, of("z", "20km", "")), "z-east");
    const auto cut = lay(g.made, with(""));
    const auto& laid = zone(cut, "z-east").exceptions;
    REQUIRE(laid.size() == 1);
    CHECK(laid[0].count.settlements == 1);
    CHECK(laid[0].count.people == 1000);
    const auto circle = geo::in_square_kilometres(laid[0].count.size);
    CHECK_THAT(circle, WithinRel(9 * 3.14159265, 1e-3));
    CHECK_THAT(size(cut, "z-east"), WithinRel(whole - circle, 1e-9));
    CHECK(zone(cut, "z-east").count.settlements == 0);

    const auto marked = lay(g.made, with(", cut = false"));
    CHECK_THAT(size(marked, "z-east"), WithinRel(whole, 1e-12));
    CHECK(zone(marked, "z-east").exceptions[0].count.settlements == 1);
    CHECK(zone(marked, "z-west").exceptions[0].shape.empty());

    // A place that is not there: the zone is laid without it, and that is told.
    const auto without = lay(g.made, world::replaced(with(""), "\"Town\"", "\"Twon\""));
    CHECK_THAT(size(without, "z-east"), WithinRel(whole, 1e-12));
}

TEST_CASE("missing lines: a zone is laid for the party whose line is there", "[planner][zones]") {
    const town_ground g;
    const std::string asks =
        "[[inputs]]\nid = \"old\"\nkind = \"line\"\ntitle = \"Old line\"\ntext = \"map\"\n"
        "source = \"made up\"\ncertainty = \"M\"\n";
    const auto what =
        lay(g.made,
            asks + zone_of(
                       "z",
                       "total = \"20km\"\nreference_line = { east = \"contact\", west = "
                       "\"input:old\" }"
                   ));
    REQUIRE(what.zones.size() == 1);
    CHECK(what.zones[0].id == "z-east");
    CHECK_THAT(
        world::first(what.found, geo::finding_code::plan_input_missing).text,
        Contains("zone 'z' is left out for 'west'") && Contains("--input old=FILE")
    );
}
