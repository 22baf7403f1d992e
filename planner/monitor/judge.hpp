// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "geo/index/place_order.hpp"
#include "planner/monitor/rulebook.hpp"

#include <vector>

namespace planner {

/// DESIGN section 2. `violation`: a clause in force forbids it and the whole uncertainty lies inside.
/// `compliant`: clauses in force speak of it, and it lies wholly outside all of them.
/// `not_covered`: no clause in force speaks of it. `inconclusive`: anything else.
enum class verdict_word : std::uint8_t { not_covered, compliant, inconclusive, violation };
inline constexpr std::size_t verdict_word_count = 4;
[[nodiscard]] std::string_view name(verdict_word word);

/// Finer classes, after the daily reports of the OSCE Special Monitoring Mission to Ukraine.
enum class verdict_class : std::uint8_t {
    none,
    in_violation,
    beyond_line,  ///< no storage is agreed, or the sites are not mapped
    beyond_line_outside_storage,
    in_storage,
    in_exception,
    within_cap,  ///< no more of it than the zone allows, in this report
    present_not_proscribed,
    unverifiable,
    access_denied
};
inline constexpr std::size_t verdict_class_count = 10;
[[nodiscard]] std::string_view name(verdict_class kind);

/// Why nothing more can be said.
enum class verdict_reason : std::uint8_t {
    none,
    place,        ///< the uncertainty reaches over the edge
    time,         ///< the clause is in force in a part of the interval
    side,         ///< it depends on whose it is
    weapon,       ///< it depends on what it is
    exception,    ///< an exception is marked there
    cap,          ///< the zone allows some, counted in other words
    ground,       ///< where the rule holds is not mapped
    fire_only,    ///< a fire was seen, not what made it
    not_verified  ///< what was to be verified could not be
};
[[nodiscard]] std::string_view name(verdict_reason reason);

/// What is to be said of one report.
struct verdict {
    static constexpr std::uint32_t no_clause = 0xffffffffU;

    verdict_word word = verdict_word::not_covered;
    verdict_class kind = verdict_class::none;
    verdict_reason because = verdict_reason::none;
    std::uint32_t clause = no_clause;  ///< in the rulebook; that which decides
    party_number side = no_party;      ///< for whom it was judged; no_party when for all alike
    double metres = std::numeric_limits<double>::quiet_NaN();  ///< from the edge, positive inside
    geo::metres uncertainty;  ///< of the report, the line and the zone together
    double probability = std::numeric_limits<double>::quiet_NaN();  ///< of a breach; NaN: not known
    double in_force = 1;  ///< share of the report's interval
};

/// Judges reports by the plan in force when it happened.
///
/// What counts as inside is worked out without sampling: of a disc, by the distance from the edge;
/// of a sector, by the distance of the edge from the whole of it. The uncertainty is the sum of the
/// report's accuracy, the line's accuracy (0 for an agreed line) and the zone's error. Of the
/// clauses that speak of it the one decides that says most: violation before inconclusive before
/// compliant; among equals one with ground before a rule, then the one it lies deepest in (or
/// nearest to), then the first in the plan's order. When the side is not told, it is judged for every
/// party: only what holds for all of them is said.
///
/// Probability  the place is scattered about the reported one as a bivariate normal of which 95 %
///           lie within the root of the squares of the report's and the line's accuracy; in a
///           sector every place is as likely (64 places), in an interval every instant. The zone's
///           error is left out.
/// Error     of metres, 1 m up to 500 km. Of a probability, 0.002; in a sector 0.02.
/// Cost      about 1 microsecond for a disc; no memory is taken.
[[nodiscard]] verdict judge(const rulebook& by, const report& what);

/// Judges many reports, neighbours one after the other: some ten thousand at a time take a fifth less than
/// each for itself, as what is known of their places is more than the processor's cache holds.
class batch_judge {
public:
    /// Keeps its memory.
    void clear() {
        all_.clear();
        order_.clear();
    }
    /// Both stay where they are until judge_all().
    void add(const report& what, verdict& said) {
        all_.push_back({&what, &said});
        order_.add(what.position);
    }
    void judge_all(const rulebook& by);

private:
    struct one_report {
        const report* what;
        verdict* said;
    };
    std::vector<one_report> all_;
    geo::place_order order_;
};

}  // namespace planner
