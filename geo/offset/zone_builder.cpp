// SPDX-License-Identifier: Apache-2.0
#include "geo/offset/zone_builder.hpp"

#include "geo/offset/assemble.hpp"
#include "geo/offset/crossings.hpp"

#include <algorithm>
#include <cmath>

namespace geo::detail {

namespace {

/// Half the diagonal of a cell of the 7-decimal grid.
constexpr double rounding = 0.0079;

class finisher {
public:
    finisher(
        const conformal_sphere& sphere,
        edge_check& check,
        std::vector<boundary_piece> pieces,
        const zone_budget& budget
    )
        : sphere_(sphere), check_(check), pieces_(std::move(pieces)), budget_(budget) {}

    std::optional<zone> finish() {
        for (auto& piece : pieces_) {
            simplify(piece, sphere_, budget_.chord_gap - rounding);
            errors_.emplace_back(piece.kept.size() - 1, -1.0);
        }
        for (int round = 0; round < 40; ++round) {
            std::vector<edge_place> bad = errors_above();
            if (bad.empty()) {
                outlines_ = outlines();
                bad = find_crossings(outlines_);
            }
            if (bad.empty()) {
                return made();
            }
            if (!refine(bad)) {
                return std::nullopt;
            }
        }
        return std::nullopt;
    }

private:
    [[nodiscard]] std::vector<std::vector<lon_lat>> outlines() const {
        std::vector<std::vector<lon_lat>> out;
        out.reserve(pieces_.size());
        for (const auto& piece : pieces_) {
            out.push_back(piece.outline());
        }
        return out;
    }

    /// Checks the edges not yet checked.
    std::vector<edge_place> errors_above() {
        std::vector<edge_place> out;
        for (std::size_t c = 0; c < pieces_.size(); ++c) {
            const auto& piece = pieces_[c];
            for (std::size_t k = 0; k + 1 < piece.kept.size(); ++k) {
                auto& error = errors_[c][k];
                if (error < 0) {
                    error = edge_error(piece, k);
                }
                if (error > budget_.chord_gap) {
                    out.push_back({c, k});
                }
            }
        }
        return out;
    }

    [[nodiscard]] double edge_error(const boundary_piece& piece, std::size_t k) {
        const std::size_t first = piece.kept[k];
        const std::size_t last = piece.kept[k + 1];
        const double gap = widest_gap(piece, sphere_, first, last);
        const double found = check_.error(piece.points[first], piece.points[last], piece.radius);
        return std::max(gap, found - budget_.arc_gap - budget_.site_gap) + rounding;
    }

    /// Puts a vertex back in the middle of each of these edges; false when none has one to put.
    bool refine(const std::vector<edge_place>& edges) {
        bool any = false;
        for (auto e = edges.rbegin(); e != edges.rend(); ++e) {  // from the back: indices hold
            auto& piece = pieces_[e->chain];
            auto& errors = errors_[e->chain];
            const auto at = static_cast<std::ptrdiff_t>(e->index);
            const std::size_t first = piece.kept[e->index];
            const std::size_t last = piece.kept[e->index + 1];
            if (last - first < 2) {
                continue;
            }
            piece.keep(e->index, (first + last) / 2, sphere_);
            errors[e->index] = -1;
            errors.insert(errors.begin() + at, -1.0);
            any = true;
        }
        return any;
    }

    [[nodiscard]] zone made() const {
        double worst = 0;
        for (const auto& list : errors_) {
            for (const double e : list) {
                worst = std::max(worst, e);
            }
        }
        return {
            assemble(outlines_),
            metres(worst + budget_.site_gap + budget_.arc_gap + budget_.numeric)};
    }

    const conformal_sphere& sphere_;
    edge_check& check_;
    std::vector<boundary_piece> pieces_;
    zone_budget budget_;
    std::vector<std::vector<lon_lat>> outlines_;
    std::vector<std::vector<double>> errors_;  ///< by piece and edge; negative = not yet checked
};

}  // namespace

zone_budget budget_for(metres distance, metres tolerance, int attempt) {
    zone_budget out;
    out.site_gap = 0.2 * tolerance.value() * std::pow(0.25, attempt);
    out.every_point = attempt > 0;
    out.arc_gap = 0.08 * tolerance.value();
    // Measured bound of conformal_sphere::distance.
    out.numeric = 0.001 + 2e-8 * distance.value();
    out.chord_gap = tolerance.value() - out.site_gap - out.arc_gap - out.numeric;
    return out;
}

zone_budget budget_without_sites(metres distance, metres tolerance, metres taken) {
    zone_budget out;
    // Measured bound of conformal_sphere::distance,.
    out.numeric = 0.001 + 2e-8 * distance.value() + taken.value();
    const double rest = tolerance.value() - out.numeric - rounding;
    out.arc_gap = 0.85 * rest;
    out.chord_gap = 0.15 * rest + rounding;
    return out;
}

metres site_spacing(metres distance, const zone_budget& budget) {
    return metres(std::sqrt(7.5 * 0.95 * distance.value() * budget.site_gap));
}

std::optional<zone> finish_zone(
    const conformal_sphere& sphere,
    edge_check& check,
    std::vector<boundary_piece> pieces,
    const zone_budget& budget
) {
    return finisher(sphere, check, std::move(pieces), budget).finish();
}

}  // namespace geo::detail
