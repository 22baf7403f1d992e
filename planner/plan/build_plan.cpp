// SPDX-License-Identifier: Apache-2.0
#include "planner/plan/build_plan.hpp"

#include "geo/base/error.hpp"
#include "planner/corridors/corridors.hpp"
#include "planner/plan/choose_parties.hpp"
#include "planner/plan/divide_land.hpp"
#include "planner/plan/lay_phases.hpp"
#include "planner/plan/rule_cells.hpp"
#include "planner/plan/schedule.hpp"
#include "planner/plan/tell_plan.hpp"
#include "planner/plan/ways_out.hpp"
#include "planner/presence/presence.hpp"
#include "planner/protection/protection.hpp"
#include "planner/status/timeline.hpp"
#include "planner/theatre/read_roads.hpp"
#include "planner/zones/cap_totals.hpp"
#include "planner/zones/zones.hpp"

#include <algorithm>
#include <set>
#include <string>

namespace planner {

namespace {

/// Terms of which nothing can be laid for want of inputs make no plan.
void refuse_nothing(const plan& made) {
    const auto& said = made.said;
    if (!made.zones.empty() || !made.phases.empty() || said.zones.empty()) {
        return;
    }
    std::string missing;
    for (const auto& item : made.found) {
        if (item.code == geo::finding_code::plan_input_missing) {
            missing += "\n  " + item.text;
        }
    }
    if (!missing.empty()) {
        throw geo::input_error(
            said.file + ": none of its zones can be laid, because inputs are missing:" + missing
        );
    }
}

void lay_all_zones(plan_work& work) {
    auto& made = work.made;
    made.zones = lay_zones(made, *work.ground, made.found);
    made.caps = largest_caps(made.zones);
    refuse_nothing(made);
    for (const auto& rule : made.said.rules) {
        note(
            made,
            geo::finding_code::plan_rule_without_zone,
            geo::severity::note,
            "rule '" + rule.id + "' has no area of its own; it is carried through the schedule"
        );
    }
}

/// Ways out and posts use the same roads. Those without a known course are of no use where nobody
/// leaves.
geo::road_network roads_of(plan& made) {
    auto roads = read_roads(made.ground);
    if (!roads) {
        return {};
    }
    const auto& ways = roads->network.ways();
    const bool course =
        std::any_of(ways.begin(), ways.end(), [](const auto& way) { return !way.schematic; });
    if (!course && made.phases.empty() && made.said.humanitarian.empty()) {
        return {};
    }
    geo::append(made.found, std::move(roads->found));
    return std::move(roads->network);
}

/// Two steps may come upon the same thing.
void drop_repeated(geo::findings& found) {
    std::set<std::string> told;
    std::erase_if(found, [&](const geo::finding& item) {
        return !told.insert(geo::to_text(item)).second;
    });
}

}  // namespace

plan build_plan(theatre ground, terms said, const plan_options& options) {
    plan_work work;
    auto& made = work.made;
    made.d_day = choose_d_day(ground, said, options.d_day);
    made.date_basis = !options.events.empty()            ? "actual"
                      : said.effective && !options.d_day ? "fixed"
                                                         : "earliest";
    made.events = options.events;
    made.dates = make_timeline(ground, said, made.d_day, made.events);
    work.inputs = read_given_inputs(said, options.inputs, ground);
    made.ground = std::move(ground);
    made.said = std::move(said);
    made.id = made.ground.id + "--" + made.said.id;
    geo::append(made.found, made.ground.found);
    choose_parties(made);
    divide_land(work);
    work.ground.emplace(made, *work.chart, std::move(work.inputs));
    if (made.said.withdrawal) {
        lay_phases(work);
        check_ways_out(made);
    }
    lay_all_zones(work);
    const auto roads = roads_of(made);
    lay_corridors(made, roads, *work.chart);
    plan_presence_of(made, roads, *work.chart, options.presence);
    made.shielding = find_protection(made, *work.chart);
    made.occupation = count_occupation(made);
    made.rules_hold = rule_cells(made);
    made.schedule = make_schedule(made);
    tell_stories(made);
    tell_dates(made);
    note_assumptions(made);
    drop_repeated(made.found);
    return std::move(work.made);
}

}  // namespace planner
