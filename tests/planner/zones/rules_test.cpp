// SPDX-License-Identifier: Apache-2.0
#include "geo/base/error.hpp"
#include "geo/measure/geodesic.hpp"
#include "tests/geo/offset/truth.hpp"
#include "tests/support/world.hpp"
#include "tests/support/zones.hpp"

#include <functional>
#include <random>

// Every rule of the terms over a drawn world, each against distances that GeographicLib finds at
// random positions (tests/geo/offset/truth.hpp) and sides that the drawing tells.

using namespace planner;
using Catch::Matchers::Contains;
using Catch::Matchers::WithinRel;
using geo::finding_code;
using world::lay;
using world::zone;
using world::zone_of;

namespace {

// 2.4 by 1 degree; the line of contact runs at 11 E with a bulge to 11.2 E in the middle, the border
// at 10.4 E; a third state above.
const world::drawing bulge_and_third{
    .map = R"(
NNNNNNNNNNNN
WWhhhheeeeee
WWhhhhheeeee
WWhhhhheeeee
WWhhhhheeeee
WWhhhheeeeee
)",
    .west = 10,
    .south = 49,
    .cell = 0.2};

struct third_state_ground {
    world::temporary_folder folder;
    theatre made = world::read(folder, bulge_and_third);
};

bool is_east(geo::lon_lat p) {
    const auto lon = p.lon.value();
    const auto lat = p.lat.value();
    return lon > (lat > 49.2 && lat < 49.8 ? 11.4 : 11.2);
}
bool is_land(geo::lon_lat p) {
    return p.lon.value() > 10 && p.lon.value() < 12.4 && p.lat.value() > 49 && p.lat.value() < 50;
}
bool is_third(geo::lon_lat p) {
    return p.lon.value() > 10 && p.lon.value() < 12.4 && p.lat.value() > 50 && p.lat.value() < 50.2;
}

const geo::line_string<geo::lon_lat> contact_positions{
    world::at(11.2, 49),
    world::at(11.2, 49.2),
    world::at(11.4, 49.2),
    world::at(11.4, 49.8),
    world::at(11.2, 49.8),
    world::at(11.2, 50)};

/// Inside exactly where `expected` says, at 4,000 random positions but those within `slack` of an
/// edge (`gap`: metres to the nearest).
void check(
    const plan_zone& zone,
    const std::function<bool(geo::lon_lat)>& expected,
    const std::function<double(geo::lon_lat)>& gap,
    int at_least = 40
) {
    std::mt19937_64 generator(7);
    const auto share = [&] { return static_cast<double>(generator() >> 11U) * 0x1p-53; };
    const double slack = zone.max_error.value() + 0.02;
    int inside = 0;
    for (int i = 0; i < 4000; ++i) {
        const auto p = world::at(9.8 + 2.8 * share(), 48.8 + 1.6 * share());
        if (gap(p) < slack) {
            continue;
        }
        CAPTURE(p.lon.value(), p.lat.value());
        const bool should = expected(p);
        REQUIRE(world::is_inside(p, zone.shape) == should);
        inside += should ? 1 : 0;
    }
    CHECK(inside >= at_least);
}

double nearest(std::initializer_list<double> gaps) {
    return std::min(gaps, [](double a, double b) { return std::abs(a) < std::abs(b); });
}

const truth::lines_truth& contact() {
    static const truth::lines_truth line({contact_positions}, geo::edge_reading::lonlat);
    return line;
}

std::size_t told(const plan& what, finding_code code) {
    return world::count(what.found, code);
}

}  // namespace

