// SPDX-License-Identifier: Apache-2.0
#include "planner/report/report_text.hpp"

#include "geo/measure/geodesic.hpp"
#include "planner/model/ground_text.hpp"
#include "planner/model/number_text.hpp"
#include "planner/model/roles.hpp"
#include "planner/model/spacing_text.hpp"
#include "planner/report/corridor_text.hpp"
#include "planner/report/markdown_text.hpp"
#include "planner/report/presence_text.hpp"
#include "planner/report/protection_text.hpp"
#include "planner/report/status_text.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <cmath>

namespace planner {

namespace {

constexpr std::size_t longest_name = 400;
constexpr std::size_t longest_paragraph = 2000;
std::string md(const std::string& raw, std::size_t longest = longest_name) {
    return markdown_text(raw, longest);
}

class report_maker {
public:
    explicit report_maker(const plan& what) : plan_(what) {}

    std::string run() {
        head();
        out_ += status_section(plan_, [](const std::string& raw) { return md(raw); });
        schedule();
        phases();
        zones();
        caps();
        out_ += presence_sections(plan_, [](const std::string& raw) {
            return md(raw, longest_paragraph);
        });
        out_ += protection_section(plan_, [](const std::string& raw) { return md(raw); });
        reserved();
        ways_out();
        out_ += corridor_section(plan_, [](const std::string& raw) {
            return md(raw, longest_paragraph);
        });
        uncertain();
        second_stage();
        sources();
        return std::move(out_);
    }

private:
    template <class... Args>
    void line(fmt::format_string<Args...> text, Args&&... args) {
        out_ += fmt::format(text, std::forward<Args>(args)...);
        out_ += '\n';
    }

    [[nodiscard]] std::string day(instant t) const {
        return to_local_date(t, plan_.ground.time_zone);
    }

    void head() {
        line("# {}", md(plan_.said.title));
        line("");
        line("{}, laid over: {}.", md(plan_.said.id), md(plan_.ground.title));
        line("");
        line("{}", md(plan_.said.summary, longest_paragraph));
        line("");
        in_short();
        line("");
        line(
            "Plan {}, version {}. Nothing here decides the status of any territory; a line of "
            "contact or a phase line is not a border.",
            md(plan_.id),
            md(plan_.version)
        );
        line("");
    }

    void in_short() {
        if (plan_.phases.empty()) {
            line(
                "**In short.** {} and {} between {} and {}; nobody leaves territory under these "
                "terms. Dates are {}; D-day is {}.{}",
                counted(plan_.zones.size(), "zone", "zones"),
                counted(plan_.schedule.size(), "dated action", "dated actions"),
                md(party_name(plan_.ground, plan_.other)),
                md(party_name(plan_.ground, plan_.withdrawing)),
                plan_.date_basis == "fixed" ? "those agreed" : "the earliest possible",
                to_local_text(plan_.d_day, plan_.ground.time_zone),
                plan_.said.d_day_is.empty() ? "" : " D is " + md(plan_.said.d_day_is) + "."
            );
            return;
        }
        const auto leaving = md(party_name(plan_.ground, plan_.withdrawing));
        line(
            "**In short.** {} leaves {} ({}) of the recognised territory of {}, in {} "
            "phases from {} to {} at the earliest. Each phase is verified before the next begins. "
            "Dates are {}; D-day is {}.",
            leaving,
            area_text(leaving_size()),
            counted(leaving_settlements(), "settlement", "settlements"),
            md(party_name(plan_.ground, plan_.other)),
            plan_.phases.size(),
            plan_.phases.empty() ? "-" : day(plan_.phases.front().start),
            plan_.phases.empty() ? "-" : day(plan_.phases.back().verified),
            plan_.date_basis == "fixed"    ? "those agreed"
            : plan_.date_basis == "actual" ? "the earliest possible after what has happened"
                                           : "the earliest possible",
            to_local_text(plan_.d_day, plan_.ground.time_zone)
        );
    }

    [[nodiscard]] geo::square_metres leaving_size() const {
        geo::square_metres sum;
        for (const auto& phase : plan_.phases) {
            sum += phase.count.size;
        }
        return sum;
    }

    [[nodiscard]] std::size_t leaving_settlements() const {
        std::size_t sum = 0;
        for (const auto& phase : plan_.phases) {
            sum += phase.count.settlements;
        }
        return sum;
    }

    void schedule() {
        line("## Schedule");
        line("");
        line(
            "One row an action. Dates are days in {}. Clause numbers are those of the terms file.",
            md(plan_.ground.time_zone)
        );
        if (plan_.ground.settlements.empty()) {
            line("");
            line(
                "The theatre has no layer of settlements: counts of settlements and people are not "
                "given, and stand as 0 below."
            );
        }
        line("");
        line("| when | date | by | who | what | where | verified by | then | clause |");
        line("| --- | --- | --- | --- | --- | --- | --- | --- | --- |");
        for (const auto& row : plan_.schedule) {
            line(
                "| {} | {} | {} | {} | {} | {} | {} | {} | {} |",
                to_offset_text(row.offset),
                day(row.when),
                row.deadline ? day(*row.deadline) : "",
                md(row.who),
                md(row.action),
                md(row.where),
                md(row.verified_by),
                md(row.follows),
                md(row.cited.clause)
            );
        }
        line("");
    }

