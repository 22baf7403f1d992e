// SPDX-License-Identifier: Apache-2.0
#include "planner/report/status_text.hpp"

#include "planner/report/markdown.hpp"
#include "planner/status/in_force.hpp"

#include <fmt/format.h>

#include <algorithm>

namespace planner {

namespace {

std::string words(std::string_view id) {
    std::string out(id);
    std::replace(out.begin(), out.end(), '_', ' ');
    return out;
}

}  // namespace

std::string status_section(const plan& what) {
    if (!what.dates.as_of) {
        return {};
    }
    const auto& zone = what.ground.time_zone;
    const auto now = in_force(what, *what.dates.as_of);
    auto out = fmt::format(
        "## Where things stand\n\nAt the last entry of the status, {}.\n\n| what | id | stands |\n"
        "| --- | --- | --- |\n",
        to_local_text(now.at, zone)
    );
    const auto add = [&](const std::string& kind, const std::string& id, std::string state) {
        out += fmt::format("| {} | {} | {} |\n", kind, markdown(id), state);
    };
    const auto add_gates = [&](const std::string& kind, const std::vector<gate_standing>& gates) {
        for (const auto& one : gates) {
            add(kind, one.id, words(name(one.state)) + (one.suspended ? ", suspended" : ""));
        }
    };
    add_gates("phase", now.phases);
    add_gates("step", now.steps);
    for (const auto& one : now.duties) {
        add("obligation", one.id, words(name(one.state)) + ", due " + to_local_date(one.due, zone));
    }
    if (!what.dates.moved.empty()) {
        out +=
            "\nDates that are not those of the terms:\n\n| what | id | date | terms | now | why |\n"
            "| --- | --- | --- | --- | --- | --- |\n";
    }
    for (const auto& one : what.dates.moved) {
        out += fmt::format(
            "| {} | {} | {} | {} | {} | {} |\n",
            name(one.subject),
            markdown(one.id),
            one.what,
            to_local_text(one.planned, zone),
            to_local_text(one.now, zone),
            markdown(one.why)
        );
    }
    return out + "\n";
}

}  // namespace planner
