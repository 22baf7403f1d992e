// SPDX-License-Identifier: Apache-2.0
#include "geo/offset/distance_field.hpp"

#include "geo/measure/geodesic.hpp"

#include <cmath>
#include <limits>

namespace geo {

namespace {

multi_line_string<east_north> all_edges(
    const multi_line_string<lon_lat>& lines,
    const std::vector<lon_lat>& points,
    const local_frame& frame
) {
    auto out = project(frame, lines);
    for (const auto& point : points) {
        const auto p = frame.project(point);
        out.push_back({p, p});
    }
    return out;
}

}  // namespace

distance_field::distance_field(
    const multi_line_string<lon_lat>& lines,
    const std::vector<lon_lat>& points,
    const local_frame& frame
)
    : frame_(frame), edges_(all_edges(lines, points, frame)) {}

template <class Measure>
distance_field::answer distance_field::best_of_nearest(east_north p, Measure&& measure) const {
    answer best{metres(std::numeric_limits<double>::infinity()), p};
    // Scale differs by at most twice its worst error between two directions from p, so an edge
    // that is farther by more than that on the plane is farther on the ground.
    const double slack = 1 + 2 * frame_.worst_scale_error();
    double limit = std::numeric_limits<double>::infinity();
    edges_.visit_by_distance(p, [&](const edge_index::hit& hit) {
        if (hit.distance.value() > limit) {
            return false;
        }
        limit = std::min(limit, hit.distance.value() * slack);
        const answer found = measure(hit);
        if (found.distance < best.distance) {
            best = found;
        }
        return true;
    });
    return best;
}

distance_field::answer distance_field::quick(east_north p) const {
    const double scale_here = frame_.scale(p);
    return best_of_nearest(p, [&](const edge_index::hit& hit) {
        const east_north middle{
            (p.east + hit.nearest.east) / 2.0, (p.north + hit.nearest.north) / 2.0};
        const double inverse_scale =
            (1 / scale_here + 4 / frame_.scale(middle) + 1 / frame_.scale(hit.nearest)) / 6;
        return answer{hit.distance * inverse_scale, hit.nearest};
    });
}

distance_field::answer distance_field::exact(east_north p) const {
    const auto position = frame_.unproject(p);
    const auto rough = quick(p);
    // Only edges whose quick distance could still win after its own error are measured exactly.
    answer best{metres(std::numeric_limits<double>::infinity()), rough.nearest};
    const double limit = rough.distance.value() * (1 + 2e-5) + 0.5;
    const double scale_here = frame_.scale(p);
    (void)best_of_nearest(p, [&](const edge_index::hit& hit) {
        const east_north middle{
            (p.east + hit.nearest.east) / 2.0, (p.north + hit.nearest.north) / 2.0};
        const double inverse_scale =
            (1 / scale_here + 4 / frame_.scale(middle) + 1 / frame_.scale(hit.nearest)) / 6;
        const auto quick_distance = hit.distance * inverse_scale;
        if (quick_distance.value() <= limit) {
            const auto found = distance_to_edge(
                position, frame_.unproject(hit.found.a), frame_.unproject(hit.found.b)
            );
            if (found.distance < best.distance) {
                best = {found.distance, frame_.project(found.nearest)};
            }
        }
        return answer{quick_distance, hit.nearest};
    });
    return best;
}

}  // namespace geo
