// SPDX-License-Identifier: Apache-2.0
#include "planner/model/status.hpp"

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

const gate_dates* timeline::find(std::string_view id) const {
    for (const auto& one : gates) {
        if (one.id == id) {
            return &one;
        }
    }
    return nullptr;
}

std::string timeline::why(std::string_view id, std::string_view what) const {
    for (const auto& one : moved) {
        if (one.id == id && one.what == what) {
            return one.why;
        }
    }
    return {};
}

}  // namespace planner
