// SPDX-License-Identifier: Apache-2.0
#include "geo/measure/geodesic.hpp"
#include "planner/monitor/judge.hpp"
#include "planner/monitor/read_plan.hpp"
#include "planner/plan/build_plan.hpp"
#include "planner/report/write_plan.hpp"
#include "planner/status/read_status.hpp"
#include "tests/geo/offset/truth.hpp"
#include "tests/support/world.hpp"
#include "tests/support/zones.hpp"

#include <cmath>
#include <random>
#include <sstream>

using namespace planner;
using Catch::Matchers::WithinAbs;

namespace {

/// The line runs along 10.7 E; east holds what lies east of it.
const world::drawing straight{.map = R"(
WWhhhhheeeeee
WWhhhhheeeeee
WWhhhhheeeeee
WWhhhhheeeeee
WWhhhhheeeeee
)"};

const std::string on_line =
    "depth = \"10km\"\nwidth_is = \"per_side\"\nreference_line = \"contact\"";

instant time(const std::string& text) {
    return *parse_instant(text);
}

struct court {
    world::temporary_folder folder;
    std::unique_ptr<rulebook> by;

    explicit court(
        const std::string& tables,
        double accuracy = 100,
        bool withdrawal = false,
        const std::string& events = ""
    ) {
        auto what = straight;
        what.accuracy_m = accuracy;
        const auto ground = world::read(folder, what);
        auto said = world::read(folder, {.more = tables, .withdrawal = withdrawal});
        plan_options options;
        if (!events.empty()) {
            std::istringstream in(events);
            options.events = read_status(in, "status", ground, said);
        }
        by = std::make_unique<rulebook>(build_plan(ground, std::move(said), options));
    }

    /// Some metres east of the line, half-way up.
    [[nodiscard]] report at(
        double east, const std::string& weapon = "2s1", const std::string& side = "east"
    ) const {
        report out;
        out.id = "r";
        out.what = report_what::weapon;
        out.weapon = weapon.empty() ? no_word : *by->word_of(weapon);
        out.side = side.empty() ? no_party : *by->party_of(side);
        out.from = out.until = time("2024-02-10T12:00:00Z");
        const auto line = world::at(10.7, 50.25);
        out.position =
            geo::destination(line, geo::degrees(east < 0 ? 270 : 90), geo::metres(std::abs(east)));
        out.accuracy = geo::metres(50);
        return out;
    }
    [[nodiscard]] report of(report_what what, double east = 5000, const std::string& side = "")
        const {
        auto out = at(east, "", side);
        out.what = what;
        return out;
    }
    [[nodiscard]] verdict operator()(const report& what) const { return judge(*by, what); }
    [[nodiscard]] const clause& law(const verdict& said) const {
        return by->clauses()[said.clause];
    }
};

const std::string rule_head = "certainty = \"S\"\nsource = \"made up\"\n";

std::string rule(
    const std::string& id, const std::string& kind, const std::string& binds = "both"
) {
    return "[[rules]]\nid = \"" + id + "\"\nkind = \"" + kind + "\"\nbinds = \"" + binds +
           "\"\nweapon_class = \"any\"\nfrom = \"D+0\"\ntext = \"x\"\n" + rule_head;
}

}  // namespace

TEST_CASE(
    "judge: only what lies inside with all its uncertainty is a violation", "[planner][monitor]"
) {
    const court ask(world::zone_of("art", on_line), 100);
    // 50 m of the report, 100 m of the line, up to 0.5 m of the zone and 8 mm of its file.
    const auto deep = ask(ask.at(5000));
    CHECK(deep.word == verdict_word::violation);
    CHECK(deep.kind == verdict_class::in_violation);
    CHECK(deep.probability == 1);
    CHECK_THAT(deep.metres, WithinAbs(5000, 1));
    CHECK(deep.uncertainty > geo::metres(150));
    CHECK(deep.uncertainty < geo::metres(151));
    CHECK(ask.law(deep).edge_basis == "observed");
    CHECK(ask.law(deep).edge_accuracy == geo::metres(100));

    CHECK(ask(ask.at(9845)).word == verdict_word::violation);
    const auto near = ask(ask.at(9855));
    CHECK(near.word == verdict_word::inconclusive);
    CHECK(near.because == verdict_reason::place);
    CHECK(near.kind == verdict_class::unverifiable);
    const auto on = ask(ask.at(10000));
    CHECK(on.word == verdict_word::inconclusive);
    CHECK_THAT(on.metres, WithinAbs(0, 1));
    CHECK_THAT(on.probability, WithinAbs(0.5, 0.01));  // 1 m of 46 m (sigma) is 0.9 %
    CHECK(ask(ask.at(10145)).word == verdict_word::inconclusive);
    const auto beyond = ask(ask.at(10155));
    CHECK(beyond.word == verdict_word::compliant);
    CHECK(beyond.kind == verdict_class::beyond_line);
    CHECK_THAT(beyond.metres, WithinAbs(-155, 1));
}

