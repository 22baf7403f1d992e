// SPDX-License-Identifier: Apache-2.0
#include "planner/monitor/judge.hpp"

#include "planner/monitor/cap_of.hpp"

#include <algorithm>
#include <cmath>

namespace planner {

namespace {

constexpr double nan = std::numeric_limits<double>::quiet_NaN();
/// Radius that holds 95 % of a bivariate normal, in standard deviations: sqrt(-2 ln 0.05).
constexpr double sigmas_in_95 = 2.447746830680816;
constexpr int sector_rings = 8;
constexpr int sector_rays = 8;

enum class lie : std::uint8_t { outside, unclear, inside };

/// Metres from the edge, positive inside: between two bounds, or both the same; NaN: no edge.
struct from_edge {
    double least = nan;
    double most = nan;
};

struct place_in {
    lie where{};
    from_edge metres;
    geo::metres uncertainty;
};

/// A verdict by one clause, before what is only wanted of the one that decides is worked out: its
/// metres and, where the place decides, its probability, that of the place times `share`.
struct opinion : verdict {
    from_edge between;
    bool asks_place = false;
    double share = 1;
};

/// One report before one rulebook.
class hearing {
public:
    hearing(const rulebook& by, const report& what)
        : by_(by), report_(what), list_(by.candidates(what.what, what.weapon)),
          placed_(what.position), stretch_(by.stretch_of(what.from)),
          is_instant_(what.until <= what.from), rules_hold_(by.rules_hold_at(what.position)) {}

    verdict run() {
        auto out =
            report_.side != no_party || all_bind_all() ? for_party(report_.side) : for_any_party();
        measure(out);
        out.metres = out.between.least;
        if (out.asks_place) {
            out.probability = probability(at(out.clause)) * out.share;
        }
        finish(out);
        return out;
    }

private:
    using candidates = std::vector<rulebook::candidate>;

    [[nodiscard]] const clause& at(std::uint32_t number) const { return by_.clauses()[number]; }

    [[nodiscard]] bool may_bind(const clause& law) const {
        return law.binds == no_party || report_.side == no_party || law.binds == report_.side;
    }

    [[nodiscard]] bool holds_here(const clause& law) const {
        return law.kind != clause_kind::rule || rules_hold_;
    }

    [[nodiscard]] double share_in_force(std::uint32_t number) const {
        return is_instant_ ? (by_.in_force_in(stretch_, number) ? 1.0 : 0.0)
                           : by_.in_force(number, report_.from, report_.until);
    }

    [[nodiscard]] bool all_bind_all() const {
        return std::all_of(list_.begin(), list_.end(), [&](const auto& one) {
            const auto& law = at(one.clause);
            return law.binds == no_party || !holds_here(law) || share_in_force(one.clause) == 0;
        });
    }

    opinion for_party(party_number who) {
        opinion best;
        for (const auto& one : list_) {
            const auto& law = at(one.clause);
            if (law.binds != no_party && law.binds != who) {
                continue;
            }
            const double share = share_in_force(one.clause);
            if (share == 0 || !holds_here(law)) {
                continue;
            }
            auto found = by_clause(one, share);
            if (best.clause == verdict::no_clause || says_more(found, best)) {
                best = found;
            }
        }
        best.side = who;
        return best;
    }

    /// Only what holds whosever it is.
    opinion for_any_party() {
        opinion most;
        bool all_alike = true;
        bool none_breach = true;
        for (std::size_t who = 1; who <= by_.party_count(); ++who) {
            auto found = for_party(static_cast<party_number>(who));
            none_breach = none_breach && found.word <= verdict_word::compliant;
            if (who > 1) {
                all_alike = all_alike && found.word == most.word;
            }
            if (who == 1 || says_more(found, most)) {
                most = found;
            }
        }
        if (all_alike || none_breach) {
            most.side = no_party;
            return most;
        }
        most.word = verdict_word::inconclusive;
        most.because = verdict_reason::side;
        most.probability = nan;
        most.asks_place = false;
        return most;
    }

    void measure(opinion& one) const {
        if (one.between.least < one.between.most) {
            const auto exact = at(one.clause).ground->signed_distance(placed_).value();
            one.between = {exact, exact};
        }
    }

    [[nodiscard]] bool says_more(opinion& a, opinion& b) const {
        if (a.word != b.word) {
            return a.word > b.word;
        }
        if (a.clause == verdict::no_clause || b.clause == verdict::no_clause) {
            return b.clause == verdict::no_clause && a.clause != verdict::no_clause;
        }
        const bool a_has = !std::isnan(a.between.least);
        const bool b_has = !std::isnan(b.between.least);
        if (a_has != b_has || !a_has) {
            return a_has && !b_has;
        }
        if (a.between.most > b.between.least && a.between.least <= b.between.most) {
            measure(a);
            measure(b);
        }
        return a.between.least > b.between.most;
    }

