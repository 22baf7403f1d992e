// SPDX-License-Identifier: Apache-2.0
#include "geo/base/error.hpp"
#include "geo/linework/compare_lines.hpp"
#include "geo/linework/line_measure.hpp"
#include "geo/measure/geodesic.hpp"

#include <cmath>
#include <numbers>

namespace geo {

std::vector<deviation> deviation_profile(
    const multi_line_string<lon_lat>& a,
    const multi_line_string<lon_lat>& b,
    metres step,
    edge_reading edges
) {
    constexpr double most = 1e7;
    const line_measure along(a, edges);
    const line_measure other(b, edges);
    if (!is_finite(step) || step <= metres(0) || along.length() / step > most) {
        throw input_error(
            "the step of a deviation profile must be above 0 and give at most 10 million places"
        );
    }
    std::vector<deviation> out;
    const auto add = [&](metres chainage) {
        const auto place = along.position_at(chainage);
        const auto foot = other.chainage_of(place.position);
        const metres away(std::abs(foot.distance.value()));
        const auto link = inverse(place.position, foot.position);
        const double turn = (link.azimuth_start - place.azimuth).value() * std::numbers::pi / 180;
        // Azimuths turn to the right.
        out.push_back({chainage, place.position, std::sin(turn) > 0 ? -away : away, foot.position});
    };
    // A last step of less than 1 mm is the end itself.
    const auto steps =
        static_cast<std::size_t>(std::max(0.0, (along.length() - metres(1e-3)) / step));
    for (std::size_t i = 0; i <= steps; ++i) {
        add(static_cast<double>(i) * step);
    }
    if (along.length() > metres(1e-3)) {
        add(along.length());
    }
    return out;
}

}  // namespace geo
