// SPDX-License-Identifier: Apache-2.0
#include "geo/base/error.hpp"
#include "geo/measure/geodesic.hpp"
#include "planner/plan/build_plan.hpp"
#include "planner/presence/presence.hpp"
#include "planner/presence/read_violations.hpp"
#include "planner/terms/read_presence.hpp"
#include "tests/geo/offset/truth.hpp"
#include "tests/planner/corridors/road_world.hpp"
#include "tests/support/world.hpp"

#include <algorithm>
#include <set>

using namespace planner;
using namespace geo::literals;
using Catch::Matchers::Contains;
using Catch::Matchers::WithinAbs;

namespace {

std::string rule(const std::string& id, const std::string& where, const std::string& more = "") {
    return "[[presence]]\nid = \"" + id + "\"\nkind = \"observer\"\nwhere = \"" + where +
           "\"\nseverity = \"high\"\nreason = \"Because of " + id +
           "\"\nsource = \"made up\"\ncertainty = \"S\"\n" + more;
}

/// Only the rules given, none of the table.
world::agreement only(const std::string& rules, const std::string& reserved = "") {
    return {.head = "presence_omit = \"*\"\n", .reserved = reserved, .more = rules};
}

const std::string entry = "[vacated]\nentry = \"international\"\nsource = \"made up\"\n"
                          "certainty = \"S\"\n";

const world::drawing reserved_ground{
    .map = R"(
WWhhhhhheee
WWhhhhhheee
WWhhhhhheee
..hhRRRReee
..RRRRRReee
)",
    .settlements = "a,Near the line,10.75,50.4,1000\nb,Near the border,10.25,50.4,200\n",
    .infrastructure = "d1,Held dam,dam,10.7,50.4\nd2,Other dam,dam,10.95,50.4\n"
                      "p1,Held port,port,10.3,50.4\n",
    .crossings = "c1,Main gate,road,10.2,50.4,west,yes,main\n"
                 "c2,Ferry,ferry,10.5,50.0,west,yes,keep\n",
    .sites = "s1,Site,evidence,10.6,50.05\n"};

plan made(const world::drawing& drawn, const world::agreement& said) {
    const world::temporary_folder folder;
    return world::plan_of(folder, drawn, said);
}

plan made(
    const world::drawing& drawn, const world::agreement& said, const presence_options& options
) {
    const world::temporary_folder folder;
    return build_plan(world::read(folder, drawn), world::read(folder, said), {.presence = options});
}

/// `kind phase severity rule+rule: name`, a line an area.
std::vector<std::string> flagged(const plan& what) {
    std::vector<std::string> out;
    for (const auto& one : what.presence) {
        std::string rules;
        for (const auto& reason : one.reasons) {
            rules += (rules.empty() ? "" : "+") + reason.rule;
        }
        out.push_back(
            one.kind + " " + (one.phase.empty() ? "-" : one.phase) + " " + one.severity + " " +
            rules + ": " + one.name
        );
    }
    return out;
}

const plan_presence& with_rule(const plan& what, const std::string& id) {
    const auto found =
        std::find_if(what.presence.begin(), what.presence.end(), [&](const auto& one) {
            return std::any_of(one.reasons.begin(), one.reasons.end(), [&](const auto& reason) {
                return reason.rule == id;
            });
        });
    if (found == what.presence.end()) {
        FAIL("rule " << id << " did not fire");
    }
    return *found;
}

std::size_t fired(const plan& what, const std::string& id) {
    std::size_t sum = 0;
    for (const auto& one : what.presence) {
        for (const auto& reason : one.reasons) {
            sum += reason.rule == id ? 1U : 0U;
        }
    }
    return sum;
}

std::string input_of(const presence_reason& reason, const std::string& name) {
    for (const auto& [key, value] : reason.inputs) {
        if (key == name) {
            return value;
        }
    }
    return "";
}

}  // namespace

