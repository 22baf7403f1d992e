// SPDX-License-Identifier: Apache-2.0
// Every figure of the library that is certain, as its source prints it: S read there, M known but
// not read again. What is uncertain (M?) is not pinned. Depths and dates stand in library_test.cpp
// and dates_test.cpp.
#include "planner/config/data_folder.hpp"
#include "planner/terms/read_terms.hpp"
#include "tests/history/built_in.hpp"

#include <catch2/catch.hpp>

#include <algorithm>
#include <map>
#include <set>

using namespace planner;
using Catch::Matchers::Contains;
using history::built_in;

namespace {

/// What an entry of a terms file says, and what it rests on.
struct entry {
    std::string text;
    citation cited;
};

/// All of an agreement by `kind:id`.
std::map<std::string, entry> entries_of(const terms& in) {
    std::map<std::string, entry> out;
    for (const auto& one : in.rules) {
        out["rule:" + one.id] = {one.text, one.cited};
    }
    for (const auto& one : in.zones) {
        out["zone:" + one.id] = {one.text, one.cited};
    }
    for (const auto& one : in.steps) {
        out["step:" + one.id] = {one.action + " " + one.reset, one.cited};
    }
    for (const auto& one : in.obligations) {
        out["duty:" + one.id] = {one.text, one.cited};
    }
    for (const auto& one : in.inputs) {
        out["input:" + one.id] = {one.text, one.cited};
    }
    out["note"] = {in.note + " " + in.status_note, {}};
    return out;
}

struct said {
    std::string agreement;
    std::string where;
    std::vector<std::string> figures;
    std::string certainty;  ///< empty for notes, which carry their own words
    std::string source;     ///< part of it
};

struct cap_said {
    std::string agreement;
    std::string zone;
    std::string what;
    double most = 0;
    std::string certainty;
    std::string source;
};

const std::string korea_source = "Armistice Agreement, Panmunjom, 27 July 1953";
const std::string golan_source = "frus1969-76v26/d83";
const std::string treaty_1979 = "Treaty of 26 March 1979, Annex I";
const std::string yerevan = "primeminister.am, 10 November 2020";
const std::string memorandum = "Memorandum of 19 September 2014";

const std::vector<said>& figures() {
    static const std::vector<said> table{
        {"korea-1953", "rule:ceasefire", {"twelve hours"}, "M", korea_source},
        {"korea-1953",
         "rule:no-reinforcement",
         {"35,000 a month", "five ports"},
         "M",
         korea_source},
        {"korea-1953",
         "rule:verification",
         {"ten senior officers, five from each side",
          "ten joint observer teams of four to six",
          "cut to five",
          "four states",
          "twenty inspection teams of at least four"},
         "M",
         korea_source},
        {"korea-1953",
         "zone:dmz",
         {"two kilometres", "4,000 metres in all"},
         "S",
         "peacemaker.un.org"},
        {"korea-1953",
         "step:clear-hazards",
         {"45 days after the first 72 hours"},
         "M",
         korea_source},
        {"korea-1953", "step:leave-rear", {"ten days"}, "M", korea_source},
        {"korea-1953", "duty:prisoners", {"60 days"}, "M", korea_source},
        {"korea-1953", "duty:conference", {"three months"}, "M", korea_source},
        {"korea-1953", "note", {"238 to 250 km", "907 km2", "992 km2"}, "", ""},
        {"korea-2018", "rule:guard-posts", {"eleven guard posts", "within 1 km"}, "M", "Panmunjom"},
        {"korea-2018", "zone:no-exercises", {"regiment", "5 km"}, "M", "Panmunjom"},
        {"korea-2018", "note", {"marker 0646", "November 2023", "June 2024"}, "", ""},
        {"undof-1974",
         "rule:strength",
         {"1,250", "19 permanent positions", "11 observation posts"},
         "S",
         "185225"},
        {"undof-1974", "rule:inspection", {"two weeks", "25 km", "beyond 10 km"}, "S", "185225"},
        {"undof-1974", "step:working-group", {"24 hours", "five days"}, "M", "S/11302/Add.1"},
        {"undof-1974", "step:disengagement", {"24 hours", "20 days"}, "M", "S/11302/Add.1"},
        {"undof-1974", "duty:wounded", {"24 hours"}, "M", "S/11302/Add.1"},
        {"undof-1974", "duty:bodies", {"ten days"}, "M", "S/11302/Add.1"},
        {"undof-1974", "note", {"75 to 80 km", "10 to 12.5 km", "200 to 400 m", "235 km2"}, "", ""},
        {"sinai-1974", "note", {"6-10, 10 and 6-10 km", "30 km east"}, "", ""},
        {"sinai-1974", "rule:strength", {"7,000"}, "M", "18 January 1974"},
        {"sinai-1975", "rule:early-warning", {"250 technicians"}, "M", "4 September 1975"},
        {"sinai-1975",
         "rule:watch-stations",
         {"three watch stations", "200 civilians"},
         "S",
         "jewishvirtuallibrary.org"},
        {"sinai-1975", "rule:air-survey", {"seven days"}, "M", "4 September 1975"},
        {"sinai-1975", "step:oilfields", {"two weeks", "eight"}, "S", "ny28.no"},
        {"sinai-1975", "step:redeployment", {"five months"}, "S", "jta.org/1976/02/23"},
        {"sinai-1975", "note", {"300 km", "30 to 40 km", "10 to 15 km"}, "", ""},
        {"egypt-israel-1979", "step:sub-phase-1", {"two months"}, "M", treaty_1979},
        {"egypt-israel-1979", "step:sub-phase-2", {"three months"}, "M", treaty_1979},
        {"egypt-israel-1979", "step:sub-phase-3", {"five months"}, "M", treaty_1979},
        {"egypt-israel-1979", "step:sub-phase-4", {"seven months"}, "M", treaty_1979},
        {"egypt-israel-1979",
         "step:sub-phase-5",
         {"nine months", "El Arish-Ras Muhammad"},
         "M",
         treaty_1979},
        {"egypt-israel-1979", "step:final", {"three years"}, "M", treaty_1979},
        {"egypt-israel-1979",
         "rule:verification",
         {"twice a month", "48 hours"},
         "S",
         "mfo-sinai.nl"},
        {"unficyp",
         "note",
         {"180 km (180.5)",
          "346 km2",
          "20 m",
          "3.3 m",
          "7 km",
          "7.4 km at Athienou",
          "3 %",
          "10,000 people"},
         "",
         ""},
        {"unficyp",
         "rule:strength",
         {"860 troops in sectors 1, 2 and 4", "69 police", "2004", "6,200"},
         "S",
         "incyprus"},
        {"unikom-1991",
         "note",
         {"13 km, 14 km and 9 miles", "200 km", "40 km", "106 pillars", "2 km apart", "S/25811"},
         "",
         ""},
        {"unikom-1991",
         "rule:verification",
         {"300 observers", "five infantry companies", "3,645", "three mechanised battalions"},
         "M",
         "806 (1993)"},
        {"unikom-1991",
         "rule:strength-2000",
         {"213 observers", "775", "34, 50 and 15", "205 civilians"},
         "S",
         "cmdfence 453"},
        {"unikom-1991", "rule:police-distance", {"1,000 m"}, "M", "687"},
        {"unikom-1991",
         "rule:demarcation",
         {"20 May 1993", "106 pillars", "2 km apart"},
         "M",
         "687"},
        {"unmee-2000",
         "rule:verification",
         {"900 km"},
         "S",
         "unmee-verifies-ethiopian-redeployment"},
        {"unmee-2000",
         "rule:strength",
         {"4,200 troops with 220 observers",
          "three infantry battalions",
          "three sectors",
          "eight teams of five",
          "four sites"},
         "S",
         "UNMEE/PR/3"},
        {"unmee-2000", "note", {"900 km", "1,000 km"}, "", ""},
        {"zagreb-1994",
         "zone:freeze",
         {"within 10 km", "14 days", "more than three vehicles"},
         "S",
         "6548094"},
        {"zagreb-1994", "zone:mortars", {"10 km", "maximum range"}, "S", "6548100"},
        {"zagreb-1994", "zone:heavy", {"20 km", "maximum range"}, "S", "6548100"},
        {"zagreb-1994",
         "rule:counting",
         {"10 km and 20 km lines", "count all units"},
         "S",
         "6548100"},
        {"zagreb-1994",
         "zone:separation",
         {"1 km behind", "at least 2 km wide"},
         "M",
         "Zagreb ceasefire, 29 March 1994"},
        {"dayton-1995", "zone:separation", {"two kilometres on each side"}, "S", "gfa-an1a.htm"},
        {"dayton-1995",
         "zone:separation-sarajevo",
         {"one kilometre on each side"},
         "S",
         "gfa-an1a.htm"},
        {"dayton-1995", "duty:reports", {"within 10 km"}, "S", "6531556"},
        {"dayton-1995", "duty:prisoner-lists", {"4 January 1996"}, "S", "hina.hr"},
        {"dayton-1995",
         "step:foreign-forces",
         {"30 days of signature, 13 January 1996"},
         "S",
         "hina.hr"},
        {"dayton-1995", "rule:joint-commission", {"60,000"}, "M", "Annex 1-A"},
        {"dayton-1995", "rule:calibre", {"75 mm", "100 mm"}, "S", "skal.fun"},
        {"kosovo-1999", "zone:ground-safety", {"five kilometres"}, "S", "telegraf.rs"},
        {"kosovo-1999", "zone:air-safety", {"25 km"}, "S", "telegraf.rs"},
        {"kosovo-1999", "step:show", {"within one day"}, "S", "lawinsider.com"},
        {"kosovo-1999", "step:air-stop", {"24 hours"}, "S", "planken.org"},
        {"kosovo-1999", "step:air-out", {"72 hours"}, "S", "planken.org"},
        {"kosovo-1999", "duty:minefield-records", {"two days"}, "S", "planken.org"},
        {"kosovo-1999",
         "rule:return-of-personnel",
         {"hundreds, at most 1,000"},
         "S",
         "planken.org"},
        {"kosovo-1999", "rule:strength", {"40,000 to 50,000"}, "S", "openparliament.ca"},
        {"minsk-2014", "input:line-2014-09-19", {"85 points", "252-VIII"}, "S", "depo.ua"},
        {"minsk-2014", "zone:heavy", {"above 100 mm", "15 km", "30 km wide"}, "S", memorandum},
        {"minsk-2014", "rule:listed-shorter", {"9 km", "8 km"}, "S", "laender-analysen.de"},
        {"minsk-2014", "step:weapons-out", {"15 km", "within a day"}, "S", memorandum},
        {"minsk-2014", "rule:sectors", {"five sectors", "350"}, "S", "veved.ru"},
        {"minsk-2014",
         "rule:southern-area",
         {"Komsomolske, Kumachove, Novoazovsk and Sakhanka"},
         "M",
         memorandum},
        {"minsk-2015",
         "zone:artillery",
         {"50 km wide in all", "25 km", "100 mm"},
         "S",
         "themoscowtimes.com"},
        {"minsk-2015", "zone:mlrs", {"70 km wide in all", "35 km"}, "S", "themoscowtimes.com"},
        {"minsk-2015",
         "zone:long-range",
         {"140 km wide in all", "70 km"},
         "S",
         "themoscowtimes.com"},
        {"minsk-2015", "step:withdrawal", {"second day", "14 days"}, "S", "themoscowtimes.com"},
        {"minsk-2015", "duty:prisoners", {"fifth day after withdrawal"}, "M", "12 February 2015"},
        {"minsk-2015",
         "rule:monitors",
         {"about 600", "25 cameras", "1,000 monitors"},
         "S",
         "483761"},
        {"minsk-2015", "note", {"426 km"}, "", ""},
        {"minsk-addendum-2015",
         "zone:light",
         {"up to 100 mm", "120 mm", "15 km"},
         "S",
         "tass.com/world/826097"},
        {"minsk-addendum-2015", "step:stage-1", {"15 days"}, "S", "tass.com/world/826097"},
        {"minsk-addendum-2015", "step:stage-2", {"24 days"}, "S", "tass.com/world/826097"},
        {"minsk-addendum-2015", "step:quiet", {"two days"}, "S", "tass.com/world/826097"},
        {"minsk-addendum-2015",
         "rule:examples",
         {"T-64 and T-72", "D-44 and D-48", "2B9"},
         "S",
         "donpress.com"},
        {"framework-2016",
         "zone:area-1",
         {"two by two kilometres", "one kilometre on each side"},
         "S",
         "unian.info/war/1543196"},
        {"framework-2016",
         "step:quiet-1",
         {"seven days", "over two hours"},
         "S",
         "112.international"},
        {"framework-2016", "step:dismantle-1", {"13 days"}, "S", "censor.net.ua 407142"},
        {"framework-2016",
         "rule:coordinates",
         {"22 September 2016", "13 days"},
         "S",
         "censor.net.ua 407142"},
        {"framework-2016", "note", {"30 June 2019", "2 November", "9 to 12 November 2019"}, "", ""},
        {"karabakh-2020",
         "step:peacekeepers",
         {"1,960 troops", "90 armoured carriers", "380 vehicles"},
         "S",
         yerevan},
        {"karabakh-2020", "rule:term", {"Five years", "six months"}, "S", yerevan},
        {"karabakh-2020", "rule:new-route", {"three years"}, "S", yerevan},
        {"karabakh-2020", "step:kelbajar-first-date", {"15 November 2020"}, "S", yerevan},
        {"karabakh-2020", "step:kelbajar", {"25 November 2020"}, "M", "Kelbajar was moved"},
        {"sdbz-2012", "zone:sdbz", {"ten kilometres"}, "S", "radiotamazuj.org"},
        {"sdbz-2012", "input:fourteen-mile-area", {"14 miles", "23 km"}, "M", "27 September 2012"},
        {"sdbz-2012",
         "rule:verification",
         {"Safahah/Kiir Adem", "As-Sumayh/Majak Kol", "Tishwin", "Abu Qussa"},
         "S",
         "unisfa.unmissions.org"},
        {"sdbz-2012", "note", {"2,000 km", "8 to 14 points"}, "", ""},
        {"unifil-1701",
         "rule:strength",
         {"10,500 troops", "14,500 activities", "1,060 km2", "a fifth"},
         "S",
         "7 December 2018"},
        {"unifil-1701", "rule:marking", {"120 km", "272 barrels"}, "S", "odnako.org"},
        {"unifil-1701", "rule:depth", {"23 to 25 km"}, "S", "204032"},
        {"minurso-ma1",
         "zone:buffer-strip",
         {"Five kilometres south and east of the berm only"},
         "S",
         "355504298"},
        {"minurso-ma1",
         "zone:restricted-b",
         {"Thirty kilometres", "25 km of it"},
         "S",
         "355504298"},
        {"minurso-ma1", "rule:verification", {"203 observers"}, "S", "minurso.unmissions.org"},
        {"minurso-ma1",
         "rule:patrols",
         {"Nine team sites", "25 patrols a day", "100,000 km a month", "50 to 60", "700 visits"},
         "S",
         "minurso.unlb.org"},
        {"minurso-ma1", "rule:length", {"1,500 km", "2,700 km"}, "S", "moroccomail.fr"},
        {"abkhazia-1994", "zone:security", {"12 km on each side"}, "M", "14 May 1994"},
        {"abkhazia-1994", "rule:heavy-equipment", {"above 80 mm"}, "S", "rrc.ge"},
        {"abkhazia-1994", "rule:forces", {"3,000", "136"}, "M", "14 May 1994"},
        {"south-ossetia-1992", "zone:conflict", {"15 km"}, "M", "24 June 1992"},
        {"south-ossetia-1992",
         "zone:corridor",
         {"Fourteen kilometres in all, seven"},
         "M",
         "24 June 1992"},
        {"south-ossetia-1992",
         "rule:force",
         {"Three battalions of at most 500"},
         "M",
         "24 June 1992"},
        {"transnistria-1992", "zone:security", {"225 km"}, "S", "perceptiosv.com"},
        {"transnistria-1992",
         "rule:force",
         {"403", "411", "385", "ten observers"},
         "S",
         "perceptiosv.com"},
        {"transnistria-1992", "step:separation", {"seven days of signature"}, "M", "21 July 1992"},
        {"transnistria-1992", "note", {"1 to 15 km", "4 to 20 km"}, "", ""},
        {"gcsp-2025",
         "zone:buffer",
         {"7.5 km", "15 km in all", "at least 10 km"},
         "S",
         "360ua.news"},
        {"gcsp-2025",
         "rule:mission",
         {"5,000 civilians and police", "10,000 troops"},
         "S",
         "thedeepdive.ca"},
        {"gcsp-2025", "rule:line-length", {"1,100 to 1,200 km"}, "S", "caliber.az"},
    };
    return table;
}

}  // namespace