TEST_CASE("judge: the probability is that of a bivariate normal", "[planner][monitor]") {
    const court ask(world::zone_of("art", on_line), 100);
    const double sigma = std::hypot(50, 100) / std::sqrt(-2 * std::log(0.05));
    for (const double from_edge : {-100.0, -30.0, 20.0, 120.0}) {
        const auto said = ask(ask.at(10000 - from_edge));
        // 1 m of the zone's edge, and the model's own 0.002.
        CHECK_THAT(
            said.probability, WithinAbs(0.5 * std::erfc(-from_edge / sigma / std::sqrt(2.0)), 0.012)
        );
    }
}

TEST_CASE("judge: an agreed line is exact by definition", "[planner][monitor]") {
    const auto exact = [](double accuracy) {
        world::temporary_folder folder;
        auto ground = world::read(folder, straight);
        auto& line = ground.lines.front();
        line.basis = line_basis::agreed;
        line.accuracy = geo::metres(accuracy);
        return rulebook(world::lay(ground, world::zone_of("art", on_line)));
    };
    const auto by = exact(0);
    CHECK(by.clauses().front().edge_basis == "agreed");
    CHECK(by.clauses().front().edge_accuracy == geo::metres(0));
}

TEST_CASE("judge: a party is measured from its own side of the line", "[planner][monitor]") {
    const court ask(world::zone_of("art", on_line));
    CHECK(ask(ask.at(-5000, "2s1", "west")).word == verdict_word::violation);
    // East's zone ends at the line.
    const auto across = ask(ask.at(-5000, "2s1", "east"));
    CHECK(across.word == verdict_word::compliant);
    CHECK_THAT(across.metres, WithinAbs(-5000, 1));
    const auto said = ask(ask.at(-5000, "2s1", "west"));
    CHECK(ask.law(said).binds == *ask.by->party_of("west"));
}

TEST_CASE("judge: it is in force from its first instant to before its last", "[planner][monitor]") {
    const court ask(world::zone_of("art", on_line));
    const auto at = [&](const std::string& when) {
        auto what = ask.at(5000);
        what.from = what.until = time(when);
        return ask(what).word;
    };
    // D is 2024-02-01T06:00Z; the zone holds from D+1 to D+60.
    CHECK(at("2024-02-02T05:59:59Z") == verdict_word::not_covered);
    CHECK(at("2024-02-02T06:00:00Z") == verdict_word::violation);
    CHECK(at("2024-04-01T05:59:59Z") == verdict_word::violation);
    CHECK(at("2024-04-01T06:00:00Z") == verdict_word::not_covered);
}

TEST_CASE(
    "judge: an interval over a boundary instant is inconclusive by its share", "[planner][monitor]"
) {
    const court ask(world::zone_of("art", on_line));
    auto what = ask.at(5000);
    what.from = time("2024-02-02T05:00:00Z");
    what.until = time("2024-02-02T09:00:00Z");
    const auto said = ask(what);
    CHECK(said.word == verdict_word::inconclusive);
    CHECK(said.because == verdict_reason::time);
    CHECK_THAT(said.in_force, WithinAbs(0.75, 1e-12));
    CHECK_THAT(said.probability, WithinAbs(0.75, 1e-9));
    what.until = time("2024-02-02T06:00:00Z");
    CHECK(ask(what).word == verdict_word::not_covered);
    what.from = time("2024-02-02T06:00:00Z");
    what.until = time("2024-02-02T09:00:00Z");
    CHECK(ask(what).word == verdict_word::violation);
}

TEST_CASE(
    "judge: what no clause forbids is not covered, but noted in a zone", "[planner][monitor]"
) {
    const court ask(world::zone_of("art", on_line));
    const auto apc = ask(ask.at(5000, "ifv"));
    CHECK(apc.word == verdict_word::not_covered);
    CHECK(apc.kind == verdict_class::present_not_proscribed);
    CHECK(apc.clause == verdict::no_clause);
    const auto far = ask(ask.at(15000, "ifv"));
    CHECK(far.word == verdict_word::not_covered);
    CHECK(far.kind == verdict_class::none);
}

