// SPDX-License-Identifier: Apache-2.0
#include "planner/plan/tell_plan.hpp"

#include "planner/plan/plan_work.hpp"
#include "planner/theatre/place_index.hpp"

#include <fmt/format.h>

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

/// Looks for dates that a status may have left behind.
class date_teller {
public:
    explicit date_teller(plan& made) : made_(made) {}

    void run() {
        for (const auto& rule : made_.said.rules) {
            look("rule", rule.id, rule.when);
        }
        for (const auto& zone : made_.said.zones) {
            look("zone", zone.id, zone.when);
        }
        for (const auto& duty : made_.said.obligations) {
            look("obligation '" + duty.id + "' is due", "due_gate", duty.due, duty.due_gate);
        }
    }

private:
    void look(const std::string& kind, const std::string& id, const term_span& span) {
        const auto name = kind + " '" + id + "'";
        look(name + " begins", "from_gate", span.from, span.from_gate);
        if (!span.until) {
            return;
        }
        look(name + " ends", "until_gate", *span.until, span.until_gate);
        const auto when = made_.at(span);
        if (when.from >= when.until) {
            note(
                made_,
                geo::finding_code::plan_date_unmoved,
                geo::severity::warning,
                fmt::format(
                    "{} would begin on {} and has ended on {} by then: as the status stands it is "
                    "never in force; should its end wait, too (until_gate)?",
                    name,
                    to_rfc3339(when.from),
                    to_rfc3339(when.until)
                )
            );
        }
    }

    /// A date that the terms set on the day of a gate, but do not count from it, stays when the
    /// gate moves. That may be meant.
    void look(
        const std::string& what, const std::string& key, seconds offset, const gate_ref& gate
    ) {
        if (!gate.id.empty() || offset <= seconds(0)) {
            return;
        }
        for (const auto& one : made_.dates.gates) {
            for (const auto moment : {gate_moment::verified, gate_moment::end}) {
                // What nobody has reported yet is not late.
                const bool told = one.recorded || !one.failed.empty();
                if (moment == gate_moment::verified && !told) {
                    continue;
                }
                const auto now = date_of(one, moment);
                if (offset_of(one, moment) == offset && now > made_.at(offset)) {
                    note(
                        made_,
                        geo::finding_code::plan_date_unmoved,
                        geo::severity::note,
                        fmt::format(
                            "{} on {}, as the terms count it from D-day alone; on that day '{}' "
                            "was to be {}, which is now on {}. If one waits for the other, say so "
                            "with {}",
                            what,
                            to_rfc3339(made_.at(offset)),
                            one.id,
                            moment == gate_moment::end ? "over" : "verified",
                            to_rfc3339(now),
                            key
                        )
                    );
                    return;
                }
            }
        }
    }

    plan& made_;
};

}  // namespace

void tell_dates(plan& made) {
    date_teller(made).run();
}

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
}

}  // namespace planner
