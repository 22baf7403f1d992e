// SPDX-License-Identifier: Apache-2.0
#include "planner/report/report_text.hpp"

#include "geo/measure/geodesic.hpp"
#include "planner/model/land_text.hpp"
#include "planner/model/number_text.hpp"
#include "planner/model/roles.hpp"
#include "planner/model/spacing_text.hpp"
#include "planner/report/corridor_text.hpp"
#include "planner/report/markdown.hpp"
#include "planner/report/presence_text.hpp"
#include "planner/report/protection_text.hpp"
#include "planner/report/report_appendix.hpp"
#include "planner/report/report_opening.hpp"
#include "planner/report/status_text.hpp"
#include "planner/report/zone_text.hpp"

#include <algorithm>
#include <map>

namespace planner {

namespace {

class report_maker {
public:
    explicit report_maker(const plan& what) : plan_(what) {}

    std::string run() {
        text_.add(report_opening(plan_));
        text_.add(status_section(plan_));
        text_.add(dates_section(plan_));
        phases();
        text_.add(corridor_section(plan_));
        text_.add(zone_sections(plan_));
        text_.add(presence_sections(plan_));
        text_.add(protection_section(plan_));
        reserved();
        uncertain();
        sources();
        text_.add(report_appendices(plan_));
        return text_.take();
    }

private:
    [[nodiscard]] std::string day(instant t) const {
        return to_local_date(t, plan_.ground.time_zone);
    }

    void phases() {
        if (plan_.phases.empty()) {
            return;
        }
        text_.heading("Who leaves what");
        text_.line(
            "What {} leaves is {}.",
            markdown(party_name(plan_.ground, plan_.withdrawing)),
            markdown(land_text(plan_.ground, plan_.other))
        );
        if (plan_.said.withdrawal) {
            text_.line();
            text_.line("Phases are cut by {}.", spacing_text(*plan_.said.withdrawal));
        }
        if (!plan_.kept.empty()) {
            text_.line();
            text_.line(
                "Beyond the lines to which forces go {} with {} stay held; they are not part of "
                "the withdrawal.",
                area_text(plan_.kept_count.size),
                counted(plan_.kept_count.settlements, "settlement", "settlements")
            );
        }
        text_.line();
        text_.line("| phase | area | settlements | people (register) | still held after it |");
        text_.line("| --- | ---: | ---: | ---: | ---: |");
        for (const auto& phase : plan_.phases) {
            text_.line(
                "| {} | {} | {} | {} | {} |",
                markdown(phase.term.title),
                area_text(phase.count.size),
                phase.count.settlements,
                people_text(phase.count.people),
                area_text(phase.still_held.size)
            );
        }
        text_.line();
        cut_off();
    }

    void cut_off() {
        if (plan_.cut_off.empty()) {
            text_.line("After every phase each part still held reaches the land border or an exit, "
                       "apart from islets without a settlement, which are left by water.");
        }
        for (const auto& part : plan_.cut_off) {
            text_.line(
                "- After phase {} a part of {} near {:.2f} E {:.2f} N has no way out of its own; a "
                "transit corridor is needed{}.",
                markdown(part.phase),
                area_text(part.size),
                part.inside.lon.value(),
                part.inside.lat.value(),
                transit_text(part.transit)
            );
        }
        text_.line();
    }

    static std::string transit_text(const transit_corridor& way) {
        if (way.shape.empty()) {
            return "; there is neither a border nor an open exit to lead it to";
        }
        return fmt::format(
            ": the shortest, {:.0f} km {}, leads to {} near {:.2f} E {:.2f} N",
            geo::in_kilometres(way.length),
            way.by_land ? "by land" : "in a straight line",
            markdown(way.reaches),
            way.shape.back().lon.value(),
            way.shape.back().lat.value()
        );
    }

