// SPDX-License-Identifier: Apache-2.0
#include "planner/report/report_opening.hpp"

#include "planner/model/ground_text.hpp"
#include "planner/model/land_text.hpp"
#include "planner/model/number_text.hpp"
#include "planner/model/roles.hpp"
#include "planner/report/markdown.hpp"
#include "planner/report/presence_text.hpp"

#include <algorithm>
#include <set>

namespace planner {

namespace {

constexpr std::size_t listed_zones = 3;
constexpr std::size_t listed_duties = 14;

std::string_view entry_text(entry_rule entry) {
    switch (entry) {
    case entry_rule::owner:
        return "the party whose territory it is enters it";
    case entry_rule::police_only:
        return "only police enter it, no forces of either party";
    case entry_rule::international:
        return "an international presence enters it, no forces of either party";
    case entry_rule::none:
        return "nobody enters it";
    }
    return "";
}

class opening {
public:
    explicit opening(const plan& what) : plan_(what) {}

    std::string run() {
        text_.line("# {}", markdown(plan_.said.title));
        text_.line();
        text_.line(
            "Laid over: {}. D-day: {}.{} {}",
            markdown(plan_.ground.title),
            to_local_text(plan_.d_day, plan_.ground.time_zone),
            plan_.said.d_day_is.empty() ? "" : " D is " + markdown(plan_.said.d_day_is) + ".",
            plan_.date_basis == "fixed" ? "Dates are those agreed."
            : plan_.date_basis == "actual"
                ? "Dates are the earliest possible after what has happened."
                : "Dates are the earliest possible."
        );
        text_.line();
        text_.heading("What is proposed");
        leaving();
        fire();
        zones();
        empty_ground();
        open_questions();
        text_.line();
        if (plan_.phases.empty()) {
            text_.line("{}", markdown(plan_.said.summary, longest_paragraph));
            text_.line();
        }
        text_.line(
            "On the map: map.pdf; over time and place by place: page.html. Plan {}, version {}, "
            "terms {}. Nothing here decides the status of any territory; a "
            "line of contact or a phase line is not a border.",
            markdown(plan_.id),
            markdown(plan_.version),
            markdown(plan_.said.id)
        );
        text_.line();
        return text_.take();
    }

private:
    [[nodiscard]] std::string day(instant t) const {
        return to_local_date(t, plan_.ground.time_zone);
    }
    [[nodiscard]] std::string party(const party_id& id) const {
        return id.str() == "both" ? "both parties" : markdown(party_name(plan_.ground, id));
    }

    void leaving() {
        if (plan_.phases.empty()) {
            text_.line(
                "- **Nobody leaves territory** under these terms between {} and {}.",
                party(plan_.other),
                party(plan_.withdrawing)
            );
            return;
        }
        geo::square_metres size;
        std::size_t settlements = 0;
        for (const auto& phase : plan_.phases) {
            size += phase.count.size;
            settlements += phase.count.settlements;
        }
        text_.line(
            "- **{} leaves {}** ({}) of the {}, in {}, from {} to {}{}.",
            party(plan_.withdrawing),
            area_text(size),
            counted(settlements, "settlement", "settlements"),
            markdown(land_text(plan_.ground, plan_.other)),
            counted(plan_.phases.size(), "phase", "phases"),
            day(plan_.phases.front().start),
            day(plan_.phases.back().end),
            plan_.said.withdrawal && plan_.said.withdrawal->fixed_days
                ? "; the days are fixed"
                : "; each phase is verified before the next begins"
        );
    }

    void fire() {
        std::string said;
        for (const auto* kind : {"ceasefire", "no_strike"}) {
            for (const auto& rule : plan_.said.rules) {
                if (rule.kind == kind) {
                    said += (said.empty() ? "" : " ") + markdown(rule.text);
                }
            }
        }
        if (!said.empty()) {
            text_.line("- **Fire**: {}", said);
        }
    }

