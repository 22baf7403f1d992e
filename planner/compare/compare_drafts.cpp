// SPDX-License-Identifier: Apache-2.0
#include "planner/compare/compare_drafts.hpp"

#include "geo/linework/compare_lines.hpp"
#include "geo/linework/line_measure.hpp"
#include "geo/measure/geodesic.hpp"
#include "planner/check/side_count.hpp"

#include <algorithm>
#include <cmath>

namespace planner {

namespace {

using geo::metres;

metres step_for(metres length, metres tolerance) {
    constexpr double most_places = 100000;
    const double coarse = std::max(10.0, length.value() / 2000);
    return metres(std::max(std::min(coarse, tolerance.value() / 2), length.value() / most_places));
}

std::vector<moved_stretch> find_moved(
    const theatre& ground,
    const proposal& first,
    const proposal& second,
    metres tolerance,
    metres step
) {
    std::vector<moved_stretch> out;
    bool open = false;
    for (const auto& place : geo::deviation_profile(first.lines, second.lines, step)) {
        const metres off(std::abs(place.offset.value()));
        if (off <= tolerance) {
            open = false;
            continue;
        }
        if (!open) {
            out.push_back(
                {place.chainage,
                 place.chainage,
                 metres(0),
                 place.position,
                 place.position,
                 place.position,
                 {}}
            );
            open = true;
        }
        auto& stretch = out.back();
        stretch.to = place.chainage;
        stretch.end = place.position;
        if (off > stretch.largest) {
            stretch.largest = off;
            stretch.largest_at = place.position;
        }
    }
    const nearest_place places(ground.settlements);
    for (auto& one : out) {
        one.near = near_text(places, one.largest_at);
    }
    return out;
}

}  // namespace

bool draft_comparison::same() const {
    return largest <= tolerance;
}

draft_comparison compare_drafts(
    const theatre& ground,
    const proposal& first,
    const proposal& second,
    const party_id& owner,
    metres tolerance
) {
    draft_comparison out;
    out.sides = compare_positions(ground, {{first.name, first}, {second.name, second}}, owner);
    out.tolerance = tolerance;
    const auto a = straightened(first);
    const auto b = straightened(second);
    out.step = step_for(geo::length(a.lines), tolerance);
    out.moved = find_moved(ground, a, b, tolerance, out.step);
    for (const auto& one : out.moved) {
        out.moved_length += one.to - one.from;
    }
    const auto both = geo::hausdorff_distance(a.lines, b.lines);
    out.largest = both.larger().distance;
    out.largest_error = both.larger().error;
    if (a.lines.size() == 1 && b.lines.size() == 1) {
        out.leash = geo::frechet_distance(a.lines[0], b.lines[0], {}, geo::travel::either).distance;
    }
    return out;
}

}  // namespace planner