TEST_CASE("rules: distance for both, each on its own side", "[planner][zones][rules]") {
    const third_state_ground g;
    const auto what =
        lay(g.made,
            zone_of("d", "depth = \"30km\"\nwidth_is = \"total\"\nreference_line = \"contact\""));
    REQUIRE(what.zones.size() == 2);
    for (const bool east : {true, false}) {
        const auto& one = zone(what, east ? "d-east" : "d-west");
        CHECK(one.depth == geo::metres(15000));
        CHECK(one.max_error <= geo::metres(0.5));
        check(
            one,
            [&](geo::lon_lat p) {
                return is_land(p) && is_east(p) == east && contact().distance_to(p) < 15000;
            },
            [&](geo::lon_lat p) {
                const auto d = contact().distance_to(p);
                return std::abs(nearest({d - 15000, d}));
            }
        );
    }
}

TEST_CASE("rules: what lies beyond the border is kept and told", "[planner][zones][rules]") {
    const third_state_ground g;
    const auto what =
        lay(g.made,
            zone_of("d", "depth = \"75km\"\nwidth_is = \"per_side\"\nreference_line = \"contact\"")
        );
    const auto& west = zone(what, "d-west");
    check(
        west,
        [&](geo::lon_lat p) {
            return is_land(p) && !is_east(p) && contact().distance_to(p) < 75000;
        },
        [&](geo::lon_lat p) {
            const auto d = contact().distance_to(p);
            return std::abs(nearest({d - 75000, d}));
        }
    );
    // The third state's land within 75 km is left out, and said.
    const auto& item = world::first(what.found, finding_code::plan_zone_beyond_border);
    CHECK_THAT(item.text, Contains("north") && Contains("left out") && Contains("'d'"));
    for (const auto& one : what.zones) {
        CHECK_FALSE(world::is_inside(world::at(11.2, 50.05), one.shape));
    }
}

TEST_CASE("rules: extent land keeps third states on the nearer side", "[planner][zones][rules]") {
    const third_state_ground g;
    const auto what =
        lay(g.made,
            zone_of(
                "d",
                "depth = \"15km\"\nwidth_is = \"per_side\"\nreference_line = \"contact\"\nextent = "
                "\"land\""
            ));
    const auto& east = zone(what, "d-east");
    check(
        east,
        [&](geo::lon_lat p) {
            return ((is_land(p) && is_east(p)) || (is_third(p) && p.lon.value() > 11.2)) &&
                   contact().distance_to(p) < 15000;
        },
        [&](geo::lon_lat p) {
            // Straight on from the line's end the sides part; the drawing says so to 100 m only.
            const double part = is_third(p) ? std::abs(p.lon.value() - 11.2) * 70000 - 100 : 1e9;
            const auto d = contact().distance_to(p);
            return part < 0 ? 0.0 : std::abs(nearest({d - 15000, d}));
        }
    );
    CHECK_THAT(
        world::first(what.found, finding_code::plan_zone_beyond_border).text, Contains("part of it")
    );
}

TEST_CASE("rules: nested depths differ exactly and share their edges", "[planner][zones][rules]") {
    const third_state_ground g;
    const auto distance = [](const std::string& id, const std::string& depth) {
        return zone_of(
            id, "depth = \"" + depth + "\"\nwidth_is = \"per_side\"\nreference_line = \"contact\""
        );
    };
    const auto what =
        lay(g.made,
            distance("in", "10km") + distance("out", "20km") +
                zone_of(
                    "band",
                    "rule = \"band\"\nfrom_depth = \"10km\"\ndepth = \"20km\"\nreference_line = "
                    "\"contact\""
                ) +
                zone_of("next", "rule = \"band\"\nfrom_zone = \"in\"\ndepth = \"10km\""));
    for (const std::string side : {"-east", "-west"}) {
        const auto& in = zone(what, "in" + side);
        const auto& out = zone(what, "out" + side);
        const auto& band = zone(what, "band" + side);
        const auto& next = zone(what, "next" + side);
        // Within a mm along the edges: 2 x 200 km of them.
        const auto sum = in.count.size + band.count.size;
        CHECK(std::abs(sum / out.count.size - 1) < 1e-7);
        CHECK(std::abs(next.count.size / band.count.size - 1) < 1e-7);
        check(
            band,
            [&](geo::lon_lat p) {
                const auto d = contact().distance_to(p);
                return is_land(p) && is_east(p) == (side == "-east") && d > 10000 && d < 20000;
            },
            [&](geo::lon_lat p) {
                const auto d = contact().distance_to(p);
                return std::abs(nearest({d - 20000, d - 10000, d}));
            }
        );
        // No slivers: every part is at least as wide as a grid step many times over.
        for (const auto& part : band.shape) {
            geo::line_string<geo::lon_lat> edge;
            edge.insert(edge.end(), part.outer.begin(), part.outer.end());
            CHECK(geo::area(part).value() / geo::length(edge).value() > 10);
        }
    }
}