TEST_CASE("figures: texts hold what their sources print", "[history]") {
    std::map<std::string, std::map<std::string, entry>> known;
    for (const auto& row : figures()) {
        CAPTURE(row.agreement, row.where);
        if (!known.contains(row.agreement)) {
            known[row.agreement] = entries_of(built_in(row.agreement));
        }
        const auto found = known[row.agreement].find(row.where);
        REQUIRE(found != known[row.agreement].end());
        for (const auto& figure : row.figures) {
            CHECK_THAT(found->second.text, Contains(figure));
        }
        CHECK(found->second.cited.certainty == row.certainty);
        CHECK_THAT(found->second.cited.source, Contains(row.source));
    }
}

TEST_CASE("figures: caps are those of the texts", "[history]") {
    const std::string sinai = "Foreign Relations of the United States";
    const std::string interim = "Interim agreement, 4 September 1975";
    const std::string mfo = "mfo-memorabilia.weebly.com";
    const std::vector<cap_said> table{
        {"korea-1953", "dmz", "persons for civil administration and relief", 1000, "M", ""},
        {"undof-1974", "limitation-10", "brigades", 2, "S", golan_source},
        {"undof-1974", "limitation-10", "persons", 6000, "S", golan_source},
        {"undof-1974", "limitation-10", "tanks", 75, "S", golan_source},
        {"undof-1974", "limitation-10", "artillery pieces", 36, "S", golan_source},
        {"undof-1974", "limitation-20", "artillery pieces", 162, "S", golan_source},
        {"sinai-1974", "limited-a", "battalions", 8, "S", sinai},
        {"sinai-1974", "limited-a", "tanks", 30, "S", sinai},
        {"sinai-1974", "limited-a", "artillery batteries", 6, "S", sinai},
        {"sinai-1974", "limited-a", "persons", 7000, "S", sinai},
        {"sinai-1974", "limited-b", "persons", 7000, "S", sinai},
        {"sinai-1975", "limited-a", "battalions", 8, "M", interim},
        {"sinai-1975", "limited-a", "tanks", 75, "M", interim},
        {"sinai-1975", "limited-a", "artillery pieces", 72, "M", interim},
        {"sinai-1975", "limited-b", "persons", 8000, "M", interim},
        {"egypt-israel-1979", "zone-a", "divisions", 1, "M", mfo},
        {"egypt-israel-1979", "zone-a", "persons", 22000, "S", mfo},
        {"egypt-israel-1979", "zone-a", "tanks", 230, "M", mfo},
        {"egypt-israel-1979", "zone-a", "armoured personnel carriers", 480, "M", mfo},
        {"egypt-israel-1979", "zone-a", "artillery pieces", 126, "M", mfo},
        {"egypt-israel-1979", "zone-a", "anti-aircraft guns", 126, "M", mfo},
        {"egypt-israel-1979", "zone-b", "battalions", 4, "S", mfo},
        {"egypt-israel-1979", "zone-b", "persons", 4000, "M", mfo},
        {"egypt-israel-1979", "zone-d", "battalions", 4, "S", mfo},
        {"egypt-israel-1979", "zone-d", "persons", 4000, "M", mfo},
        {"egypt-israel-1979", "zone-d", "armoured personnel carriers", 180, "M", mfo},
        {"egypt-israel-1979", "zone-d", "tanks", 0, "M", mfo},
        {"egypt-israel-1979", "zone-d", "artillery pieces", 0, "M", mfo},
    };
    std::map<std::string, std::size_t> pinned;
    for (const auto& row : table) {
        CAPTURE(row.agreement, row.zone, row.what);
        const auto terms = built_in(row.agreement);
        const auto zone =
            std::find_if(terms.zones.begin(), terms.zones.end(), [&](const zone_term& one) {
                return one.id == row.zone;
            });
        REQUIRE(zone != terms.zones.end());
        const auto cap =
            std::find_if(zone->caps.begin(), zone->caps.end(), [&](const zone_cap& one) {
                return one.what == row.what;
            });
        REQUIRE(cap != zone->caps.end());
        CHECK(cap->most == row.most);
        CHECK(cap->certainty == row.certainty);
        CHECK_THAT(zone->cited.source, Contains(row.source));
        ++pinned[row.agreement + " " + row.zone];
    }
    // A zone of the Golan and of Sinai has no cap but those.
    CHECK(pinned["undof-1974 limitation-10"] == 4);
    CHECK(pinned["egypt-israel-1979 zone-a"] == 6);
}