TEST_CASE("judge: a class of which part is forbidden cannot be told", "[planner][monitor]") {
    const court ask(world::zone_of("art", on_line));
    for (const auto* word : {"heavy_weapons", ""}) {
        const auto inside = ask(ask.at(5000, word));
        CHECK(inside.word == verdict_word::inconclusive);
        CHECK(inside.because == verdict_reason::weapon);
        CHECK(inside.kind == verdict_class::unverifiable);
        CHECK(std::isnan(inside.probability));
        CHECK(ask(ask.at(15000, word)).word == verdict_word::compliant);
    }
    CHECK(ask(ask.at(5000, "artillery")).word == verdict_word::violation);
    CHECK(ask(ask.at(5000, "tank")).word == verdict_word::not_covered);
}

TEST_CASE("judge: without a side only what holds for every party is said", "[planner][monitor]") {
    const court ask(world::zone_of("art", on_line));
    const auto own = ask(ask.at(5000, "2s1", ""));
    CHECK(own.word == verdict_word::inconclusive);
    CHECK(own.because == verdict_reason::side);
    CHECK(ask(ask.at(15000, "2s1", "")).word == verdict_word::compliant);
    const court both(world::zone_of("art", on_line, "both", "any"));
    const auto all = both(both.at(5000, "2s1", ""));
    CHECK(all.word == verdict_word::violation);
    CHECK(all.side == no_party);
}

TEST_CASE("judge: of nested zones the one decides in which it lies deepest", "[planner][monitor]") {
    const court ask(
        world::zone_of("near", on_line) +
        world::zone_of(
            "far", "depth = \"20km\"\nwidth_is = \"per_side\"\nreference_line = \"contact\""
        )
    );
    const auto said = ask(ask.at(6000));
    CHECK(ask.law(said).title == "Zone far");
    CHECK_THAT(said.metres, WithinAbs(6000, 1));
    const auto between = ask(ask.at(12000));
    CHECK(between.word == verdict_word::violation);
    CHECK(ask.law(between).title == "Zone far");
}

TEST_CASE("judge: rules without ground end where no weapon reaches", "[planner][monitor]") {
    const court ask(rule("cease", "ceasefire") + rule("dig", "no_fortification"));
    const auto said_at = [&](report_what what, double lon, double lat) {
        auto shot = ask.of(what);
        shot.position = {geo::longitude(lon), geo::latitude(lat)};
        shot.accuracy = geo::metres(1e6);
        return ask(shot).word;
    };
    // New York, Tokyo, the south pole; and some 700 km from the line.
    for (const auto& [lon, lat] :
         {std::pair(-74.0, 40.7), std::pair(139.7, 35.7), std::pair(0.0, -90.0)}) {
        CHECK(said_at(report_what::shot, lon, lat) == verdict_word::not_covered);
        CHECK(said_at(report_what::fortification, lon, lat) == verdict_word::not_covered);
    }
    CHECK(said_at(report_what::shot, 21, 50) == verdict_word::violation);
    CHECK(said_at(report_what::fortification, 21, 50) == verdict_word::inconclusive);
}

TEST_CASE("judge: fire in a ceasefire breaks it wherever it is", "[planner][monitor]") {
    const court ask(rule("cease", "ceasefire"));
    for (const auto what : {report_what::explosion, report_what::shot, report_what::strike_city}) {
        const auto said = ask(ask.of(what));
        CHECK(said.word == verdict_word::violation);
        CHECK(ask.law(said).id == "cease");
        CHECK(std::isnan(said.metres));
    }
    auto before = ask.of(report_what::shot);
    before.from = before.until = time("2024-02-01T05:59:59Z");
    CHECK(ask(before).word == verdict_word::not_covered);
    const auto fire = ask(ask.of(report_what::thermal_anomaly));
    CHECK(fire.word == verdict_word::inconclusive);
    CHECK(fire.because == verdict_reason::fire_only);
    CHECK(fire.kind == verdict_class::unverifiable);
    CHECK(ask(ask.of(report_what::movement)).word == verdict_word::not_covered);
    // A rule for one party, and nobody knows whose shot it was.
    const court one(rule("cease", "ceasefire", "other"));
    CHECK(one(one.of(report_what::shot)).because == verdict_reason::side);
    CHECK(one(one.of(report_what::shot, 5000, "east")).word == verdict_word::violation);
    CHECK(one(one.of(report_what::shot, 5000, "west")).word == verdict_word::not_covered);
}