TEST_CASE("rules: each party has its own reference line", "[planner][zones][rules]") {
    third_state_ground g;
    const geo::line_string<geo::lon_lat> old{world::at(11.9, 50), world::at(11.9, 49)};
    g.made.lines.push_back(world::line_of("old", old));
    const auto what =
        lay(g.made,
            zone_of(
                "d",
                "depth = \"50km\"\nwidth_is = \"total\"\nreference_line = { east = \"old\", west = "
                "\"contact\" }"
            ));
    const truth::lines_truth old_line({old}, geo::edge_reading::lonlat);
    check(
        zone(what, "d-east"),
        [&](geo::lon_lat p) {
            return is_land(p) && p.lon.value() > 11.9 && old_line.distance_to(p) < 25000;
        },
        [&](geo::lon_lat p) {
            const auto d = old_line.distance_to(p);
            return std::abs(nearest({d - 25000, d}));
        }
    );
    check(
        zone(what, "d-west"),
        [&](geo::lon_lat p) {
            return is_land(p) && !is_east(p) && contact().distance_to(p) < 25000;
        },
        [&](geo::lon_lat p) {
            const auto d = contact().distance_to(p);
            return std::abs(nearest({d - 25000, d}));
        }
    );
}

TEST_CASE("rules: between two lines", "[planner][zones][rules]") {
    third_state_ground g;
    g.made.lines.push_back(
        world::line_of("b", {world::at(11.9, 50), world::at(11.9, 49)}, "east", "west")
    );
    g.made.lines.push_back(
        world::line_of("a", {world::at(11.7, 50), world::at(11.7, 49)}, "east", "west")
    );
    const auto what = lay(
        g.made,
        zone_of(
            "aos", "rule = \"between\"\nreference_line = \"a\"\nother_line = \"b\"", "both", "any"
        )
    );
    REQUIRE(what.zones.size() == 1);
    CHECK(what.zones[0].binds.str() == "both");
    check(
        what.zones[0],
        [&](geo::lon_lat p) { return is_land(p) && p.lon.value() > 11.7 && p.lon.value() < 11.9; },
        [&](geo::lon_lat p) {
            return std::abs(nearest({(p.lon.value() - 11.7) * 71000, (p.lon.value() - 11.9) * 71000}
            ));
        }
    );
}

TEST_CASE("rules: outward of a border, cut to another area", "[planner][zones][rules]") {
    const third_state_ground g;
    const auto what =
        lay(g.made,
            zone_of(
                "asz",
                "rule = \"outward\"\nborder_of = \"east\"\nof = \"west\"\ndepth = \"5km\"",
                "withdrawing",
                "any"
            ));
    const truth::lines_truth border(
        {{world::at(10.4, 49), world::at(10.4, 50)}}, geo::edge_reading::lonlat
    );
    check(
        zone(what, "asz"),
        [&](geo::lon_lat p) {
            return is_land(p) && p.lon.value() < 10.4 && border.distance_to(p) < 5000;
        },
        [&](geo::lon_lat p) {
            const auto d = border.distance_to(p);
            return std::abs(nearest({d - 5000, d}));
        },
        20
    );
}