    void phases() {
        if (plan_.phases.empty()) {
            return;
        }
        line("## Who leaves what");
        line("");
        if (plan_.said.withdrawal) {
            line("Phases are cut by {}.", spacing_text(*plan_.said.withdrawal));
        }
        if (!plan_.kept.empty()) {
            line("");
            line(
                "Beyond the lines to which forces go {} with {} stay held; they are not part of "
                "the withdrawal.",
                area_text(plan_.kept_count.size),
                counted(plan_.kept_count.settlements, "settlement", "settlements")
            );
        }
        line("");
        line("| phase | leaves | verified by | area | settlements | people (register) | still held "
             "after |");
        line("| --- | --- | --- | ---: | ---: | ---: | ---: |");
        for (const auto& phase : plan_.phases) {
            line(
                "| {} | {} to {} | {} | {} | {} | {} | {} |",
                md(phase.term.title),
                day(phase.start),
                day(phase.end),
                day(phase.verified),
                area_text(phase.count.size),
                phase.count.settlements,
                people_text(phase.count.people),
                area_text(phase.still_held.size)
            );
        }
        line("");
        line("By region:");
        line("");
        line("| phase | region | area | settlements | people (register) |");
        line("| --- | --- | ---: | ---: | ---: |");
        for (const auto& phase : plan_.phases) {
            for (const auto& one : phase.by_region) {
                if (geo::in_square_kilometres(one.count.size) < 1 && one.count.settlements == 0) {
                    continue;
                }
                line(
                    "| {} | {} | {} | {} | {} |",
                    md(phase.term.id),
                    md(one.name),
                    area_text(one.count.size),
                    one.count.settlements,
                    people_text(one.count.people)
                );
            }
        }
        line("");
    }

    void zones() {
        line("## Zones and rules");
        line("");
        for (const auto& zone : plan_.zones) {
            line(
                "- **{}** (clause {}): {} {}{}{}, {}; {} "
                "settlements. "
                "{} {}. From {} to {}. Binds {}. Edge true to {:.2f} m for the line as given. "
                "{}",
                md(zone.term.title),
                md(zone.term.cited.clause),
                md(zone.systems.empty() ? zone.term.weapon_class : systems_text(zone)),
                md(titled_ground(plan_, zone.term, zone.depth)),
                md(stretch_text(zone.term)),
                zone.lies_on.str() == "any"
                    ? ""
                    : " on the side of " + md(party_name(plan_.ground, zone.lies_on)),
                area_text(zone.count.size),
                zone.count.settlements,
                zone.term.caps.empty() ? "Forbids" : "Limits",
                md(banned_text(zone.term)),
                day(zone.when.from),
                zone.when.until == open_end() ? "no end" : day(zone.when.until),
                md(zone.binds.str() == "both" ? "both parties"
                                              : party_name(plan_.ground, zone.binds)),
                zone.max_error.value(),
                md(zone.term.text)
            );
            for (const auto& text : cap_texts(zone.term)) {
                line("  - {}", md(text));
            }
            for (const auto& text : exception_texts(zone.term)) {
                line("  - except {}", md(text));
            }
            for (const auto& one : zone.exceptions) {
                line(
                    "  - {} {}: {}, {} settlements",
                    md(one.term.kind + (one.term.place.empty() ? "" : " at " + one.term.place)),
                    one.term.cut ? "takes out of it" : "marked in it",
                    area_text(one.count.size),
                    one.count.settlements
                );
            }
        }
        for (const auto& rule : plan_.said.rules) {
            line("- {} (clause {})", md(rule.text), md(rule.cited.clause));
        }
        line("");
    }

    [[nodiscard]] std::string systems_text(const plan_zone& zone) const {
        std::string out;
        for (const auto& id : zone.systems) {
            const auto* system = plan_.said.arms.find_system(id);
            out += (out.empty() ? "" : ", ") + (system != nullptr ? system->name : id);
        }
        return out;
    }

    static std::string banned_text(const zone_term& term) {
        std::string out;
        for (const auto ban : term.forbids) {
            out += (out.empty() ? "" : ", ") + std::string(name(ban));
        }
        return out;
    }

    /// The most that the zones in force at one time allow each party.
    void caps() {
        if (plan_.caps.empty()) {
            return;
        }
        line("## What the zones allow");
        line("");
        line("| party | of what | at most at one time | from | until | zones in force then |");
        line("| --- | --- | ---: | --- | --- | --- |");
        for (const auto& one : plan_.caps) {
            std::string zones;
            for (const auto& id : one.zones) {
                zones += (zones.empty() ? "" : ", ") + id;
            }
            line(
                "| {} | {} | {:.12g} | {} | {} | {} |",
                md(one.party.str() == "both" ? "both parties" : party_name(plan_.ground, one.party)
                ),
                md(one.what),
                one.most,
                day(one.when.from),
                one.when.until == open_end() ? "no end" : day(one.when.until),
                md(zones)
            );
        }
        line("");
    }