TEST_CASE("figures: systems that an agreement names with a distance", "[history]") {
    struct row {
        std::string zone;
        double km;
        std::set<std::string> systems;
        std::string certainty;
    };
    // Point 4 of the memorandum: the first two read, the others known.
    const std::vector<row> table{
        {"listed-mt-12", 9, {"mt-12"}, "S"},
        {"listed-mortar-120", 8, {"mortar-120"}, "S"},
        {"listed-122", 16, {"d-30", "2s1"}, "M"},
        {"listed-152", 33, {"2s3", "2s5", "2s19", "2a65"}, "M"},
        {"listed-grad", 21, {"bm-21"}, "M"},
        {"listed-uragan", 36, {"bm-27"}, "M"},
        {"listed-smerch", 70, {"bm-30"}, "M"},
        {"listed-tactical", 120, {"tactical_missile"}, "M"}};
    const auto terms = built_in("minsk-2014");
    for (const auto& one : table) {
        CAPTURE(one.zone);
        const auto zone = std::find_if(terms.zones.begin(), terms.zones.end(), [&](const auto& z) {
            return z.id == one.zone;
        });
        REQUIRE(zone != terms.zones.end());
        CHECK(geo::in_kilometres(zone->depth_per_side()) == one.km);
        CHECK(
            std::set<std::string>(zone->weapon_classes.begin(), zone->weapon_classes.end()) ==
            one.systems
        );
        CHECK(zone->cited.certainty == one.certainty);
    }
    // Above 80 mm: mortars of 82 and 120 mm, and none of 60.
    const auto abkhazia = built_in("abkhazia-1994");
    for (const auto* system : abkhazia.arms.systems_of(abkhazia.zones.at(1).weapon_classes)) {
        if (system->class_id == "mortar") {
            REQUIRE(system->calibre_mm);
            CAPTURE(system->id);
            CHECK(*system->calibre_mm > 80);
        }
    }
}

