// SPDX-License-Identifier: Apache-2.0
#include "geo/offset/arc_cover.hpp"

#include <algorithm>
#include <cmath>
#include <numbers>

namespace geo::detail {

namespace {

void keep_between(std::vector<stretch>& parts, const stretch& wanted, std::vector<stretch>& out) {
    for (const auto& part : parts) {
        stretch made = part;
        if (wanted.from > made.from) {
            made.from = wanted.from;
            made.from_rim = wanted.from_rim;
        }
        if (wanted.to < made.to) {
            made.to = wanted.to;
            made.to_rim = wanted.to_rim;
        }
        if (made.from < made.to) {
            out.push_back(made);
        }
    }
}

}  // namespace

double angle_of(double turn) {
    const double quarter = std::floor(turn);
    const double part = turn - quarter;
    return quarter * (std::numbers::pi / 2) + std::atan2(part, 1 - part);
}

vec3 position_on(const rim_arc& arc, double turn) {
    const double quarter = std::floor(turn);
    const double part = turn - quarter;
    const double size = 1 / std::sqrt(part * part + (1 - part) * (1 - part));
    double c = (1 - part) * size;
    double s = part * size;
    for (int k = static_cast<int>(quarter); k > 0; --k) {
        const double next = -s;
        s = c;
        c = next;
    }
    return arc.of.height * arc.of.axis + (arc.radius * c) * arc.u + (arc.radius * s) * arc.v;
}

rim_arc make_rim_arc(half_space of, double radius, vec3 start, vec3 end, bool whole) {
    rim_arc out;
    out.of = of;
    out.radius = radius;
    out.u = start;
    out.v = cross(of.axis, start);
    out.start = of.height * of.axis + out.radius * start;
    out.end = whole ? 4 : turn_of(dot(end, out.u), dot(end, out.v));
    if (out.end < 1.9) {  // at a half turn the sum of both directions says nothing
        const vec3 half = normalized(start + end);
        out.middle = of.height * of.axis + out.radius * half;
        out.reach = out.radius * std::sqrt(squared(half - start));
    } else {
        out.middle = of.height * of.axis;
        out.reach = out.radius;
    }
    out.reach *= 1 + 1e-12;
    return out;
}

void keep_within(
    const rim_arc& arc, const crossed_plane& plane, std::int32_t rim, std::vector<stretch>& parts
) {
    // Height above the plane at the angle t, times 1 + x^2 with x = tan(t / 2):
    //     a x^2 + 2 b x + c.
    // Only differences of near positions go into b and c, so that the roots keep their digits.
    const double a = plane.height - 2 * arc.radius * dot(plane.axis, arc.u);
    const double b = arc.radius * dot(plane.axis, arc.v);
    const double c = plane.height;
    const double rest = b * b - a * c;
    if (rest <= 0) {
        if (c <= 0) {
            parts.clear();
        }
        return;
    }
    const double root = std::sqrt(rest);
    const double q = b > 0 ? -(b + root) : root - b;
    // The roots q / a and c / q, by the cosine and sine of t.
    const double one = turn_of(a * a - q * q, 2 * q * a);
    const double other = turn_of(q * q - c * c, 2 * c * q);
    const double enter = b > 0 ? other : one;
    const double leave = b > 0 ? one : other;
    thread_local std::vector<stretch> out;
    out.clear();
    if (enter <= leave) {
        keep_between(parts, {enter, leave, rim, rim}, out);
    } else {
        for (const auto& part : parts) {
            // The half-space holds both ends of the turn but not what lies between.
            if (part.from < leave) {
                auto made = part;
                if (leave < made.to) {
                    made.to = leave;
                    made.to_rim = rim;
                }
                out.push_back(made);
            }
            if (part.to > enter) {
                auto made = part;
                if (enter > made.from) {
                    made.from = enter;
                    made.from_rim = rim;
                }
                out.push_back(made);
            }
        }
    }
    parts.swap(out);
}

void take_away(std::vector<stretch>& parts, const stretch& gone) {
    for (std::size_t i = 0; i < parts.size();) {
        auto& part = parts[i];
        if (gone.to <= part.from || gone.from >= part.to) {
            ++i;
            continue;
        }
        const bool before = gone.from > part.from;
        const bool after = gone.to < part.to;
        if (before && after) {
            stretch rest = part;
            rest.from = gone.to;
            rest.from_rim = gone.to_rim;
            part.to = gone.from;
            part.to_rim = gone.from_rim;
            parts.insert(parts.begin() + static_cast<std::ptrdiff_t>(i) + 1, rest);
            i += 2;
        } else if (before) {
            part.to = gone.from;
            part.to_rim = gone.from_rim;
            ++i;
        } else if (after) {
            part.from = gone.to;
            part.from_rim = gone.to_rim;
            ++i;
        } else {
            parts.erase(parts.begin() + static_cast<std::ptrdiff_t>(i));
        }
    }
}

}  // namespace geo::detail
