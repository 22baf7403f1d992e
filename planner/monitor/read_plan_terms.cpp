// SPDX-License-Identifier: Apache-2.0
#include "planner/monitor/read_plan_terms.hpp"

#include "geo/base/error.hpp"

#include <nlohmann/json.hpp>

namespace planner {

namespace {

using json = nlohmann::json;

citation cited_of(const json& from) {
    return {from.at("clause"), from.at("source"), from.at("certainty")};
}
std::vector<std::string> texts_of(const json& from) {
    return from.get<std::vector<std::string>>();
}
seconds seconds_of(const json& from) {
    return seconds(from.get<std::int64_t>());
}
gate_ref gate_of(const json& from) {
    gate_ref out;
    out.id = from.at("id");
    for (const auto known : {gate_moment::start, gate_moment::end, gate_moment::verified}) {
        out.moment = from.at("moment") == name(known) ? known : out.moment;
    }
    return out;
}
term_span span_of(const json& from) {
    term_span out;
    out.from = seconds_of(from.at("from_s"));
    if (!from.at("until_s").is_null()) {
        out.until = seconds_of(from.at("until_s"));
    }
    out.from_gate = gate_of(from.at("from_gate"));
    out.until_gate = gate_of(from.at("until_gate"));
    return out;
}
phase_term phase_of(const json& from) {
    phase_term out;
    out.id = from.at("id");
    out.title = from.at("title");
    out.start = seconds_of(from.at("start_s"));
    out.end = seconds_of(from.at("end_s"));
    out.verified = seconds_of(from.at("verified_s"));
    out.cited = cited_of(from.at("cited"));
    return out;
}

void read_words(const json& document, plan& to) {
    const auto& arms = document.at("monitoring").at("weapons");
    for (const auto& one : arms.at("classes")) {
        weapon_class made;
        made.id = one.at("id");
        made.includes = texts_of(one.at("includes"));
        to.said.arms.classes.push_back(std::move(made));
    }
    for (const auto& one : arms.at("systems")) {
        weapon_system made;
        made.id = one.at("id");
        made.name = one.at("name");
        made.class_id = one.at("class");
        to.said.arms.systems.push_back(std::move(made));
    }
}

void read_withdrawal(const json& from, plan& to) {
    if (from.is_null()) {
        return;
    }
    auto& withdrawal = to.said.withdrawal.emplace();
    withdrawal.fixed_days = from.at("fixed_days");
    for (const auto& one : from.at("phases")) {
        withdrawal.phases.push_back(phase_of(one));
    }
    for (const auto& one : from.at("reserved")) {
        reserved_area area;
        area.id = reserved_id(one.at("id").get<std::string>());
        area.name = one.at("name");
        reserved_term term;
        term.area = area.id.str();
        const std::string treatment = one.at("treatment");
        for (const auto known :
             {reserved_treatment::last_phase,
              reserved_treatment::excluded,
              reserved_treatment::included}) {
            term.treatment = name(known) == treatment ? known : term.treatment;
        }
        if (!one.at("phase").is_null()) {
            term.phase = phase_of(one.at("phase"));
        }
        to.ground.reserved.push_back(std::move(area));
        to.said.reserved.push_back(std::move(term));
    }
    if (!from.at("entry").is_null()) {
        auto& vacated = to.said.vacated.emplace();
        const std::string entry = from.at("entry");
        for (const auto known :
             {entry_rule::owner,
              entry_rule::police_only,
              entry_rule::international,
              entry_rule::none}) {
            vacated.entry = name(known) == entry ? known : vacated.entry;
        }
        vacated.cited = cited_of(from.at("entry_cited"));
    }
}

/// What obligations and rules have alike.
template <class Term>
Term said_in(const json& from) {
    Term out;
    out.id = from.at("id");
    out.kind = from.at("kind");
    out.text = from.at("text");
    out.cited = cited_of(from.at("cited"));
    return out;
}

void read_steps(const json& said, plan& to) {
    for (const auto& one : said.at("steps")) {
        step_term made;
        made.id = one.at("id");
        made.title = one.at("title");
        made.start = seconds_of(one.at("start_s"));
        if (!one.at("end_s").is_null()) {
            made.end = seconds_of(one.at("end_s"));
        }
        made.needs = texts_of(one.at("needs"));
        if (!one.at("quiet_days").is_null()) {
            made.quiet_days = one.at("quiet_days").get<double>();
        }
        made.suspended = one.at("suspended");
        made.who = one.at("who");
        made.gate = one.at("gate");
        made.zone = one.at("zone");
        made.reset = one.at("reset");
        made.cited = cited_of(one.at("cited"));
        to.said.steps.push_back(std::move(made));
    }
}

void read_duties(const json& said, plan& to) {
    for (const auto& one : said.at("obligations")) {
        auto made = said_in<obligation_term>(one);
        made.who = one.at("who");
        made.due = seconds_of(one.at("due_s"));
        made.due_gate = gate_of(one.at("due_gate"));
        to.said.obligations.push_back(std::move(made));
    }
    for (const auto& one : said.at("rules")) {
        auto made = said_in<rule_term>(one);
        made.binds = one.at("binds");
        made.weapon_class = one.at("weapon_class");
        made.when = span_of(one.at("when"));
        to.said.rules.push_back(std::move(made));
    }
}

void read_zone_terms(const json& said, plan& to) {
    for (const auto& one : said.at("zones")) {
        zone_term made;
        made.id = one.at("id");
        made.weapon_classes = texts_of(one.at("weapon_classes"));
        made.when = span_of(one.at("when"));
        for (const auto& line : one.at("lines")) {
            made.reference_lines.push_back({line.at("role"), line.at("line")});
        }
        made.other_line = one.at("other_line");
        made.from_zone = one.at("from_zone");
        to.said.zones.push_back(std::move(made));
    }
}

void read_milestones(const json& document, plan& to) {
    for (const auto& one : document.at("milestones")) {
        milestone_term made;
        made.id = one.at("id");
        made.title = one.at("title");
        made.when = one.at("when");
        made.then = one.at("then");
        made.who = one.at("who");
        made.cited = cited_of(one.at("cited"));
        to.said.milestones.push_back(std::move(made));
    }
}

}  // namespace

void read_plan_terms(const json& document, plan& to) {
    const auto& said = document.at("monitoring");
    read_words(document, to);
    read_withdrawal(said.at("withdrawal"), to);
    read_steps(said, to);
    read_duties(said, to);
    read_zone_terms(said, to);
    read_milestones(document, to);
    // Plans made before this was said: everywhere.
    if (const auto cells = said.find("rules_hold"); cells != said.end() && !cells->is_null()) {
        to.rules_hold = ground_cells::read(texts_of(*cells));
        if (!to.rules_hold) {
            throw geo::input_error("plan.json: monitoring.rules_hold is not 36 rows of 72 signs # "
                                   "and .; make the plan "
                                   "anew with armistice plan");
        }
    }
}

}  // namespace planner
