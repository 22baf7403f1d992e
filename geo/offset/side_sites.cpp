// SPDX-License-Identifier: Apache-2.0
#include "geo/offset/side_sites.hpp"

#include "geo/offset/side_rule.hpp"

#include <algorithm>
#include <cstdint>
#include <utility>

namespace geo::detail {

side_sites sites_for_sides(
    std::vector<line_sample> samples,
    const conformal_sphere& sphere,
    metres distance,
    end_cap ends,
    metres tolerance
) {
    constexpr int rounds = 9;  // from 250 m to 0.5 m
    const auto most = 4 * samples.size() + 200'000;
    for (int round = 0;; ++round) {
        auto field = make_site_field(sphere, samples, 2.5 * distance.value() + 1000, 1.0);
        if (!field || round == rounds || samples.size() > most) {
            return {std::move(samples), std::move(field)};
        }
        const side_rule rule(*field, samples, ends);
        std::vector<bool> wide(samples.size(), false);
        for (std::int32_t e = 0; e < field->mesh.size(); e += 2) {
            const auto i = field->mesh.from(e);
            const auto j = field->mesh.to(e);
            if (!field->mesh.in_use(e) || field->are_joined(i, j)) {
                continue;
            }
            const double half = angle_between(field->site(i), field->site(j)) / 2;
            const vec3 middle = normalized(field->site(i) + field->site(j));
            const double gap = half * field->unit(i);
            // Between lines nearer than that every place is within the tolerance of a line.
            if (gap > tolerance.value() / 4 && gap < 1.1 * distance.value() &&
                rule.near_site(middle, i).side != rule.near_site(middle, j).side) {
                const double limit = std::max(half, 2 * tolerance.value() / field->unit(i));
                rule.mark_wide(i, limit, wide);
                rule.mark_wide(j, limit, wide);
            }
        }
        std::vector<line_sample> closer;
        for (std::size_t k = 0; k < samples.size(); ++k) {
            if (wide[k]) {
                closer.push_back({normalized(samples[k - 1].at + samples[k].at), false, true});
            }
            closer.push_back(samples[k]);
        }
        if (closer.size() == samples.size()) {
            return {std::move(samples), std::move(field)};
        }
        samples = std::move(closer);
    }
}

}  // namespace geo::detail