TEST_CASE("presence: a drawn world, rule by rule", "[planner][presence]") {
    const auto what = made(
        reserved_ground,
        only(
            rule("line", "line_of_contact", "reach = \"2km\"\n") + rule("left", "vacated") +
                rule("gates", "crossings", "reach = \"1km\"\n") +
                rule("dams", "infrastructure", "reach = \"1km\"\nonly = \"dam\"\n") +
                rule("evidence", "sites", "reach = \"1km\"\n") +
                rule("neck", "reserved_neck", "reach = \"2km\"\n") + entry,
            "last_phase"
        )
    );
    CHECK(
        flagged(what) ==
        std::vector<std::string>{
            "observer p1 high line: Line of contact from near Near the line (km 0.0) to near Near "
            "the line (km 55.6)",
            "observer p2 high gates: Main gate",
            "observer pr high gates: Ferry",
            "observer p1 high dams: Held dam",
            "observer pr high evidence: Site",
            "observer p1 high left: Area of Phase 1",
            "observer pr high neck: Land neck of keep",
            "observer p2 high left: Area of Phase 2",
            "observer pr high left: Area of Reserved: keep"}
    );
    for (const auto& one : what.presence) {
        CAPTURE(one.id);
        REQUIRE(one.reasons.size() == 1);
        CHECK_THAT(one.reasons[0].text, Catch::StartsWith("Because of " + one.reasons[0].rule));
        CHECK(one.reasons[0].cited.source == "made up");
        CHECK(one.when.from < one.when.until);
        CHECK(world::km2(one.shape) > 0);
    }
    CHECK(with_rule(what, "line").when.until == what.phases[0].verified);
    const auto& left = with_rule(what, "left");
    CHECK(left.when.from == what.phases[0].end);
    CHECK(left.count.settlements == 1);
    CHECK_THAT(left.reasons[0].text, Contains("1 settlement") && Contains("international"));
    const auto& neck = with_rule(what, "neck");
    CHECK(neck.when.from == what.phases[1].end);
    CHECK(neck.when.until == what.phases[2].verified);
}

TEST_CASE("presence: strips along the line lie on the territory's land", "[planner][presence]") {
    const auto what =
        made(reserved_ground, only(rule("line", "line_of_contact", "reach = \"2km\"\n")));
    const truth::lines_truth line(what.contact, geo::edge_reading::lonlat);
    std::mt19937_64 generator(3);
    const auto share = [&] { return static_cast<double>(generator() >> 11U) * 0x1p-53; };
    const auto& strip = with_rule(what, "line");
    CHECK_THAT(strip.line_length.value(), WithinAbs(geo::length(what.contact).value(), 0.01));
    for (int i = 0; i < 300; ++i) {
        const auto p = world::at(10.7 + 0.2 * share(), 49.95 + 0.6 * share());
        const double distance = line.distance_to(p);
        const bool land = world::is_inside(p, what.held) || world::is_inside(p, what.other_side);
        if (std::abs(distance - 2000) > strip.max_error.value() + 0.01 && distance > 0.01) {
            CHECK(world::is_inside(p, strip.shape) == (land && distance < 2000));
        }
    }
}

