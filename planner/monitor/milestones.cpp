// SPDX-License-Identifier: Apache-2.0
#include "planner/monitor/milestones.hpp"

#include "planner/model/local_time.hpp"
#include "planner/monitor/told_between.hpp"
#include "planner/status/in_force.hpp"
#include "planner/status/timeline.hpp"

#include <algorithm>

namespace planner {

namespace {

using std::chrono::days;

std::string number_of(std::uint64_t count, const std::string& one, const std::string& many) {
    return std::to_string(count) + " " + (count == 1 ? one : many);
}

class milestone_maker {
public:
    milestone_maker(
        const plan& made,
        const daily_counts& from,
        const quiet_result& quiet,
        local_day until,
        instant at
    )
        : plan_(made), from_(from), quiet_(quiet), until_(until), at_(at),
          told_until_(made.dates.as_of.value_or(instant::min())) {
        // As the plan would be with the resets; its ground stays where it is.
        now_.id = made.id;
        now_.d_day = made.d_day;
        now_.ground.time_zone = made.ground.time_zone;
        now_.ground.reserved = made.ground.reserved;
        now_.said = made.said;
        now_.unlaid = made.unlaid;
        for (const auto& phase : made.phases) {
            now_.unlaid.push_back(phase.term);
        }
        now_.events = quiet.events;
        now_.dates = make_timeline(now_.ground, now_.said, now_.d_day, now_.events);
        standing_ = in_force(now_, at);
    }

    milestones run() {
        out_.at = at_;
        out_.events = quiet_.events;
        out_.added = quiet_.events.size() - plan_.events.size();
        for (const auto& phase : phases_of(now_.ground, now_.said)) {
            add_phase(phase);
        }
        for (const auto& step : now_.said.steps) {
            add_step(step);
        }
        for (const auto& duty : now_.said.obligations) {
            add_duty(duty);
        }
        for (const auto& one : now_.said.milestones) {
            add_reciprocal(one);
        }
        return std::move(out_);
    }

private:
    [[nodiscard]] std::string text(instant t) const {
        const auto text = to_local_text(t, plan_.ground.time_zone);
        return text.substr(0, text.find(" ("));  // the zone is told once, in the title
    }
    [[nodiscard]] local_day day_of(instant t) const {
        return local_day_of(t, plan_.ground.time_zone);
    }
    [[nodiscard]] const status_event* last(
        status_subject subject, const std::string& id, status_word word
    ) const {
        return last_event(now_.events, subject, id, {word}, at_);
    }

    /// The day on which a gate is to be verified, whether or not that day has passed.
    [[nodiscard]] instant owed(const gate_dates& dates) const {
        return at_offset(
            dates.end, dates.verified_offset - dates.end_offset, plan_.ground.time_zone
        );
    }

    /// What only dates and the status tell.
    void stand(
        milestone_row& row,
        const gate_dates& dates,
        const gate_standing& now,
        status_subject subject
    ) const {
        row.when = dates.verified;
        if (now.state == gate_state::verified && now.recorded) {
            row.state = milestone_state::verified;
            const auto* event = last(subject, row.id, status_word::verified);
            row.why.push_back(
                "verified " + text(dates.verified) + (event != nullptr ? " by " + event->by : "")
            );
            return;
        }
        row.when = owed(dates);
        if (now.state == gate_state::failed) {
            row.state = milestone_state::failed;
            const auto* event = last(subject, row.id, status_word::failed);
            if (event != nullptr) {
                row.why.push_back(
                    "verification refused " + text(event->at) + " by " + event->by +
                    (event->note.empty() ? "" : ": " + event->note)
                );
            }
            return;
        }
        row.state = now.suspended             ? milestone_state::suspended
                    : at_ < dates.start       ? milestone_state::waiting
                    : at_ < dates.end         ? milestone_state::running
                    : at_ < row.when          ? milestone_state::due
                    : told_until_ >= row.when ? milestone_state::overdue
                                              : milestone_state::not_told;
        if (row.state == milestone_state::overdue || row.state == milestone_state::not_told) {
            row.why.push_back("to be verified " + text(row.when) + "; nothing tells that it was");
        }
        for (const auto& moved : now_.dates.moved) {
            if (moved.subject == subject && moved.id == row.id && moved.what == "start") {
                row.why.push_back(
                    "starts " + text(moved.now) + ", not " + text(moved.planned) + ": " + moved.why
                );
            }
        }
    }

    static void put_at_risk(milestone_row& row, const std::string& why) {
        row.why.push_back(why);
        if (row.state == milestone_state::running || row.state == milestone_state::due) {
            row.state = milestone_state::at_risk;
        }
    }

