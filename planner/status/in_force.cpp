// SPDX-License-Identifier: Apache-2.0
#include "planner/status/in_force.hpp"

#include <algorithm>

namespace planner {

namespace {

constexpr std::initializer_list<status_word> all_words{
    status_word::verified,
    status_word::failed,
    status_word::reset,
    status_word::suspended,
    status_word::resumed};

class standing_finder {
public:
    standing_finder(const plan& made, instant t) : plan_(made), t_(t) { out_.at = t; }

    standing run() {
        for (const auto& phase : plan_.phases) {
            out_.phases.push_back(stand(phase.term.id, status_subject::phase, false));
        }
        for (const auto& phase : plan_.unlaid) {
            out_.phases.push_back(stand(phase.id, status_subject::phase, false));
        }
        for (const auto& step : plan_.said.steps) {
            out_.steps.push_back(stand(step.id, status_subject::step, step.suspended));
            if (out_.steps.back().suspended) {
                out_.suspended.push_back(step.id);
            }
        }
        for (const auto& rule : plan_.said.rules) {
            keep(out_.rules, rule.id, rule.id, plan_.at(rule.when), status_subject::rule);
        }
        for (const auto& zone : plan_.zones) {
            keep(out_.zones, zone.id, zone.term.id, zone.when, status_subject::zone);
        }
        for (const auto& duty : plan_.said.obligations) {
            out_.duties.push_back(stand(duty));
        }
        return std::move(out_);
    }

private:
    [[nodiscard]] const status_event* last(
        status_subject subject, const std::string& id, std::initializer_list<status_word> words
    ) const {
        return last_event(plan_.events, subject, id, words, t_);
    }

    [[nodiscard]] bool is_suspended(status_subject subject, const std::string& id, bool by_terms)
        const {
        const auto* event = last(subject, id, {status_word::suspended, status_word::resumed});
        return event != nullptr ? event->word == status_word::suspended : by_terms;
    }

    [[nodiscard]] gate_standing stand(
        const std::string& id, status_subject subject, bool suspended_by_terms
    ) const {
        gate_standing out;
        out.id = id;
        out.suspended = is_suspended(subject, id, suspended_by_terms);
        const auto* dates = plan_.dates.find(id);
        if (dates == nullptr) {
            return out;
        }
        const auto* event =
            last(subject, id, {status_word::verified, status_word::failed, status_word::reset});
        if (t_ >= dates->verified && !out.suspended) {
            out.state = gate_state::verified;
            out.recorded = dates->recorded;
        } else if (event != nullptr && event->word == status_word::failed) {
            out.state = gate_state::failed;
        } else {
            out.state = t_ >= dates->end     ? gate_state::due
                        : t_ >= dates->start ? gate_state::running
                                             : gate_state::not_started;
        }
        return out;
    }

    void keep(
        std::vector<std::string>& to,
        const std::string& id,
        const std::string& term,
        const time_span& when,
        status_subject subject
    ) {
        if (t_ < when.from || t_ >= when.until) {
            return;
        }
        (is_suspended(subject, term, false) ? out_.suspended : to).push_back(id);
    }

    [[nodiscard]] duty_standing stand(const obligation_term& duty) const {
        duty_standing out{duty.id, duty_state::pending, plan_.due(duty)};
        const auto* event = last(status_subject::obligation, duty.id, all_words);
        if (event != nullptr && event->word == status_word::verified) {
            out.state = duty_state::done;
        } else if (t_ >= out.due) {
            const bool told = plan_.dates.as_of && out.due <= *plan_.dates.as_of;
            out.state = told || event != nullptr ? duty_state::overdue : duty_state::as_planned;
        }
        return out;
    }

    const plan& plan_;
    instant t_;
    standing out_;
};

}  // namespace

std::string_view name(gate_state state) {
    switch (state) {
    case gate_state::not_started:
        return "not_started";
    case gate_state::running:
        return "running";
    case gate_state::due:
        return "due";
    case gate_state::failed:
        return "failed";
    case gate_state::verified:
        return "verified";
    }
    return "unknown";
}

std::string_view name(duty_state state) {
    switch (state) {
    case duty_state::pending:
        return "pending";
    case duty_state::done:
        return "done";
    case duty_state::overdue:
        return "overdue";
    case duty_state::as_planned:
        return "as_planned";
    }
    return "unknown";
}

const gate_standing* find_gate(const std::vector<gate_standing>& gates, const std::string& id) {
    const auto found = std::find_if(gates.begin(), gates.end(), [&](const gate_standing& one) {
        return one.id == id;
    });
    return found == gates.end() ? nullptr : &*found;
}

const status_event* last_event(
    const std::vector<status_event>& events,
    status_subject subject,
    const std::string& id,
    std::initializer_list<status_word> words,
    instant until
) {
    const auto found = std::find_if(events.rbegin(), events.rend(), [&](const status_event& one) {
        return one.at <= until && one.subject == subject && one.id == id &&
               std::find(words.begin(), words.end(), one.word) != words.end();
    });
    return found == events.rend() ? nullptr : &*found;
}

standing in_force(const plan& made, instant t) {
    return standing_finder(made, t).run();
}

}  // namespace planner