TEST_CASE(
    "presence: forces apart, by independent distances at every sample", "[planner][presence]"
) {
    // The phase line leans: it starts where the line does, at the border in the north.
    world::drawing leaning = reserved_ground;
    leaning.map = "WWWWWWWWWWW\nWWhhhhhheee\nWWhhhhhheee\nWWhhhhhheee\n";
    leaning.crossings = "";
    const auto what = made(
        leaning, only(rule("close", "forces_apart", "closer_than = \"20km\"\nreach = \"2km\"\n"))
    );
    const auto length = geo::length(what.contact).value();
    REQUIRE(what.phases.size() == 2);
    // Until phase 1 is verified both stand at the line.
    const auto& first = what.presence.at(0);
    CHECK(first.phase == "p1");
    CHECK_THAT(first.line_length.value(), WithinAbs(length, 0.01));
    CHECK_THAT(first.reasons[0].text, Contains("nothing between them"));
    CHECK(input_of(first.reasons[0], "least") == "0 m");
    // Then the withdrawing party stands in what is left in phase 2.
    lines edges;
    geo::for_each_ring(what.phases[1].vacated, [&](const auto& ring) {
        edges.emplace_back(ring.begin(), ring.end());
    });
    // Every 20 m or so of its edge; the other party stands at the line.
    std::vector<geo::lon_lat> still;
    for (const auto& part : edges) {
        for (std::size_t e = 0; e + 1 < part.size(); ++e) {
            const auto steps = std::ceil(geo::distance(part[e], part[e + 1]).value() / 20);
            for (double i = 0; i < steps; ++i) {
                still.push_back(world::at(
                    std::lerp(part[e].lon.value(), part[e + 1].lon.value(), i / steps),
                    std::lerp(part[e].lat.value(), part[e + 1].lat.value(), i / steps)
                ));
            }
        }
    }
    const truth::lines_truth other(what.contact, geo::edge_reading::lonlat);
    const auto apart = [&](geo::lon_lat p) {
        auto best = still.front();
        for (const auto& q : still) {
            if (geo::distance(p, q) < geo::distance(p, best)) {
                best = q;
            }
        }
        return std::min(geo::distance(p, best).value(), other.distance_to(best));
    };
    double expected = 0;
    double undecided = 0;
    for (const auto& part : what.contact) {
        // Edges of the drawing are straight: 500 m samples by the length of each edge's part.
        const auto part_length = geo::length(part).value();
        const auto count = static_cast<int>(std::ceil(part_length / 500));
        for (int i = 0; i < count; ++i) {
            double left = part_length * (i + 0.5) / count;
            for (std::size_t e = 0; e + 1 < part.size(); ++e) {
                const auto edge = geo::distance(part[e], part[e + 1]).value();
                if (left > edge) {
                    left -= edge;
                    continue;
                }
                const double t = left / edge;
                const auto p = world::at(
                    std::lerp(part[e].lon.value(), part[e + 1].lon.value(), t),
                    std::lerp(part[e].lat.value(), part[e + 1].lat.value(), t)
                );
                // The nearest of positions 20 m apart is up to 10 m beside the nearest of the edge,
                // and the way from there differs by as much.
                const double distance = apart(p);
                (std::abs(distance - 20000) < 20 ? undecided : expected) +=
                    distance < 20020 ? part_length / count : 0;
                break;
            }
        }
    }
    geo::metres flagged_length;
    bool told = false;
    for (const auto& one : what.presence) {
        if (one.phase == "p2") {
            flagged_length += one.line_length;
            told = told || input_of(one.reasons[0], "closer_than") == "20.0 km";
        }
    }
    CHECK(expected > 500);
    CHECK(expected < length - 500);
    CHECK(told);
    CHECK(flagged_length.value() >= expected - 0.01);
    CHECK(flagged_length.value() <= expected + undecided + 0.01);
    CHECK(undecided < 600);  // one sample at most
    // When all is left nobody of the withdrawing party is there.
    CHECK(std::none_of(what.presence.begin(), what.presence.end(), [](const auto& one) {
        return one.phase.empty();
    }));
}

TEST_CASE("presence: zones that keep forces out set them apart", "[planner][presence]") {
    const auto zone = [](const std::string& id, const std::string& who) {
        return "[[zones]]\nid = \"" + id + "\"\ntitle = \"Zone\"\nbinds = \"" + who +
               "\"\nlies_on = \"" + who +
               "\"\nweapon_class = \"forces\"\ndepth = \"2km\"\nwidth_is = \"per_side\"\n"
               "reference_line = \"contact\"\nfrom = \"D+3\"\nsource = \"made up\"\n"
               "certainty = \"S\"\n";
    };
    const auto close = rule("close", "forces_apart", "closer_than = \"5km\"\nreach = \"2km\"\n");
    const auto facing = rule(
        "facing", "forces_apart", "closer_than = \"1km\"\nlasting = \"60d\"\nreach = \"1km\"\n"
    );
    auto said = only(close + facing);
    said.withdrawal = false;
    const auto without = made(reserved_ground, said);
    CHECK(fired(without, "close") == 1);
    CHECK(fired(without, "facing") == 1);
    said.more += zone("za", "withdrawing") + zone("zb", "other");
    const auto with = made(reserved_ground, said);
    // Three days at the line, then 4 km apart for good: near, but not facing each other.
    CHECK(fired(with, "facing") == 0);
    CHECK(fired(with, "close") == 2);
    const auto& late = with.presence.back();
    CHECK(late.when.until == open_end());
    CHECK(input_of(late.reasons[0], "least") == "4.0 km");
}