    [[nodiscard]] std::string told(const daily_events& events, const std::string& where) const {
        std::string ids;
        for (const auto& one : events.examples) {
            ids += (ids.empty() ? "" : ", ") + one.second;
        }
        return number_of(events.count, "violation ", "violations ") + where + ", the last " +
               text(events.last) +
               (ids.empty() ? ""
                            : " (reports " + ids +
                                  (events.count > events.examples.size() ? " and others)" : ")"));
    }

    void add_phase(const phase_term& phase) {
        const auto* dates = now_.dates.find(phase.id);
        const auto* now = find_gate(standing_.phases, phase.id);
        if (dates == nullptr || now == nullptr) {
            return;
        }
        milestone_row row{
            "phase",
            phase.id,
            phase.title,
            plan_.withdrawing.str(),
            phase.cited.clause,
            {},
            {},
            {}};
        stand(row, *dates, *now, status_subject::phase);
        const bool begun = at_ >= dates->start;
        if (begun && row.state != milestone_state::suspended) {
            weigh_phase(row, *dates);
        }
        out_.rows.push_back(std::move(row));
    }

    void weigh_phase(milestone_row& row, const gate_dates& dates) const {
        const bool done = row.state == milestone_state::verified;
        const auto since = day_of(done ? dates.verified : dates.start);
        const auto own = breaches_between(
            from_, {clause_kind::phase, clause_kind::entry}, row.id, {since, until_}
        );
        const auto there = area_between(from_, clause_kind::phase, row.id, {since, until_});
        const std::string after = done ? " since then" : "";
        if (own.count > 0) {
            put_at_risk(row, told(own, "of it" + after));
        }
        if (there.violations > own.count) {
            put_at_risk(
                row,
                number_of(there.violations - own.count, "violation", "violations") +
                    " of other clauses in its area" + after
            );
        }
        if (done) {
            return;
        }
        if (there.denied + there.device_off > 0) {
            put_at_risk(
                row,
                "in its area access was denied " + number_of(there.denied, "time", "times") + ", " +
                    number_of(there.device_off, "device was", "devices were") + " off"
            );
        }
        const auto week = std::max(since, until_ - days(due_soon_days - 1));
        if (at_ >= dates.end &&
            area_between(from_, clause_kind::phase, row.id, {week, until_}).looks == 0) {
            put_at_risk(
                row,
                "nobody looked at its area in the last " + std::to_string(due_soon_days) + " days"
            );
        }
    }

    void add_step(const step_term& step) {
        const auto* dates = now_.dates.find(step.id);
        const auto* now = find_gate(standing_.steps, step.id);
        if (dates == nullptr || now == nullptr) {
            return;
        }
        milestone_row row{"step", step.id, step.title, step.who, step.cited.clause, {}, {}, {}};
        stand(row, *dates, *now, status_subject::step);
        if (row.state != milestone_state::verified) {
            weigh_needs(row, step);
        }
        for (const auto& one : quiet_.periods) {
            if (one.step == step.id) {
                weigh_quiet(row, one);
            }
        }
        out_.rows.push_back(std::move(row));
    }

    void weigh_needs(milestone_row& row, const step_term& step) const {
        std::string open;
        for (const auto& id : step.needs) {
            const auto* needed = find_gate(standing_.steps, id);
            if (needed == nullptr || needed->state != gate_state::verified || !needed->recorded) {
                open += (open.empty() ? "" : ", ") + id;
            }
        }
        if (!open.empty()) {
            row.why.push_back("waits for " + open);
            const bool by_date_only =
                row.state == milestone_state::running || row.state == milestone_state::due ||
                row.state == milestone_state::not_told || row.state == milestone_state::overdue;
            row.state = by_date_only ? milestone_state::waiting : row.state;
        } else if (!step.needs.empty() && row.state == milestone_state::running) {
            row.state = milestone_state::may_start;
            row.when = now_.dates.find(step.id)->start;
            row.why.emplace_back("all that it needs is verified");
        }
    }

