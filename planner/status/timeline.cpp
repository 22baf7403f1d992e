// SPDX-License-Identifier: Apache-2.0
#include "planner/status/timeline.hpp"

#include "planner/model/reserved.hpp"

#include <algorithm>
#include <cmath>
#include <map>

namespace planner {

namespace {

/// A phase or step on its way from the terms' dates to today's.
struct clock_run {
    gate_dates dates;
    gate_dates planned;
    seconds to_end{};       ///< from start
    seconds to_verified{};  ///< from end
    std::optional<seconds> quiet;
    std::string why_start;
    std::string why_end;
    std::string why_verified;
};

/// A phase of the plan and its id in the terms, where several reserved areas share one.
struct named_phase {
    phase_term phase;
    std::string term;
};

std::vector<named_phase> named_phases(const theatre& ground, const terms& said);

class timeline_maker {
public:
    timeline_maker(
        const theatre& ground,
        const terms& said,
        instant d_day,
        const std::vector<status_event>& events
    )
        : ground_(ground), said_(said), d_day_(d_day), events_(events) {
        if (!events.empty()) {
            out_.as_of = events.back().at;
        }
    }

    timeline run() {
        add_phases();
        for (const auto& step : said_.steps) {
            (void)add_step(step);
        }
        for (const auto& rule : said_.rules) {
            move_span(status_subject::rule, rule.id, rule.when);
        }
        for (const auto& zone : said_.zones) {
            move_span(status_subject::zone, zone.id, zone.when);
        }
        for (const auto& duty : said_.obligations) {
            move_on(status_subject::obligation, duty.id, "due", duty.due, duty.due_gate);
        }
        return std::move(out_);
    }

private:
    [[nodiscard]] instant at(instant from, seconds offset) const {
        return at_offset(from, offset, ground_.time_zone);
    }
    [[nodiscard]] std::string text(instant t) const { return to_local_text(t, ground_.time_zone); }

    void add_phases() {
        const auto phases = named_phases(ground_, said_);
        const auto main = said_.withdrawal ? said_.withdrawal->phases.size() : 0;
        for (std::size_t i = 0; i < phases.size(); ++i) {
            const auto& phase = phases[i].phase;
            auto run = begin(phase.id, phase.start, phase.end, phase.verified);
            run.dates.term = phases[i].term;
            if (i > 0 && !said_.withdrawal->fixed_days) {
                wait_for(run, out_.gates[std::min(i, main) - 1], "phase");
            }
            finish(run, status_subject::phase);
        }
    }

    [[nodiscard]] clock_run begin(
        const std::string& id, seconds start, seconds end, seconds verified
    ) const {
        clock_run run;
        run.dates.id = id;
        run.dates.term = id;
        run.dates.start_offset = start;
        run.dates.end_offset = end;
        run.dates.verified_offset = verified;
        run.dates.start = at(d_day_, start);
        run.dates.end = at(d_day_, end);
        run.dates.verified = at(d_day_, verified);
        run.planned = run.dates;
        run.to_end = end - start;
        run.to_verified = verified - end;
        return run;
    }

    /// Steps may need later ones of the file; the reader has refused circles.
    const gate_dates& add_step(const step_term& step) {
        if (const auto known = step_place_.find(step.id); known != step_place_.end()) {
            return out_.gates[known->second];
        }
        const auto end = step.end.value_or(step.start);
        auto run = begin(step.id, step.start, end, end);
        if (step.quiet_days) {
            run.quiet = seconds(static_cast<std::int64_t>(std::round(*step.quiet_days * 86400)));
        }
        for (const auto& id : step.needs) {
            const auto needed =
                std::find_if(said_.steps.begin(), said_.steps.end(), [&](const step_term& one) {
                    return one.id == id;
                });
            if (needed != said_.steps.end()) {
                const auto before = add_step(*needed);
                wait_for(run, before, "step");
            }
        }
        finish(run, status_subject::step);
        step_place_[step.id] = out_.gates.size() - 1;
        return out_.gates.back();
    }

    static void add(std::string& to, const std::string& why) {
        to += (to.empty() ? "" : "; ") + why;
    }

    void start_at(clock_run& run, instant start, const std::string& why) const {
        run.dates.start = start;
        run.dates.end = at(start, run.to_end);
        run.dates.verified = at(run.dates.end, run.to_verified);
        add(run.why_start, why);
        add(run.why_end, why);
        add(run.why_verified, why);
    }

    void wait_for(clock_run& run, const gate_dates& before, const std::string& what) const {
        if (before.verified > run.dates.start) {
            start_at(
                run,
                before.verified,
                what + " '" + before.id + "' " +
                    (before.recorded ? "was verified on " : "cannot be verified before ") +
                    text(before.verified)
            );
        }
    }

    void finish(clock_run& run, status_subject subject) {
        std::optional<instant> suspended;
        for (const auto& event : events_) {
            if (event.subject == subject && event.id == run.dates.id) {
                apply(run, event, suspended);
            }
        }
        if (suspended && out_.as_of) {
            put_off(run, *suspended, *out_.as_of);
        }
        if (!run.dates.recorded && out_.as_of && run.dates.verified < *out_.as_of) {
            run.dates.verified = *out_.as_of;
            add(run.why_verified,
                "not verified by " + text(*out_.as_of) + ", the last entry of the status");
        }
        const auto& planned = run.planned;
        const auto& now = run.dates;
        tell(subject, now.id, "start", planned.start, now.start, run.why_start);
        tell(subject, now.id, "end", planned.end, now.end, run.why_end);
        tell(subject, now.id, "verified", planned.verified, now.verified, run.why_verified);
        out_.gates.push_back(std::move(run.dates));
    }