TEST_CASE(
    "judge: a rule whose ground no map tells is never broken for sure", "[planner][monitor]"
) {
    const court ask(rule("dig", "no_fortification"));
    const auto said = ask(ask.of(report_what::fortification, 5000, "east"));
    CHECK(said.word == verdict_word::inconclusive);
    CHECK(said.because == verdict_reason::ground);
    CHECK(std::isnan(said.probability));
}

TEST_CASE("judge: access denied is recorded as such", "[planner][monitor]") {
    const court ask(rule("watch", "verification"));
    const auto said = ask(ask.of(report_what::denied_access));
    CHECK(said.kind == verdict_class::access_denied);
    CHECK(said.word == verdict_word::inconclusive);
    const court none(rule("cease", "ceasefire"));
    const auto bare = none(none.of(report_what::denied_access));
    CHECK(bare.word == verdict_word::not_covered);
    CHECK(bare.kind == verdict_class::access_denied);
}

TEST_CASE("judge: storage sites tell what is beyond the line", "[planner][monitor]") {
    const auto site = [](const std::string& more) {
        return on_line + "\nexceptions = [{ kind = \"storage_site\", " + more +
               "text = \"store\" }]";
    };
    const court unmapped(world::zone_of("art", site("")));
    CHECK(unmapped(unmapped.at(15000)).kind == verdict_class::beyond_line);
    // A depot of 2 km about a place 5 km east of the line: cut out of the zone.
    const auto depot =
        geo::destination(world::at(10.7, 50.25), geo::degrees(90), geo::metres(5000));
    const court mapped(world::zone_of(
        "art",
        site(
            "centre = [" + std::to_string(depot.lon.value()) + ", " +
            std::to_string(depot.lat.value()) + "], radius = \"2km\", "
        )
    ));
    const auto stored = mapped(mapped.at(5000));
    CHECK(stored.word == verdict_word::compliant);
    CHECK(stored.kind == verdict_class::in_storage);
    CHECK(mapped(mapped.at(2000)).word == verdict_word::violation);
    CHECK(mapped(mapped.at(15000)).kind == verdict_class::beyond_line_outside_storage);
    CHECK(mapped(mapped.at(3000)).word == verdict_word::inconclusive);
}

TEST_CASE("judge: what a zone allows some of is counted", "[planner][monitor]") {
    const court ask(world::zone_of(
        "art",
        on_line + "\ncaps = [{ what = \"artillery pieces\", most = 36, per = \"side\", text = "
                  "\"\", certainty = \"S\" }]"
    ));
    auto what = ask.at(5000);
    what.count = 36;
    CHECK(ask(what).word == verdict_word::compliant);
    CHECK(ask(what).kind == verdict_class::within_cap);
    what.count = 37;
    CHECK(ask(what).word == verdict_word::violation);
}

TEST_CASE("judge: after a phase its area is left, whether verified or not", "[planner][monitor]") {
    const court ask("[vacated]\nentry = \"international\"\ntext = \"x\"\n" + rule_head, 100, true);
    // Phase 1 runs from D+10 to D+17: the half nearest to the line.
    auto what = ask.at(-3000, "2s1", "west");
    what.from = what.until = time("2024-02-18T05:59:59Z");
    CHECK(ask(what).word == verdict_word::not_covered);
    what.from = what.until = time("2024-02-18T06:00:00Z");
    const auto said = ask(what);
    CHECK(said.word == verdict_word::violation);
    CHECK(ask.law(said).kind == clause_kind::phase);
    CHECK(ask.law(said).id == "p1");
    // The other party may not follow.
    what.side = *ask.by->party_of("east");
    what.what = report_what::movement;
    what.weapon = no_word;
    const auto entered = ask(what);
    CHECK(entered.word == verdict_word::violation);
    CHECK(ask.law(entered).kind == clause_kind::entry);
}