    void reserved() {
        if (plan_.reserved.empty()) {
            return;
        }
        line("## Reserved");
        line("");
        for (const auto& one : plan_.reserved) {
            const auto treatment = one.term.treatment == reserved_treatment::last_phase
                                       ? "left in a phase of its own at the end"
                                   : one.term.treatment == reserved_treatment::excluded
                                       ? "not part of this plan; a presence stands at its land neck"
                                       : "treated like the rest";
            line(
                "- **{}**: {}. {} held, {} settlements. Legal basis: {}. {}",
                md(one.area_of.name),
                treatment,
                area_text(one.count.size),
                one.count.settlements,
                md(one.area_of.legal_basis),
                md(one.term.text)
            );
        }
        line("");
    }

    void ways_out() {
        if (plan_.phases.empty()) {
            return;
        }
        line("## Ways out");
        line("");
        std::string main;
        std::string others;
        for (const auto& exit : plan_.exits) {
            const auto& place = plan_.ground.crossings[exit.crossing];
            auto& list = exit.territory == "main" ? main : others;
            list += (list.empty() ? "" : ", ") + place.name + " (" + place.kind + ")";
        }
        line(
            "Named exits of the main area: {}.", main.empty() ? "none" : md(main, longest_paragraph)
        );
        if (!others.empty()) {
            line("");
            line("Named exits of reserved areas: {}.", md(others, longest_paragraph));
        }
        line("");
        if (plan_.cut_off.empty()) {
            line("After every phase each part still held reaches the land border or a named exit, "
                 "apart "
                 "from islets without a settlement, which are left by water.");
        } else {
            for (const auto& part : plan_.cut_off) {
                line(
                    "- After phase {} a part of {} near {:.2f} E {:.2f} N has no way out of its "
                    "own; "
                    "a transit corridor is needed{}.",
                    md(part.phase),
                    area_text(part.size),
                    part.inside.lon.value(),
                    part.inside.lat.value(),
                    transit_text(part.transit)
                );
            }
        }
        line("");
    }

    static std::string transit_text(const transit_corridor& way) {
        if (way.shape.empty()) {
            return "; there is neither a border nor an open exit to lead it to";
        }
        return fmt::format(
            ": the shortest, {:.0f} km {}, leads to {} near {:.2f} E {:.2f} N",
            geo::in_kilometres(way.length),
            way.by_land ? "by land" : "in a straight line",
            md(way.reaches),
            way.shape.back().lon.value(),
            way.shape.back().lat.value()
        );
    }

    void uncertain() {
        line("## What is uncertain");
        line("");
        if (const auto* contact = plan_.contact_line()) {
            const auto length = geo::length(plan_.contact);
            line(
                "- The line of contact is {} and known to {:g} km (95 %); over its {:.0f} km every "
                "1 "
                "km of "
                "shift moves {} from one side to the other.",
                contact->basis == line_basis::agreed ? "agreed" : "observed",
                geo::in_kilometres(contact->accuracy),
                geo::in_kilometres(length),
                area_text(length * geo::kilometres(1))
            );
        }
        for (const auto& source : plan_.ground.sources) {
            if (source.layer == "settlements" && !source.note.empty()) {
                line("- People counts: {}.", md(source.note));
            }
        }
        for (const auto& item : plan_.found) {
            if (item.code == geo::finding_code::plan_assumption) {
                continue;
            }
            if (item.level == geo::severity::note &&
                item.code == geo::finding_code::plan_rule_without_zone) {
                continue;
            }
            line("- {}: {}", geo::name(item.level), md(item.text, longest_paragraph));
        }
        line("");
        line("Assumptions (figures that no source fixes; change them in the terms):");
        line("");
        for (const auto& item : plan_.found) {
            if (item.code == geo::finding_code::plan_assumption) {
                line("- {}", md(item.text, longest_paragraph));
            }
        }
        line("");
    }

    void second_stage() {
        if (plan_.said.second_stage.empty()) {
            return;
        }
        line("## Left to the second stage");
        line("");
        for (const auto& question : plan_.said.second_stage) {
            line("- {}", md(question));
        }
        line("");
    }

    void sources() {
        line("## Sources");
        line("");
        line("- Terms: {}. {}", md(plan_.said.source), md(plan_.said.legal_reference));
        for (const auto& one : plan_.ground.lines) {
            line(
                "- {} ({}): {}", md(one.title), to_rfc3339(one.date).substr(0, 10), md(one.source)
            );
        }
        for (const auto& source : plan_.ground.sources) {
            line(
                "- {}: {} ({}){}{}",
                md(source.layer),
                md(source.source),
                md(source.licence),
                source.attribution.empty() ? "" : ". ",
                md(source.attribution)
            );
        }
        line("");
        line("The boundaries and names shown and the designations used do not imply official "
             "endorsement or acceptance by the United Nations.");
    }

    const plan& plan_;
    std::string out_;
};

}  // namespace

std::string to_report(const plan& what) {
    return report_maker(what).run();
}

}  // namespace planner
