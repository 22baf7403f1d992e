// SPDX-License-Identifier: Apache-2.0
#include "planner/zones/squares.hpp"

#include "geo/base/error.hpp"
#include "geo/measure/geodesic.hpp"

#include <limits>

namespace planner {

namespace {

using geo::lon_lat;

struct line_place {
    const geo::line_string<lon_lat>* part = nullptr;
    std::size_t edge = 0;  ///< from position `edge` to the next
    lon_lat where;
    geo::metres distance{std::numeric_limits<double>::infinity()};
};

line_place nearest_place(const geo::multi_line_string<lon_lat>& line, lon_lat p) {
    line_place best;
    for (const auto& part : line) {
        for (std::size_t i = 0; i + 1 < part.size(); ++i) {
            const auto hit = geo::distance_to_edge(p, part[i], part[i + 1], 0.5);
            if (hit.distance < best.distance) {
                best = {&part, i, hit.nearest, hit.distance};
            }
        }
    }
    return best;
}

/// The position `length` along the line from `start`, or the line's end.
lon_lat walk(const line_place& start, geo::metres length, bool forward) {
    const auto& part = *start.part;
    auto at = start.where;
    auto next = forward ? start.edge + 1 : start.edge;
    while (true) {
        const auto step = geo::distance(at, part[next]);
        if (step >= length) {
            return step > geo::metres(0) ? geo::interpolate(at, part[next], length / step) : at;
        }
        length -= step;
        at = part[next];
        if (next == (forward ? part.size() - 1 : 0)) {
            return at;
        }
        next = forward ? next + 1 : next - 1;
    }
}

}  // namespace

line_square square_on_line(
    const geo::multi_line_string<lon_lat>& line, lon_lat centre, geo::metres size
) {
    using namespace geo::literals;
    const auto place = nearest_place(line, centre);
    const auto half = size / 2;
    lon_lat before;
    lon_lat after;
    if (place.part != nullptr) {
        before = walk(place, half, false);
        after = walk(place, half, true);
    }
    if (before == after) {
        throw geo::input_error("a square cannot be laid on a line without length");
    }
    const auto along = geo::inverse(before, after).azimuth_start;
    const auto end = [&](geo::degrees azimuth) {
        const auto middle = geo::destination(place.where, azimuth, half);
        const auto onward = geo::inverse(place.where, middle).azimuth_end;
        return std::pair{
            geo::destination(middle, onward - 90_deg, half),
            geo::destination(middle, onward + 90_deg, half)};
    };
    const auto [front_left, front_right] = end(along);
    const auto [back_right, back_left] = end(along + 180_deg);
    line_square out;
    out.shape.outer = geo::densify(
        geo::ring<lon_lat>{front_left, back_left, back_right, front_right, front_left},
        geo::edge_reading::geodesic,
        geo::metres(0.25)
    );
    out.centre = place.where;
    out.moved = place.distance;
    return out;
}

}  // namespace planner