    void apply(clock_run& run, const status_event& event, std::optional<instant>& suspended) const {
        switch (event.word) {
        case status_word::verified:
            verify(run, event);
            break;
        case status_word::failed: {
            run.dates.failed.push_back(event.at);
            const auto again = at(event.at, run.to_verified);
            if (again > run.dates.verified) {
                run.dates.verified = again;
                add(run.why_verified,
                    "verification failed on " + text(event.at) + ", the time for it begins again");
            }
            break;
        }
        case status_word::reset:
            reset(run, event);
            break;
        case status_word::suspended:
            suspended = suspended ? suspended : event.at;
            break;
        case status_word::resumed:
            if (suspended) {
                put_off(run, *suspended, event.at);
                suspended.reset();
            }
            break;
        }
    }

    void verify(clock_run& run, const status_event& event) const {
        run.dates.recorded = true;
        if (event.at != run.dates.verified) {
            add(run.why_verified,
                "verified on " + text(event.at) + (event.by.empty() ? "" : " by " + event.by));
        }
        run.dates.verified = event.at;
        // Verified early: it had ended by then.
        if (event.at < run.dates.end) {
            run.dates.end = event.at;
            add(run.why_end, "verified on " + text(event.at));
        }
        if (event.at < run.dates.start) {
            run.dates.start = event.at;
            add(run.why_start, "verified on " + text(event.at));
        }
    }

    void reset(clock_run& run, const status_event& event) const {
        run.dates.recorded = false;
        if (run.quiet) {
            const auto until = at(event.at, *run.quiet);
            if (event.at >= run.dates.start && until > run.dates.end) {
                run.dates.end = until;
                run.dates.verified = until;
                const auto why = "a violation on " + text(event.at) + " began the quiet days again";
                add(run.why_end, why);
                add(run.why_verified, why);
            }
        } else if (event.at > run.dates.start) {
            start_at(run, event.at, "begun again on " + text(event.at));
        }
    }

    /// By the time that the suspension took of what was still to come.
    void put_off(clock_run& run, instant from, instant until) const {
        if (run.dates.recorded || until <= from) {
            return;
        }
        const auto why = "suspended from " + text(from) + " to " + text(until);
        const auto by = until - from;
        if (from <= run.dates.start) {
            if (until > run.dates.start) {
                start_at(run, until, why);
            }
            return;
        }
        if (from <= run.dates.end) {
            run.dates.end += by;
            add(run.why_end, why);
        }
        run.dates.verified += by;
        add(run.why_verified, why);
    }

    void tell(
        status_subject subject,
        const std::string& id,
        const std::string& what,
        instant planned,
        instant now,
        const std::string& why
    ) {
        if (planned != now) {
            out_.moved.push_back({subject, id, what, planned, now, why});
        }
    }

    /// What is counted from a phase or step moves on with it.
    void move_on(
        status_subject subject,
        const std::string& id,
        const std::string& what,
        seconds offset,
        const gate_ref& gate
    ) {
        const auto* run = out_.find(gate);
        if (run != nullptr) {
            const auto now = date_of(out_, d_day_, offset, gate, ground_.time_zone);
            const std::string moment = gate.moment == gate_moment::start ? "start"
                                       : gate.moment == gate_moment::end ? "end"
                                                                         : "verification";
            const auto why =
                "the " + moment + " of '" + run->id + "' is on " + text(date_of(*run, gate.moment));
            tell(subject, id, what, at(d_day_, offset), now, why);
        }
    }

    void move_span(status_subject subject, const std::string& id, const term_span& span) {
        move_on(subject, id, "from", span.from, span.from_gate);
        if (span.until) {
            move_on(subject, id, "until", *span.until, span.until_gate);
        }
    }

    const theatre& ground_;
    const terms& said_;
    instant d_day_;
    const std::vector<status_event>& events_;
    std::map<std::string, std::size_t, std::less<>> step_place_;
    timeline out_;
};

const reserved_term* apart_term(const terms& said, const reserved_id& id) {
    const auto* term = term_for(said, id);
    return term == nullptr || term->treatment == reserved_treatment::included ? nullptr : term;
}

std::vector<named_phase> named_phases(const theatre& ground, const terms& said) {
    std::vector<named_phase> out;
    if (!said.withdrawal) {
        return out;
    }
    for (const auto& phase : said.withdrawal->phases) {
        out.push_back({phase, phase.id});
    }
    const auto apart = std::count_if(
        ground.reserved.begin(),
        ground.reserved.end(),
        [&](const reserved_area& one) { return apart_term(said, one.id) != nullptr; }
    );
    for (const auto& one : ground.reserved) {
        const auto* term = apart_term(said, one.id);
        if (term != nullptr && term->treatment == reserved_treatment::last_phase) {
            auto phase = term->phase;
            if (apart > 1) {
                phase.id += "-" + one.id.str();
            }
            phase.title += ": " + one.name;
            out.push_back({std::move(phase), term->phase.id});
        }
    }
    return out;
}

}  // namespace

std::vector<phase_term> phases_of(const theatre& ground, const terms& said) {
    std::vector<phase_term> out;
    for (auto& one : named_phases(ground, said)) {
        out.push_back(std::move(one.phase));
    }
    return out;
}

timeline make_timeline(
    const theatre& ground, const terms& said, instant d_day, const std::vector<status_event>& events
) {
    return timeline_maker(ground, said, d_day, events).run();
}

}  // namespace planner
