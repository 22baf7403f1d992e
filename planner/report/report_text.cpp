// SPDX-License-Identifier: Apache-2.0
#include "planner/report/report_text.hpp"

#include "geo/measure/geodesic.hpp"
#include "planner/model/land_text.hpp"
#include "planner/model/number_text.hpp"
#include "planner/model/roles.hpp"
#include "planner/model/spacing_text.hpp"
#include "planner/model/texts.hpp"
#include "planner/report/corridor_text.hpp"
#include "planner/report/markdown.hpp"
#include "planner/report/presence_text.hpp"
#include "planner/report/protection_text.hpp"
#include "planner/report/report_appendix.hpp"
#include "planner/report/report_opening.hpp"
#include "planner/report/status_text.hpp"
#include "planner/report/zone_text.hpp"

#include <algorithm>
#include <cmath>
#include <map>

namespace planner {

namespace {

class report_maker {
public:
    report_maker(const plan& what, const texts& say) : plan_(what), say_(say) {}

    std::string run() {
        text_.add(report_opening(plan_, say_));
        text_.add(status_section(plan_, say_));
        text_.add(dates_section(plan_, say_));
        phases();
        text_.add(corridor_section(plan_, say_));
        text_.add(zone_sections(plan_, say_));
        text_.add(presence_sections(plan_, say_));
        text_.add(protection_section(plan_, say_));
        reserved();
        uncertain();
        sources();
        text_.add(report_appendices(plan_, say_));
        return text_.take();
    }

private:
    [[nodiscard]] std::string settlements(std::size_t count) const {
        return say_.count<"count.settlements">(count);
    }

    void phases() {
        if (plan_.phases.empty()) {
            return;
        }
        text_.heading(say_.text<"heading.leaves">());
        text_.text(say_.text<"leaves.what">(
            with<"party">(markdown(party_name(plan_.ground, plan_.withdrawing))),
            with<"land">(markdown(land_text(plan_.ground, plan_.other, say_)))
        ));
        if (plan_.said.withdrawal) {
            text_.line();
            text_.text(
                say_.text<"leaves.cut_by">(with<"how">(spacing_text(*plan_.said.withdrawal, say_)))
            );
        }
        if (!plan_.kept.empty()) {
            text_.line();
            text_.text(say_.text<"leaves.kept">(
                with<"area">(say_.area(plan_.kept_count.size)),
                with<"settlements">(settlements(plan_.kept_count.settlements))
            ));
        }
        text_.line();
        text_.table(say_.text<"leaves.head">(), "lrrrr");
        for (const auto& phase : plan_.phases) {
            text_.row(
                markdown(phase.term.title),
                say_.area(phase.count.size),
                phase.count.settlements,
                people_text(phase.count.people),
                say_.area(phase.still_held.size)
            );
        }
        text_.line();
        cut_off();
    }

    void cut_off() {
        if (plan_.cut_off.empty()) {
            text_.text(say_.text<"leaves.all_reach">());
        }
        for (const auto& part : plan_.cut_off) {
            text_.text(say_.text<"leaves.cut_off">(
                with<"phase">(markdown(part.phase)),
                with<"area">(say_.area(part.size)),
                with<"lon">(part.inside.lon.value()),
                with<"lat">(part.inside.lat.value()),
                with<"transit">(transit_text(part.transit))
            ));
        }
        text_.line();
    }

    [[nodiscard]] std::string transit_text(const transit_corridor& way) const {
        if (way.shape.empty()) {
            return say_.text<"leaves.no_transit">();
        }
        const auto km = geo::in_kilometres(way.length);
        const auto to = markdown(way.reaches);
        const auto& end = way.shape.back();
        return way.by_land ? say_.text<"leaves.transit_by_land">(
                                 with<"km">(km),
                                 with<"to">(to),
                                 with<"lon">(end.lon.value()),
                                 with<"lat">(end.lat.value())
                             )
                           : say_.text<"leaves.transit_straight">(
                                 with<"km">(km),
                                 with<"to">(to),
                                 with<"lon">(end.lon.value()),
                                 with<"lat">(end.lat.value())
                             );
    }