TEST_CASE("rules: circle about a position or a place", "[planner][zones][rules]") {
    world::temporary_folder folder;
    auto drawn = bulge_and_third;
    drawn.settlements = "tskh,Tskhinvali,11.0,49.5,30000\n";
    const auto made = world::read(folder, drawn);
    const auto what = lay(
        made,
        zone_of("c", "rule = \"circle\"\ncentre = [11.0, 49.5]\nradius = \"15km\"", "both", "any") +
            zone_of(
                "p", "rule = \"circle\"\nplace = \"Tskhinvali\"\nradius = \"15km\"", "both", "any"
            ) +
            zone_of(
                "half",
                "rule = \"circle\"\ncentre = [11.2, 49.1]\nradius = \"15km\"\nreference_line = "
                "\"contact\""
            )
    );
    check(
        zone(what, "c"),
        [&](geo::lon_lat p) { return geo::distance(p, world::at(11, 49.5)) < geo::metres(15000); },
        [&](geo::lon_lat p) {
            return std::abs(geo::distance(p, world::at(11, 49.5)).value() - 15000);
        },
        20
    );
    CHECK(zone(what, "p").count.size == zone(what, "c").count.size);
    CHECK(zone(what, "p").count.settlements == 1);
    const auto pi_r2 = 3.14159265358979 * 225;
    CHECK_THAT(
        world::km2(zone(what, "c").shape), WithinRel(pi_r2, 1e-4)
    );  // 0.5 m of 15 km, and the ellipsoid
    // South of 49 N there is no land.
    const auto both =
        world::km2(zone(what, "half-east").shape) + world::km2(zone(what, "half-west").shape);
    CHECK(both < pi_r2);
    CHECK(world::is_inside(world::at(11.3, 49.1), zone(what, "half-east").shape));
    CHECK(world::is_inside(world::at(11.1, 49.1), zone(what, "half-west").shape));
}

TEST_CASE("rules: polygon from the terms, the theatre or the user", "[planner][zones][rules]") {
    const third_state_ground g;
    const auto file = g.folder.with(
        "drawn.geojson",
        R"({"type":"Polygon","coordinates":[[[11,49.3],[11.8,49.3],[11.8,49.6],[11,49.6],[11,49.3]]]})"
    );
    const std::string asks =
        "[[inputs]]\nid = \"drawn\"\nkind = \"polygon\"\ntitle = \"Annex map\"\ntext = \"in the "
        "annex\"\nsource = \"made up\"\ncertainty = \"M\"\n";
    const auto tables =
        asks +
        zone_of(
            "ring",
            "rule = \"polygon\"\nring = [[11, 49.3], [11.8, 49.3], [11.8, 49.6], [11, 49.6]]",
            "both",
            "any"
        ) +
        zone_of("given", "rule = \"polygon\"\narea = \"input:drawn\"", "both", "any") +
        zone_of("all", "rule = \"polygon\"\narea = \"east\"", "other", "any");
    const auto what = lay(g.made, tables, {{"drawn", file}});
    const auto along_parallels = [](const geo::multi_polygon<geo::lon_lat>& box) {
        return world::km2(geo::densify(box, geo::edge_reading::lonlat, geo::metres(0.01)));
    };
    const auto size = world::km2(zone(what, "ring").shape);
    // Edges within 0.25 m of the parallels.
    CHECK_THAT(size, WithinRel(along_parallels(world::box(11, 49.3, 11.8, 49.6)), 1e-6));
    CHECK_THAT(world::km2(zone(what, "given").shape), WithinRel(size, 1e-9));
    // The drawing has a corner every 0.2 degrees.
    CHECK_THAT(
        world::km2(zone(what, "all").shape),
        WithinRel(along_parallels(world::box(10.4, 49, 12.4, 50)), 1e-5)
    );
    // Without the file that zone is left out, and said.
    const auto less = lay(g.made, tables);
    CHECK(less.zones.size() == 2);
    CHECK_THAT(
        world::first(less.found, finding_code::plan_input_missing).text,
        Contains("'given'") && Contains("--input drawn=FILE") && Contains("Annex map")
    );
    CHECK_THROWS_WITH(
        lay(g.made, tables, {{"drwan", file}}),
        Contains("--input drwan") && Contains("did you mean 'drawn'?")
    );
    // Nothing else is left: no plan.
    CHECK_THROWS_WITH(
        lay(g.made,
            asks + zone_of("given", "rule = \"polygon\"\narea = \"input:drawn\"", "both", "any")),
        Contains("none of its zones can be laid") && Contains("--input drawn=FILE")
    );
}

