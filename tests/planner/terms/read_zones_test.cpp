// SPDX-License-Identifier: Apache-2.0
#include "planner/terms/read_terms.hpp"
#include "tests/planner/terms/read_tables.hpp"
#include "tests/support/world.hpp"
#include "tests/support/zones.hpp"

using namespace planner;
using Catch::Matchers::Contains;
using world::read_tables;
using world::refused_tables;
using world::replaced;
using world::zone_of;

namespace {

const std::string line = "reference_line = \"contact\"\n";
const std::string ten = "depth = \"10km\"\nwidth_is = \"per_side\"\n" + line;

const std::string input =
    "[[inputs]]\nid = \"drawn\"\nkind = \"polygon\"\ntitle = \"Map\"\ntext = \"annex\"\nsource = "
    "\"made up\"\ncertainty = \"M\"\n";

}  // namespace

TEST_CASE("zone terms: width is never guessed", "[planner][terms]") {
    CHECK_THAT(
        refused_tables(zone_of("z", "depth = \"10km\"\n" + line)),
        Contains("t.toml:") && Contains("[zones] width_is: is missing") && Contains("per_side")
    );
    CHECK_THAT(
        refused_tables(
            zone_of("z", "depth = \"10km\"\nwidth_is = \"per_side\"\nwidth_is = \"total\"\n" + line)
        ),
        Contains("t.toml:") && Contains("TOML")
    );
    CHECK_THAT(
        refused_tables(zone_of("z", replaced(ten, "\"per_side\"", "\"both\""))),
        Contains("'both' is not one of per_side, total")
    );
    CHECK_THAT(
        refused_tables(zone_of("z", replaced(ten, "width_is", "width_si"))),
        Contains("did you mean 'width_is'?")
    );
}

TEST_CASE("zone terms: lengths", "[planner][terms]") {
    CHECK_THAT(
        refused_tables(zone_of("z", replaced(ten, "10km", "1200km"))),
        Contains("t.toml:16: [zones] depth:") && Contains("1200 km is over 1000 km")
    );
    CHECK_THAT(
        refused_tables(zone_of("z", replaced(ten, "\"10km\"", "10"))), Contains("needs a unit")
    );
    CHECK_THAT(refused_tables(zone_of("z", replaced(ten, "10km", "0km"))), Contains("more than 0"));
    CHECK_NOTHROW(read_tables(zone_of("z", replaced(ten, "10km", "1000km"))));
}

TEST_CASE("zone terms: a span that ends before it starts", "[planner][terms]") {
    CHECK_THAT(
        refused_tables(replaced(zone_of("z", ten), "\"D+60\"", "\"D+1\"")),
        Contains("[zones] until: D+1 is not after from")
    );
}

TEST_CASE("zone terms: unknown weapons and roles of lines", "[planner][terms]") {
    CHECK_THAT(
        refused_tables(zone_of("z", ten, "both", "both", "artilery")),
        Contains("[zones] weapon_class:") && Contains("did you mean 'artillery'?")
    );
    CHECK_THAT(
        refused_tables(zone_of("z", ten, "both", "both", R"(["artillery", "catapult-7"])")),
        Contains("'catapult-7'") && Contains("weapons.toml")
    );
    CHECK_THAT(
        refused_tables(
            "[[rules]]\nid = \"r\"\nkind = \"ceasefire\"\nbinds = \"both\"\nweapon_class = "
            "\"trebuchets\"\nfrom = \"D+0\"\ntext = \"x\"\nsource = \"x\"\ncertainty = \"M\"\n"
        ),
        Contains("[rules] weapon_class:") && Contains("'trebuchets'")
    );
    CHECK_THAT(
        refused_tables(
            zone_of("z", "rule = \"cannot_reach\"\nother_line = \"b\"", "both", "both", "any")
        ),
        Contains("'any' has no range")
    );
    CHECK_THAT(
        refused_tables(zone_of("z", replaced(ten, "\"contact\"", "{}"))), Contains("empty table")
    );
}

TEST_CASE("zone terms: missing source or certainty", "[planner][terms]") {
    CHECK_THAT(
        refused_tables(replaced(zone_of("z", ten), "certainty = \"S\"\n", "")),
        Contains("[zones] certainty: is missing; one of S, M, M?, assumption")
    );
    CHECK_THAT(
        refused_tables(replaced(zone_of("z", ten), "source = \"made up\"\ncertainty", "certainty")),
        Contains("[zones] source: is missing")
    );
}