    void reserved() {
        if (plan_.reserved.empty() && plan_.said.second_stage.empty()) {
            return;
        }
        text_.heading(say_.text<"heading.reserved">());
        for (const auto& one : plan_.reserved) {
            text_.text(say_.text<"reserved.area">(
                with<"name">(markdown(one.area_of.name)),
                with<"treatment">(treatment_text(one.term.treatment, say_)),
                with<"area">(say_.area(one.count.size)),
                with<"settlements">(settlements(one.count.settlements)),
                with<"people">(people_text(one.count.people)),
                with<"basis">(markdown(one.area_of.legal_basis)),
                with<"text">(markdown(one.term.text))
            ));
        }
        if (!plan_.reserved.empty()) {
            text_.line();
        }
        if (!plan_.said.second_stage.empty()) {
            text_.paragraph(say_.text<"reserved.second_stage">());
            for (const auto& question : plan_.said.second_stage) {
                text_.line("- {}", markdown(question));
            }
            text_.line();
        }
    }

    void uncertain() {
        text_.heading(say_.text<"heading.uncertain">());
        if (const auto* contact = plan_.contact_line()) {
            contact_line(*contact);
        }
        if (plan_.ground.settlements.empty()) {
            text_.text(say_.text<"uncertain.no_settlements">());
        }
        for (const auto& source : plan_.ground.sources) {
            if (source.layer == "settlements" && !source.note.empty()) {
                text_.text(say_.text<"uncertain.people">(with<"note">(markdown(source.note))));
            }
        }
        if (plan_.date_basis != "fixed") {
            text_.text(say_.text<"uncertain.dates">());
        }
        warnings();
        const auto assumed = static_cast<std::size_t>(std::count_if(
            plan_.found.begin(),
            plan_.found.end(),
            [](const auto& item) { return item.code == geo::finding_code::plan_assumption; }
        ));
        if (assumed > 0) {
            text_.text(say_.count<"uncertain.assumed">(assumed));
        }
        text_.line();
    }

    void contact_line(const theatre_line& contact) {
        const auto length = geo::length(plan_.contact);
        const auto accuracy = geo::in_kilometres(contact.accuracy);
        const auto shown = grouped(std::round(geo::in_kilometres(length)));
        const auto change = say_.area(length * geo::kilometres(1));
        text_.text(
            contact.basis == line_basis::agreed
                ? say_.text<"uncertain.line_agreed">(
                      with<"accuracy">(accuracy), with<"length">(shown), with<"area">(change)
                  )
                : say_.text<"uncertain.line_observed">(
                      with<"accuracy">(accuracy), with<"length">(shown), with<"area">(change)
                  )
        );
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
            warning(by_code.at(code));
        }
    }

    void warning(const std::vector<const geo::finding*>& list) {
        const bool several = list.size() > 1;
        const auto alike =
            several ? say_.text<"uncertain.alike">(with<"n">(list.size())) : std::string();
        const auto others = several ? say_.text<"uncertain.others">() : std::string();
        const auto said = markdown(list.front()->text, longest_paragraph);
        text_.text(
            list.front()->level == geo::severity::error
                ? say_.text<"uncertain.error">(
                      with<"alike">(alike), with<"text">(said), with<"others">(others)
                  )
                : say_.text<"uncertain.warning">(
                      with<"alike">(alike), with<"text">(said), with<"others">(others)
                  )
        );
    }

    void sources() {
        text_.heading(say_.text<"heading.sources">());
        text_.text(say_.text<"sources.terms">(
            with<"source">(markdown(plan_.said.source)),
            with<"reference">(markdown(plan_.said.legal_reference))
        ));
        for (const auto& one : plan_.ground.lines) {
            text_.text(say_.text<"sources.line">(
                with<"title">(markdown(one.title)),
                with<"day">(to_rfc3339(one.date).substr(0, 10)),
                with<"source">(markdown(one.source))
            ));
        }
        for (const auto& source : plan_.ground.sources) {
            text_.text(say_.text<"sources.layer">(
                with<"layer">(markdown(source.layer)),
                with<"source">(markdown(source.source)),
                with<"licence">(markdown(source.licence)),
                with<"attribution">(
                    source.attribution.empty()
                        ? std::string()
                        : say_.text<"sources.attribution">(with<"text">(markdown(source.attribution)
                          ))
                )
            ));
        }
        text_.line();
        text_.paragraph(say_.text<"sources.disclaimer">());
    }

    const plan& plan_;
    const texts& say_;
    markdown_writer text_;
};

}  // namespace

std::string to_report(const plan& what, const texts& say) {
    return report_maker(what, say).run();
}

std::string to_report(const plan& what) {
    return to_report(what, texts::english());
}

}  // namespace planner
