// SPDX-License-Identifier: Apache-2.0
#include "planner/terms/read_terms.hpp"

#include "planner/config/config.hpp"
#include "planner/terms/read_common.hpp"
#include "planner/terms/read_steps.hpp"
#include "planner/terms/read_weapons.hpp"
#include "planner/terms/read_withdrawal.hpp"
#include "planner/terms/read_zones.hpp"

namespace planner {

namespace {

using namespace reading;

const std::vector<std::string> severities{"high", "medium", "low"};
const std::vector<std::string> presence_kinds{
    "observer", "interposition", "police", "technical", "evidence", "humanitarian", "remote_only"};
const std::vector<std::string> presence_places{
    "line_of_contact", "vacated", "crossings", "infrastructure", "sites", "reserved_neck"};

rule_term read_rule(config_table table, const weapons& arms) {
    rule_term out;
    out.id = table.require_text("id");
    out.kind = table.require_text("kind");
    out.binds = table.require_text("binds");
    out.weapon_class = table.text("weapon_class").value_or("any");
    check_weapon_word(table, "weapon_class", out.weapon_class, arms);
    out.text = table.require_text("text");
    out.when = read_span(table);
    out.cited = read_citation(table);
    table.finish();
    return out;
}

obligation_term read_obligation(config_table table) {
    obligation_term out;
    out.id = table.require_text("id");
    out.kind = table.require_text("kind");
    out.who = table.require_text("who");
    out.text = table.require_text("text");
    out.due = table.require_offset("due");
    out.due_gate = read_gate(table, "due_gate");
    out.verified_by = table.text("verified_by").value_or("");
    out.site_kind = table.text("site_kind").value_or("");
    out.cited = read_citation(table);
    table.finish();
    return out;
}

presence_term read_presence(config_table table) {
    presence_term out;
    out.id = table.require_text("id");
    out.kind = table.require_choice("kind", presence_kinds);
    out.where = table.require_choice("where", presence_places);
    out.only = table.text("only").value_or("");
    out.reach = table.length("reach");
    if (!out.reach && out.where != "vacated") {
        table.fail_missing("reach", "how far about it, such as \"5km\"");
    }
    if (out.reach && *out.reach <= geo::metres(0)) {
        table.fail("reach", "must be more than 0 m");
    }
    out.severity = table.require_choice("severity", severities);
    out.reason = table.require_text("reason");
    out.cited = read_citation(table);
    table.finish();
    return out;
}

/// The phases and steps that dates may be counted from.
std::vector<gate_dates> gates_of(const terms& in) {
    std::vector<gate_dates> out;
    const auto add = [&](const std::string& id, seconds start, seconds end, seconds verified) {
        auto& one = out.emplace_back();
        one.id = id;
        one.start_offset = start;
        one.end_offset = end;
        one.verified_offset = verified;
    };
    for (const auto& one : in.steps) {
        const auto end = one.end.value_or(one.start);
        add(one.id, one.start, end, end);
    }
    if (in.withdrawal) {
        for (const auto& one : in.withdrawal->phases) {
            add(one.id, one.start, one.end, one.verified);
        }
    }
    for (const auto& one : in.reserved) {
        if (one.treatment == reserved_treatment::last_phase) {
            add(one.phase.id, one.phase.start, one.phase.end, one.phase.verified);
        }
    }
    return out;
}

/// What is counted from a gate names a phase or step, which may stand later in the file.
void find_gates(config_table& table, terms& in) {
    const auto known = gates_of(in);
    const auto find_in = [&](const char* key, auto& items) {
        auto tables = table.tables(key);
        for (std::size_t i = 0; i < items.size(); ++i) {
            auto& when = items[i].when;
            find_gate(tables[i], "from_gate", when.from, when.from_gate, known);
            if (when.until) {
                find_gate(tables[i], "until_gate", *when.until, when.until_gate, known);
            }
        }
    };
    find_in("rules", in.rules);
    find_in("zones", in.zones);
    auto duties = table.tables("obligations");
    for (std::size_t i = 0; i < duties.size(); ++i) {
        auto& duty = in.obligations[i];
        find_gate(duties[i], "due_gate", duty.due, duty.due_gate, known);
    }
}

terms read_table(config_table table) {
    (void)table.require_choice("format", {"armistice-terms/1"});
    terms out;
    out.arms = built_in_weapons();
    out.id = table.require_id("id");
    out.title = table.require_text("title");
    out.summary = table.text("summary").value_or("");
    out.legal_reference = table.text("legal_reference").value_or("");
    out.source = table.require_text("source");
    out.pax_id = table.text("pax_id").value_or("");
    out.note = table.text("note").value_or("");
    out.status = read_word<terms_status>(
        table,
        "status",
        {{"in_force", terms_status::in_force},
         {"ended", terms_status::ended},
         {"proposal", terms_status::proposal}},
        terms_status::unsaid
    );
    out.status_note = table.text("status_note").value_or("");
    out.d_day_is = table.text("d_day_is").value_or("");
    out.effective = table.time("effective");
    out.verifier = table.text("verifier").value_or("the agreed monitors");
    for (auto& item : table.tables("rules")) {
        out.rules.push_back(read_rule(item, out.arms));
        refuse_second(item, out.rules);
    }
    read_inputs(table, out);
    read_zones(table, out);
    read_withdrawal(table, out);
    read_steps(table, out);
    read_milestones(table, out);
    for (auto& item : table.tables("obligations")) {
        out.obligations.push_back(read_obligation(item));
        refuse_second(item, out.obligations);
    }
    find_gates(table, out);
    for (auto& item : table.tables("presence")) {
        out.presence.push_back(read_presence(item));
        refuse_second(item, out.presence);
    }
    if (auto item = table.table("second_stage")) {
        out.second_stage = item->texts("questions");
        item->finish();
    }
    table.finish();
    return out;
}

}  // namespace

terms read_terms(const std::string& path) {
    auto out = read_table(config_table::from_file(path));
    out.file = path;
    return out;
}

terms read_terms_text(std::string_view text, const std::string& name) {
    auto out = read_table(config_table::from_text(text, name));
    out.file = name;
    return out;
}

}  // namespace planner
