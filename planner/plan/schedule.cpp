// SPDX-License-Identifier: Apache-2.0
#include "planner/plan/schedule.hpp"

#include "planner/model/ground_text.hpp"
#include "planner/model/number_text.hpp"
#include "planner/model/roles.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <cmath>

namespace planner {

namespace {

/// A phase, laid or not.
struct phase_row {
    phase_term term;
    std::string leaves;
    std::string where;
};

class schedule_maker {
public:
    explicit schedule_maker(const plan& so_far) : plan_(so_far) {}

    std::vector<schedule_row> run() {
        for (const auto& rule : plan_.said.rules) {
            auto& row = add(
                rule.kind, "rule-" + rule.id, rule.when.from, who(rule.binds), rule.text, rule.cited
            );
            row.where = "whole theatre";
            set_span(row, status_subject::rule, rule.id, rule.when);
            row.verification = "incident reports and observation";
            row.verified_by = plan_.said.verifier;
        }
        for (const auto& zone : plan_.zones) {
            add_zone(zone);
        }
        std::vector<phase_row> phases;
        for (const auto& phase : plan_.phases) {
            phases.push_back(
                {phase.term,
                 phase.territory == "main" ? "the area up to its phase line" : "the reserved area",
                 fmt::format(
                     "{}, {}",
                     area_text(phase.count.size),
                     counted(phase.count.settlements, "settlement", "settlements")
                 )}
            );
        }
        for (const auto& phase : plan_.unlaid) {
            phases.push_back(
                {phase, "its area", "the area that the terms name; an input for it is missing"}
            );
        }
        for (std::size_t i = 0; i < phases.size(); ++i) {
            add_phase(phases[i], i + 1 < phases.size() ? phases[i + 1].term.title : "");
        }
        add_movements();
        for (const auto& step : plan_.said.steps) {
            add_step(step);
        }
        for (const auto& one : plan_.said.milestones) {
            add_milestone(one);
        }
        for (const auto& duty : plan_.said.obligations) {
            auto& row = add(
                duty.kind, "obligation-" + duty.id, duty.due, who(duty.who), duty.text, duty.cited
            );
            row.when = plan_.due(duty);
            row.moved = plan_.dates.why(status_subject::obligation, duty.id, "due");
            row.deadline = row.when;
            row.where = places_of(duty);
            row.verification = "confirmation of completion";
            row.verified_by = duty.verified_by.empty() ? plan_.said.verifier : duty.verified_by;
        }
        std::stable_sort(
            rows_.begin(),
            rows_.end(),
            [](const schedule_row& a, const schedule_row& b) { return a.when < b.when; }
        );
        return std::move(rows_);
    }

private:
    schedule_row& add(
        std::string kind,
        std::string id,
        seconds offset,
        std::string who,
        std::string action,
        const citation& cited
    ) {
        auto& row = rows_.emplace_back();
        row.kind = std::move(kind);
        row.id = std::move(id);
        row.offset = offset;
        row.when = plan_.at(offset);
        row.who = std::move(who);
        row.action = std::move(action);
        row.cited = cited;
        return row;
    }

    void set_span(
        schedule_row& row, status_subject subject, const std::string& id, const term_span& span
    ) const {
        const auto when = plan_.at(span);
        row.when = when.from;
        row.moved = plan_.dates.why(subject, id, "from");
        if (span.until) {
            row.deadline = when.until;
            row.moved = row.moved.empty() ? plan_.dates.why(subject, id, "until") : row.moved;
        }
    }

    void add_zone(const plan_zone& zone) {
        const auto& term = zone.term;
        const auto what = zone.systems.empty() ? term.weapon_class : names_of(zone.systems);
        auto action =
            !term.keeps_out() ? fmt::format(
                                    "{}: {}: {} {}",
                                    term.title,
                                    what,
                                    forbids_text(term),
                                    titled_ground(plan_, term, zone.depth)
                                )
            : term.rule == zone_rule::distance
                ? fmt::format(
                      "{}: {} kept {:g} km from the line ({})",
                      term.title,
                      what,
                      geo::in_kilometres(zone.depth),
                      term.width == width_reading::total
                          ? fmt::format(
                                "half of the total width of {:g} km", geo::in_kilometres(term.depth)
                            )
                          : "per side"
                  )
                : fmt::format(
                      "{}: {} {} {}",
                      term.title,
                      what,
                      term.caps.empty() ? "not" : "limited",
                      titled_ground(plan_, term, zone.depth)
                  );
        action += stretch_text(term);
        for (const auto& text : cap_texts(term)) {
            action += "; " + text;
        }
        for (const auto& text : exception_texts(term)) {
            action += "; except " + text;
        }
        auto& row =
            add("zone", "zone-" + zone.id, term.when.from, who(zone.binds.str()), action, term.cited
            );
        row.where = zone.lies_on.str() == "any" ? area_text(zone.count.size)
                                                : fmt::format(
                                                      "on the side of {}, {}",
                                                      party_name(plan_.ground, zone.lies_on),
                                                      area_text(zone.count.size)
                                                  );
        set_span(row, status_subject::zone, term.id, term.when);
        row.verification =
            "inspection of the zone" + (term.inspect.empty() ? "" : " " + term.inspect);
        row.verified_by = plan_.said.verifier;
    }