TEST_CASE("presence: a settlement in two zones is one need", "[planner][presence]") {
    const auto what = made(
        reserved_ground,
        only(
            rule("people", "zone_settlements", "reach = \"1km\"\nwithin = \"10km\"\n") +
            world::zone_toml("z1", "10km", "per_side", "withdrawing") +
            world::zone_toml("z2", "20km", "per_side", "withdrawing")
        )
    );
    // b lies 40 km from the line.
    REQUIRE(what.presence.size() == 1);
    CHECK(what.presence[0].name == "Near the line");
    CHECK(what.presence[0].count.people == 1000);
    CHECK(input_of(what.presence[0].reasons[0], "zones") == "z1, z2");
    CHECK(input_of(what.presence[0].reasons[0], "from_line") == "3.6 km");
    CHECK(input_of(what.presence[0].reasons[0], "places").empty());
}

TEST_CASE(
    "presence: the entry rule decides who is needed where all have left", "[planner][presence]"
) {
    const auto rules = rule("police", "vacated", "entry = [\"none\", \"international\"]\n") +
                       rule("care", "vacated", "entry = \"none\"\n");
    const auto under = [&](const std::string& word) {
        return made(reserved_ground, only(rules + world::replaced(entry, "international", word)));
    };
    const auto none = under("none");
    CHECK(fired(none, "police") == 2);
    CHECK(fired(none, "care") == 2);
    const auto some = under("international");
    CHECK(fired(some, "police") == 2);
    CHECK(fired(some, "care") == 0);
    CHECK(under("owner").presence.empty());
}

TEST_CASE("presence: facilities of the other side only near the line", "[planner][presence]") {
    const auto far = made(
        reserved_ground,
        only(rule("dams", "infrastructure", "reach = \"1km\"\nonly = [\"dam\"]\nwithin = \"5km\"\n")
        )
    );
    CHECK(fired(far, "dams") == 1);
    const auto near = made(
        reserved_ground,
        only(
            rule("dams", "infrastructure", "reach = \"1km\"\nonly = [\"dam\"]\nwithin = \"15km\"\n")
        )
    );
    CHECK(
        flagged(near) ==
        std::vector<std::string>{
            "observer - high dams: Other dam", "observer p1 high dams: Held dam"}
    );
}

TEST_CASE("presence: crossing points at the line, whoever leaves by them", "[planner][presence]") {
    auto drawn = reserved_ground;
    drawn.crossings +=
        "c3,Line gate,road,10.79,50.3,,yes,main\nc4,Far gate,road,10.4,50.3,,yes,main\n";
    const auto near = rule("gates", "crossings", "reach = \"1km\"\nwithin = \"5km\"\n");
    const auto what = made(drawn, only(near));
    REQUIRE(fired(what, "gates") == 1);
    const auto& one = with_rule(what, "gates");
    CHECK(one.name == "Line gate");
    CHECK(one.when.until == open_end());
    CHECK(input_of(one.reasons[0], "from_line") == "712 m");
    CHECK(input_of(one.reasons[0], "exit_of").empty());
    // Nobody withdraws: every crossing on either side's land and its edge.
    auto still = only(rule("gates", "crossings", "reach = \"1km\"\n"));
    still.withdrawal = false;
    CHECK(fired(made(drawn, still), "gates") == 4);
}

TEST_CASE("presence: storage sites and rooms that zones leave for storage", "[planner][presence]") {
    auto with = reserved_ground;
    with.sites += "s2,Depot,storage,10.95,50.45\n";
    const auto what = made(
        with,
        only(
            rule("storage", "storage", "reach = \"1km\"\nonly = \"storage\"\n") +
            world::replaced(
                world::zone_toml("z", "10km", "per_side", "withdrawing"),
                "source = ",
                "exceptions = [{ kind = \"storage_site\", place = \"a\", radius = \"1km\" }]\n"
                "source = "
            )
        )
    );
    CHECK(fired(what, "storage") == 2);
    CHECK(with_rule(what, "storage").reasons[0].severity == "high");
}

