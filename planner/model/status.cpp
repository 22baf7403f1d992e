// SPDX-License-Identifier: Apache-2.0
#include "planner/model/status.hpp"

#include <algorithm>

namespace planner {

std::string_view name(status_subject subject) {
    switch (subject) {
    case status_subject::phase:
        return "phase";
    case status_subject::step:
        return "step";
    case status_subject::obligation:
        return "obligation";
    case status_subject::rule:
        return "rule";
    case status_subject::zone:
        return "zone";
    }
    return "unknown";
}

std::string_view name(status_word word) {
    switch (word) {
    case status_word::verified:
        return "verified";
    case status_word::failed:
        return "failed";
    case status_word::reset:
        return "reset";
    case status_word::suspended:
        return "suspended";
    case status_word::resumed:
        return "resumed";
    }
    return "unknown";
}

std::string_view name(gate_moment moment) {
    switch (moment) {
    case gate_moment::start:
        return "start";
    case gate_moment::end:
        return "end";
    case gate_moment::verified:
        return "verified";
    }
    return "unknown";
}

const gate_dates* timeline::find(std::string_view id) const {
    for (const auto& one : gates) {
        if (one.id == id) {
            return &one;
        }
    }
    return nullptr;
}

const gate_dates* timeline::find(const gate_ref& gate) const {
    const gate_dates* last = nullptr;
    for (const auto& one : gates) {
        if (!gate.id.empty() && one.term == gate.id &&
            (last == nullptr || date_of(one, gate.moment) > date_of(*last, gate.moment))) {
            last = &one;
        }
    }
    return last;
}

std::string timeline::why(status_subject subject, std::string_view id, std::string_view what)
    const {
    for (const auto& one : moved) {
        if (one.subject == subject && one.id == id && one.what == what) {
            return one.why;
        }
    }
    return {};
}

instant date_of(const gate_dates& gate, gate_moment moment) {
    return moment == gate_moment::start ? gate.start
           : moment == gate_moment::end ? gate.end
                                        : gate.verified;
}

seconds offset_of(const gate_dates& gate, gate_moment moment) {
    return moment == gate_moment::start ? gate.start_offset
           : moment == gate_moment::end ? gate.end_offset
                                        : gate.verified_offset;
}

instant date_of(
    const timeline& dates,
    instant d_day,
    seconds offset,
    const gate_ref& gate,
    const std::string& time_zone
) {
    const auto planned = at_offset(d_day, offset, time_zone);
    const auto* run = dates.find(gate);
    if (run == nullptr) {
        return planned;
    }
    const auto now = date_of(*run, gate.moment);
    const auto counted_from = offset_of(*run, gate.moment);
    if (now <= at_offset(d_day, counted_from, time_zone)) {
        return planned;
    }
    return std::max(planned, at_offset(now, offset - counted_from, time_zone));
}

}  // namespace planner