TEST_CASE(
    "rules: a line of the user's takes its sides from the theatre's", "[planner][zones][rules]"
) {
    const third_state_ground g;
    const auto file = g.folder.with(
        "old.geojson", R"({"type":"LineString","coordinates":[[11.9,50],[11.9,49]]})"
    );
    const auto what = lay(
        g.made,
        "[[inputs]]\nid = \"old\"\nkind = \"line\"\ntitle = \"Old line\"\ntext = \"annex\"\nsource "
        "= \"made up\"\ncertainty = \"M\"\n" +
            zone_of(
                "d",
                "depth = \"10km\"\nwidth_is = \"per_side\"\nreference_line = { east = "
                "\"input:old\", west = \"contact\" }"
            ),
        {{"old", file}}
    );
    CHECK(world::is_inside(world::at(11.95, 49.5), zone(what, "d-east").shape));
    CHECK_FALSE(world::is_inside(world::at(11.85, 49.5), zone(what, "d-east").shape));
}

TEST_CASE("rules: an input is the theatre's own line of that id", "[planner][zones][rules]") {
    third_state_ground g;
    const std::string tables =
        "[[inputs]]\nid = \"old\"\nkind = \"line\"\ntitle = \"Old line\"\ntext = \"annex\"\nsource "
        "= \"made up\"\ncertainty = \"M\"\n" +
        zone_of("d", "depth = \"10km\"\nwidth_is = \"per_side\"\nreference_line = \"input:old\"") +
        zone_of("c", "depth = \"10km\"\nwidth_is = \"per_side\"\nreference_line = \"contact\"");
    const auto without = lay(g.made, tables);
    CHECK(told(without, finding_code::plan_input_missing) == 1);
    CHECK(without.zones.size() == 2);
    g.made.lines.push_back(world::line_of("old", {world::at(11.9, 50), world::at(11.9, 49)}));
    const auto with = lay(g.made, tables);
    CHECK(told(with, finding_code::plan_input_missing) == 0);
    CHECK(world::is_inside(world::at(11.95, 49.5), zone(with, "d-east").shape));
    CHECK(world::is_inside(world::at(11.85, 49.5), zone(with, "d-west").shape));
}

TEST_CASE("rules: squares on a line", "[planner][zones][rules]") {
    const third_state_ground g;
    const auto what = lay(
        g.made,
        zone_of(
            "sq",
            "rule = \"squares\"\ncentres = [[11.4, 49.5], [11.2, 49.1]]\nsize = "
            "\"2km\"\nreference_line = \"contact\"",
            "both",
            "any"
        ) +
            zone_of(
                "cut",
                "rule = \"squares\"\ncentres = [[11.4, 49.5]]\nsize = \"2km\"\nreference_line = "
                "\"contact\""
            )
    );
    const auto& both = zone(what, "sq");
    REQUIRE(both.shape.size() == 2);
    for (const auto& square : both.shape) {
        CHECK_THAT(geo::area(square).value(), WithinRel(4e6, 1e-4));
    }
    for (const std::string side : {"-east", "-west"}) {
        CHECK_THAT(world::km2(zone(what, "cut" + side).shape), WithinRel(2.0, 1e-3));
    }
}

