// SPDX-License-Identifier: Apache-2.0
#include "planner/plan/lay_phases.hpp"

#include "geo/base/error.hpp"
#include "geo/index/edge_index.hpp"
#include "geo/measure/geodesic.hpp"
#include "planner/model/names.hpp"
#include "planner/model/reserved.hpp"
#include "planner/plan/resolve_lines.hpp"
#include "planner/plan/ways_out.hpp"
#include "planner/status/timeline.hpp"
#include "planner/theatre/count.hpp"
#include "planner/theatre/place_index.hpp"

#include <fmt/format.h>

#include <cmath>

namespace planner {

namespace {

/// Parts must add up to the whole within this fraction.
constexpr double accepted_area_gap = 1e-4;

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
        std::vector<std::string> known;
        bool found = term.area == "*";
        for (const auto& one : made.ground.reserved) {
            known.push_back(one.id.str());
            found = found || one.id.str() == term.area;
        }
        if (!found) {
            throw geo::input_error(
                term.at + unknown_name("reserved area", term.area, made.ground.id, known)
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

void add_phase(
    plan& made, const phase_term& term, const std::string& territory, withdrawal_step& step
) {
    plan_phase phase;
    phase.term = term;
    phase.territory = territory;
    phase.progress_from = step.progress_from;
    phase.progress_to = step.progress_to;
    const auto* dates = made.dates.find(term.id);
    phase.start = dates->start;
    phase.end = dates->end;
    phase.verified = dates->verified;
    phase.vacated = std::move(step.vacated);
    phase.line = std::move(step.line);
    phase.line_error = step.line_error;
    phase.count = count_in(phase.vacated, made.ground);
    phase.by_region = count_by_region(phase.vacated, made.ground);
    made.phases.push_back(std::move(phase));
}

/// Those of the main area; what lies beyond the target has its own.
std::vector<geo::lon_lat> exits_of_main(
    const plan& made, const geo::local_frame& chart, const std::vector<land_beyond>& targets
) {
    geo::multi_polygon<geo::east_north> kept;
    for (const auto& one : targets) {
        const auto land = geo::project(chart, one.land);
        kept.insert(kept.end(), land.begin(), land.end());
    }
    const geo::area_index beyond(kept);
    std::vector<geo::lon_lat> out;
    for (const auto& exit : made.exits) {
        const auto position = made.ground.crossings[exit.crossing].position;
        if (exit.territory == "main" && !beyond.contains(chart.project(position))) {
            out.push_back(position);
        }
    }
    return out;
}

/// Sets apart the reserved areas with a treatment of their own; the others go with the rest.
std::vector<plan_reserved> set_apart(plan& made) {
    std::vector<plan_reserved> apart;
    for (const auto& one : made.ground.reserved) {
        const auto* term = term_for(made.said, one.id);
        if (term != nullptr && term->treatment != reserved_treatment::included) {
            apart.push_back({one, *term, {}, {}, {}});
        } else {
            made.reserved.push_back({one, term != nullptr ? *term : reserved_term{}, {}, {}, {}});
            made.reserved.back().term.treatment = reserved_treatment::included;
        }
    }
    return apart;
}

/// What the terms name for the phases: lines and areas, of the theatre or given.
struct named_ground {
    std::vector<land_beyond> targets;
    std::vector<std::vector<land_beyond>> given;
    std::vector<phase_region> regions;
};

withdrawal_result cut_phases(
    plan_work& work, const std::vector<plan_reserved>& apart, named_ground named
) {
    auto& made = work.made;
    const auto& said = *made.said.withdrawal;
    const auto* own =
        made.ground.find_territory(made.ground.find_party(made.withdrawing)->territory);
    auto exits = exits_of_main(made, *work.chart, named.targets);
    std::vector<reserved_area> reserved;
    for (const auto& one : apart) {
        reserved.push_back(one.area_of);
    }
    return plan_withdrawal(
        {*work.chart,
         made.contact,
         made.held,
         own->area,
         std::move(exits),
         std::move(reserved),
         said.phases.size(),
         said.spacing,
         said.distances,
         said.step.value_or(geo::metres(0)),
         std::move(named.targets),
         std::move(named.given),
         std::move(named.regions),
         said.order}
    );
}

/// Terms may go on without the areas of their phases, if there is anything else to lay; it is an
/// error.
void leave_out_phases(plan_work& work, const unlaid_withdrawal& problem) {
    auto& made = work.made;
    if (made.said.zones.empty()) {
        throw unlaid_withdrawal(problem);
    }
    note(
        made,
        geo::finding_code::plan_input_missing,
        geo::severity::error,
        "the phases of the withdrawal are left out; only their dates are in the plan: " +
            std::string(problem.what())
    );
    made.unlaid = phases_of(made.ground, made.said);
    auto apart = set_apart(made);
    for (auto& one : apart) {
        made.reserved.push_back(std::move(one));
    }
}

void withdraw(plan_work& work, named_ground named) {
    auto& made = work.made;
    auto apart = set_apart(made);
    auto result = cut_phases(work, apart, std::move(named));
    geo::append(made.found, work.ground->take_findings());
    geo::append(made.found, std::move(result.found));
    made.border_held = std::move(result.border);
    made.target = std::move(result.target);
    made.kept = std::move(result.kept);
    made.kept_count = count_in(made.kept, made.ground);
    const auto& said = *made.said.withdrawal;
    const auto terms_of_phases = phases_of(made.ground, made.said);
    std::size_t next = 0;
    for (; next < said.phases.size(); ++next) {
        add_phase(made, terms_of_phases[next], "main", result.steps[next]);
    }
    for (std::size_t i = 0; i < apart.size(); ++i) {
        auto& kept = apart[i];
        kept.held = std::move(result.reserved[i].held);
        kept.neck = std::move(result.reserved[i].neck);
        kept.count = count_in(kept.held, made.ground);
        if (kept.term.treatment == reserved_treatment::last_phase) {
            const auto& term = terms_of_phases[next++];
            if (!kept.held.empty()) {
                withdrawal_step step;
                step.vacated = kept.held;
                add_phase(made, term, kept.area_of.id.str(), step);
            }
        }
        made.reserved.push_back(std::move(kept));
    }
}

void check_sum(plan& made) {
    auto sum = made.kept_count.size;
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
            "the areas of the phases and what is kept add up to {:.3f} km2, not to the {:.3f} km2 "
            "held",
            geo::in_square_kilometres(sum),
            geo::in_square_kilometres(made.held_count.size)
        ));
    }
}

}  // namespace

void lay_phases(plan_work& work) {
    auto& made = work.made;
    auto& ground = *work.ground;
    check_reserved(made);
    find_exits(work);
    named_ground named;
    named.targets = targets_of(made, ground);
    try {
        named.given = given_lines_of(made, ground);
        named.regions = regions_of(made, ground);
    } catch (const unlaid_withdrawal& problem) {
        leave_out_phases(work, problem);
        return;
    }
    withdraw(work, std::move(named));
    check_sum(made);
}

}  // namespace planner
