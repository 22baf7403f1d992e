// SPDX-License-Identifier: Apache-2.0
#include "geo/offset/zone_builder.hpp"

#include "geo/offset/assemble.hpp"
#include "geo/offset/crossings.hpp"

#include <algorithm>
#include <cmath>
#include <span>

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
            simplify(piece, sphere_, budget_.shape_gap - rounding);
            checked_.emplace_back(piece.kept.size() - 1, false);
        }
        for (int round = 0; round < 40; ++round) {
            std::vector<edge_place> bad = errors_above();
            if (bad.empty()) {
                bad = crossings();
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
    [[nodiscard]] std::vector<edge_place> crossings() const {
        std::vector<std::span<const lon_lat>> outlines;
        outlines.reserve(pieces_.size());
        for (const auto& piece : pieces_) {
            outlines.emplace_back(piece.places);
        }
        return crossings_between(outlines);
    }

    /// Checks the edges not yet checked.
    std::vector<edge_place> errors_above() {
        std::vector<edge_place> out;
        for (std::size_t c = 0; c < pieces_.size(); ++c) {
            const auto& piece = pieces_[c];
            for (std::size_t k = 0; k + 1 < piece.kept.size(); ++k) {
                if (checked_[c][k]) {
                    continue;
                }
                const double error = edge_error(piece, k);
                if (error > budget_.shape_gap) {
                    out.push_back({c, k});
                } else {
                    checked_[c][k] = true;
                    worst_ = std::max(worst_, error);
                }
            }
        }
        return out;
    }

    [[nodiscard]] double edge_error(const boundary_piece& piece, std::size_t k) {
        const std::size_t first = piece.kept[k];
        const std::size_t last = piece.kept[k + 1];
        const double gap = widest_gap(piece, sphere_, first, last);
        const auto end = [&](std::size_t i) {
            const auto& p = piece.points[piece.kept[i]];
            return edge_end{p.at, piece.places[i], p.site};
        };
        const double found = check_.error(end(k), end(k + 1), piece.radius);
        return std::max(gap, found - budget_.site_gap) + rounding;
    }

    /// Puts a vertex back in the middle of each of these edges; false when none has one to put.
    bool refine(const std::vector<edge_place>& edges) {
        bool any = false;
        for (auto e = edges.rbegin(); e != edges.rend(); ++e) {  // from the back: indices hold
            auto& piece = pieces_[e->chain];
            auto& checked = checked_[e->chain];
            const auto at = static_cast<std::ptrdiff_t>(e->index);
            const std::size_t first = piece.kept[e->index];
            const std::size_t last = piece.kept[e->index + 1];
            if (last - first < 2) {
                continue;
            }
            piece.keep(e->index, (first + last) / 2, sphere_);
            checked[e->index] = false;
            checked.insert(checked.begin() + at, false);
            any = true;
        }
        return any;
    }

    [[nodiscard]] zone made() {
        std::vector<std::vector<lon_lat>> outlines;
        outlines.reserve(pieces_.size());
        for (auto& piece : pieces_) {
            outlines.push_back(std::move(piece.places));
        }
        return {assemble(std::move(outlines)), metres(worst_ + budget_.site_gap + budget_.numeric)};
    }

    const conformal_sphere& sphere_;
    edge_check& check_;
    std::vector<boundary_piece> pieces_;
    zone_budget budget_;
    std::vector<std::vector<bool>> checked_;  ///< by piece and edge
    double worst_ = 0;                        ///< of those checked
};

}  // namespace

zone_budget budget_for(metres distance, metres tolerance, int attempt) {
    zone_budget out;
    out.site_gap = 0.2 * tolerance.value() * std::pow(0.25, attempt);
    out.every_point = attempt > 0;
    // Measured bound of conformal_sphere::distance.
    out.numeric = 0.001 + 2e-8 * distance.value();
    out.shape_gap = tolerance.value() - out.site_gap - out.numeric;
    return out;
}

zone_budget budget_without_sites(metres distance, metres tolerance, metres taken) {
    zone_budget out;
    // Measured bound of conformal_sphere::distance.
    out.numeric = 0.001 + 2e-8 * distance.value() + taken.value();
    out.shape_gap = tolerance.value() - out.numeric;
    return out;
}

double zone_budget::arc_gap() const {
    // On the curve, as points are closer then; else with room for the scale's change along an edge.
    return (every_point ? 0.1 : 0.93) * (shape_gap - rounding);
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