TEST_CASE("rules: corridor about a route", "[planner][zones][rules]") {
    third_state_ground g;
    const geo::line_string<geo::lon_lat> route{world::at(10.6, 49.2), world::at(11.9, 49.7)};
    g.made.lines.push_back(world::line_of("lachin", route));
    const auto what =
        lay(g.made,
            zone_of(
                "c",
                "rule = \"corridor\"\nroute = \"lachin\"\ndepth = \"5km\"\nwidth_is = \"total\"",
                "both",
                "any"
            ));
    const truth::lines_truth line({route}, geo::edge_reading::lonlat);
    check(
        zone(what, "c"),
        [&](geo::lon_lat p) { return is_land(p) && line.distance_to(p) < 2500; },
        [&](geo::lon_lat p) { return std::abs(line.distance_to(p) - 2500); },
        20
    );
}

TEST_CASE("rules: the greater of distance and range, system by system", "[planner][zones][rules]") {
    const third_state_ground g;
    const auto what =
        lay(g.made,
            zone_of(
                "m",
                "rule = \"distance_or_range\"\ndepth = \"15km\"\nwidth_is = "
                "\"per_side\"\nreference_line = \"contact\"",
                "other",
                "other",
                R"(["mt-12", "mortar-120", "2s19"])"
            ));
    // MT-12 8.2 km and the mortar 7.2 km stay at 15 km, the 2S19 keeps its range away.
    REQUIRE(what.zones.size() == 2);
    CHECK(zone(what, "m-15km").systems == std::vector<std::string>{"mortar-120", "mt-12"});
    CHECK(zone(what, "m-24.7km").systems == std::vector<std::string>{"2s19"});
    CHECK(told(what, finding_code::plan_uncertain_figure) >= 3);
}

TEST_CASE("rules: cannot reach the other line", "[planner][zones][rules]") {
    third_state_ground g;
    const geo::line_string<geo::lon_lat> far{world::at(11.1, 50), world::at(11.1, 49)};
    g.made.lines.push_back(world::line_of("far", far));
    const auto what =
        lay(g.made,
            zone_of(
                "r",
                "rule = \"cannot_reach\"\nother_line = \"far\"\nreference_line = "
                "\"contact\"\nwithin = \"40km\"",
                "other",
                "other",
                R"(["m777", "iskander-m"])"
            ));
    const truth::lines_truth line({far}, geo::edge_reading::lonlat);
    check(
        zone(what, "r-24.7km"),
        [&](geo::lon_lat p) { return is_land(p) && is_east(p) && line.distance_to(p) < 24700; },
        [&](geo::lon_lat p) {
            return std::abs(nearest({line.distance_to(p) - 24700, contact().distance_to(p)}));
        }
    );
    check(
        zone(what, "r-500km"),
        [&](geo::lon_lat p) {
            return is_land(p) && is_east(p) && contact().distance_to(p) < 40000;
        },
        [&](geo::lon_lat p) {
            const auto d = contact().distance_to(p);
            return std::abs(nearest({d - 40000, d}));
        }
    );
}

