// SPDX-License-Identifier: Apache-2.0
#include "planner/plan/lay_phases.hpp"

#include "geo/base/error.hpp"
#include "geo/index/edge_index.hpp"
#include "geo/measure/geodesic.hpp"
#include "planner/phases/withdrawal.hpp"
#include "planner/plan/ways_out.hpp"
#include "planner/theatre/count.hpp"
#include "planner/theatre/place_index.hpp"

#include <fmt/format.h>

#include <cmath>

namespace planner {

namespace {

/// Parts must add up to the whole within this fraction.
constexpr double accepted_area_gap = 1e-4;

const reserved_term* term_for(const terms& said, const reserved_id& id) {
    const reserved_term* general = nullptr;
    for (const auto& one : said.reserved) {
        if (one.area == id.str()) {
            return &one;
        }
        if (one.area == "*") {
            general = &one;
        }
    }
    return general;
}

bool is_part_of_main(const terms& said, const std::string& exit_territory) {
    if (exit_territory == "main") {
        return true;
    }
    const auto* term = term_for(said, reserved_id(exit_territory));
    return term == nullptr || term->treatment == reserved_treatment::included;
}

/// Crossings by which the withdrawing party can leave the held area.
void find_exits(plan_work& work) {
    auto& made = work.made;
    const auto& chart = *work.chart;
    const geo::edge_index edge(geo::project(chart, made.held));
    const place_index inside({made.held});
    for (std::size_t i = 0; i < made.ground.crossings.size(); ++i) {
        const auto& place = made.ground.crossings[i];
        if (!place.open || place.exit_for != made.withdrawing) {
            continue;
        }
        const auto hit = edge.nearest(chart.project(place.position));
        if (inside.in(0, place.position) ||
            geo::distance(place.position, chart.unproject(hit->nearest)) <= exit_reach) {
            made.exits.push_back(
                {i, is_part_of_main(made.said, place.territory) ? "main" : place.territory}
            );
        }
    }
}

/// Terms that name a reserved area the theatre lacks would leave another one unreserved.
void check_reserved(plan& made) {
    for (const auto& term : made.said.reserved) {
        std::string known;
        bool found = term.area == "*";
        for (const auto& one : made.ground.reserved) {
            known += (known.empty() ? "" : ", ") + one.id.str();
            found = found || one.id.str() == term.area;
        }
        if (!found) {
            throw geo::input_error(
                "the terms speak of the reserved area '" + term.area + "'; theatre '" +
                made.ground.id + "' has: " + (known.empty() ? "none" : known)
            );
        }
    }
    for (const auto& one : made.ground.reserved) {
        if (term_for(made.said, one.id) == nullptr) {
            note(
                made,
                geo::finding_code::plan_reserved_unsaid,
                geo::severity::warning,
                "the terms say nothing of the reserved area '" + one.id.str() +
                    "'; it is left with the rest, as if they said treatment = \"included\""
            );
        }
    }
}

void refuse_spacing(const plan& made) {
    const auto& said = *made.said.withdrawal;
    if (said.spacing != phase_spacing::equal_progress || said.to != "border") {
        throw geo::input_error(
            made.said.file + ": [withdrawal]: spacing = \"" + std::string(name(said.spacing)) +
            "\" to '" + said.to +
            "' is read but not laid out by this version; write spacing = \"equal_progress\" "
            "and to = \"border\""
        );
    }
}

void add_phase(
    plan& made, const phase_term& term, const std::string& territory, withdrawal_step& step
) {
    plan_phase phase;
    phase.term = term;
    phase.territory = territory;
    phase.progress_from = step.progress_from;
    phase.progress_to = step.progress_to;
    phase.start = made.d_day + term.start;
    phase.end = made.d_day + term.end;
    phase.verified = made.d_day + term.verified;
    phase.vacated = std::move(step.vacated);
    phase.line = std::move(step.line);
    phase.line_error = step.line_error;
    phase.count = count_in(phase.vacated, made.ground);
    phase.by_region = count_by_region(phase.vacated, made.ground);
    made.phases.push_back(std::move(phase));
}

void withdraw(plan_work& work) {
    auto& made = work.made;
    check_reserved(made);
    find_exits(work);
    const auto& said = *made.said.withdrawal;
    const auto* own =
        made.ground.find_territory(made.ground.find_party(made.withdrawing)->territory);
    std::vector<geo::lon_lat> exits;
    for (const auto& exit : made.exits) {
        if (exit.territory == "main") {
            exits.push_back(made.ground.crossings[exit.crossing].position);
        }
    }
    std::vector<reserved_area> apart;
    std::vector<const reserved_term*> apart_terms;
    for (const auto& one : made.ground.reserved) {
        const auto* term = term_for(made.said, one.id);
        if (term != nullptr && term->treatment != reserved_treatment::included) {
            apart.push_back(one);
            apart_terms.push_back(term);
        } else {
            made.reserved.push_back({one, term != nullptr ? *term : reserved_term{}, {}, {}, {}});
            made.reserved.back().term.treatment = reserved_treatment::included;
        }
    }
    auto result = plan_withdrawal(
        {*work.chart,
         made.contact,
         made.held,
         own->area,
         exits,
         apart,
         said.phases.size(),
         said.distances}
    );
    geo::append(made.found, std::move(result.found));
    made.border_held = result.border;
    for (std::size_t i = 0; i < said.phases.size(); ++i) {
        add_phase(made, said.phases[i], "main", result.steps[i]);
    }
    for (std::size_t i = 0; i < apart.size(); ++i) {
        plan_reserved kept{
            apart[i], *apart_terms[i], result.reserved[i].held, result.reserved[i].neck, {}};
        kept.count = count_in(kept.held, made.ground);
        if (kept.term.treatment == reserved_treatment::last_phase && !kept.held.empty()) {
            withdrawal_step step;
            step.vacated = kept.held;
            auto term = kept.term.phase;
            if (apart.size() > 1) {
                term.id += "-" + kept.area_of.id.str();
            }
            term.title += ": " + kept.area_of.name;
            add_phase(made, term, kept.area_of.id.str(), step);
        }
        made.reserved.push_back(std::move(kept));
    }
}

void check_sum(plan& made) {
    geo::square_metres sum;
    for (const auto& phase : made.phases) {
        sum += phase.count.size;
    }
    for (const auto& one : made.reserved) {
        if (one.term.treatment == reserved_treatment::excluded) {
            sum += one.count.size;
        }
    }
    made.area_gap = std::abs(sum / made.held_count.size - 1);
    if (made.area_gap > accepted_area_gap) {
        throw geo::geometry_error(fmt::format(
            "the areas of the phases add up to {:.3f} km2, not to the {:.3f} km2 held",
            geo::in_square_kilometres(sum),
            geo::in_square_kilometres(made.held_count.size)
        ));
    }
}

}  // namespace

void lay_phases(plan_work& work) {
    refuse_spacing(work.made);
    withdraw(work);
    check_sum(work.made);
}

}  // namespace planner
