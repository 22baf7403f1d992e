// SPDX-License-Identifier: Apache-2.0
#include "planner/plan/tell_plan.hpp"

#include "planner/plan/plan_work.hpp"
#include "planner/theatre/place_index.hpp"

#include <set>
#include <string>

namespace planner {

namespace {

void note_assumption(plan& made, const std::string& what, const citation& cited) {
    if (cited.certainty == "S") {
        return;
    }
    note(
        made,
        cited.certainty == "assumption" ? geo::finding_code::plan_assumption
                                        : geo::finding_code::plan_uncertain_figure,
        geo::severity::note,
        what + " rests on " +
            (cited.certainty == "assumption" ? "an assumption"
                                             : "memory, not on a text that was read") +
            ": " + cited.source
    );
}

}  // namespace

void tell_stories(plan& made) {
    std::vector<area> phase_areas;
    for (const auto& phase : made.phases) {
        phase_areas.push_back(phase.vacated);
    }
    std::vector<area> zone_areas;
    for (const auto& zone : made.zones) {
        zone_areas.push_back(zone.shape);
    }
    const place_index sides({made.held, made.other_side});
    const place_index phases(phase_areas);
    const place_index zones(zone_areas);
    for (std::size_t i = 0; i < made.ground.settlements.size(); ++i) {
        const auto position = made.ground.settlements[i].position;
        settlement_story story;
        story.settlement = i;
        if (const auto side = sides.find(position)) {
            story.held_by = (*side == 0 ? made.withdrawing : made.other).str();
        }
        if (const auto phase = phases.find(position)) {
            story.phase = made.phases[*phase].term.id;
        }
        for (std::size_t z = 0; z < made.zones.size(); ++z) {
            if (zones.in(z, position)) {
                story.zones.push_back(made.zones[z].id);
            }
        }
        made.stories.push_back(std::move(story));
    }
}

void note_assumptions(plan& made) {
    for (const auto& zone : made.said.zones) {
        note_assumption(made, "zone '" + zone.id + "'", zone.cited);
    }
    for (const auto& phase : made.phases) {
        note_assumption(made, "phase '" + phase.term.id + "'", phase.term.cited);
    }
    for (const auto& duty : made.said.obligations) {
        note_assumption(made, "obligation '" + duty.id + "'", duty.cited);
    }
    // Rules of the table that found nothing rest on nothing here.
    std::set<std::string> fired;
    for (const auto& one : made.presence) {
        for (const auto& reason : one.reasons) {
            fired.insert(reason.rule);
        }
    }
    for (const auto& rule : made.said.presence_rules()) {
        if (fired.contains(rule.id)) {
            note_assumption(made, "presence rule '" + rule.id + "'", rule.cited);
        }
    }
    note(
        made,
        geo::finding_code::plan_step_left_out,
        geo::severity::note,
        "corridors along roads are not computed by this version; no corridor layer is written"
    );
}

}  // namespace planner
