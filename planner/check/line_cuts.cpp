// SPDX-License-Identifier: Apache-2.0
#include "planner/check/line_cuts.hpp"

#include "geo/frame/local_frame.hpp"
#include "geo/geometry/box.hpp"
#include "geo/index/edge_index.hpp"
#include "geo/measure/geodesic.hpp"

#include <algorithm>
#include <optional>

namespace planner {

namespace {

using geo::east_north;

double cross(east_north o, east_north a, east_north b) {
    return (a.east - o.east).value() * (b.north - o.north).value() -
           (a.north - o.north).value() * (b.east - o.east).value();
}

geo::lon_lat on(geo::lon_lat a, geo::lon_lat b, double t) {
    return {a.lon + t * (b.lon - a.lon), a.lat + t * (b.lat - a.lat)};
}

/// A chart keeps lines that are straight in lon/lat straight, so fractions of an edge are the same.
std::vector<double> crossings(const geo::edge_index& edges, east_north a, east_north b) {
    std::vector<double> out{0, 1};
    const east_north low{std::min(a.east, b.east), std::min(a.north, b.north)};
    const east_north high{std::max(a.east, b.east), std::max(a.north, b.north)};
    for (const auto& edge : edges.touching(low, high)) {
        const double c = cross(edge.a, edge.b, a);
        const double d = cross(edge.a, edge.b, b);
        const double e = cross(a, b, edge.a);
        const double f = cross(a, b, edge.b);
        if ((c > 0) != (d > 0) && (e > 0) != (f > 0)) {
            out.push_back(std::clamp(c / (c - d), 0.0, 1.0));
        }
    }
    std::sort(out.begin(), out.end());
    return out;
}

}  // namespace

struct line_cuts::state {
    std::optional<geo::local_frame> chart;
    std::optional<geo::edge_index> edges;
};

line_cuts::line_cuts(const std::vector<const area*>& areas) : state_(std::make_unique<state>()) {
    area all;
    for (const auto* one : areas) {
        all.insert(all.end(), one->begin(), one->end());
    }
    const auto box = box_of(all);
    if (!box.empty()) {
        state_->chart = geo::local_frame::chart(box);
        state_->edges.emplace(geo::project(*state_->chart, all));
    }
}

line_cuts::~line_cuts() = default;
line_cuts::line_cuts(line_cuts&&) noexcept = default;
line_cuts& line_cuts::operator=(line_cuts&&) noexcept = default;

void line_cuts::for_each_piece(
    const geo::multi_line_string<geo::lon_lat>& of,
    const std::function<void(geo::lon_lat middle, geo::metres length)>& use
) const {
    if (!state_->edges) {
        return;
    }
    for (const auto& line : of) {
        for (std::size_t i = 1; i < line.size(); ++i) {
            const auto a = line[i - 1];
            const auto b = line[i];
            const auto at =
                crossings(*state_->edges, state_->chart->project(a), state_->chart->project(b));
            for (std::size_t k = 1; k < at.size(); ++k) {
                if (at[k] > at[k - 1]) {
                    const auto from = on(a, b, at[k - 1]);
                    const auto to = on(a, b, at[k]);
                    use(on(from, to, 0.5), geo::distance(from, to));
                }
            }
        }
    }
}

}  // namespace planner