TEST_CASE("zone terms: keys that do not go with the rule", "[planner][terms]") {
    CHECK_THAT(
        refused_tables(zone_of("z", ten + "radius = \"3km\"")),
        Contains("[zones] radius: does not go with rule = \"distance\"") && Contains("\"circle\"")
    );
    CHECK_THAT(
        refused_tables(zone_of("z", "rule = \"circel\"\n" + ten)),
        Contains("did you mean 'circle'?")
    );
    CHECK_THAT(refused_tables(zone_of("z", ten + "colour = \"red\"")), Contains("unknown key"));
    CHECK_THAT(
        refused_tables(zone_of("z", "rule = \"circle\"\nradius = \"3km\"", "both", "any")),
        Contains("exactly one of centre = [lon, lat] and place")
    );
    CHECK_THAT(
        refused_tables(
            zone_of("z", "rule = \"circle\"\nradius = \"3km\"\ncentre = [48.1]", "both", "any")
        ),
        Contains("[longitude, latitude]")
    );
    CHECK_THAT(
        refused_tables(zone_of("z", "rule = \"polygon\"\nring = [[1, 2], [3, 4]]", "both", "any")),
        Contains("encloses nothing")
    );
    CHECK_THAT(
        refused_tables(zone_of("z", "rule = \"band\"\ndepth = \"10km\"\n" + line)),
        Contains("from_depth: is missing")
    );
    CHECK_THAT(
        refused_tables(
            zone_of("z", "rule = \"band\"\ndepth = \"10km\"\nfrom_depth = \"10km\"\n" + line)
        ),
        Contains("must be less than depth")
    );
    CHECK_THAT(
        refused_tables(zone_of("z", "depth = \"10km\"\nwidth_is = \"per_side\"")),
        Contains("reference_line: is missing")
    );
    // A circle on one side needs the line that makes the sides.
    CHECK_THAT(
        refused_tables(zone_of("z", "rule = \"circle\"\nradius = \"3km\"\ncentre = [1, 2]")),
        Contains("reference_line: is missing")
    );
}

TEST_CASE("zone terms: what a zone names must be in the file", "[planner][terms]") {
    CHECK_THAT(
        refused_tables(
            zone_of("z", "rule = \"band\"\ndepth = \"10km\"\nfrom_zone = \"zz\"\n") +
            zone_of("y", ten)
        ),
        Contains("[zones] from_zone: zone 'zz'") && Contains("did you mean 'z'?")
    );
    CHECK_THAT(
        refused_tables(
            zone_of("z", ten + "not_in = [\"y\"]") + zone_of("y", ten + "not_in = [\"z\"]")
        ),
        Contains("circle")
    );
    CHECK_THAT(
        refused_tables(
            input + zone_of("z", "rule = \"polygon\"\narea = \"input:dron\"", "both", "any")
        ),
        Contains("[zones] area: input 'dron'") && Contains("did you mean 'drawn'?")
    );
    CHECK_THAT(
        refused_tables(input + zone_of("z", replaced(ten, "\"contact\"", "\"input:drawn\""))),
        Contains("is a polygon, not a line")
    );
}

TEST_CASE("zone terms: zones that contradict each other", "[planner][terms]") {
    const auto capped = [](const std::string& id, const std::string& depth, int most) {
        return zone_of(
            id,
            "depth = \"" + depth + "\"\nwidth_is = \"per_side\"\n" + line +
                "caps = [{ what = \"guns\", most = " + std::to_string(most) + ", per = \"side\" }]"
        );
    };
    // None here, and up to 36 on the same ground.
    CHECK_THAT(
        refused_tables(zone_of("ban", ten) + capped("some", "10km", 36)),
        Contains("t.toml:") && Contains("[zones] id: zone 'some' contradicts zone 'ban'") &&
            Contains("change")
    );
    CHECK_THAT(
        refused_tables(capped("some", "5km", 36) + zone_of("ban", ten)), Contains("contradicts")
    );
    CHECK_THAT(
        refused_tables(capped("one", "10km", 36) + capped("two", "10km", 72)),
        Contains("36 and 72 of 'guns'")
    );
    // A wider limit about a ban, other parties, classes, times: nothing opposite.
    CHECK_NOTHROW(read_tables(zone_of("ban", ten) + capped("some", "20km", 36)));
    CHECK_NOTHROW(read_tables(
        zone_of("ban", ten) + replaced(
                                  replaced(capped("some", "10km", 36), "\"D+1\"", "\"D+60\""),
                                  "until = \"D+60\"",
                                  "until = \"D+90\""
                              )
    ));
    CHECK_NOTHROW(
        read_tables(zone_of("ban", ten, "both", "both", "tank") + capped("some", "10km", 36))
    );
    CHECK_NOTHROW(read_tables(
        replaced(zone_of("ban", ten), "binds = \"both\"", "binds = \"a\"") +
        replaced(capped("some", "10km", 36), "binds = \"both\"", "binds = \"b\"")
    ));
    CHECK_NOTHROW(read_tables(zone_of("z", ten) + zone_of("y", replaced(ten, "10km", "9km"))));
}

