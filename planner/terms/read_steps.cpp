// SPDX-License-Identifier: Apache-2.0
#include "planner/terms/read_steps.hpp"

#include "planner/terms/read_common.hpp"

namespace planner::reading {

namespace {

input_term read_input(config_table table) {
    input_term out;
    out.id = table.require_id("id");
    (void)table.require_choice("kind", {"line", "polygon", "points"});
    out.kind = read_word<input_kind>(
        table,
        "kind",
        {{"line", input_kind::line},
         {"polygon", input_kind::polygon},
         {"points", input_kind::points}},
        input_kind::line
    );
    out.title = table.require_text("title");
    out.text = table.require_text("text");
    out.cited = read_citation(table);
    table.finish();
    return out;
}

step_term read_step(config_table table) {
    step_term out;
    out.id = table.require_id("id");
    out.title = table.require_text("title");
    out.who = table.require_text("who");
    out.action = table.require_text("action");
    out.start = table.require_offset("start");
    out.end = table.offset("end");
    if (out.end && *out.end < out.start) {
        table.fail("end", "is before start");
    }
    out.gate = table.text("gate").value_or("");
    out.verified_by = table.text("verified_by").value_or("");
    out.needs = table.texts("needs");
    out.zone = table.text("zone").value_or("");
    out.reset = table.text("reset").value_or("");
    out.quiet_days = table.number("quiet_days");
    if (out.quiet_days && *out.quiet_days <= 0) {
        table.fail("quiet_days", "must be more than 0");
    }
    if (out.quiet_days && out.reset.empty()) {
        table.fail_missing("reset", "what starts the quiet days again");
    }
    out.suspended = table.flag("suspended").value_or(false);
    out.suspended_text = table.text("suspended_text").value_or("");
    if (!out.suspended && !out.suspended_text.empty()) {
        table.fail("suspended_text", "is given without suspended = true");
    }
    out.cited = read_citation(table);
    table.finish();
    return out;
}

template <class Items>
std::vector<std::string> ids_of(const Items& items) {
    std::vector<std::string> out;
    for (const auto& one : items) {
        out.push_back(one.id);
    }
    return out;
}

const step_term* find_step(const terms& in, const std::string& id) {
    for (const auto& one : in.steps) {
        if (one.id == id) {
            return &one;
        }
    }
    return nullptr;
}

void check_needs(const config_table& table, const step_term& step, const terms& in) {
    for (const auto& id : step.needs) {
        const auto* before = find_step(in, id);
        if (before == nullptr) {
            table.fail("needs", not_known("step", id, ids_of(in.steps)));
        }
        if (step.start < before->end.value_or(before->start)) {
            table.fail("start", "step '" + step.id + "' starts before step '" + id + "' has ended");
        }
    }
}

/// Does `step` come back to `goal` along what is needed?
bool leads_to(const terms& in, const step_term& step, const std::string& goal, std::size_t depth) {
    for (const auto& id : step.needs) {
        const auto* before = find_step(in, id);
        if (id == goal || (before != nullptr && depth < in.steps.size() &&
                           leads_to(in, *before, goal, depth + 1))) {
            return true;
        }
    }
    return false;
}

}  // namespace

void read_inputs(config_table& table, terms& into) {
    for (auto& item : table.tables("inputs")) {
        into.inputs.push_back(read_input(item));
        refuse_second(item, into.inputs);
    }
}

void read_steps(config_table& table, terms& into) {
    auto items = table.tables("steps");
    for (auto& item : items) {
        into.steps.push_back(read_step(item));
        refuse_second(item, into.steps);
        const auto& zone = into.steps.back().zone;
        const auto zones = ids_of(into.zones);
        if (!zone.empty() && std::find(zones.begin(), zones.end(), zone) == zones.end()) {
            item.fail("zone", not_known("zone", zone, zones));
        }
    }
    for (std::size_t i = 0; i < items.size(); ++i) {
        check_needs(items[i], into.steps[i], into);
        if (leads_to(into, into.steps[i], into.steps[i].id, 0)) {
            items[i].fail("needs", "steps need each other in a circle, so none can start");
        }
    }
}

void read_milestones(config_table& table, terms& into) {
    auto known = ids_of(into.steps);
    if (into.withdrawal) {
        for (const auto& phase : into.withdrawal->phases) {
            known.push_back(phase.id);
        }
    }
    for (const auto& one : into.reserved) {
        if (one.treatment == reserved_treatment::last_phase) {
            known.push_back(one.phase.id);
        }
    }
    for (auto& item : table.tables("milestones")) {
        milestone_term out;
        out.id = item.require_id("id");
        out.title = item.require_text("title");
        out.when = item.require_text("when");
        if (std::find(known.begin(), known.end(), out.when) == known.end()) {
            item.fail("when", not_known("step or phase", out.when, known));
        }
        out.then = item.require_text("then");
        out.who = item.require_text("who");
        out.cited = read_citation(item);
        item.finish();
        into.milestones.push_back(std::move(out));
        refuse_second(item, into.milestones);
    }
}

}  // namespace planner::reading
