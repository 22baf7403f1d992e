// SPDX-License-Identifier: Apache-2.0
#include "planner/config/data_folder.hpp"
#include "planner/terms/read_terms.hpp"
#include "tests/history/built_in.hpp"

#include <catch2/catch.hpp>

#include <algorithm>
#include <set>

using namespace planner;
using namespace geo::literals;
using history::built_in;

namespace {

const zone_term& zone_of(const terms& in, const std::string& id) {
    const auto found = std::find_if(in.zones.begin(), in.zones.end(), [&](const zone_term& one) {
        return one.id == id;
    });
    INFO(in.id << " " << id);
    REQUIRE(found != in.zones.end());
    return *found;
}

struct published_depth {
    std::string agreement;
    std::string zone;
    geo::metres on_each_side;
};

double cap_of(const zone_term& zone, const std::string& what) {
    const auto found = std::find_if(zone.caps.begin(), zone.caps.end(), [&](const zone_cap& cap) {
        return cap.what == what;
    });
    INFO(zone.id << " " << what);
    REQUIRE(found != zone.caps.end());
    return found->most;
}

}  // namespace

// What each text gives, on one side of the line. Minsk's 50, 70 and 140 km, Karabakh's 5 and South
// Ossetia's 14 are total widths; everything else is per side.
TEST_CASE("library: depths on one side are those published", "[history]") {
    const std::vector<published_depth> table{
        {"korea-1953", "dmz", 2_km},
        {"korea-2018", "no-fly-fixed-wing-east", 40_km},
        {"korea-2018", "no-fly-fixed-wing-west", 20_km},
        {"korea-2018", "no-fly-helicopter", 10_km},
        {"korea-2018", "no-fly-uav-east", 15_km},
        {"korea-2018", "no-fly-uav-west", 10_km},
        {"korea-2018", "no-fly-balloon", 25_km},
        {"korea-2018", "no-live-fire", 5_km},
        {"sinai-1974", "no-sam", 30_km},
        {"sinai-1975", "no-sam", 10_km},
        {"undof-1974", "limitation-10", 10_km},
        {"undof-1974", "limitation-20", 20_km},
        {"undof-1974", "no-sam", 25_km},
        {"unikom-1991", "dmz-a", 10_km},
        {"unikom-1991", "dmz-b", 5_km},
        {"zagreb-1994", "mortars", 10_km},
        {"zagreb-1994", "heavy", 20_km},
        {"dayton-1995", "separation", 2_km},
        {"dayton-1995", "separation-sarajevo", 1_km},
        {"dayton-1995", "separation-entities", 2_km},
        {"kosovo-1999", "ground-safety", 5_km},
        {"kosovo-1999", "air-safety", 25_km},
        {"unmee-2000", "security-zone", 25_km},
        {"minsk-2014", "heavy", 15_km},
        {"minsk-2014", "listed-smerch", 70_km},
        {"minsk-2014", "listed-tactical", 120_km},
        {"minsk-2015", "artillery", 25_km},
        {"minsk-2015", "mlrs", 35_km},
        {"minsk-2015", "long-range", 70_km},
        {"minsk-addendum-2015", "light", 15_km},
        {"framework-2016", "area-1", 1_km},
        {"karabakh-2020", "corridor", 2.5_km},
        {"sdbz-2012", "sdbz", 10_km},
        {"abkhazia-1994", "security", 12_km},
        {"south-ossetia-1992", "corridor", 7_km},
        {"minurso-ma1", "buffer-strip", 5_km},
        {"minurso-ma1", "restricted-a", 30_km},
        {"minurso-ma1", "restricted-b", 30_km},
        {"gcsp-2025", "buffer", 7.5_km},
    };
    for (const auto& row : table) {
        CAPTURE(row.agreement, row.zone);
        const auto terms = built_in(row.agreement);
        CHECK(zone_of(terms, row.zone).depth_per_side() == row.on_each_side);
    }
}

TEST_CASE("library: Minsk measures each party from its own line", "[history]") {
    const auto minsk = built_in("minsk-2015");
    for (const auto* id : {"artillery", "mlrs", "long-range"}) {
        const auto& zone = zone_of(minsk, id);
        CHECK(zone.width == width_reading::total);
        CHECK(zone.line_of("a") == "contact");
        CHECK(zone.line_of("b") == "input:line-2014-09-19");
    }
    // Uragan and Smerch launch rockets, too, but keep the longest distance; Grad does not.
    const auto& longest = zone_of(minsk, "long-range");
    const auto named = [&](const std::string& system) {
        const auto all = minsk.arms.systems_of(longest.weapon_classes);
        return std::any_of(all.begin(), all.end(), [&](const auto* one) {
            return one->id == system;
        });
    };
    CHECK(named("bm-27"));
    CHECK(named("bm-30"));
    CHECK(named("tornado-s"));
    CHECK(named("tochka-u"));
    CHECK_FALSE(named("bm-21"));
}

TEST_CASE("library: bands of the Golan count from lines A and B", "[history]") {
    const auto golan = built_in("undof-1974");
    for (const auto* id : {"limitation-10", "limitation-20", "no-sam"}) {
        CHECK(zone_of(golan, id).line_of("a") == "input:line-a");
        CHECK(zone_of(golan, id).line_of("b") == "input:line-b");
    }
    CHECK(zone_of(golan, "limitation-20").from_depth == 10_km);
    // FRUS 1969-76 XXVI, document 83
    CHECK(cap_of(zone_of(golan, "limitation-10"), "persons") == 6000);
    CHECK(cap_of(zone_of(golan, "limitation-10"), "tanks") == 75);
    CHECK(cap_of(zone_of(golan, "limitation-10"), "artillery pieces") == 36);
    CHECK(cap_of(zone_of(golan, "limitation-20"), "artillery pieces") == 162);
}