TEST_CASE("figures: every agreement but our own proposals is pinned", "[history]") {
    std::set<std::string> seen{"withdraw-to-border", "withdraw-to-february-lines"};
    for (const auto& row : figures()) {
        seen.insert(row.agreement);
    }
    const auto all = built_in_agreements();
    CHECK(seen == std::set<std::string>(all.begin(), all.end()));
}

// What an agreement counts from a step or phase moves with it; what it counts from D does not.
TEST_CASE("figures: dates that a text counts from a step", "[history]") {
    const auto gate = [](const std::string& agreement, const std::string& zone) {
        const auto terms = built_in(agreement);
        const auto found =
            std::find_if(terms.zones.begin(), terms.zones.end(), [&](const zone_term& one) {
                return one.id == zone;
            });
        REQUIRE(found != terms.zones.end());
        const auto& from = found->when.from_gate;
        const auto& until = found->when.until_gate;
        return from.id + "." + std::string(name(from.moment)) + " " + until.id +
               (until.id.empty() ? "" : "." + std::string(name(until.moment)));
    };
    CHECK(gate("minsk-2015", "artillery") == "withdrawal.end ");
    CHECK(gate("minsk-addendum-2015", "light-sector-1") == "stage-1.end stage-2.end");
    CHECK(gate("dayton-1995", "transfer-a") == "phase-2-leave.end phase-2-enter.start");
    CHECK(gate("framework-2016", "area-2") == "leave-2.end ");
    CHECK(gate("egypt-israel-1979", "zone-c") == "final.verified ");
    // The fifth day after withdrawal; the 48 hours of the records from the taking effect.
    CHECK(built_in("minsk-2015").obligations.at(0).due_gate.id == "withdrawal");
    CHECK(built_in("kosovo-1999").obligations.at(0).due_gate.id.empty());
}