    void reserved() {
        if (plan_.reserved.empty() && plan_.said.second_stage.empty()) {
            return;
        }
        text_.heading("What is reserved");
        for (const auto& one : plan_.reserved) {
            text_.line(
                "- **{}**: {}. {} held, {}, {} people by the register. Legal basis: {}. {}",
                markdown(one.area_of.name),
                treatment_text(one.term.treatment),
                area_text(one.count.size),
                counted(one.count.settlements, "settlement", "settlements"),
                people_text(one.count.people),
                markdown(one.area_of.legal_basis),
                markdown(one.term.text)
            );
        }
        if (!plan_.reserved.empty()) {
            text_.line();
        }
        if (!plan_.said.second_stage.empty()) {
            text_.line("Left to the second stage, on purpose:");
            text_.line();
            for (const auto& question : plan_.said.second_stage) {
                text_.line("- {}", markdown(question));
            }
            text_.line();
        }
    }

    void uncertain() {
        text_.heading("What is uncertain");
        if (const auto* contact = plan_.contact_line()) {
            const auto length = geo::length(plan_.contact);
            text_.line(
                "- The line of contact is {} and known to {:g} km (95 %). It is {} km long: if all "
                "of it lay 1 km farther to one side, {} would change sides.",
                contact->basis == line_basis::agreed ? "agreed" : "observed",
                geo::in_kilometres(contact->accuracy),
                grouped(std::round(geo::in_kilometres(length))),
                area_text(length * geo::kilometres(1))
            );
        }
        if (plan_.ground.settlements.empty()) {
            text_.line("- The theatre has no layer of settlements: settlements and people are not "
                       "counted, and stand as 0.");
        }
        for (const auto& source : plan_.ground.sources) {
            if (source.layer == "settlements" && !source.note.empty()) {
                text_.line("- People counts: {}.", markdown(source.note));
            }
        }
        if (plan_.date_basis != "fixed") {
            text_.line("- Dates are the earliest possible: each later one waits for the "
                       "verification of what comes before it.");
        }
        warnings();
        const auto assumed = static_cast<std::size_t>(std::count_if(
            plan_.found.begin(),
            plan_.found.end(),
            [](const auto& item) { return item.code == geo::finding_code::plan_assumption; }
        ));
        if (assumed > 0) {
            text_.line(
                "- {} no source and {} an assumption: see the last appendix.",
                assumed == 1 ? "1 figure or rule has"
                             : fmt::format("{} figures and rules have", assumed),
                assumed == 1 ? "is" : "are"
            );
        }
        text_.line();
    }

    /// Warnings of one kind together: the first in full, then how many more.
    void warnings() {
        std::vector<geo::finding_code> order;
        std::map<geo::finding_code, std::vector<const geo::finding*>> by_code;
        for (const auto& item : plan_.found) {
            if (item.level == geo::severity::note) {
                continue;
            }
            auto& list = by_code[item.code];
            if (list.empty()) {
                order.push_back(item.code);
            }
            list.push_back(&item);
        }
        for (const auto code : order) {
            const auto& list = by_code.at(code);
            text_.line(
                "- {}{}: {}{}",
                list.front()->level == geo::severity::error ? "**error**" : "warning",
                list.size() > 1 ? fmt::format(" (1 of {} alike)", list.size()) : "",
                markdown(list.front()->text, longest_paragraph),
                list.size() > 1 ? "; the others are in the last appendix" : ""
            );
        }
    }

    void sources() {
        text_.heading("Sources");
        text_.line(
            "- Terms: {}. {}", markdown(plan_.said.source), markdown(plan_.said.legal_reference)
        );
        for (const auto& one : plan_.ground.lines) {
            text_.line(
                "- {} ({}): {}",
                markdown(one.title),
                to_rfc3339(one.date).substr(0, 10),
                markdown(one.source)
            );
        }
        for (const auto& source : plan_.ground.sources) {
            text_.line(
                "- {}: {} ({}){}{}",
                markdown(source.layer),
                markdown(source.source),
                markdown(source.licence),
                source.attribution.empty() ? "" : ". ",
                markdown(source.attribution)
            );
        }
        text_.line();
        text_.line("The boundaries and names shown and the designations used do not imply official "
                   "endorsement or acceptance by the United Nations.");
        text_.line();
    }

    const plan& plan_;
    markdown_writer text_;
};

}  // namespace

std::string to_report(const plan& what) {
    return report_maker(what).run();
}

}  // namespace planner