    [[nodiscard]] std::string names_of(const std::vector<std::string>& systems) const {
        std::string out;
        for (const auto& id : systems) {
            const auto* system = plan_.said.arms.find_system(id);
            out += (out.empty() ? "" : ", ") + (system != nullptr ? system->name : id);
        }
        return out;
    }

    /// A role's party, or whoever else the terms name.
    [[nodiscard]] std::string who_or_name(const std::string& role) const {
        const bool is_role = role == "both" || plan_.ground.roles.contains(role) ||
                             plan_.ground.find_party(party_id(role)) != nullptr;
        return is_role ? who(role) : role;
    }

    void add_step(const step_term& step) {
        auto action = step.title + ": " + step.action;
        if (step.suspended) {
            action += " (suspended" +
                      (step.suspended_text.empty() ? "" : ": " + step.suspended_text) + ")";
        }
        if (!step.reset.empty()) {
            action += ". " + step.reset;
            if (step.quiet_days) {
                action += fmt::format(" ({:g} quiet days)", *step.quiet_days);
            }
        }
        auto& row =
            add("step", "step-" + step.id, step.start, who_or_name(step.who), action, step.cited);
        if (const auto* dates = plan_.dates.find(step.id)) {
            row.when = dates->start;
            const auto why = [&](const char* what) {
                return plan_.dates.why(status_subject::step, step.id, what);
            };
            row.moved = why("start");
            if (step.end) {
                row.deadline = dates->end;
                row.moved = row.moved.empty() ? why("end") : row.moved;
            }
        }
        row.where = step.zone.empty() ? "as the terms say" : "zone " + step.zone;
        for (const auto& zone : plan_.said.zones) {
            if (zone.id == step.zone) {
                row.where = zone.title;
            }
        }
        row.verification = step.gate.empty() ? "confirmation of completion" : step.gate;
        row.verified_by = step.verified_by.empty() ? plan_.said.verifier : step.verified_by;
        for (const auto& later : plan_.said.steps) {
            if (std::find(later.needs.begin(), later.needs.end(), step.id) != later.needs.end()) {
                row.follows += (row.follows.empty() ? "" : "; ") + later.title + " may begin";
            }
        }
        for (const auto& one : plan_.said.milestones) {
            if (one.when == step.id) {
                row.follows += (row.follows.empty() ? "" : "; ") + one.title;
            }
        }
    }

    /// A milestone stands where the step or phase that it waits for is due.
    void add_milestone(const milestone_term& one) {
        auto& row =
            add("milestone",
                "milestone-" + one.id,
                seconds(0),
                who_or_name(one.who),
                one.title + ": " + one.then,
                one.cited);
        if (const auto* dates = plan_.dates.find(gate_ref{one.when})) {
            row.offset = dates->verified_offset;
            row.when = dates->verified;
            for (const auto subject : {status_subject::phase, status_subject::step}) {
                row.moved =
                    row.moved.empty() ? plan_.dates.why(subject, dates->id, "verified") : row.moved;
            }
        }
        row.where = "as the terms say";
        row.verification = "after '" + one.when + "' is verified";
        row.verified_by = plan_.said.verifier;
    }