TEST_CASE("presence: land surrounded by the other side's", "[planner][presence]") {
    world::drawing pocket = reserved_ground;
    pocket.map = "WWhhhhhheee\nWWhhhehheee\nWWhhhhhheee\n";
    pocket.crossings = "";
    pocket.sites = "";
    const auto what = made(pocket, only(rule("pocket", "enclaves")));
    REQUIRE(what.presence.size() == 1);
    CHECK_THAT(world::km2(what.presence[0].shape), WithinAbs(0.1 * 111.3 * 0.1 * 71, 2.0));
    CHECK(input_of(what.presence[0].reasons[0], "side") == "east");
    CHECK(what.presence[0].when.until == what.phases.back().verified);
}

TEST_CASE("presence: a part without a way out", "[planner][presence]") {
    world::drawing island = reserved_ground;
    island.map = "WWhhhhhheee\nWWhhhhhheee\n...........\n...hhheee..\n";
    island.crossings = "";
    island.sites = "";
    island.settlements = "a,On the island,10.305,50.08,1000\n";
    const auto what = made(island, only(rule("cut", "cut_off")));
    REQUIRE_FALSE(what.cut_off.empty());
    REQUIRE(fired(what, "cut") >= 1);
    CHECK_THAT(with_rule(what, "cut").reasons[0].text, Contains("no way out"));
}

TEST_CASE("presence: a line known worse than its zone is deep", "[planner][presence]") {
    auto vague = reserved_ground;
    vague.accuracy_m = 12000;
    const auto rules = rule("vague", "vague_line", "reach = \"2km\"\n") +
                       world::zone_toml("z", "10km", "per_side");
    const auto what = made(vague, only(rules));
    REQUIRE(fired(what, "vague") == 1);
    CHECK(input_of(with_rule(what, "vague").reasons[0], "accuracy") == "12.0 km");
    CHECK(made(reserved_ground, only(rules)).presence.empty());
}

TEST_CASE("presence: an excluded area keeps its neck for good", "[planner][presence]") {
    const auto rules = rule("neck", "reserved_neck", "reach = \"2km\"\n") +
                       rule("gates", "crossings", "reach = \"1km\"\n");
    const auto what = made(reserved_ground, only(rules, "excluded"));
    const auto& neck = with_rule(what, "neck");
    CHECK(neck.when.until == open_end());
    CHECK(neck.phase.empty());
    const auto all = made(reserved_ground, only(rules, "included"));
    CHECK(fired(all, "neck") == 0);
    CHECK(fired(all, "gates") == 2);
}

TEST_CASE("presence: the narrowest place of a corridor, while it is used", "[planner][presence]") {
    // In the middle a road of a smaller class.
    const std::vector<road_world::drawn_road> drawn{
        {"M1", {{10.55, 50.05}, {10.45, 50.05}}},
        {"NARROW", {{10.45, 50.05}, {10.3, 50.05}}},
        {"M2", {{10.3, 50.05}, {10.2, 50.05}}}};
    auto what = road_world::ground(drawn, road_world::unit);
    what.roads = world::replaced(
        what.roads, R"("class":"primary","ref":"NARROW")", R"("class":"secondary","ref":"NARROW")"
    );
    const auto terms = road_world::corridors() + "secondary = 40\n";
    const auto with = made(what, only(rule("neck", "corridors", "reach = \"2km\"\n") + terms));
    REQUIRE(with.corridors.routes.size() == 1);
    const auto& route = with.corridors.routes.front();
    REQUIRE(fired(with, "neck") == 1);
    const auto& one = with_rule(with, "neck");
    CHECK(one.phase == "p1");
    CHECK(one.when.from == route.start);
    CHECK(one.when.until == route.finish);
    CHECK(input_of(one.reasons[0], "capacity_an_hour") == "40");
    CHECK(input_of(one.reasons[0], "vehicles") == "300");
    CHECK_THAT(
        one.reasons[0].text, Contains("NARROW") && Contains("300 vehicles, 8 h at 40 an hour")
    );
    // A disc of the rule's reach about a place on the narrow road.
    CHECK_THAT(world::km2(one.shape), WithinAbs(3.14159265 * 4, 0.01));
    REQUIRE(route.bottleneck_at);
    CHECK(route.bottleneck_at->lon.value() > 10.3);
    CHECK(route.bottleneck_at->lon.value() < 10.45);
    CHECK(world::is_inside(*route.bottleneck_at, one.shape));
    CHECK_FALSE(world::is_inside(world::at(10.5, 50.05), one.shape));
    // Seven and a half hours.
    const auto after = [&](const std::string& lasting) {
        const auto rules =
            rule("neck", "corridors", "reach = \"2km\"\nlasting = \"" + lasting + "\"\n");
        return fired(made(what, only(rules + terms)), "neck");
    };
    CHECK(after("7h") == 1);
    CHECK(after("8h") == 0);
    // Without roads there is no corridor and no need.
    what.roads.clear();
    CHECK(fired(made(what, only(rule("neck", "corridors", "reach = \"2km\"\n"))), "neck") == 0);
}

