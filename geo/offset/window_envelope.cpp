// SPDX-License-Identifier: Apache-2.0
#include "geo/offset/window_envelope.hpp"

#include <algorithm>
#include <array>
#include <cmath>

namespace geo::detail {

namespace {

constexpr double overlap = 1e-2;  // metres

/// Where the edge crosses the line through two apexes, as a fraction; beyond 0 to 1 when it does not.
double common_line(plane_apex a, plane_apex b, plane_point start, plane_point along) {
    // From the edge's start: near apexes keep their digits.
    const double ax = a.x - a.w * start.x;
    const double ay = a.y - a.w * start.y;
    const double bx = b.x - b.w * start.x;
    const double by = b.y - b.w * start.y;
    const double lx = ay * b.w - a.w * by;
    const double ly = a.w * bx - ax * b.w;
    const double l0 = ax * by - ay * bx;
    const double slope = lx * along.x + ly * along.y;
    return slope != 0 ? -l0 / slope : -1;
}

}  // namespace

double window_envelope::value(const edge_ends& edge, const path_origin& origin, double t) const {
    return all_.through(origin, normalized(edge.start_in_space + t * edge.along_in_space));
}

double window_envelope::excess(
    const edge_ends& edge, const path_window& window, const path_window& other, double t
) const {
    const auto known = [&](const path_window& one) {
        return t == one.first  ? one.at_first
               : t == one.last ? one.at_last
                               : value(edge, all_.origin(one.origin), t);
    };
    return known(window) - known(other);
}

void window_envelope::cut(
    const edge_ends& edge,
    const path_window& window,
    const path_window& other,
    double margin,
    std::vector<path_window>& into
) const {
    const double low = std::max(window.first, other.first);
    const double high = std::min(window.last, other.last);
    if (low >= high) {
        into.push_back(window);
        return;
    }
    std::array<double, 3> stops{low, high, high};
    const double turn = common_line(
        all_.origin(window.origin).apex, all_.origin(other.origin).apex, edge.start, edge.along
    );
    std::size_t count = 1;
    if (turn > low && turn < high) {
        stops[1] = turn;
        count = 2;
    }
    // Where the better part begins; negative while there is none.
    double better = window.first < low ? window.first : -1;
    const auto end_at = [&](double t) {
        if (better >= 0 && t > better) {
            auto part = window;
            part.first = better;
            part.last = t;
            if (part.first != window.first) {
                part.at_first = value(edge, all_.origin(window.origin), part.first);
            }
            if (part.last != window.last) {
                part.at_last = value(edge, all_.origin(window.origin), part.last);
            }
            into.push_back(part);
        }
        better = -1;
    };
    double g = excess(edge, window, other, low) + margin;
    if (g < 0 && better < 0) {
        better = low;
    } else if (g >= 0) {
        end_at(low);
    }
    for (std::size_t i = 0; i < count; ++i) {
        double a = stops[i];
        double b = stops[i + 1];
        const double end = excess(edge, window, other, b) + margin;
        if ((g < 0) != (end < 0)) {
            double at_a = g;
            double at_b = end;
            // Regula falsi with halving of the end that stays (Illinois). The window may keep what is
            // worse by `overlap`: exactness costs time and gains nothing.
            double found = end < 0 ? a : b;
            for (int k = 0; k < 60 && b - a > 1e-13; ++k) {
                const double t =
                    std::clamp(a + (b - a) * (at_a - overlap / 2) / (at_a - at_b), a, b);
                const double here = excess(edge, window, other, t) + margin;
                if (here >= 0) {
                    found = t;
                    if (here < overlap) {
                        break;
                    }
                }
                if ((here < 0) == (g < 0)) {
                    a = t;
                    at_a = here;
                    at_b /= 2;
                } else {
                    b = t;
                    at_b = here;
                    at_a /= 2;
                }
            }
            if (end < 0) {
                better = found;
            } else {
                end_at(found);
            }
        }
        g = end;
    }
    if (window.last > high) {
        if (better < 0) {
            better = high;
        }
        end_at(window.last);
    } else {
        end_at(high);
    }
}

void window_envelope::keep_better(
    const path_window& window,
    const std::vector<path_window>& known,
    double margin,
    std::vector<path_window>& into
) const {
    const auto& ground = all_.ground();
    const auto start = ground.position(ground.mesh.from(window.edge));
    const auto end = ground.position(ground.mesh.to(window.edge));
    const auto start_in_space = ground.plane.in_space(start);
    const edge_ends edge{
        start, end - start, start_in_space, ground.plane.in_space(end) - start_in_space};
    std::vector<path_window> parts{window};
    std::vector<path_window> next;
    for (const auto& other : known) {
        if (other.last <= window.first || other.first >= window.last) {
            continue;
        }
        next.clear();
        for (const auto& part : parts) {
            cut(edge, part, other, margin, next);
        }
        parts.swap(next);
        if (parts.empty()) {
            return;
        }
    }
    into.insert(into.end(), parts.begin(), parts.end());
}

}  // namespace geo::detail
