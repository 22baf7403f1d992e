// SPDX-License-Identifier: Apache-2.0
#include "planner/terms/read_withdrawal.hpp"

#include "planner/terms/read_common.hpp"

namespace planner::reading {

namespace {

/// `a + b`, or `border`: each a line of a theatre or an input of the terms.
void check_lines(
    const config_table& table, std::string_view key, const std::string& target, const terms& in
) {
    for (const auto& id : lines_of(target)) {
        if (id.empty() || id == "border") {
            table.fail(
                key,
                "'" + target +
                    "' must be \"border\", or ids of lines or \"input:ID\" with \" + \" between"
            );
        }
        check_input(table, key, id, input_kind::line, in);
    }
}

void read_regions(config_table& table, withdrawal_term& out, const terms& in) {
    out.regions = table.text_lists("regions");
    out.order = read_word<region_order>(
        table,
        "order",
        {{"nearest_first", region_order::nearest_first},
         {"farthest_first", region_order::farthest_first},
         {"smallest_first", region_order::smallest_first}},
        region_order::as_listed
    );
    if (out.regions.empty() == (out.order == region_order::as_listed)) {
        table.fail_missing(
            "regions", "exactly one of regions (lists of names, one a phase) and order is needed"
        );
    }
    for (const auto& list : out.regions) {
        for (const auto& id : list) {
            check_input(table, "regions", id, input_kind::polygon, in);
        }
    }
}

/// The last of the given lines is where forces stop.
void read_lines(config_table& table, withdrawal_term& out, const terms& in) {
    out.lines = table.texts("lines");
    if (out.lines.empty()) {
        table.fail_missing("lines", "ids of lines of the theatre, one a phase");
    }
    for (const auto& one : out.lines) {
        check_lines(table, "lines", one, in);
        if (one == "border" && &one != &out.lines.back()) {
            table.fail("lines", "\"border\" can only be the last of them");
        }
    }
    if (table.has("to") && out.to != out.lines.back()) {
        table.fail("to", "must be the last of lines, '" + out.lines.back() + "'");
    }
    out.to = out.lines.back();
}

void read_spacing(config_table& table, withdrawal_term& out, const terms& in) {
    (void)table.require_choice("spacing", {"equal_progress", "fixed_distance", "lines", "regions"});
    out.spacing = read_word<phase_spacing>(
        table,
        "spacing",
        {{"equal_progress", phase_spacing::equal_progress},
         {"fixed_distance", phase_spacing::fixed_distance},
         {"lines", phase_spacing::lines},
         {"regions", phase_spacing::regions}},
        phase_spacing::equal_progress
    );
    out.distances = read_word<phase_distances>(
        table,
        "distances",
        {{"straight", phase_distances::straight}, {"by_land", phase_distances::by_land}},
        // Leaves fewer remnants without a way out: armistice-terms(5).
        phase_distances::by_land
    );
    if (table.has("distances") && out.spacing != phase_spacing::equal_progress) {
        table.fail("distances", "is a choice of spacing = \"equal_progress\" only");
    }
    if (out.spacing == phase_spacing::fixed_distance) {
        out.step = read_depth(table, "step");
    }
    if (out.spacing == phase_spacing::lines) {
        read_lines(table, out, in);
    }
    if (out.spacing == phase_spacing::regions) {
        read_regions(table, out, in);
    }
}

/// Without a line of contact nothing can be measured from it.
void check_holds_all(const config_table& table, const withdrawal_term& said) {
    const bool drawn = said.spacing == phase_spacing::lines ||
                       (said.spacing == phase_spacing::regions && !said.regions.empty());
    if (said.holds_all() && !drawn) {
        table.fail(
            "from",
            "\"territory\" (all of it is held, there is no line of contact) needs phases by "
            "given lines, or by lists of regions"
        );
    }
}

/// Lists of one entry a phase.
void check_count(
    const config_table& table, std::string_view key, std::size_t written, std::size_t phases
) {
    if (written != 0 && written != phases) {
        table.fail(
            key,
            "has " + std::to_string(written) + " entries for " + std::to_string(phases) +
                " phases; one for each is needed"
        );
    }
}

withdrawal_term read_steps_out(config_table table, const terms& in) {
    withdrawal_term out;
    for (const auto& key : table.keys()) {
        out.at.emplace(key, table.place(key));
    }
    out.party = table.require_text("party");
    out.from = table.require_text("from");
    out.to = table.text("to").value_or("border");
    check_lines(table, "to", out.to, in);
    read_spacing(table, out, in);
    for (const auto* key : {"from", "to", "lines", "regions", "step"}) {
        out.at.emplace(key, table.place(key));
    }
    check_holds_all(table, out);
    out.fixed_days = table.flag("fixed_days").value_or(false);
    out.cited = read_citation(table);
    for (auto& phase : table.tables("phases")) {
        out.phases.push_back(read_phase(phase));
        refuse_second(phase, out.phases);
        const auto count = out.phases.size();
        if (count > 1 && out.phases[count - 1].start < out.phases[count - 2].verified) {
            phase.fail(
                "start",
                "phase '" + out.phases[count - 1].id + "' starts (" +
                    to_offset_text(out.phases[count - 1].start) + ") before phase '" +
                    out.phases[count - 2].id + "' is verified (" +
                    to_offset_text(out.phases[count - 2].verified) + ")"
            );
        }
    }
    if (out.phases.empty()) {
        table.fail("phases", "at least one [[withdrawal.phases]] is needed");
    }
    check_count(table, "lines", out.lines.size(), out.phases.size());
    check_count(table, "regions", out.regions.size(), out.phases.size());
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
    out.at = table.place("area");
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

}  // namespace

void read_withdrawal(config_table& table, terms& into) {
    if (auto item = table.table("withdrawal")) {
        into.withdrawal = read_steps_out(*item, into);
    }
    if (auto item = table.table("vacated")) {
        into.vacated = read_vacated(*item);
    }
    for (auto& item : table.tables("reserved")) {
        into.reserved.push_back(read_reserved(item));
        check_reserved_phase(item, into);
    }
}

}  // namespace planner::reading
