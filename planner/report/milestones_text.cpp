// SPDX-License-Identifier: Apache-2.0
#include "planner/report/milestones_text.hpp"

#include "planner/model/number_text.hpp"
#include "planner/report/csv_cell.hpp"
#include "planner/report/daily_first.hpp"

#include <fmt/format.h>
#include <nlohmann/json.hpp>

#include <algorithm>

namespace planner {

namespace {

constexpr std::size_t most_named = 4;

std::string words(milestone_state state) {
    switch (state) {
    case milestone_state::not_told:
        return "day passed, not told of";
    case milestone_state::at_risk:
        return "at risk";
    case milestone_state::may_start:
        return "may start";
    default:
        return std::string(name(state));
    }
}

int urgency(milestone_state state) {
    constexpr std::array order{
        milestone_state::failed,
        milestone_state::overdue,
        milestone_state::at_risk,
        milestone_state::not_told,
        milestone_state::due,
        milestone_state::may_start,
        milestone_state::running,
        milestone_state::suspended,
        milestone_state::waiting,
        milestone_state::verified};
    return static_cast<int>(std::find(order.begin(), order.end(), state) - order.begin());
}

}  // namespace

daily_section milestones_section(const plan& made, const milestones& what) {
    const auto& zone = made.ground.time_zone;
    daily_section out;
    out.title = "Gates, obligations, reciprocal steps";
    out.text.push_back(fmt::format(
        "As of {}. Verified and failed is what the status calls so; reports make neither. At risk: "
        "reports since it began tell of violations of it or in its area, of refused access, or "
        "nobody looked there. {}",
        to_local_text(what.at, zone),
        what.added == 0 ? "Reports add nothing to the status."
                        : "Reports add to the status: " +
                              counted(what.added, "reset of quiet days", "resets of quiet days") +
                              "; whether it is one is for people to decide."
    ));
    out.table.head = {"what", "id", "", "who", "stands", "day", "why"};
    out.table.texts = 7;
    auto rows = what.rows;
    std::stable_sort(rows.begin(), rows.end(), [](const auto& a, const auto& b) {
        return urgency(a.state) < urgency(b.state);
    });
    for (const auto& one : rows) {
        out.table.rows.push_back(
            {one.kind,
             one.id,
             one.title,
             one.who,
             words(one.state),
             clock_text(one.when, zone),
             fmt::format("{}", fmt::join(one.why, "; "))}
        );
    }
    if (rows.empty()) {
        out.text.emplace_back("The terms have none.");
    }
    return out;
}

std::string milestones_line(const milestones& what, const std::vector<std::string>& but) {
    std::string out;
    for (const auto state :
         {milestone_state::failed,
          milestone_state::overdue,
          milestone_state::at_risk,
          milestone_state::not_told,
          milestone_state::due,
          milestone_state::may_start}) {
        std::vector<std::string> ids;
        for (const auto& one : what.rows) {
            const bool told =
                one.kind == "step" && std::find(but.begin(), but.end(), one.id) != but.end();
            if (one.state == state && !told) {
                ids.push_back(one.id);
            }
        }
        if (ids.empty()) {
            continue;
        }
        const auto count = ids.size();
        ids.resize(std::min(count, most_named));
        out += fmt::format(
            "{}{}: {}{}",
            out.empty() ? "" : "; ",
            words(state),
            fmt::join(ids, ", "),
            count > most_named ? fmt::format(" and {} more", count - most_named) : ""
        );
    }
    return out;
}

std::string to_milestones_csv(const milestones& what) {
    std::string out = "kind,id,who,clause,state,when,why\n";
    for (const auto& one : what.rows) {
        out += fmt::format(
            "{},{},{},{},{},{},{}\n",
            csv_cell(one.kind),
            csv_cell(one.id),
            csv_cell(one.who),
            csv_cell(one.clause),
            name(one.state),
            to_rfc3339(one.when),
            csv_cell(fmt::format("{}", fmt::join(one.why, "; ")))
        );
    }
    return out;
}

std::string to_status_lines(const std::vector<status_event>& events) {
    std::string out;
    for (const auto& one : events) {
        nlohmann::ordered_json line{
            {std::string(name(one.subject)), one.id},
            {"gate", name(one.word)},
            {"at", to_rfc3339(one.at)},
            {"by", one.by}};
        if (!one.note.empty()) {
            line["note"] = one.note;
        }
        // Ids of reports may be cut or damaged UTF-8: never a reason to write nothing.
        out += line.dump(-1, ' ', false, nlohmann::ordered_json::error_handler_t::replace) + "\n";
    }
    return out;
}

}  // namespace planner
