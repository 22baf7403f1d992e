// SPDX-License-Identifier: Apache-2.0
#include "planner/terms/read_terms.hpp"

#include "planner/config/config.hpp"

#include <algorithm>

namespace planner {

namespace {

const std::vector<std::string> certainties{"S", "M", "M?", "assumption"};
const std::vector<std::string> severities{"high", "medium", "low"};
const std::vector<std::string> presence_kinds{
    "observer", "interposition", "police", "technical", "evidence", "humanitarian", "remote_only"};
const std::vector<std::string> presence_places{
    "line_of_contact", "vacated", "crossings", "infrastructure", "sites", "reserved_neck"};

citation read_citation(config_table& table) {
    citation out;
    out.clause = table.text("clause").value_or("");
    out.source = table.require_text("source");
    out.certainty = table.require_choice("certainty", certainties);
    return out;
}

term_span read_span(config_table& table) {
    term_span out;
    out.from = table.require_offset("from");
    out.until = table.offset("until");
    if (out.until && *out.until <= out.from) {
        table.fail("until", "is not after from");
    }
    return out;
}

rule_term read_rule(config_table table) {
    rule_term out;
    out.id = table.require_text("id");
    out.kind = table.require_text("kind");
    out.binds = table.require_text("binds");
    out.weapon_class = table.text("weapon_class").value_or("any");
    out.text = table.require_text("text");
    out.when = read_span(table);
    out.cited = read_citation(table);
    table.finish();
    return out;
}

zone_term read_zone(config_table table) {
    zone_term out;
    out.id = table.require_text("id");
    out.title = table.require_text("title");
    out.binds = table.require_text("binds");
    out.lies_on = table.require_text("lies_on");
    out.weapon_class = table.require_text("weapon_class");
    out.depth = table.require_length("depth");
    if (out.depth <= geo::metres(0)) {
        table.fail("depth", "must be more than 0 m");
    }
    out.width = table.require_choice("width_is", {"per_side", "total"}) == "total"
                    ? width_reading::total
                    : width_reading::per_side;
    out.reference_line = table.require_text("reference_line");
    out.text = table.text("text").value_or("");
    out.when = read_span(table);
    out.cited = read_citation(table);
    table.finish();
    return out;
}

phase_term read_phase(config_table table) {
    phase_term out;
    out.id = table.require_text("id");
    out.title = table.require_text("title");
    out.start = table.require_offset("start");
    out.end = table.require_offset("end");
    out.verified = table.require_offset("verified");
    out.gate = table.require_text("gate");
    if (out.end <= out.start) {
        table.fail("end", "is not after start");
    }
    if (out.verified < out.end) {
        table.fail("verified", "is before end");
    }
    out.cited = read_citation(table);
    table.finish();
    return out;
}

/// The last of `items` must have an id of its own.
template <class Items>
void refuse_second(const config_table& table, const Items& items) {
    const auto& id = items.back().id;
    const auto same = [&](const auto& item) { return item.id == id; };
    if (std::any_of(items.begin(), items.end() - 1, same)) {
        table.fail("id", "'" + id + "' is used twice; each needs an id of its own");
    }
}

withdrawal_term read_withdrawal(config_table table) {
    withdrawal_term out;
    out.party = table.require_text("party");
    out.from = table.require_text("from");
    (void)table.require_choice("spacing", {"equal_progress"});
    out.spacing = phase_spacing::equal_progress;
    if (table.choice("distances", {"straight", "by_land"}).value_or("straight") == "by_land") {
        out.distances = phase_distances::by_land;
    }
    out.cited = read_citation(table);
    for (auto& phase : table.tables("phases")) {
        out.phases.push_back(read_phase(phase));
        refuse_second(phase, out.phases);
        const auto count = out.phases.size();
        if (count > 1 && out.phases[count - 1].start < out.phases[count - 2].verified) {
            phase.fail(
                "start",
                "phase '" + out.phases[count - 1].id + "' starts before phase '" +
                    out.phases[count - 2].id + "' is verified"
            );
        }
    }
    if (out.phases.empty()) {
        table.fail("phases", "at least one [[withdrawal.phases]] is needed");
    }
    table.finish();
    return out;
}

vacated_term read_vacated(config_table table) {
    vacated_term out;
    const auto entry =
        table.require_choice("entry", {"owner", "police_only", "international", "none"});
    out.entry = entry == "owner"           ? entry_rule::owner
                : entry == "police_only"   ? entry_rule::police_only
                : entry == "international" ? entry_rule::international
                                           : entry_rule::none;
    out.text = table.text("text").value_or("");
    out.cited = read_citation(table);
    table.finish();
    return out;
}

reserved_term read_reserved(config_table table) {
    reserved_term out;
    out.area = table.require_text("area");
    const auto treatment =
        table.require_choice("treatment", {"last_phase", "excluded", "included"});
    out.treatment = treatment == "excluded"   ? reserved_treatment::excluded
                    : treatment == "included" ? reserved_treatment::included
                                              : reserved_treatment::last_phase;
    out.text = table.text("text").value_or("");
    if (auto phase = table.table("phase")) {
        out.phase = read_phase(*phase);
    } else if (out.treatment == reserved_treatment::last_phase) {
        table.fail_missing("phase", "treatment last_phase needs [reserved.phase]");
    }
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

/// A reserved area is left after everything else.
void check_reserved_phase(config_table& table, const terms& so_far) {
    const auto& phase = so_far.reserved.back().phase;
    auto inner = table.table("phase");
    if (!inner || !so_far.withdrawal) {
        return;
    }
    for (const auto& other : so_far.withdrawal->phases) {
        if (other.id == phase.id) {
            inner->fail("id", "'" + phase.id + "' is used twice; each needs an id of its own");
        }
        if (phase.start < other.verified) {
            inner->fail(
                "start",
                "phase '" + phase.id + "' of a reserved area starts before phase '" + other.id +
                    "' is verified"
            );
        }
    }
}

terms read_table(config_table table) {
    (void)table.require_choice("format", {"armistice-terms/1"});
    terms out;
    out.id = table.require_id("id");
    out.title = table.require_text("title");
    out.summary = table.text("summary").value_or("");
    out.legal_reference = table.text("legal_reference").value_or("");
    out.source = table.require_text("source");
    out.pax_id = table.text("pax_id").value_or("");
    out.effective = table.time("effective");
    out.verifier = table.text("verifier").value_or("the agreed monitors");
    for (auto& item : table.tables("rules")) {
        out.rules.push_back(read_rule(item));
        refuse_second(item, out.rules);
    }
    for (auto& item : table.tables("zones")) {
        out.zones.push_back(read_zone(item));
        refuse_second(item, out.zones);
    }
    if (auto item = table.table("withdrawal")) {
        out.withdrawal = read_withdrawal(*item);
    }
    if (auto item = table.table("vacated")) {
        out.vacated = read_vacated(*item);
    }
    for (auto& item : table.tables("reserved")) {
        out.reserved.push_back(read_reserved(item));
        check_reserved_phase(item, out);
    }
    for (auto& item : table.tables("obligations")) {
        out.obligations.push_back(read_obligation(item));
        refuse_second(item, out.obligations);
    }
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
