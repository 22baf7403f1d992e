// SPDX-License-Identifier: Apache-2.0
#include "planner/report/report_appendix.hpp"

#include "planner/model/number_text.hpp"
#include "planner/model/texts.hpp"
#include "planner/report/corridor_text.hpp"
#include "planner/report/markdown.hpp"
#include "planner/report/presence_text.hpp"
#include "planner/report/protection_text.hpp"

namespace planner {

namespace {

std::string level_text(geo::severity level, const texts& say) {
    switch (level) {
    case geo::severity::note:
        return say.text<"level.note">();
    case geo::severity::warning:
        return say.text<"level.warning">();
    case geo::severity::error:
        return say.text<"level.error">();
    }
    return {};
}

class appendix_maker {
public:
    appendix_maker(const plan& what, const texts& say) : plan_(what), say_(say) {}

    std::string run() {
        schedule();
        regions();
        text_.add(presence_appendix(plan_, say_));
        text_.add(protection_appendix(plan_, say_));
        exits();
        text_.add(corridor_appendix(plan_, say_));
        findings();
        return text_.take();
    }

private:
    [[nodiscard]] std::string day(instant t) const { return say_.day(t, plan_.ground.time_zone); }

    void schedule() {
        text_.heading(say_.text<"heading.appendix_schedule">());
        text_.paragraph(say_.text<"schedule.note">(with<"zone">(markdown(plan_.ground.time_zone))));
        text_.table(say_.text<"schedule.head">(), "lllllllll");
        for (const auto& row : plan_.schedule) {
            text_.row(
                to_offset_text(row.offset),
                day(row.when),
                row.deadline ? day(*row.deadline) : "",
                markdown(row.who),
                markdown(row.action),
                markdown(row.where),
                markdown(row.verified_by),
                markdown(row.follows),
                markdown(row.cited.clause)
            );
        }
        text_.line();
    }

    void regions() {
        if (plan_.phases.empty()) {
            return;
        }
        text_.heading(say_.text<"heading.appendix_regions">());
        text_.table(say_.text<"regions.head">(), "llrrr");
        for (const auto& phase : plan_.phases) {
            for (const auto& one : phase.by_region) {
                if (geo::in_square_kilometres(one.count.size) < 1 && one.count.settlements == 0) {
                    continue;
                }
                text_.row(
                    markdown(phase.term.title),
                    markdown(one.name),
                    say_.area(one.count.size),
                    one.count.settlements,
                    people_text(one.count.people)
                );
            }
        }
        text_.line();
    }

    void exits() {
        if (plan_.phases.empty()) {
            return;
        }
        text_.heading(say_.text<"heading.appendix_exits">());
        std::string main;
        std::string others;
        for (const auto& exit : plan_.exits) {
            const auto& place = plan_.ground.crossings[exit.crossing];
            auto& list = exit.territory == "main" ? main : others;
            list += (list.empty() ? "" : ", ") + place.name + " (" + place.kind + ")";
        }
        text_.paragraph(say_.text<"exits.list">(with<"exits">(
            main.empty() ? say_.text<"word.none">() : markdown(main, longest_paragraph)
        )));
        if (!others.empty()) {
            text_.paragraph(
                say_.text<"exits.reserved">(with<"exits">(markdown(others, longest_paragraph)))
            );
        }
    }

    void findings() {
        text_.heading(say_.text<"heading.appendix_noticed">());
        text_.paragraph(say_.text<"noticed.list">());
        for (const auto& item : plan_.found) {
            const bool said_elsewhere = item.code == geo::finding_code::plan_assumption ||
                                        (item.level == geo::severity::note &&
                                         item.code == geo::finding_code::plan_rule_without_zone);
            if (!said_elsewhere) {
                text_.text(say_.text<"noticed.item">(
                    with<"level">(level_text(item.level, say_)),
                    with<"text">(markdown(item.text, longest_paragraph))
                ));
            }
        }
        text_.line();
        text_.paragraph(say_.text<"noticed.assumptions">());
        for (const auto& item : plan_.found) {
            if (item.code == geo::finding_code::plan_assumption) {
                text_.line("- {}", markdown(item.text, longest_paragraph));
            }
        }
        text_.line();
    }

    const plan& plan_;
    const texts& say_;
    markdown_writer text_;
};

}  // namespace

std::string report_appendices(const plan& what, const texts& say) {
    return appendix_maker(what, say).run();
}

}  // namespace planner