    opinion by_clause(const rulebook::candidate& one, double share) {
        const auto& law = at(one.clause);
        opinion out;
        out.clause = one.clause;
        out.in_force = share;
        out.word = verdict_word::violation;
        out.probability = 1;
        if (law.ground != nullptr) {
            if (!weigh_place(law, out)) {
                return out;  // wholly outside: nothing else matters
            }
        } else if (!law.is_everywhere) {
            doubt(out, verdict_reason::ground, nan);
        }
        if (law.ground != nullptr) {
            weigh_exceptions(law, out);
            weigh_caps(law, out);
            if (out.word == verdict_word::compliant) {
                return out;
            }
        }
        if (share < 1) {
            const bool asks = out.asks_place;
            doubt(out, verdict_reason::time, out.probability * share);
            out.asks_place = asks;
            out.share = share;
        }
        if (one.covers == coverage::part) {
            doubt(out, verdict_reason::weapon, nan);
        }
        weigh_kind(out);
        return out;
    }

    /// Never a violation any more; the first reason stays.
    static void doubt(opinion& out, verdict_reason why, double probability) {
        if (out.word == verdict_word::violation) {
            out.because = why;
        }
        out.word = verdict_word::inconclusive;
        out.probability = probability;
        out.asks_place = false;
    }

    bool weigh_place(const clause& law, opinion& out) {
        const auto found = place(*law.ground, law.edge_accuracy, law.edge_error);
        out.between = found.metres;
        out.uncertainty = found.uncertainty;
        if (found.where == lie::outside) {
            out.word = verdict_word::compliant;
            out.probability = 0;
            return false;
        }
        if (found.where == lie::unclear) {
            doubt(out, verdict_reason::place, nan);
            out.asks_place = true;
        }
        return true;
    }

    [[nodiscard]] place_in place(
        const geo::area_field& ground, geo::metres accuracy, geo::metres error
    ) const {
        place_in out;
        out.uncertainty = report_.accuracy + accuracy + error;
        if (ground.is_empty()) {
            return out;
        }
        const auto tell = [&](double from_edge, bool is_inside) {
            out.where = from_edge <= out.uncertainty.value() ? lie::unclear
                        : is_inside                          ? lie::inside
                                                             : lie::outside;
        };
        if (!report_.sector) {
            const auto bounds = ground.distances_near(placed_);
            const bool is_inside = bounds.most > 0;
            const double least = is_inside ? bounds.least : -bounds.most;
            const double most = is_inside ? bounds.most : -bounds.least;
            if (least > out.uncertainty.value() || most <= out.uncertainty.value()) {
                out.metres = {bounds.least, bounds.most};
                tell(least, is_inside);
                return out;
            }
        }
        const auto distance = ground.signed_distance(placed_).value();
        out.metres = {distance, distance};
        const double size = std::abs(distance);
        if (!report_.sector) {
            tell(size, distance > 0);
            return out;
        }
        const double reach = geo::reach_of(*report_.sector).value();
        if (size > reach + out.uncertainty.value()) {
            tell(size - reach, distance > 0);
            return out;
        }
        const auto farther = out.uncertainty + geo::metres(1);
        tell(geo::distance_of_edge(*report_.sector, ground, farther).value(), distance > 0);
        return out;
    }

    [[nodiscard]] double probability(const clause& law) const {
        const auto sigma = [&](double radius) { return geo::metres(radius / sigmas_in_95); };
        const double spread = std::hypot(report_.accuracy.value(), law.edge_accuracy.value());
        const auto at_place = [&](const geo::placed_position& p) {
            return spread > 0 ? law.ground->probability(p, sigma(spread))
                              : (law.ground->covers(p.position) ? 1.0 : 0.0);
        };
        if (!report_.sector) {
            return spread > 0 ? at_place(placed_) : nan;
        }
        double sum = 0;
        const auto places = geo::spread_over(*report_.sector, sector_rings, sector_rays);
        for (const auto& one : places) {
            sum += at_place(geo::placed_position(one));
        }
        return sum / static_cast<double>(places.size());
    }

    /// What is cut out is no part of the zone already.
    void weigh_exceptions(const clause& law, opinion& out) const {
        for (const auto& one : law.exceptions) {
            if (!one.cut &&
                place(*one.ground, law.edge_accuracy, law.edge_error).where != lie::outside) {
                doubt(out, verdict_reason::exception, nan);
            }
        }
    }

