// SPDX-License-Identifier: Apache-2.0
#include "planner/report/report_appendix.hpp"

#include "planner/model/number_text.hpp"
#include "planner/report/corridor_text.hpp"
#include "planner/report/markdown.hpp"
#include "planner/report/presence_text.hpp"
#include "planner/report/protection_text.hpp"

namespace planner {

namespace {

class appendix_maker {
public:
    explicit appendix_maker(const plan& what) : plan_(what) {}

    std::string run() {
        schedule();
        regions();
        text_.add(presence_appendix(plan_));
        text_.add(protection_appendix(plan_));
        exits();
        text_.add(corridor_appendix(plan_));
        findings();
        return text_.take();
    }

private:
    [[nodiscard]] std::string day(instant t) const {
        return to_local_date(t, plan_.ground.time_zone);
    }

    void schedule() {
        text_.heading("Appendix: schedule");
        text_.line(
            "One row an action. Dates are days in {}. Clause numbers are those of the terms file. "
            "The same as a table: schedule.csv; as a calendar: schedule.ics.",
            markdown(plan_.ground.time_zone)
        );
        text_.line();
        text_.line("| when | date | by | who | what | where | verified by | then | clause |");
        text_.line("| --- | --- | --- | --- | --- | --- | --- | --- | --- |");
        for (const auto& row : plan_.schedule) {
            text_.line(
                "| {} | {} | {} | {} | {} | {} | {} | {} | {} |",
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
        text_.heading("Appendix: areas left, by region");
        text_.line("| phase | region | area | settlements | people (register) |");
        text_.line("| --- | --- | ---: | ---: | ---: |");
        for (const auto& phase : plan_.phases) {
            for (const auto& one : phase.by_region) {
                if (geo::in_square_kilometres(one.count.size) < 1 && one.count.settlements == 0) {
                    continue;
                }
                text_.line(
                    "| {} | {} | {} | {} | {} |",
                    markdown(phase.term.title),
                    markdown(one.name),
                    area_text(one.count.size),
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
        text_.heading("Appendix: ways out");
        std::string main;
        std::string others;
        for (const auto& exit : plan_.exits) {
            const auto& place = plan_.ground.crossings[exit.crossing];
            auto& list = exit.territory == "main" ? main : others;
            list += (list.empty() ? "" : ", ") + place.name + " (" + place.kind + ")";
        }
        text_.line("Exits: {}.", main.empty() ? "none" : markdown(main, longest_paragraph));
        text_.line();
        if (!others.empty()) {
            text_.line("Exits of reserved areas: {}.", markdown(others, longest_paragraph));
            text_.line();
        }
    }

    void findings() {
        text_.heading("Appendix: what was noticed, and what is assumed");
        text_.line("Noticed while the plan was made, in full:");
        text_.line();
        for (const auto& item : plan_.found) {
            const bool said_elsewhere = item.code == geo::finding_code::plan_assumption ||
                                        (item.level == geo::severity::note &&
                                         item.code == geo::finding_code::plan_rule_without_zone);
            if (!said_elsewhere) {
                text_.line(
                    "- {}: {}", geo::name(item.level), markdown(item.text, longest_paragraph)
                );
            }
        }
        text_.line();
        text_.line("Assumptions (figures that no source fixes; change them in the terms):");
        text_.line();
        for (const auto& item : plan_.found) {
            if (item.code == geo::finding_code::plan_assumption) {
                text_.line("- {}", markdown(item.text, longest_paragraph));
            }
        }
        text_.line();
    }

    const plan& plan_;
    markdown_writer text_;
};

}  // namespace

std::string report_appendices(const plan& what) {
    return appendix_maker(what).run();
}

}  // namespace planner
