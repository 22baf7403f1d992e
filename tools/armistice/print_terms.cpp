// SPDX-License-Identifier: Apache-2.0
#include "tools/armistice/print_terms.hpp"

#include "planner/model/time.hpp"

#include <fmt/format.h>

namespace tools {

namespace {

/// `clause 5; certainty M?; source`.
std::string cited_text(const planner::citation& cited) {
    return fmt::format(
        "{}{}{}",
        cited.clause.empty() ? "" : "clause " + cited.clause + "; ",
        cited.certainty == "S" ? "" : "certainty " + cited.certainty + "; ",
        cited.source
    );
}

/// `D+16 (counted from the end of 'withdrawal')`.
std::string date_text(planner::seconds offset, const planner::gate_ref& gate) {
    const std::string moment = gate.moment == planner::gate_moment::verified
                                   ? "verification"
                                   : std::string(planner::name(gate.moment));
    return planner::to_offset_text(offset) +
           (gate.id.empty() ? "" : " (counted from the " + moment + " of '" + gate.id + "')");
}

/// `from D+1 until D+60`.
std::string span_text(const planner::term_span& when) {
    return fmt::format(
        "from {} until {}",
        date_text(when.from, when.from_gate),
        when.until ? date_text(*when.until, when.until_gate) : "no end"
    );
}

void print_phase(const planner::phase_term& phase) {
    fmt::print(
        "  {}: {} to {}, verified by {}. Gate: {}\n      {}\n",
        phase.title,
        planner::to_offset_text(phase.start),
        planner::to_offset_text(phase.end),
        planner::to_offset_text(phase.verified),
        phase.gate,
        cited_text(phase.cited)
    );
}

void print_head(const planner::terms& said) {
    fmt::print("{}\n{}\n\n{}\n\n", said.title, said.legal_reference, said.summary);
    fmt::print("Source: {}\n", said.source);
    if (said.status != planner::terms_status::unsaid || !said.status_note.empty()) {
        fmt::print(
            "Status: {}{}{}\n",
            planner::name(said.status),
            said.status_note.empty() || said.status == planner::terms_status::unsaid ? "" : ". ",
            said.status_note
        );
    }
    if (!said.pax_id.empty()) {
        fmt::print("PA-X: {}\n", said.pax_id);
    }
    if (said.effective) {
        fmt::print("Effective: {}\n", planner::to_rfc3339(*said.effective));
    }
    if (!said.d_day_is.empty()) {
        fmt::print("Day D: {}\n", said.d_day_is);
    }
    if (!said.note.empty()) {
        fmt::print("Note: {}\n", said.note);
    }
}

void print_inputs(const planner::terms& said) {
    if (said.inputs.empty()) {
        return;
    }
    fmt::print("\nTo be supplied (armistice plan --input ID=FILE)\n");
    for (const auto& one : said.inputs) {
        fmt::print(
            "  {} [{}] {}: {}\n      {}\n",
            one.id,
            planner::name(one.kind),
            one.title,
            one.text,
            cited_text(one.cited)
        );
    }
}

void print_rules(const planner::terms& said) {
    if (said.rules.empty()) {
        return;
    }
    fmt::print("\nRules\n");
    for (const auto& one : said.rules) {
        fmt::print(
            "  {} [{}] {}\n      {}\n",
            date_text(one.when.from, one.when.from_gate),
            one.binds,
            one.text,
            cited_text(one.cited)
        );
    }
}

std::string words_of(const std::vector<planner::zone_ban>& bans) {
    std::string out;
    for (const auto ban : bans) {
        out += (out.empty() ? "" : ", ") + std::string(planner::name(ban));
    }
    return out;
}

/// Where a zone lies, as written: depths are those of the text.
std::string written_ground(const planner::zone_term& one) {
    using enum planner::zone_rule;
    const auto km = geo::in_kilometres(one.depth);
    const auto* width =
        one.width == planner::width_reading::total ? "over both sides together" : "per side";
    switch (one.rule) {
    case distance:
        return fmt::format("{:g} km {} of line '{}'", km, width, one.reference_line);
    case distance_or_range:
        return fmt::format(
            "{:g} km {} of line '{}', or the weapon's maximum range if that is more",
            km,
            width,
            one.reference_line
        );
    case cannot_reach:
        return fmt::format(
            "nowhere from where it reaches line '{}'{}",
            one.other_line,
            one.within ? fmt::format(
                             ", within {:g} km of line '{}'",
                             geo::in_kilometres(*one.within),
                             one.reference_line.empty() ? one.other_line : one.reference_line
                         )
                       : ""
        );
    case corridor:
        return fmt::format("{:g} km {} about route '{}'", km, width, one.route);
    case band:
        return one.from_zone.empty() ? fmt::format(
                                           "{:g} to {:g} km from line '{}'",
                                           geo::in_kilometres(one.from_depth),
                                           km,
                                           one.reference_line
                                       )
                                     : planner::ground_text(one, one.depth);
    case outward:
        return planner::ground_text(one, one.depth) +
               (one.of.empty() ? "" : ", in '" + one.of + "'");
    case between:
    case circle:
    case polygon:
    case squares:
        return planner::ground_text(one, one.depth);
    }
    return {};
}

void print_zones(const planner::terms& said) {
    if (said.zones.empty()) {
        return;
    }
    fmt::print("\nZones\n");
    for (const auto& one : said.zones) {
        const auto side = one.lies_on == "both"  ? std::string("each on its own side")
                          : one.lies_on == "any" ? std::string("on any side")
                                                 : "on the side of " + one.lies_on;
        fmt::print(
            "  {} [binds {}, {}] {}{}: {}{}, {}\n      {} {}\n",
            one.title,
            one.binds,
            side,
            one.weapon_class,
            one.space == planner::zone_space::ground
                ? ""
                : fmt::format(" ({})", planner::name(one.space)),
            written_ground(one),
            planner::stretch_text(one),
            span_text(one.when),
            one.caps.empty() ? "forbids" : "limits",
            words_of(one.forbids)
        );
        for (const auto& id : one.not_in) {
            fmt::print("      without zone '{}'\n", id);
        }
        for (const auto& text : planner::cap_texts(one)) {
            fmt::print("      {}\n", text);
        }
        for (const auto& text : planner::exception_texts(one)) {
            fmt::print("      except {}\n", text);
        }
        if (!one.inspect.empty()) {
            fmt::print("      inspected {}\n", one.inspect);
        }
        fmt::print("      {}\n", cited_text(one.cited));
    }
}

std::string spacing_text(const planner::withdrawal_term& said) {
    using enum planner::phase_spacing;
    switch (said.spacing) {
    case equal_progress:
        return "by equal progress";
    case fixed_distance:
        return fmt::format("by {:g} km a phase", geo::in_kilometres(*said.step));
    case lines: {
        std::string out;
        for (const auto& line : said.lines) {
            out += (out.empty() ? "by lines '" : "', '") + line;
        }
        return out + "'";
    }
    case regions: {
        std::string out = "by regions";
        for (std::size_t i = 0; i < said.regions.size(); ++i) {
            out += i == 0 ? " " : "; ";
            for (std::size_t j = 0; j < said.regions[i].size(); ++j) {
                out += (j == 0 ? "" : ", ") + said.regions[i][j];
            }
        }
        return out;
    }
    }
    return {};
}

void print_withdrawal(const planner::terms& said) {
    if (said.withdrawal) {
        fmt::print(
            "\nWithdrawal of '{}' from {}{}, {}{}\n      {}\n",
            said.withdrawal->party,
            said.withdrawal->holds_all() ? "all of the territory"
                                         : "line '" + said.withdrawal->from + "'",
            said.withdrawal->to == "border" ? "" : " to '" + said.withdrawal->to + "'",
            spacing_text(*said.withdrawal),
            said.withdrawal->fixed_days ? ", on fixed days" : "",
            cited_text(said.withdrawal->cited)
        );
        for (const auto& phase : said.withdrawal->phases) {
            print_phase(phase);
        }
    }
    if (said.vacated) {
        fmt::print(
            "\nWho enters what is left: {}. {}\n      {}\n",
            planner::name(said.vacated->entry),
            said.vacated->text,
            cited_text(said.vacated->cited)
        );
    }
    for (const auto& one : said.reserved) {
        fmt::print(
            "\nReserved area '{}': {}. {}\n", one.area, planner::name(one.treatment), one.text
        );
        if (one.treatment == planner::reserved_treatment::last_phase) {
            print_phase(one.phase);
        }
    }
}

void print_step(const planner::step_term& one) {
    fmt::print(
        "  {}{} [{}] {}: {}{}\n",
        planner::to_offset_text(one.start),
        one.end ? " to " + planner::to_offset_text(*one.end) : "",
        one.who,
        one.title,
        one.action,
        one.suspended
            ? " (suspended" + (one.suspended_text.empty() ? "" : ": " + one.suspended_text) + ")"
            : ""
    );
    for (const auto& id : one.needs) {
        fmt::print("      after '{}' is verified\n", id);
    }
    if (!one.gate.empty()) {
        fmt::print("      gate: {}\n", one.gate);
    }
    if (!one.reset.empty()) {
        fmt::print(
            "      {}{}\n",
            one.reset,
            one.quiet_days ? fmt::format(" ({:g} quiet days)", *one.quiet_days) : ""
        );
    }
    fmt::print("      {}\n", cited_text(one.cited));
}

void print_steps(const planner::terms& said) {
    if (!said.steps.empty()) {
        fmt::print("\nSteps\n");
    }
    for (const auto& one : said.steps) {
        print_step(one);
    }
    if (!said.milestones.empty()) {
        fmt::print("\nMilestones\n");
    }
    for (const auto& one : said.milestones) {
        fmt::print(
            "  {} [{}] after '{}': {}\n      {}\n",
            one.title,
            one.who,
            one.when,
            one.then,
            cited_text(one.cited)
        );
    }
}

void print_obligations(const planner::terms& said) {
    if (said.obligations.empty()) {
        return;
    }
    fmt::print("\nObligations\n");
    for (const auto& one : said.obligations) {
        fmt::print(
            "  {} [{}] {}\n      {}\n",
            date_text(one.due, one.due_gate),
            one.who,
            one.text,
            cited_text(one.cited)
        );
    }
}

void print_presence(const planner::terms& said) {
    if (said.presence.empty()) {
        return;
    }
    fmt::print("\nPresence\n");
    for (const auto& one : said.presence) {
        fmt::print(
            "  {} [{}] {}{}: {}\n      {}\n",
            one.kind,
            one.severity,
            one.where,
            one.reach ? fmt::format(" ({:g} km)", geo::in_kilometres(*one.reach)) : "",
            one.reason,
            cited_text(one.cited)
        );
    }
}

}  // namespace

void print_terms(const planner::terms& said) {
    print_head(said);
    print_inputs(said);
    print_rules(said);
    print_zones(said);
    print_withdrawal(said);
    print_steps(said);
    print_obligations(said);
    print_presence(said);
    if (!said.second_stage.empty()) {
        fmt::print("\nLeft to a second stage\n");
    }
    for (const auto& question : said.second_stage) {
        fmt::print("  {}\n", question);
    }
}

}  // namespace tools