    void weigh_caps(const clause& law, opinion& out) const {
        const bool counts = report_.what == report_what::weapon ||
                            report_.what == report_what::movement ||
                            report_.what == report_what::reinforcement;
        if (law.caps.empty() || !counts) {
            return;
        }
        const auto* cap =
            report_.what == report_what::weapon ? cap_of(by_, law, report_.weapon) : nullptr;
        if (cap == nullptr) {
            doubt(out, verdict_reason::cap, nan);
            return;
        }
        const double seen = std::isnan(report_.count) ? 1.0 : report_.count;
        if (seen <= cap->most) {
            out.word = verdict_word::compliant;
            out.because = verdict_reason::none;
            out.kind = verdict_class::within_cap;
            out.probability = nan;
            out.asks_place = false;
        }
    }

    void weigh_kind(opinion& out) const {
        switch (report_.what) {
        case report_what::thermal_anomaly:
            doubt(out, verdict_reason::fire_only, nan);
            break;
        case report_what::storage_missing:
        case report_what::denied_access:
        case report_what::device_off:
            doubt(out, verdict_reason::not_verified, nan);
            break;
        default:
            break;
        }
    }

    void finish(verdict& out) const {
        switch (report_.what) {
        case report_what::denied_access:
            out.kind = verdict_class::access_denied;
            return;
        case report_what::device_off:
        case report_what::storage_missing:
        case report_what::thermal_anomaly:
            out.kind = verdict_class::unverifiable;
            return;
        case report_what::weapon:
            out.kind = class_of_weapon(out);
            return;
        default:
            out.kind = out.word == verdict_word::violation ? verdict_class::in_violation
                                                           : verdict_class::none;
            return;
        }
    }

    [[nodiscard]] verdict_class class_of_weapon(const verdict& out) const {
        switch (out.word) {
        case verdict_word::violation:
            return verdict_class::in_violation;
        case verdict_word::inconclusive:
            return verdict_class::unverifiable;
        case verdict_word::compliant:
            return out.kind == verdict_class::within_cap ? out.kind : class_beyond();
        case verdict_word::not_covered:
            return is_in_some_zone() ? verdict_class::present_not_proscribed : verdict_class::none;
        }
        return verdict_class::none;
    }

    /// Outside of every zone for it: is it where it should be stored?
    [[nodiscard]] verdict_class class_beyond() const {
        bool storage = false;
        bool mapped = false;
        for (const auto& one : list_) {
            const auto& law = at(one.clause);
            if (!may_bind(law) || share_in_force(one.clause) == 0) {
                continue;
            }
            storage = storage || law.has_storage;
            for (const auto& site : law.exceptions) {
                const bool stores = site.kind == "storage_site";
                mapped = mapped || stores;
                const auto where = place(*site.ground, geo::metres(0), law.edge_error).where;
                if (where == lie::inside) {
                    return stores ? verdict_class::in_storage : verdict_class::in_exception;
                }
                if (where == lie::unclear && stores) {
                    return verdict_class::unverifiable;
                }
            }
        }
        return storage && mapped ? verdict_class::beyond_line_outside_storage
                                 : verdict_class::beyond_line;
    }

    [[nodiscard]] bool is_in_some_zone() const {
        for (std::uint32_t i = 0; i < by_.clauses().size(); ++i) {
            const auto& law = at(i);
            if (law.kind == clause_kind::zone && may_bind(law) && share_in_force(i) > 0 &&
                law.ground->covers(report_.position) &&
                place(*law.ground, law.edge_accuracy, law.edge_error).where == lie::inside) {
                return true;
            }
        }
        return false;
    }

    const rulebook& by_;
    const report& report_;
    const candidates& list_;
    geo::placed_position placed_;
    std::size_t stretch_;
    bool is_instant_;
    bool rules_hold_;
};

}  // namespace

verdict judge(const rulebook& by, const report& what) {
    return hearing(by, what).run();
}

void batch_judge::judge_all(const rulebook& by) {
    const auto& order = order_.sorted();
    // Rows lie in another order than this: those that come next are fetched meanwhile.
    constexpr std::size_t ahead = 4;
    constexpr std::size_t cache_line = 64;
    const auto fetch = [](const auto* row) {
        const auto* const bytes = reinterpret_cast<const char*>(row);
        for (std::size_t at = 0; at < sizeof *row; at += cache_line) {
            __builtin_prefetch(bytes + at);
        }
    };
    for (std::size_t i = 0; i < order.size(); ++i) {
        if (i + ahead < order.size()) {
            const auto& next = all_[order[i + ahead]];
            fetch(next.what);
            fetch(next.said);
        }
        const auto& one = all_[order[i]];
        *one.said = judge(by, *one.what);
    }
}

}  // namespace planner
