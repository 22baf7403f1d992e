// SPDX-License-Identifier: Apache-2.0
#include "planner/report/monitoring_json.hpp"

#include "planner/model/plan_edges.hpp"
#include "planner/model/reserved.hpp"

#include <nlohmann/json.hpp>

namespace planner {

namespace {

using json = nlohmann::ordered_json;

json cited_json(const citation& cited) {
    return {{"clause", cited.clause}, {"source", cited.source}, {"certainty", cited.certainty}};
}

json gate_json(const gate_ref& gate) {
    return {{"id", gate.id}, {"moment", name(gate.moment)}};
}

json span_json(const term_span& span) {
    return {
        {"from_s", span.from.count()},
        {"until_s", span.until ? json(span.until->count()) : json()},
        {"from_gate", gate_json(span.from_gate)},
        {"until_gate", gate_json(span.until_gate)}};
}

json phase_json(const phase_term& phase) {
    return {
        {"id", phase.id},
        {"title", phase.title},
        {"start_s", phase.start.count()},
        {"end_s", phase.end.count()},
        {"verified_s", phase.verified.count()},
        {"cited", cited_json(phase.cited)}};
}

json withdrawal_json(const plan& what) {
    if (!what.said.withdrawal) {
        return nullptr;
    }
    json phases = json::array();
    for (const auto& one : what.said.withdrawal->phases) {
        phases.push_back(phase_json(one));
    }
    json reserved = json::array();
    for (const auto& one : what.ground.reserved) {
        const auto* term = term_for(what.said, one.id);
        if (term != nullptr) {
            reserved.push_back(
                {{"id", one.id.str()},
                 {"name", one.name},
                 {"treatment", name(term->treatment)},
                 {"phase",
                  term->treatment == reserved_treatment::last_phase ? phase_json(term->phase)
                                                                    : json()}}
            );
        }
    }
    const auto edge = edge_of_withdrawal(what);
    return {
        {"phases", std::move(phases)},
        {"fixed_days", what.said.withdrawal->fixed_days},
        {"reserved", std::move(reserved)},
        {"entry", what.said.vacated ? json(name(what.said.vacated->entry)) : json()},
        {"entry_cited", what.said.vacated ? cited_json(what.said.vacated->cited) : json()},
        {"edge_basis", edge.basis},
        {"edge_accuracy_m", edge.accuracy.value()}};
}

json steps_json(const plan& what) {
    json out = json::array();
    for (const auto& one : what.said.steps) {
        out.push_back(
            {{"id", one.id},
             {"title", one.title},
             {"who", one.who},
             {"start_s", one.start.count()},
             {"end_s", one.end ? json(one.end->count()) : json()},
             {"needs", one.needs},
             {"gate", one.gate},
             {"zone", one.zone},
             {"reset", one.reset},
             {"quiet_days", one.quiet_days ? json(*one.quiet_days) : json()},
             {"suspended", one.suspended},
             {"cited", cited_json(one.cited)}}
        );
    }
    return out;
}

json duties_json(const plan& what) {
    json out = json::array();
    for (const auto& one : what.said.obligations) {
        out.push_back(
            {{"id", one.id},
             {"kind", one.kind},
             {"who", one.who},
             {"text", one.text},
             {"due_s", one.due.count()},
             {"due_gate", gate_json(one.due_gate)},
             {"cited", cited_json(one.cited)}}
        );
    }
    return out;
}

json rules_json(const plan& what) {
    json out = json::array();
    for (const auto& one : what.said.rules) {
        out.push_back(
            {{"id", one.id},
             {"kind", one.kind},
             {"binds", one.binds},
             {"weapon_class", one.weapon_class},
             {"text", one.text},
             {"when", span_json(one.when)},
             {"cited", cited_json(one.cited)}}
        );
    }
    return out;
}

/// Of the terms, those of which something was laid.
json zones_json(const plan& what) {
    json out = json::array();
    for (const auto& one : what.said.zones) {
        bool is_laid = false;
        for (const auto& zone : what.zones) {
            is_laid = is_laid || zone.term.id == one.id;
        }
        if (is_laid) {
            json lines = json::array();
            for (const auto& line : one.reference_lines) {
                lines.push_back({{"role", line.role}, {"line", line.line}});
            }
            out.push_back(
                {{"id", one.id},
                 {"weapon_classes", one.weapon_classes},
                 {"lines", std::move(lines)},
                 {"other_line", one.other_line},
                 {"from_zone", one.from_zone},
                 {"when", span_json(one.when)}}
            );
        }
    }
    return out;
}

json weapons_json(const weapons& arms) {
    json classes = json::array();
    for (const auto& one : arms.classes) {
        classes.push_back({{"id", one.id}, {"includes", one.includes}});
    }
    json systems = json::array();
    for (const auto& one : arms.systems) {
        systems.push_back({{"id", one.id}, {"name", one.name}, {"class", one.class_id}});
    }
    return {{"classes", std::move(classes)}, {"systems", std::move(systems)}};
}

}  // namespace

void add_monitoring(json& to, const plan& what) {
    for (std::size_t i = 0; i < what.zones.size(); ++i) {
        const auto edge = edge_of(what, what.zones[i]);
        to["zones"][i]["edge_basis"] = edge.basis;
        to["zones"][i]["edge_accuracy_m"] = edge.accuracy.value();
    }
    to["monitoring"] = {
        {"line_of_contact", what.contact_id.str()},
        {"withdrawal", withdrawal_json(what)},
        {"steps", steps_json(what)},
        {"obligations", duties_json(what)},
        {"rules", rules_json(what)},
        {"zones", zones_json(what)},
        {"rules_hold", what.rules_hold ? json(what.rules_hold->text()) : json(nullptr)},
        {"weapons", weapons_json(what.said.arms)}};
}

}  // namespace planner