    void weigh_quiet(milestone_row& row, const quiet_period& one) const {
        if (one.state == quiet_state::unmapped) {
            row.why.emplace_back("the plan has no ground for its area: reports say nothing of it");
            return;
        }
        if (row.state == milestone_state::verified || row.state == milestone_state::waiting) {
            return;
        }
        if (!one.resets.empty()) {
            const auto& last = one.resets.back();
            const auto why = "begun again on " + number_of(one.resets.size(), "day", "days") +
                             " by violations, the last " + text(last.at) + "; over " +
                             text(one.end) + " at the earliest";
            put_at_risk(row, why);
        }
        if (one.after > 0) {
            put_at_risk(
                row, number_of(one.after, "violation", "violations") + " since its days were over"
            );
        }
        if (one.days_passed > one.days_looked) {
            row.why.push_back(
                "somebody looked on " + std::to_string(one.days_looked) + " of " +
                number_of(one.days_passed, "day", "days") + " that count"
            );
        }
    }

    void add_duty(const obligation_term& duty) {
        const auto found = std::find_if(
            standing_.duties.begin(),
            standing_.duties.end(),
            [&](const duty_standing& one) { return one.id == duty.id; }
        );
        if (found == standing_.duties.end()) {
            return;
        }
        milestone_row row{
            "obligation: " + duty.kind,
            duty.id,
            duty.text,
            duty.who,
            duty.cited.clause,
            {},
            found->due,
            {}};
        const auto* done = last(status_subject::obligation, duty.id, status_word::verified);
        const auto* refused = last(status_subject::obligation, duty.id, status_word::failed);
        if (found->state == duty_state::done && done != nullptr) {
            row.state = milestone_state::verified;
            row.why.push_back("done " + text(done->at) + " by the word of " + done->by);
        } else if (refused != nullptr) {
            row.state = milestone_state::failed;
            row.why.push_back("refused " + text(refused->at) + " by " + refused->by);
        } else if (at_ >= found->due) {
            row.state =
                told_until_ >= found->due ? milestone_state::overdue : milestone_state::not_told;
            const auto late = std::chrono::floor<days>(at_ - found->due).count();
            row.why.push_back(
                number_of(static_cast<std::uint64_t>(late), "day", "days") +
                " past; nothing tells that it was done"
            );
        } else {
            row.state = at_ >= found->due - days(due_soon_days) ? milestone_state::due
                                                                : milestone_state::waiting;
        }
        if (duty.kind.find("access") != std::string::npos) {
            weigh_access(row);
        }
        out_.rows.push_back(std::move(row));
    }

    void weigh_access(milestone_row& row) const {
        const auto denied = denied_between(from_, {day_of(plan_.d_day), until_});
        if (denied > 0) {
            row.why.push_back(
                number_of(denied, "report", "reports") + " of denied access since D-day, anywhere"
            );
        }
    }

    void add_reciprocal(const milestone_term& one) {
        milestone_row row{
            "reciprocal",
            one.id,
            one.then,
            one.who,
            one.cited.clause,
            milestone_state::waiting,
            {},
            {}};
        const auto* phase = find_gate(standing_.phases, one.when);
        const auto* now = phase != nullptr ? phase : find_gate(standing_.steps, one.when);
        const auto* dates = now_.dates.find(one.when);
        if (now == nullptr || dates == nullptr) {
            row.why.push_back("hangs on " + one.when + ", which has no date in this plan");
            out_.rows.push_back(std::move(row));
            return;
        }
        row.when = dates->verified;
        if (now->state == gate_state::verified && now->recorded) {
            row.state = milestone_state::may_start;
            row.why.push_back(one.when + " was verified " + text(dates->verified));
        } else {
            for (const auto& before : out_.rows) {
                if (before.id == one.when) {
                    row.when = before.when;
                    row.why.push_back("hangs on " + one.when);
                }
            }
        }
        out_.rows.push_back(std::move(row));
    }

    const plan& plan_;
    const daily_counts& from_;
    const quiet_result& quiet_;
    local_day until_;
    instant at_;
    instant told_until_;
    plan now_;
    standing standing_;
    milestones out_;
};

}  // namespace

std::string_view name(milestone_state state) {
    switch (state) {
    case milestone_state::verified:
        return "verified";
    case milestone_state::may_start:
        return "may_start";
    case milestone_state::failed:
        return "failed";
    case milestone_state::overdue:
        return "overdue";
    case milestone_state::not_told:
        return "not_told";
    case milestone_state::at_risk:
        return "at_risk";
    case milestone_state::suspended:
        return "suspended";
    case milestone_state::due:
        return "due";
    case milestone_state::running:
        return "running";
    case milestone_state::waiting:
        return "waiting";
    }
    return "unknown";
}

milestones make_milestones(
    const plan& made,
    const daily_counts& from,
    const quiet_result& quiet,
    local_day until,
    instant at
) {
    return milestone_maker(made, from, quiet, until, at).run();
}

}  // namespace planner
