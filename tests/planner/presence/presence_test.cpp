// SPDX-License-Identifier: Apache-2.0
#include "planner/plan/build_plan.hpp"
#include "planner/presence/presence.hpp"
#include "tests/geo/offset/truth.hpp"
#include "tests/support/world.hpp"

#include <algorithm>

using namespace planner;
using Catch::Matchers::Contains;

namespace {

std::string rule(const std::string& id, const std::string& where, const std::string& more = "") {
    return "[[presence]]\nid = \"" + id + "\"\nkind = \"observer\"\nwhere = \"" + where +
           "\"\nseverity = \"high\"\nreason = \"Because of " + id +
           "\"\nsource = \"made up\"\ncertainty = \"S\"\n" + more;
}

const std::string all_rules = rule("line", "line_of_contact", "reach = \"2km\"\n") +
                              rule("left", "vacated") +
                              rule("gates", "crossings", "reach = \"1km\"\n") +
                              rule("dams", "infrastructure", "reach = \"1km\"\nonly = \"dam\"\n") +
                              rule("evidence", "sites", "reach = \"1km\"\n") +
                              rule("neck", "reserved_neck", "reach = \"2km\"\n") +
                              "[vacated]\nentry = \"international\"\nsource = \"made up\"\n"
                              "certainty = \"S\"\n";

const world::drawing ground{
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

plan made(const std::string& reserved) {
    const world::temporary_folder folder;
    return world::plan_of(folder, ground, {.reserved = reserved, .more = all_rules});
}

std::vector<std::string> ids(const plan& what) {
    std::vector<std::string> out;
    for (const auto& one : what.presence) {
        out.push_back(one.id);
    }
    return out;
}

const plan_presence& get(const plan& what, const std::string& id) {
    const auto found =
        std::find_if(what.presence.begin(), what.presence.end(), [&](const auto& one) {
            return one.id == id;
        });
    if (found == what.presence.end()) {
        FAIL("no presence " << id);
    }
    return *found;
}

}  // namespace

TEST_CASE("presence: each rule fires once where it applies", "[planner][presence]") {
    const auto what = made("last_phase");
    CHECK(
        ids(what) ==
        std::vector<std::string>{
            "presence-line",
            "presence-left-p1",
            "presence-left-p2",
            "presence-left-pr",
            "presence-gates-c1",
            "presence-gates-c2",
            "presence-dams-d1",
            "presence-evidence-s1",
            "presence-neck-keep"}
    );
    for (const auto& one : what.presence) {
        CAPTURE(one.id);
        REQUIRE_FALSE(one.reasons.empty());
        CHECK(one.reasons[0] == "Because of " + one.term.id);
        CHECK(one.when.from < one.when.until);
        CHECK(world::km2(one.shape) > 0);
    }
}

TEST_CASE("presence: phases, dates and what lies there", "[planner][presence]") {
    const auto what = made("last_phase");
    const auto& line = get(what, "presence-line");
    CHECK(line.when.until == what.phases[0].verified);
    const auto& left = get(what, "presence-left-p1");
    CHECK(left.phase == "p1");
    CHECK(left.when.from == what.phases[0].end);
    CHECK(left.count.settlements == 1);
    CHECK_THAT(left.reasons.at(1), Contains("international"));
    CHECK_THAT(left.reasons.at(2), Contains("1 settlement with about 1"));
    CHECK(get(what, "presence-dams-d1").phase == "p1");
    CHECK(get(what, "presence-gates-c1").phase == "p2");
    CHECK(get(what, "presence-gates-c2").phase == "pr");
    CHECK(get(what, "presence-evidence-s1").phase == "pr");
    const auto& neck = get(what, "presence-neck-keep");
    CHECK(neck.when.from == what.phases[1].end);
    CHECK(neck.when.until == what.phases[2].verified);
}

TEST_CASE("presence: strips along the line lie on the territory's land", "[planner][presence]") {
    const auto what = made("last_phase");
    const truth::lines_truth line(what.contact, geo::edge_reading::lonlat);
    std::mt19937_64 generator(3);
    const auto share = [&] { return static_cast<double>(generator() >> 11U) * 0x1p-53; };
    const auto& strip = get(what, "presence-line");
    for (int i = 0; i < 300; ++i) {
        const auto p = world::at(10.7 + 0.2 * share(), 49.95 + 0.6 * share());
        const double distance = line.distance_to(p);
        const bool land = world::is_inside(p, what.held) || world::is_inside(p, what.other_side);
        if (std::abs(distance - 2000) > strip.max_error.value() + 0.01 && distance > 0.01) {
            CHECK(world::is_inside(p, strip.shape) == (land && distance < 2000));
        }
    }
}

TEST_CASE("presence: an excluded area keeps its neck for good", "[planner][presence]") {
    const auto what = made("excluded");
    const auto& neck = get(what, "presence-neck-keep");
    CHECK(neck.when.until == open_end());
    CHECK(neck.phase.empty());
}

TEST_CASE("presence: with the area included its exits count as any other", "[planner][presence]") {
    const auto what = made("included");
    CHECK(get(what, "presence-gates-c2").phase == "p2");
    const auto all = ids(what);
    CHECK(std::find(all.begin(), all.end(), "presence-neck-keep") == all.end());
}

TEST_CASE("presence: a line known worse than the strip is wide is told", "[planner][presence]") {
    const world::temporary_folder folder;
    auto vague = ground;
    vague.accuracy_m = 4000;
    const auto what = world::plan_of(folder, vague, {.reserved = "excluded", .more = all_rules});
    CHECK_THAT(get(what, "presence-line").reasons.at(1), Contains("4 km"));
}