TEST_CASE("library: what is uncertain says so", "[history]") {
    // Press reports do not say whether the proposal's 50, 75 and 150 km are per side or total.
    const auto proposal = built_in("gcsp-2025");
    for (const auto* id : {"artillery", "mlrs", "long-range"}) {
        CHECK(zone_of(proposal, id).cited.certainty == "M?");
    }
    CHECK(proposal.status == terms_status::proposal);
}

TEST_CASE("library: every agreement asked for is there and complete", "[history]") {
    const std::vector<std::string> asked{
        "abkhazia-1994",
        "dayton-1995",
        "egypt-israel-1979",
        "framework-2016",
        "gcsp-2025",
        "karabakh-2020",
        "korea-1953",
        "korea-2018",
        "kosovo-1999",
        "minsk-2014",
        "minsk-2015",
        "minsk-addendum-2015",
        "minurso-ma1",
        "sdbz-2012",
        "sinai-1974",
        "sinai-1975",
        "south-ossetia-1992",
        "transnistria-1992",
        "undof-1974",
        "unficyp",
        "unifil-1701",
        "unikom-1991",
        "unmee-2000",
        "withdraw-to-border",
        "withdraw-to-february-lines",
        "zagreb-1994"};
    const auto built = built_in_agreements();
    for (const auto& id : asked) {
        CAPTURE(id);
        REQUIRE(std::find(built.begin(), built.end(), id) != built.end());
        const auto terms = built_in(id);
        CHECK(terms.id == id);
        CHECK_FALSE(terms.summary.empty());
        CHECK_FALSE(terms.legal_reference.empty());
        CHECK_FALSE(terms.zones.empty());
        CHECK_FALSE(terms.second_stage.empty());
        const auto stops_fire = [](const rule_term& rule) { return rule.kind == "ceasefire"; };
        // No fire is ordered to cease by the agreement of 2018, which stands beside that of 1953.
        CHECK(
            (id == "korea-2018" || std::any_of(terms.rules.begin(), terms.rules.end(), stops_fire))
        );
    }
}

TEST_CASE("library: no input is asked for that nothing uses", "[history]") {
    for (const auto& id : built_in_agreements()) {
        const auto terms = built_in(id);
        std::set<std::string> used;
        for (const auto& zone : terms.zones) {
            for (const auto& line : zone.reference_lines) {
                used.insert(line.line);
            }
            for (const auto& exception : zone.exceptions) {
                used.insert(exception.area);
            }
            if (zone.stretch) {
                used.insert(zone.stretch->from.place);
            }
            used.insert({zone.other_line, zone.area, zone.route, zone.centres_input});
        }
        if (terms.withdrawal) {
            for (const auto& line : lines_of(terms.withdrawal->to)) {
                used.insert(line);
            }
            for (const auto& list : terms.withdrawal->regions) {
                used.insert(list.begin(), list.end());
            }
        }
        for (const auto& input : terms.inputs) {
            CAPTURE(id, input.id);
            CHECK(used.count("input:" + input.id) == 1);
        }
    }
}

// What each text obliges to beside lines and zones, with a date or, where it sets none, from D on.
TEST_CASE("library: duties that the texts name are there", "[history]") {
    const std::vector<std::pair<std::string, std::vector<std::string>>> table{
        {"korea-1953", {"prisoner_exchange", "political_conference", "returns", "remains"}},
        {"undof-1974", {"prisoner_exchange", "remains"}},
        {"zagreb-1994", {"weapons_lists", "minefield_records"}},
        {"dayton-1995", {"weapons_lists", "lists_of_persons", "prisoner_exchange"}},
        {"kosovo-1999", {"minefield_records"}},
        {"minsk-2014", {"foreign_forces_leave"}},
        {"minsk-2015", {"prisoner_exchange", "amnesty", "foreign_forces_leave"}},
        {"karabakh-2020", {"prisoner_exchange", "returns", "route"}},
        {"withdraw-to-border",
         {"minefield_records",
          "weapons_lists",
          "prisoner_exchange",
          "lists_of_persons",
          "children",
          "returns",
          "evidence_access"}},
        {"withdraw-to-february-lines",
         {"minefield_records",
          "weapons_lists",
          "prisoner_exchange",
          "lists_of_persons",
          "children",
          "returns",
          "evidence_access"}},
    };
    for (const auto& [id, kinds] : table) {
        const auto terms = built_in(id);
        std::set<std::string> there;
        for (const auto& one : terms.obligations) {
            there.insert(one.kind);
        }
        for (const auto& one : terms.rules) {
            there.insert(one.kind);
        }
        for (const auto& kind : kinds) {
            CAPTURE(id, kind);
            CHECK(there.count(kind) == 1);
        }
    }
}

// Point 6 of the memorandum of 19 September 2014 holds in the zone, so it is a zone's ban.
TEST_CASE("library: no new mines in the zone of September 2014", "[history]") {
    const auto terms = built_in("minsk-2014");
    const auto found =
        std::find_if(terms.zones.begin(), terms.zones.end(), [](const zone_term& one) {
            return one.bans(zone_ban::mining);
        });
    REQUIRE(found != terms.zones.end());
    CHECK(found->bans(zone_ban::fortification));
}