TEST_CASE("presence: reported violations", "[planner][presence]") {
    const world::temporary_folder folder;
    const auto file = folder.with(
        "verdicts.csv",
        "report_id,verdict,zone,lon,lat\nr1,violation,z,10.75,50.3\nr2,inconclusive,z,10.75,50.2\n"
        "r1,violation,z,10.75,50.3\nr3,violation,,10.755,50.301\n"
    );
    const auto read = read_violations(file);
    REQUIRE(read.size() == 2);
    CHECK(read[0].text == "zone z");
    const auto what = made(
        reserved_ground, only(rule("seen", "violations", "reach = \"3km\"\n")), {.violations = read}
    );
    REQUIRE(what.presence.size() == 1);
    CHECK_THAT(what.presence[0].reasons[0].text, Contains("r1 (zone z)") && Contains("r3"));
    CHECK(input_of(what.presence[0].reasons[0], "places") == "2");
    const auto bad = folder.with("other.csv", "id,lon,lat\n1,10,50\n");
    CHECK_THAT(
        world::refusal<geo::input_error>([&] { (void)read_violations(bad); }),
        Contains("other.csv") && Contains("verdict")
    );
}

TEST_CASE("presence: terms replace, add and omit rules of the table", "[planner][presence]") {
    const world::temporary_folder folder;
    const auto ids = [&](const world::agreement& said) {
        std::vector<std::string> out;
        for (const auto& one : world::read(folder, said).presence_rules()) {
            out.push_back(one.id + (one.cited.source == "made up" ? "!" : ""));
        }
        return out;
    };
    const auto all = ids({});
    CHECK(all.size() == built_in_presence().rules.size());
    const auto own =
        ids({.more = rule("dams", "infrastructure", "reach = \"1km\"\n") + rule("mine", "vacated")}
        );
    CHECK(own.size() == all.size() + 1);
    CHECK(std::count(own.begin(), own.end(), "dams!") == 1);
    CHECK(std::count(own.begin(), own.end(), "dams") == 0);
    CHECK(own.back() == "mine!");
    CHECK(ids({.head = "presence_omit = [\"dams\"]\n"}).size() == all.size() - 1);
    CHECK(ids(only(rule("mine", "vacated"))) == std::vector<std::string>{"mine!"});
    CHECK_THAT(
        world::refusal<geo::input_error>([&] { (void)ids({.head = "presence_omit = \"damms\"\n"}); }
        ),
        Contains("'damms'") && Contains("dams")
    );
}

TEST_CASE("presence: bad rules are refused with their place", "[planner][presence]") {
    const auto refused = [](const std::string& text) {
        return world::refusal<geo::input_error>([&] {
            (void)read_presence_text("format = \"armistice-presence/1\"\n" + text, "p.toml");
        });
    };
    const auto as_rule = [](const std::string& where, const std::string& more) {
        return world::replaced(rule("x", where, more), "[[presence]]", "[[rules]]");
    };
    CHECK_THAT(refused(as_rule("forces_apart", "reach = \"1km\"\n")), Contains("closer_than"));
    CHECK_THAT(
        refused(as_rule("sites", "reach = \"1km\"\ncloser_than = \"1km\"\n")),
        Contains("only for where = \"forces_apart\"")
    );
    CHECK_THAT(refused(as_rule("sites", "")), Contains("reach"));
    CHECK_THAT(refused(as_rule("sites", "reach = \"0m\"\n")), Contains("more than 0 m"));
    CHECK_THAT(refused(as_rule("vacated", "entry = \"nobody\"\n")), Contains("nobody"));
    CHECK_THAT(
        refused(
            as_rule("forces_apart", "reach = \"1km\"\ncloser_than = \"1km\"\nlasting = \"long\"\n")
        ),
        Contains("30d")
    );
    const std::string figure = "[[assumptions]]\nid = \"a\"\nlow = 2\ntypical = 1\nhigh = 3\n"
                               "source = \"s\"\ncertainty = \"S\"\n";
    CHECK_THAT(refused(figure), Contains("in that order"));
    const std::string mission = "[[missions]]\nid = \"m\"\nname = \"n\"\nkind = \"observer\"\n"
                                "line_km = [5, 2]\nsource = \"s\"\ncertainty = \"S\"\n";
    CHECK_THAT(refused(mission), Contains("smaller first"));
}