TEST_CASE("rules: cut out of other zones and exceptions", "[planner][zones][rules]") {
    const third_state_ground g;
    const auto what = lay(
        g.made,
        zone_of("core", "depth = \"5km\"\nwidth_is = \"per_side\"\nreference_line = \"contact\"") +
            zone_of(
                "rest",
                "depth = \"15km\"\nwidth_is = \"per_side\"\nreference_line = "
                "\"contact\"\nnot_in = [\"core\"]\ncaps = [{ what = \"tanks\", most = 75, per = "
                "\"side\" }, { what = \"troops\", most = 6000, per = \"side\", certainty = \"M?\" "
                "}]\nexceptions = [{ kind = \"city\", area = \"north\", text = \"none there\" }, { "
                "kind = \"storage_site\", centre = [11.0, 49.1], radius = \"500m\", cut = false, "
                "text = "
                "\"inspected\" }]"
            ) +
            zone_of(
                "more",
                "rule = \"band\"\nfrom_depth = \"15km\"\ndepth = \"20km\"\nreference_line = "
                "\"contact\"\ncaps = [{ what = \"tanks\", most = 162, per = \"side\" }]"
            )
    );
    check(
        zone(what, "rest-east"),
        [&](geo::lon_lat p) {
            const auto d = contact().distance_to(p);
            return is_land(p) && is_east(p) && d > 5000 && d < 15000;
        },
        [&](geo::lon_lat p) {
            const auto d = contact().distance_to(p);
            return std::abs(nearest({d - 5000, d - 15000, d}));
        }
    );
    REQUIRE(what.caps.size() == 4);
    CHECK(what.caps[0].party.str() == "east");
    CHECK(what.caps[0].what == "tanks");
    CHECK(what.caps[0].most == 237);
    CHECK(what.caps[0].zones == std::vector<std::string>{"rest-east", "more-east"});
    CHECK(what.caps[1].most == 6000);
    CHECK(
        exception_texts(what.said.zones[1])[1] ==
        "storage_site within 0.5 km of 11, 49.1 (marked, still "
        "part of the zone): inspected"
    );
    CHECK(cap_texts(what.said.zones[1])[1] == "at most 6000 troops on each side (M?)");
}

TEST_CASE(
    "rules: an exception at a place that the theatre lacks is told, the zone laid without it",
    "[planner][zones][rules]"
) {
    const third_state_ground g;
    const auto with = [&](const std::string& exceptions) {
        return lay(
            g.made,
            zone_of(
                "z",
                "depth = \"10km\"\nwidth_is = \"per_side\"\nreference_line = \"contact\"\n" +
                    exceptions
            )
        );
    };
    const auto plain = with("");
    const auto missing =
        with("exceptions = [{ kind = \"city\", place = \"Atlantis\", radius = \"3km\" }, { kind = "
             "\"city\", area = \"nowhere\", cut = false }]");
    CHECK(zone(missing, "z-east").shape == zone(plain, "z-east").shape);
    CHECK(zone(missing, "z-east").exceptions.empty());
    CHECK(world::count(missing.found, geo::finding_code::plan_place_missing) == 2);
    const auto& told = world::first(missing.found, geo::finding_code::plan_place_missing);
    CHECK(told.level == geo::severity::warning);
    CHECK_THAT(
        told.text,
        Contains("zone 'z'") && Contains("'Atlantis'") && Contains("t.toml:") &&
            Contains("covers ground that the terms leave out")
    );
}

TEST_CASE(
    "rules: names that the theatre lacks, with file, line and key", "[planner][zones][rules]"
) {
    const third_state_ground g;
    const auto refused = [&](const std::string& more, const std::string& lies_on = "both") {
        return world::refusal<geo::input_error>([&] {
            (void)lay(g.made, zone_of("z", more, "both", lies_on));
        });
    };
    const std::string ten = "depth = \"10km\"\nwidth_is = \"per_side\"\n";
    CHECK_THAT(
        refused(ten + "reference_line = \"kontakt\""),
        Contains("t.toml:18: [zones] reference_line: zone 'z': line 'kontakt'") &&
            Contains("contact")
    );
    CHECK_THAT(
        refused("rule = \"between\"\nreference_line = \"contact\"\nother_line = \"b\""),
        Contains("other_line") && Contains("'b'")
    );
    CHECK_THAT(
        refused("rule = \"polygon\"\narea = \"nowhere\"", "any"),
        Contains("[zones] area: zone 'z': area 'nowhere'") && Contains("east")
    );
    CHECK_THAT(
        refused("rule = \"circle\"\nplace = \"Atlantis\"\nradius = \"3km\"", "any"),
        Contains("[zones] place: zone 'z': place 'Atlantis'")
    );
    CHECK_THAT(
        refused(ten + "reference_line = \"contact\"", "soth"),
        Contains("[zones] lies_on") && Contains("'soth'")
    );
    CHECK_THAT(
        refused(ten + "reference_line = { east = \"contact\" }"), Contains("no line for 'west'")
    );
}