TEST_CASE("judge: gates move with the status, clauses are suspended by it", "[planner][monitor]") {
    const auto moved =
        R"({"phase": "p1", "gate": "reset", "at": "2024-02-16T06:00:00Z", "by": "mission"}
)";
    const court ask("", 100, true, moved);
    auto what = ask.at(-3000, "2s1", "west");
    what.from = what.until = time("2024-02-18T06:00:00Z");
    CHECK(ask(what).word == verdict_word::not_covered);
    what.from = what.until = time("2024-02-23T06:00:00Z");
    CHECK(ask(what).word == verdict_word::violation);

    const auto paused =
        R"({"zone": "art", "gate": "suspended", "at": "2024-02-10T00:00:00Z", "by": "x"}
{"zone": "art", "gate": "resumed", "at": "2024-02-12T00:00:00Z", "by": "x"}
)";
    const court zone(world::zone_of("art", on_line), 100, false, paused);
    auto seen = zone.at(5000);
    CHECK(zone(seen).word == verdict_word::not_covered);
    seen.from = seen.until = time("2024-02-12T00:00:00Z");
    CHECK(zone(seen).word == verdict_word::violation);
    seen.from = seen.until = time("2024-02-09T23:59:59Z");
    CHECK(zone(seen).word == verdict_word::violation);
}

TEST_CASE("judge: of a sector the whole counts", "[planner][monitor]") {
    const court ask(world::zone_of("art", on_line));
    auto what = ask.at(5000);
    const auto seen_from = [&](double east, double near, double far, double bearing, double half) {
        auto out = what;
        auto& sector = out.sector.emplace();
        sector.observer =
            geo::destination(world::at(10.7, 50.25), geo::degrees(90), geo::metres(east));
        sector.nearest = geo::metres(near);
        sector.farthest = geo::metres(far);
        sector.bearing = geo::degrees(bearing);
        sector.half_width = geo::degrees(half);
        out.position = geo::middle_of(sector);
        out.accuracy = geo::metres(20);
        return ask(out);
    };
    CHECK(seen_from(3000, 600, 4000, 90, 11.25).word == verdict_word::violation);
    // Its far end reaches over the edge at 10 km.
    const auto over = seen_from(7000, 600, 4000, 90, 11.25);
    CHECK(over.word == verdict_word::inconclusive);
    CHECK(over.probability > 0.3);
    CHECK(over.probability < 0.9);
    CHECK(seen_from(12000, 600, 1500, 90, 11.25).word == verdict_word::compliant);
    // Both ends of the sector lie outside, its arc between them inside.
    CHECK(seen_from(11000, 1500, 1600, 270, 80).word == verdict_word::inconclusive);
    // The middle lies 900 m beyond the edge, yet all directions are possible.
    CHECK(seen_from(10050, 900, 1000, 90, 180).word == verdict_word::inconclusive);
}

TEST_CASE("judge: a plan read back from its folder gives the same verdicts", "[planner][monitor]") {
    world::temporary_folder folder;
    const auto made = world::plan_of(
        folder,
        straight,
        {.more = world::zone_of(
                     "art",
                     on_line + "\nexceptions = [{ kind = \"storage_site\", centre = [10.75, "
                               "50.25], radius = \"2km\", text = \"store\" }]"
                 ) +
                 rule("cease", "ceasefire") + "[vacated]\nentry = \"police_only\"\ntext = \"x\"\n" +
                 rule_head}
    );
    (void)write_plan(made, folder.path("plan"), false);
    const rulebook written(read_plan(folder.path("plan")));
    const rulebook kept(made);
    REQUIRE(written.clauses().size() == kept.clauses().size());
    REQUIRE(written.stretches() == kept.stretches());
    std::mt19937_64 generator(3);
    const auto share = [&] { return static_cast<double>(generator() >> 11U) * 0x1p-53; };
    int same = 0;
    for (int i = 0; i < 400; ++i) {
        report what;
        what.what = static_cast<report_what>(i % 10);
        what.weapon = static_cast<word_number>(generator() % written.words().size());
        what.side = static_cast<party_number>(generator() % (written.party_count() + 1));
        what.position = world::at(10.2 + share(), 50 + 0.5 * share());
        what.accuracy = geo::metres(1000 * share());
        what.from = what.until =
            time("2024-02-01T00:00:00Z") + std::chrono::seconds(generator() % (86400 * 70));
        const auto a = judge(written, what);
        const auto b = judge(kept, what);
        // Written to 6 mm a coordinate: nothing else may differ.
        if (!std::isnan(a.metres) && std::abs(std::abs(a.metres) - a.uncertainty.value()) < 0.02) {
            continue;
        }
        CHECK(a.word == b.word);
        CHECK(a.kind == b.kind);
        CHECK(a.clause == b.clause);
        if (!std::isnan(a.metres)) {
            CHECK_THAT(a.metres, WithinAbs(b.metres, 0.02));
        }
        ++same;
    }
    CHECK(same > 390);
}