TEST_CASE(
    "presence: the built-in table has a source and a certainty for everything",
    "[planner][presence]"
) {
    const auto table = built_in_presence();
    CHECK(table.rules.size() >= 20);
    for (const auto& one : table.rules) {
        CAPTURE(one.id);
        CHECK(one.cited.source.size() > 10);
    }
    // Every kind of people that the doctrine knows has a rule.
    for (const auto& kind : presence_kinds()) {
        CAPTURE(kind);
        CHECK(std::any_of(table.rules.begin(), table.rules.end(), [&](const auto& one) {
            return one.kind == kind;
        }));
    }
    for (const auto& where : presence_places()) {
        CAPTURE(where);
        CHECK(
            (where == "line_of_contact" || std::any_of(
                                               table.rules.begin(),
                                               table.rules.end(),
                                               [&](const auto& one) { return one.where == where; }
                                           ))
        );
    }
}

TEST_CASE(
    "presence: every rule of the built-in table fires in a drawn world", "[planner][presence]"
) {
    std::set<std::string> seen;
    const auto look = [&](const plan& what) {
        for (const auto& one : what.presence) {
            for (const auto& reason : one.reasons) {
                seen.insert(reason.rule);
            }
        }
    };
    const auto zones = world::zone_toml("z", "10km", "per_side", "withdrawing");
    const auto left_to_nobody = world::replaced(entry, "international", "none");
    auto all = reserved_ground;
    all.accuracy_m = 12000;
    all.settlements += "c,At the line,10.78,50.35,300\n";
    all.crossings += "c3,Line gate,road,10.79,50.3,,yes,main\n";
    all.infrastructure += "n1,Plant,nuclear_plant,10.6,50.3\nk1,Headworks,canal_intake,10.7,50.25\n"
                          "e1,Station,power_plant,10.65,50.2\n";
    all.sites += "s2,Bridge,exchange,10.79,50.2\ns3,Depot,storage,10.5,50.2\n"
                 "s4,Prison,detention,10.4,50.4\ns5,Field,mined,10.6,50.4\n";
    look(made(
        all,
        {.reserved = "last_phase", .more = zones + left_to_nobody},
        {.violations = {{"r1", world::at(10.75, 50.3), "zone z"}}}
    ));
    // Nobody leaves: forces face each other for long.
    look(made(reserved_ground, {.more = zones, .withdrawal = false}));
    auto pocket = reserved_ground;
    pocket.map = "WWhhhhhheee\nWWhhhehheee\nWWhhhhhheee\n";
    pocket.crossings = "";
    pocket.sites = "";
    look(made(pocket, {}));
    auto island = pocket;
    island.map = "WWhhhhhheee\nWWhhhhhheee\n...........\n...hhheee..\n";
    island.settlements = "a,On the island,10.305,50.08,1000\n";
    look(made(island, {}));
    look(made(
        road_world::ground(
            {road_world::straight, {"island", {{10.5, 50.15}, {10.52, 50.16}}}},
            "u1,Unit,10.55,50.05,west,any,3000\nu2,Lost,10.51,50.155,west,any,7\n"
        ),
        {.more = road_world::corridors()}
    ));
    for (const auto& rule : built_in_presence().rules) {
        CAPTURE(rule.id);
        CHECK(seen.count(rule.id) == 1);
    }
}
