// SPDX-License-Identifier: Apache-2.0
#include "planner/report/report_opening.hpp"

#include "planner/model/ground_text.hpp"
#include "planner/model/land_text.hpp"
#include "planner/model/roles.hpp"
#include "planner/model/texts.hpp"
#include "planner/report/markdown.hpp"
#include "planner/report/presence_text.hpp"

#include <algorithm>
#include <set>

namespace planner {

namespace {

constexpr std::size_t listed_zones = 3;
constexpr std::size_t listed_duties = 14;

std::string entry_text(entry_rule entry, const texts& say) {
    switch (entry) {
    case entry_rule::owner:
        return say.text<"entry.owner">();
    case entry_rule::police_only:
        return say.text<"entry.police_only">();
    case entry_rule::international:
        return say.text<"entry.international">();
    case entry_rule::none:
        return say.text<"entry.none">();
    }
    return "";
}

/// `to` with one more of a list.
void add_listed(std::string& to, const std::string& one) {
    to += (to.empty() ? "" : "; ") + one;
}

class opening {
public:
    opening(const plan& what, const texts& say) : plan_(what), say_(say) {}

    std::string run() {
        text_.line("# {}", markdown(plan_.said.title));
        text_.line();
        text_.paragraph(say_.text<"opening.laid_over">(
            with<"theatre">(markdown(plan_.ground.title)),
            with<"d_day">(say_.time(plan_.d_day, plan_.ground.time_zone)),
            with<"d_is">(
                plan_.said.d_day_is.empty()
                    ? std::string()
                    : say_.text<"opening.d_is">(with<"what">(markdown(plan_.said.d_day_is)))
            ),
            with<"basis">(
                plan_.date_basis == "fixed"    ? say_.text<"opening.dates_fixed">()
                : plan_.date_basis == "actual" ? say_.text<"opening.dates_actual">()
                                               : say_.text<"opening.dates_earliest">()
            )
        ));
        text_.heading(say_.text<"heading.proposed">());
        leaving();
        fire();
        zones();
        left_out();
        empty_ground();
        open_questions();
        text_.line();
        if (plan_.phases.empty()) {
            text_.paragraph(markdown(plan_.said.summary, longest_paragraph));
        }
        text_.paragraph(say_.text<"opening.where">(
            with<"plan">(markdown(plan_.id)),
            with<"version">(markdown(plan_.version)),
            with<"terms">(markdown(plan_.said.id))
        ));
        return text_.take();
    }

private:
    [[nodiscard]] std::string day(instant t) const { return say_.day(t, plan_.ground.time_zone); }
    [[nodiscard]] std::string party(const party_id& id) const {
        return id.str() == "both" ? say_.text<"word.both_parties">()
                                  : markdown(party_name(plan_.ground, id));
    }

    void leaving() {
        if (plan_.phases.empty()) {
            text_.text(say_.text<"opening.nobody_leaves">(
                with<"other">(party(plan_.other)), with<"withdrawing">(party(plan_.withdrawing))
            ));
            return;
        }
        geo::square_metres size;
        std::size_t settlements = 0;
        for (const auto& phase : plan_.phases) {
            size += phase.count.size;
            settlements += phase.count.settlements;
        }
        text_.text(say_.text<"opening.leaves">(
            with<"party">(party(plan_.withdrawing)),
            with<"area">(say_.area(size)),
            with<"settlements">(say_.count<"count.settlements">(settlements)),
            with<"land">(markdown(land_text(plan_.ground, plan_.other, say_))),
            with<"phases">(say_.count<"count.phases">(plan_.phases.size())),
            with<"from">(day(plan_.phases.front().start)),
            with<"until">(day(plan_.phases.back().end)),
            with<"gated">(
                plan_.said.withdrawal && plan_.said.withdrawal->fixed_days
                    ? say_.text<"opening.days_fixed">()
                    : say_.text<"opening.days_gated">()
            )
        ));
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
            text_.text(say_.text<"opening.fire">(with<"said">(said)));
        }
    }

    /// Zones of one term on both sides are one entry.
    [[nodiscard]] std::string bound_by(const std::string& term) const {
        std::vector<party_id> bound;
        for (const auto& zone : plan_.zones) {
            if (zone.term.id == term &&
                std::find(bound.begin(), bound.end(), zone.binds) == bound.end()) {
                bound.push_back(zone.binds);
            }
        }
        if (bound.size() == 1) {
            return party(bound.front());
        }
        std::string all;
        for (const auto& one : bound) {
            all += (all.empty() ? "" : ", ") + party(one);
        }
        return say_.text<"opening.each_on_its_side">(with<"parties">(all));
    }

    [[nodiscard]] std::string zone_text(const plan_zone& zone) const {
        return say_.text<"opening.zone">(
            with<"title">(markdown(zone.term.title)),
            with<"ground">(
                zone.term.rule == zone_rule::distance
                    ? say_.text<"opening.per_side">(with<"km">(geo::in_kilometres(zone.depth)))
                    : markdown(titled_ground(plan_, zone.term, zone.depth, say_))
            ),
            with<"party">(bound_by(zone.term.id)),
            with<"until">(
                zone.when.until == open_end()
                    ? say_.text<"word.no_end">()
                    : say_.text<"word.until">(with<"day">(day(zone.when.until)))
            )
        );
    }

