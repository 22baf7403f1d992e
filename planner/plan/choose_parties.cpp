// SPDX-License-Identifier: Apache-2.0
#include "planner/plan/choose_parties.hpp"

#include "geo/base/error.hpp"
#include "planner/model/names.hpp"
#include "planner/model/roles.hpp"
#include "planner/plan/plan_work.hpp"

namespace planner {

namespace {

/// The line that divides the parties: that of the withdrawal, else the first that zones are
/// measured from and the theatre has, else the line of contact, else the theatre's first.
line_id choose_line(const plan& made) {
    if (made.said.withdrawal && !made.said.withdrawal->holds_all()) {
        return line_id(made.said.withdrawal->from);
    }
    for (const auto& zone : made.said.zones) {
        for (const auto& one : zone.reference_lines) {
            // An input that is not given may be the theatre's own line of that id.
            constexpr std::string_view mark = "input:";
            const auto id = one.line.starts_with(mark) ? one.line.substr(mark.size()) : one.line;
            const auto* line = made.ground.find_line(line_id(id));
            if (line != nullptr && line->left != line->right) {
                return line->id;
            }
        }
    }
    const line_id contact("contact");
    if (made.ground.find_line(contact) == nullptr && !made.ground.lines.empty()) {
        return made.ground.lines.front().id;
    }
    return contact;
}

/// Without a withdrawal nobody leaves: then the word only orders the two parties of the line,
/// by the roles `withdrawing` or `b` where the theatre has them.
party_id choose_withdrawing(const plan& made, const theatre_line& line) {
    if (made.said.withdrawal) {
        try {
            return party_in_role(made.ground, made.said.withdrawal->party);
        } catch (const geo::input_error& problem) {
            throw geo::input_error(made.said.withdrawal->place_of("party") + problem.what());
        }
    }
    for (const auto* role : {"withdrawing", "b"}) {
        const auto found = made.ground.roles.find(role);
        if (found != made.ground.roles.end() &&
            (found->second == line.left || found->second == line.right)) {
            return found->second;
        }
    }
    return line.right;
}

/// A theatre without lines serves terms of areas alone: the parties are those of the roles, else
/// the first two.
void choose_without_line(plan& made) {
    const auto by_role = [&](const char* one, const char* other) -> const party_id* {
        for (const auto* role : {one, other}) {
            const auto found = made.ground.roles.find(role);
            if (found != made.ground.roles.end()) {
                return &found->second;
            }
        }
        return nullptr;
    };
    const auto* other = by_role("other", "a");
    const auto* withdrawing = by_role("withdrawing", "b");
    if (other != nullptr && withdrawing != nullptr) {
        made.other = *other;
        made.withdrawing = *withdrawing;
    } else if (made.ground.parties.size() >= 2) {
        made.other = made.ground.parties[0].id;
        made.withdrawing = made.ground.parties[1].id;
    } else {
        throw geo::input_error(
            "theatre '" + made.ground.id + "' has neither a line nor two parties ([[parties]])"
        );
    }
}

}  // namespace

instant choose_d_day(
    const theatre& ground, const terms& said, const std::optional<instant>& by_user
) {
    if (by_user) {
        return *by_user;
    }
    // By days: terms and theatres often know no more.
    if (said.effective && *said.effective + std::chrono::days(1) > ground.as_of) {
        return *said.effective;
    }
    if (!said.effective && ground.default_d_day) {
        return *ground.default_d_day;
    }
    throw geo::input_error(
        said.effective ? "the terms took effect on " + to_rfc3339(*said.effective) +
                             ", before the theatre's date " + to_rfc3339(ground.as_of) +
                             "; say when they begin here with --d-day TIME"
                       : "neither the terms nor the theatre give a D-day; say it with --d-day TIME"
    );
}

void choose_parties(plan& made) {
    if (made.d_day < made.ground.as_of) {
        note(
            made,
            geo::finding_code::plan_uncertain_figure,
            geo::severity::warning,
            "D-day " + to_rfc3339(made.d_day) + " lies before the date of the theatre, " +
                to_rfc3339(made.ground.as_of)
        );
    }
    if (made.ground.lines.empty() && !made.said.withdrawal) {
        choose_without_line(made);
        return;
    }
    made.contact_id = choose_line(made);
    const auto* line = made.contact_line();
    if (line == nullptr) {
        std::vector<std::string> known;
        for (const auto& one : made.ground.lines) {
            known.push_back(one.id.str());
        }
        const auto at = made.said.withdrawal ? made.said.withdrawal->place_of("from") : "";
        throw geo::input_error(
            at + unknown_name("line", made.contact_id.str(), made.ground.id, known)
        );
    }
    made.withdrawing = choose_withdrawing(made, *line);
    if (line->left != made.withdrawing && line->right != made.withdrawing) {
        throw geo::input_error(
            "line '" + made.contact_id.str() + "' has '" + line->left.str() +
            "' on its left and '" + line->right.str() + "' on its right; the party to leave, '" +
            made.withdrawing.str() + "', must be one of them"
        );
    }
    made.other = line->left == made.withdrawing ? line->right : line->left;
    for (const auto& id : {made.withdrawing, made.other}) {
        if (made.said.withdrawal &&
            made.ground.find_territory(made.ground.find_party(id)->territory) == nullptr) {
            throw geo::input_error(
                "party '" + id.str() +
                "' has no territory in this theatre, so nothing can be withdrawn from or to "
                "it; "
                "add [layers.territories] and the party's key 'territory'"
            );
        }
    }
}

}  // namespace planner