    void zones() {
        if (plan_.zones.empty()) {
            return;
        }
        std::string list;
        std::set<std::string> seen;
        std::size_t more = 0;
        for (const auto& zone : plan_.zones) {
            if (!seen.insert(zone.term.id).second) {
                continue;
            }
            if (seen.size() > listed_zones) {
                ++more;
                continue;
            }
            list += fmt::format(
                "{}{} ({}, {}, {})",
                list.empty() ? "" : "; ",
                markdown(zone.term.title),
                zone.term.rule == zone_rule::distance
                    ? fmt::format("{:g} km per side", geo::in_kilometres(zone.depth))
                    : markdown(titled_ground(plan_, zone.term, zone.depth)),
                "binds " + party(zone.binds),
                zone.when.until == open_end() ? "no end" : "until " + day(zone.when.until)
            );
        }
        text_.line(
            "- **{}**: {}{}.",
            seen.size() == 1 ? "One zone" : fmt::format("{} zones", seen.size()),
            list,
            more > 0 ? fmt::format("; {} more", more) : ""
        );
    }

    void empty_ground() {
        std::string text;
        if (plan_.said.vacated && !plan_.phases.empty()) {
            text = fmt::format("- **What is left**: {}", entry_text(plan_.said.vacated->entry));
        } else if (plan_.siting) {
            text = "- **Presence**";
        } else {
            return;
        }
        if (plan_.siting) {
            text += fmt::format(
                "{} {} and {} observers at the peak would watch it",
                plan_.said.vacated && !plan_.phases.empty() ? ";" : ":",
                counted(plan_.posts.size(), "post", "posts"),
                observers_at_peak(plan_)
            );
        }
        text_.line("{}.", text);
    }

    void open_questions() {
        std::string text;
        for (const auto& one : plan_.reserved) {
            text += fmt::format(
                "{}{}: {}",
                text.empty() ? "" : "; ",
                markdown(one.area_of.name),
                treatment_text(one.term.treatment)
            );
        }
        if (!plan_.said.second_stage.empty()) {
            text += fmt::format(
                "{}{} wait for a second stage",
                text.empty() ? "" : "; ",
                counted(plan_.said.second_stage.size(), "question", "questions")
            );
        }
        if (!text.empty()) {
            text_.line("- **Reserved**: {}.", text);
        }
    }

    const plan& plan_;
    markdown_writer text_;
};

/// Duties, steps and milestones: not what the tables of phases and zones tell.
bool is_duty(const schedule_row& row) {
    static const std::set<std::string> told{
        "zone", "phase", "gate", "movement", "ceasefire", "no_strike"};
    return told.count(row.kind) == 0 && !row.id.starts_with("rule-");
}

}  // namespace

std::string_view treatment_text(reserved_treatment treatment) {
    return treatment == reserved_treatment::last_phase ? "left in a phase of its own at the end"
           : treatment == reserved_treatment::excluded
               ? "not part of this plan; a presence stands at its land neck"
               : "treated like the rest";
}

std::string report_opening(const plan& what) {
    return opening(what).run();
}

std::string dates_section(const plan& what) {
    markdown_writer text;
    const auto day = [&](instant t) { return to_local_date(t, what.ground.time_zone); };
    text.heading("The dates");
    text.line(
        "Days in {}. The whole schedule, {}, is in the first appendix.",
        markdown(what.ground.time_zone),
        counted(what.schedule.size(), "action", "actions")
    );
    text.line();
    if (!what.phases.empty()) {
        text.line("| phase | begins | forces out by | verified by | verified when |");
        text.line("| --- | --- | --- | --- | --- |");
        for (const auto& phase : what.phases) {
            text.line(
                "| {} | {} | {} | {} | {} |",
                markdown(phase.term.title),
                day(phase.start),
                day(phase.end),
                day(phase.verified),
                markdown(phase.term.gate)
            );
        }
        text.line();
    }
    std::size_t listed = 0;
    std::size_t more = 0;
    for (const auto& row : what.schedule) {
        if (!is_duty(row)) {
            continue;
        }
        if (listed == listed_duties) {
            ++more;
            continue;
        }
        ++listed;
        text.line(
            "- {} ({}), {}: {}",
            day(row.deadline.value_or(row.when)),
            to_offset_text(row.offset),
            markdown(row.who),
            markdown(row.action)
        );
    }
    if (more > 0) {
        text.line("- and {} more.", more);
    }
    text.line();
    return text.take();
}

}  // namespace planner