TEST_CASE("zone terms: everything written is kept", "[planner][terms]") {
    const auto said = read_tables(
        input +
        zone_of(
            "z",
            "rule = \"distance_or_range\"\nspace = \"air\"\nextent = \"any\"\ndepth = "
            "\"30km\"\nwidth_is = \"total\"\nreference_line = { a = \"contact\", b = \"old\" "
            "}\ninspect = \"every two weeks\"\nexceptions = [{ kind = \"city\", input = \"drawn\" "
            "}]\ncaps = [{ what = \"guns\", most = 12.5, per = \"zone\", text = \"until D+9\", "
            "certainty = \"M?\" }]",
            "a",
            "both",
            R"(["artillery", "bm-21"])"
        )
    );
    REQUIRE(said.zones.size() == 1);
    const auto& z = said.zones[0];
    CHECK(z.rule == zone_rule::distance_or_range);
    CHECK(z.space == zone_space::air);
    CHECK(z.extent == zone_extent::any);
    CHECK(z.depth_per_side() == geo::metres(15000));
    CHECK(z.reference_line == "contact (a), old (b)");
    CHECK(z.line_of("b") == "old");
    CHECK(z.inspect == "every two weeks");
    CHECK(z.weapon_class == "artillery, bm-21");
    CHECK(z.exceptions.at(0).area == "input:drawn");
    CHECK(z.caps.at(0).most == 12.5);
    CHECK(z.caps.at(0).per == cap_scope::zone);
    CHECK(z.caps.at(0).certainty == "M?");
    // At sea there is no land to be cut to.
    CHECK(read_tables(zone_of("s", ten + "space = \"sea\"")).zones[0].extent == zone_extent::any);
}

TEST_CASE("zone terms: per_side and total say depth and reading at once", "[planner][terms]") {
    const auto side = read_tables(zone_of("z", "per_side = \"15km\"\n" + line)).zones[0];
    CHECK(side.depth_per_side() == geo::metres(15000));
    CHECK(side.width == width_reading::per_side);
    const auto total = read_tables(zone_of("z", "total = \"30km\"\n" + line)).zones[0];
    CHECK(total.depth_per_side() == geo::metres(15000));
    CHECK(total.width == width_reading::total);
    CHECK_THAT(
        refused_tables(zone_of("z", "per_side = \"15km\"\ntotal = \"30km\"\n" + line)),
        Contains("[zones] total: per_side and total are both given")
    );
    CHECK_THAT(
        refused_tables(zone_of("z", line)),
        Contains("[zones] per_side: is missing; and so is total")
    );
    CHECK_THAT(
        refused_tables(zone_of("z", "total = \"30km\"\nwidth_is = \"total\"\n" + line)),
        Contains("[zones] width_is: is given beside total")
    );
}

TEST_CASE("zone terms: what a zone forbids", "[planner][terms]") {
    const auto bans = [](const std::string& more, const std::string& weapon) {
        return read_tables(zone_of("z", ten + more, "both", "both", weapon)).zones[0];
    };
    CHECK(bans("", "artillery").forbids == std::vector{zone_ban::weapons});
    CHECK(bans("", "forces").forbids == std::vector{zone_ban::presence});
    CHECK(bans("space = \"air\"\n", "uav").forbids == std::vector{zone_ban::flights});
    const auto fire = bans("forbids = [\"fire\", \"exercises\"]\n", "artillery");
    CHECK(forbids_text(fire) == "no fire, no exercises");
    CHECK_FALSE(fire.keeps_out());
    CHECK_THAT(
        refused_tables(zone_of("z", ten + "forbids = [\"exercices\"]\n")),
        Contains("[zones] forbids:") && Contains("did you mean 'exercises'?")
    );
    CHECK_THAT(refused_tables(zone_of("z", ten + "forbids = []\n")), Contains("forbids nothing"));
    // Guns that may be there under a cap, and may not fire: no contradiction.
    CHECK_NOTHROW(read_tables(
        zone_of("a", ten + "forbids = [\"fire\"]\n") +
        zone_of("b", ten + "caps = [{ what = \"guns\", most = 36, per = \"side\" }]\n")
    ));
}