    void zones() {
        if (plan_.zones.empty()) {
            return;
        }
        std::string list;
        std::set<std::string> listed;
        std::size_t more = 0;
        for (const auto& zone : plan_.zones) {
            if (listed.count(zone.term.id) > 0) {
                continue;
            }
            if (listed.size() == listed_zones) {
                ++more;
                continue;
            }
            listed.insert(zone.term.id);
            add_listed(list, zone_text(zone));
        }
        text_.text(say_.text<"opening.zones">(
            with<"zones">(say_.count<"count.zones">(plan_.zones.size())),
            with<"list">(list),
            with<"more">(
                more > 0 ? say_.text<"opening.more_zones">(with<"n">(more)) : std::string()
            )
        ));
    }

    /// A plan that shows one side of an agreement only has to say so first.
    void left_out() {
        const auto count =
            std::count_if(plan_.found.begin(), plan_.found.end(), [](const auto& one) {
                return one.code == geo::finding_code::plan_input_missing;
            });
        if (count > 0) {
            text_.text(say_.text<"opening.left_out">(
                with<"parts">(say_.count<"count.parts">(static_cast<std::size_t>(count)))
            ));
        }
    }

    void empty_ground() {
        const bool is_left = plan_.said.vacated && !plan_.phases.empty();
        if (!is_left && !plan_.siting) {
            return;
        }
        auto text = is_left ? say_.text<"opening.left">(
                                  with<"entry">(entry_text(plan_.said.vacated->entry, say_))
                              )
                            : say_.text<"opening.presence">();
        if (plan_.siting) {
            text += (is_left ? "; " : ": ") +
                    say_.text<"opening.observers">(
                        with<"posts">(say_.count<"count.posts">(plan_.posts.size())),
                        with<"standing">(most_posts_at_a_time(plan_)),
                        with<"observers">(observers_at_peak(plan_, say_))
                    );
        }
        text_.line("{}.", text);
    }

    void open_questions() {
        std::string list;
        for (const auto& one : plan_.reserved) {
            add_listed(
                list,
                say_.text<"opening.reserved_area">(
                    with<"name">(markdown(one.area_of.name)),
                    with<"treatment">(treatment_text(one.term.treatment, say_))
                )
            );
        }
        if (!plan_.said.second_stage.empty()) {
            add_listed(list, say_.count<"count.questions_wait">(plan_.said.second_stage.size()));
        }
        if (!list.empty()) {
            text_.text(say_.text<"opening.reserved">(with<"list">(list)));
        }
    }

    const plan& plan_;
    const texts& say_;
    markdown_writer text_;
};

/// Duties, steps and milestones: not what the tables of phases and zones tell.
bool is_duty(const schedule_row& row) {
    static const std::set<std::string> told{
        "zone", "phase", "gate", "movement", "ceasefire", "no_strike"};
    return told.count(row.kind) == 0 && !row.id.starts_with("rule-");
}

void add_duties(markdown_writer& text, const plan& what, const texts& say) {
    // By the day that is said: when it is due, or when it begins.
    const auto due = [](const schedule_row* row) { return row->deadline.value_or(row->when); };
    std::vector<const schedule_row*> duties;
    for (const auto& row : what.schedule) {
        if (is_duty(row)) {
            duties.push_back(&row);
        }
    }
    std::stable_sort(duties.begin(), duties.end(), [&](const auto* a, const auto* b) {
        return due(a) < due(b);
    });
    const auto listed = std::min(duties.size(), listed_duties);
    for (std::size_t i = 0; i < listed; ++i) {
        const auto& row = *duties[i];
        text.text(say.text<"dates.duty">(
            with<"day">(say.day(due(&row), what.ground.time_zone)),
            with<"offset">(to_offset_text(row.offset + (due(&row) - row.when))),
            with<"who">(markdown(row.who)),
            with<"action">(markdown(row.action))
        ));
    }
    if (listed < duties.size()) {
        text.text(say.text<"dates.more">(with<"n">(duties.size() - listed)));
    }
}

}  // namespace

std::string treatment_text(reserved_treatment treatment, const texts& say) {
    return treatment == reserved_treatment::last_phase ? say.text<"treatment.last_phase">()
           : treatment == reserved_treatment::excluded ? say.text<"treatment.excluded">()
                                                       : say.text<"treatment.same">();
}

std::string report_opening(const plan& what, const texts& say) {
    return opening(what, say).run();
}

std::string dates_section(const plan& what, const texts& say) {
    markdown_writer text;
    const auto day = [&](instant t) { return say.day(t, what.ground.time_zone); };
    text.heading(say.text<"heading.dates">());
    text.paragraph(say.text<"dates.days_in">(
        with<"zone">(markdown(what.ground.time_zone)),
        with<"actions">(say.count<"count.actions">(what.schedule.size()))
    ));
    if (!what.phases.empty()) {
        text.table(say.text<"dates.head">(), "lllll");
        for (const auto& phase : what.phases) {
            text.row(
                markdown(phase.term.title),
                day(phase.start),
                day(phase.end),
                day(phase.verified),
                markdown(phase.term.gate)
            );
        }
        text.line();
    }
    add_duties(text, what, say);
    text.line();
    return text.take();
}

}  // namespace planner
