// SPDX-License-Identifier: Apache-2.0
#include "planner/report/lines_apart.hpp"

#include "geo/measure/geodesic.hpp"

#include <algorithm>
#include <cmath>

namespace planner {

namespace {

using positions = std::vector<geo::lon_lat>;

/// Edges of a chain that belong together: `first` to `first + count`, counted round a ring.
struct run {
    std::size_t first = 0;
    std::size_t count = 0;
    bool along = false;
    geo::metres length;
};

bool runs_along(
    geo::lon_lat a, geo::lon_lat b, const std::vector<geo::line_measure>& known, geo::metres near
) {
    const auto middle = geo::interpolate(a, b, 0.5);
    return std::any_of(known.begin(), known.end(), [&](const geo::line_measure& line) {
        const auto is_near = [&](geo::lon_lat p) {
            return std::abs(line.chainage_of(p).distance.value()) <= near.value();
        };
        return is_near(middle) && is_near(a) && is_near(b);
    });
}

/// The edges of a ring from a change on, so that no run goes over the ring's beginning.
std::vector<run> runs_of(const positions& ring, const std::vector<bool>& along, bool closed) {
    const auto edges = along.size();
    std::size_t start = 0;
    while (closed && start < edges && along[start] == along[(start + edges - 1) % edges]) {
        ++start;
    }
    start %= edges;
    std::vector<run> out;
    for (std::size_t i = 0; i < edges; ++i) {
        const auto edge = (start + i) % edges;
        if (out.empty() || out.back().along != along[edge]) {
            out.push_back({edge, 0, along[edge], {}});
        }
        ++out.back().count;
        out.back().length += geo::distance(ring[edge], ring[edge + 1]);
    }
    return out;
}

/// Neighbours of one kind become one run; on a ring the last and the first are neighbours.
std::vector<run> joined(const std::vector<run>& runs, bool closed) {
    std::vector<run> out;
    for (const auto& one : runs) {
        if (!out.empty() && out.back().along == one.along) {
            out.back().count += one.count;
            out.back().length += one.length;
        } else {
            out.push_back(one);
        }
    }
    if (closed && out.size() > 1 && out.front().along == out.back().along) {
        out.back().count += out.front().count;
        out.back().length += out.front().length;
        out.erase(out.begin());
    }
    return out;
}

void add_apart(
    lines& out,
    const positions& chain,
    bool closed,
    const std::vector<geo::line_measure>& known,
    const apart_options& options
) {
    if (chain.size() < 2) {
        return;
    }
    std::vector<bool> along;
    for (std::size_t i = 0; i + 1 < chain.size(); ++i) {
        along.push_back(runs_along(chain[i], chain[i + 1], known, options.near));
    }
    auto runs = runs_of(chain, along, closed);
    for (auto& one : runs) {
        one.along = one.along && one.length >= options.shortest;
    }
    for (const auto& one : joined(runs, closed)) {
        if (one.along || one.length < options.shortest) {
            continue;
        }
        auto& made = out.emplace_back();
        for (std::size_t i = one.first; i <= one.first + one.count; ++i) {
            made.push_back(i < chain.size() ? chain[i] : chain[i - along.size()]);
        }
    }
}

}  // namespace

lines parts_apart(
    const lines& from, const std::vector<geo::line_measure>& known, const apart_options& options
) {
    lines out;
    for (const auto& part : from) {
        add_apart(out, part, false, known, options);
    }
    return out;
}

lines edges_apart(
    const area& from, const std::vector<geo::line_measure>& known, const apart_options& options
) {
    lines out;
    geo::for_each_ring(from, [&](const geo::ring<geo::lon_lat>& ring) {
        add_apart(out, ring, true, known, options);
    });
    return out;
}

}  // namespace planner
