// SPDX-License-Identifier: Apache-2.0
#include "planner/presence/barrier.hpp"

#include "geo/measure/geodesic.hpp"
#include "planner/theatre/edge_crossing.hpp"

#include <algorithm>

namespace planner::detail {

namespace {

/// Ends of a way may lie on what bars it: a sample on the line, a crossing on the edge of the land.
constexpr geo::metres touch(10);

std::vector<geo::multi_polygon<geo::lon_lat>> areas_of(const theatre& ground) {
    std::vector<geo::multi_polygon<geo::lon_lat>> out;
    for (const auto& one : ground.territories) {
        out.push_back(one.area);
    }
    return out;
}

geo::lon_lat between_ends(geo::lon_lat a, geo::lon_lat b, double fraction) {
    return {
        geo::longitude(std::lerp(a.lon.value(), b.lon.value(), fraction)),
        geo::latitude(std::lerp(a.lat.value(), b.lat.value(), fraction))};
}

}  // namespace

barrier::barrier(const scene& in) : in_(in) {
    geo::multi_line_string<geo::east_north> chains;
    const auto add = [&](const auto& positions) {
        auto& made = chains.emplace_back();
        for (const auto& p : positions) {
            made.push_back(in.chart.project(p));
        }
    };
    for (const auto& part : in.what.contact) {
        add(part);
    }
    line_chains_ = chains.size();
    for (const auto* side : {&in.what.held, &in.what.other_side}) {
        if (in.divides()) {
            geo::for_each_ring(*side, add);
        }
    }
    side_chains_ = chains.size();
    for (const auto& river : in.what.ground.rivers) {
        for (const auto& part : river.shape) {
            add(part);
        }
    }
    edges_.emplace(chains);
    if (in.divides()) {
        territories_.emplace(areas_of(in.what.ground));
    }
}

std::vector<geo::edge_index::edge> barrier::near(geo::east_north a, geo::east_north b) const {
    return edges_->touching(
        {std::min(a.east, b.east), std::min(a.north, b.north)},
        {std::max(a.east, b.east), std::max(a.north, b.north)}
    );
}

bool barrier::between(geo::lon_lat a, geo::lon_lat b) const {
    const auto from = in_.chart.project(a);
    const auto until = in_.chart.project(b);
    const auto found = near(from, until);
    if (found.empty()) {
        return false;
    }
    const auto length = geo::distance(a, b);
    return std::any_of(found.begin(), found.end(), [&](const auto& edge) {
        const auto at = edge_crossing(from, until, edge);
        return at && *at * length > touch && (1 - *at) * length > touch;
    });
}

std::vector<double> barrier::ends(geo::lon_lat a, geo::lon_lat b) const {
    const auto from = in_.chart.project(a);
    const auto until = in_.chart.project(b);
    std::vector<double> out;
    for (const auto& edge : near(from, until)) {
        const auto at = is_river(edge) ? std::nullopt : edge_crossing(from, until, edge);
        if (!at) {
            continue;
        }
        if (!is_line(edge)) {
            // Little to either side of the edge of the land: what begins there?
            const double little = std::min(0.01, 3 * touch.value() / geo::distance(a, b).value());
            if (!is_foreign(between_ends(a, b, *at - little)) &&
                !is_foreign(between_ends(a, b, *at + little))) {
                continue;
            }
        }
        out.push_back(*at);
    }
    std::sort(out.begin(), out.end());
    return out;
}

bool barrier::may_end(const geo::lon_lat_box& box) const {
    const auto found = near(
        in_.chart.project({geo::longitude(box.west), geo::latitude(box.south)}),
        in_.chart.project({geo::longitude(box.east), geo::latitude(box.north)})
    );
    return std::any_of(found.begin(), found.end(), [&](const auto& edge) {
        return !is_river(edge);
    });
}

bool barrier::is_foreign(geo::lon_lat p) const {
    return !in_.sides.find(p) && territories_ && territories_->find(p);
}

}  // namespace planner::detail
