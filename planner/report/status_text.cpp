// SPDX-License-Identifier: Apache-2.0
#include "planner/report/status_text.hpp"

#include "planner/model/texts.hpp"
#include "planner/report/markdown.hpp"
#include "planner/status/in_force.hpp"

namespace planner {

namespace {

std::string state_text(gate_state state, const texts& say) {
    switch (state) {
    case gate_state::not_started:
        return say.text<"state.not_started">();
    case gate_state::running:
        return say.text<"state.running">();
    case gate_state::due:
        return say.text<"state.due">();
    case gate_state::failed:
        return say.text<"state.failed">();
    case gate_state::verified:
        return say.text<"state.verified">();
    }
    return {};
}

std::string state_text(duty_state state, const texts& say) {
    switch (state) {
    case duty_state::pending:
        return say.text<"state.pending">();
    case duty_state::done:
        return say.text<"state.done">();
    case duty_state::overdue:
        return say.text<"state.overdue">();
    case duty_state::as_planned:
        return say.text<"state.as_planned">();
    }
    return {};
}

std::string subject_text(status_subject subject, const texts& say) {
    switch (subject) {
    case status_subject::phase:
        return say.text<"subject.phase">();
    case status_subject::step:
        return say.text<"subject.step">();
    case status_subject::obligation:
        return say.text<"subject.obligation">();
    case status_subject::rule:
        return say.text<"subject.rule">();
    case status_subject::zone:
        return say.text<"subject.zone">();
    }
    return {};
}

class status_writer {
public:
    status_writer(const plan& what, instant as_of, const texts& say)
        : plan_(what), now_(in_force(what, as_of)), say_(say) {}

    std::string run() {
        text_.heading(say_.text<"heading.stands">());
        text_.paragraph(say_.text<"status.at">(with<"time">(time(now_.at))));
        text_.table(say_.text<"status.head">(), "lll");
        gates(status_subject::phase, now_.phases);
        gates(status_subject::step, now_.steps);
        for (const auto& one : now_.duties) {
            text_.row(
                subject_text(status_subject::obligation, say_),
                markdown(one.id),
                say_.text<"status.due">(
                    with<"state">(state_text(one.state, say_)),
                    with<"day">(say_.day(one.due, plan_.ground.time_zone))
                )
            );
        }
        moved();
        text_.line();
        return text_.take();
    }

private:
    [[nodiscard]] std::string time(instant t) const { return say_.time(t, plan_.ground.time_zone); }

    void gates(status_subject kind, const std::vector<gate_standing>& all) {
        for (const auto& one : all) {
            auto state = state_text(one.state, say_);
            if (one.suspended) {
                state = say_.text<"status.suspended">(with<"state">(state));
            }
            text_.row(subject_text(kind, say_), markdown(one.id), state);
        }
    }

    void moved() {
        if (plan_.dates.moved.empty()) {
            return;
        }
        text_.line();
        text_.paragraph(say_.text<"status.moved">());
        text_.table(say_.text<"status.moved_head">(), "llllll");
        for (const auto& one : plan_.dates.moved) {
            text_.row(
                subject_text(one.subject, say_),
                markdown(one.id),
                one.what,
                time(one.planned),
                time(one.now),
                markdown(one.why)
            );
        }
    }

    const plan& plan_;
    standing now_;
    const texts& say_;
    markdown_writer text_;
};

}  // namespace

std::string status_section(const plan& what, const texts& say) {
    return what.dates.as_of ? status_writer(what, *what.dates.as_of, say).run() : std::string();
}

}  // namespace planner