    void add_phase(const phase_row& phase, const std::string& next) {
        const auto name = party_name(plan_.ground, plan_.withdrawing);
        const auto& dates = *plan_.dates.find(phase.term.id);
        const auto why = [&](const char* what) {
            return plan_.dates.why(status_subject::phase, phase.term.id, what);
        };
        auto& start =
            add("phase",
                "phase-" + phase.term.id + "-start",
                phase.term.start,
                name,
                phase.term.title + ": begins to leave " + phase.leaves,
                phase.term.cited);
        start.when = dates.start;
        start.moved = why("start");
        start.deadline = dates.end;
        start.where = phase.where;
        start.verification = "movement counted at crossings";
        start.verified_by = plan_.said.verifier;
        auto& end =
            add("phase",
                "phase-" + phase.term.id + "-end",
                phase.term.end,
                name,
                phase.term.title + ": all forces, weapons and equipment are out",
                phase.term.cited);
        end.when = dates.end;
        end.moved = why("end");
        end.deadline = dates.end;
        end.where = phase.where;
        end.verification = phase.term.gate;
        end.verified_by = plan_.said.verifier;
        if (plan_.said.vacated && plan_.said.vacated->entry == entry_rule::international) {
            end.follows = "the international presence enters";
        }
        auto& gate =
            add("gate",
                "phase-" + phase.term.id + "-gate",
                phase.term.verified,
                plan_.said.verifier,
                phase.term.title + ": " + phase.term.gate,
                phase.term.cited);
        gate.when = dates.verified;
        gate.moved = why("verified");
        gate.deadline = dates.verified;
        gate.where = phase.where;
        gate.verification = "report of the mission to both parties";
        gate.verified_by = plan_.said.verifier;
        gate.follows = next.empty() ? "the withdrawal is complete; the second stage"
                                    : next + (plan_.said.withdrawal->fixed_days ? " is due next"
                                                                                : " may begin");
    }

    /// One row a phase that moves by road, one a way for people.
    void add_movements() {
        for (const auto& one : plan_.corridors.movements) {
            const auto phase =
                std::find_if(plan_.phases.begin(), plan_.phases.end(), [&](const auto& candidate) {
                    return candidate.term.id == one.phase;
                });
            if (one.vehicles <= 0 || phase == plan_.phases.end()) {
                continue;
            }
            std::size_t routes = 0;
            for (const auto& route : plan_.corridors.routes) {
                routes += route.phase == one.phase ? std::size_t{1} : 0;
            }
            auto& row =
                add("movement",
                    "movement-" + one.phase,
                    phase->term.start,
                    party_name(plan_.ground, plan_.withdrawing),
                    fmt::format(
                        "{}: {}{:.0f} vehicles leave by {}; {}",
                        phase->term.title,
                        one.assumed ? "an assumed " : "",
                        // Spread over an area by assumption: no better known than to ten.
                        one.assumed ? std::round(one.vehicles / 10) * 10 : one.vehicles,
                        counted(routes, "corridor", "corridors"),
                        one.verdict == movement_verdict::feasible ? "it fits"
                        : one.verdict == movement_verdict::infeasible
                            ? "it does not fit before the deadline"
                            : "whether it fits is not decided"
                    ),
                    plan_.corridors.term.cited);
            row.when = phase->start;
            row.deadline = one.out;
            row.where = "corridors of phase " + one.phase;
            row.verification = "vehicles counted at crossings and control points";
            row.verified_by = plan_.said.verifier;
        }
        for (const auto& term : plan_.said.humanitarian) {
            const auto route = std::find_if(
                plan_.corridors.routes.begin(),
                plan_.corridors.routes.end(),
                [&](const auto& candidate) { return candidate.id == "humanitarian-" + term.id; }
            );
            auto& row =
                add("humanitarian",
                    "humanitarian-" + term.id,
                    term.start,
                    "both parties",
                    term.title,
                    term.cited);
            row.deadline = plan_.at(term.end);
            const bool known = route != plan_.corridors.routes.end();
            row.where = known ? route->from + " to " + route->to : "as the terms say";
            if (known && !route->problem.empty()) {
                row.action += " (no way: " + route->problem + ")";
            }
            row.verification = "passage observed";
            row.verified_by = plan_.said.verifier;
        }
    }

    [[nodiscard]] std::string who(const std::string& role) const {
        if (role == "both") {
            return "both parties";
        }
        return party_name(plan_.ground, party_in_role(plan_.ground, role));
    }

    [[nodiscard]] std::string places_of(const obligation_term& duty) const {
        std::string out;
        for (const auto& site : plan_.ground.sites) {
            if (!duty.site_kind.empty() && site.kind == duty.site_kind) {
                out += out.empty() ? site.name : "; " + site.name;
            }
        }
        return out.empty() ? "as the parties and the mission arrange" : out;
    }

    const plan& plan_;
    std::vector<schedule_row> rows_;
};

}  // namespace

std::vector<schedule_row> make_schedule(const plan& so_far) {
    return schedule_maker(so_far).run();
}

}  // namespace planner
