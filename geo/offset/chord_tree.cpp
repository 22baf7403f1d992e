// SPDX-License-Identifier: Apache-2.0
#include "geo/offset/chord_tree.hpp"

#include "geo/measure/geodesic.hpp"
#include "geo/units/radians.hpp"

#include <algorithm>
#include <cassert>
#include <cmath>

namespace geo::detail {

namespace {

/// Of curvature at the poles, the largest anywhere: a / sqrt(1 - e^2) (WGS 84, NIMA TR8350.2 table 3.1).
constexpr double largest_radius = 6399593.626;
constexpr double longest_chord = 1000.0;

}  // namespace

tangent_plane tangent_at(lon_lat p) {
    const double sine = std::sin(p.lat.value() * rad);
    const double lon_sine = std::sin(p.lon.value() * rad);
    const double lon_cosine = std::cos(p.lon.value() * rad);
    return {
        {-lon_sine, lon_cosine, 0},
        {-sine * lon_cosine, -sine * lon_sine, std::cos(p.lat.value() * rad)}};
}

double chord_tree::chord::foot(vec3 p) const {
    const auto along = b - a;
    const double size = squared(along);
    return size > 0 ? std::clamp(dot(p - a, along) / size, 0.0, 1.0) : 0.0;
}

void chord_tree::add(lon_lat a, lon_lat b) {
    const auto number = static_cast<std::uint32_t>(edges_.size());
    edges_.push_back({a, b, static_cast<std::uint32_t>(chords_.size())});
    const double size = a == b ? 0 : distance(a, b).value();
    const auto pieces = static_cast<int>(size / longest_chord) + 1;
    auto from = to_space(a);
    for (int i = 1; i <= pieces; ++i) {
        const double first = static_cast<double>(i - 1) / pieces;
        const double last = static_cast<double>(i) / pieces;
        const auto to = to_space(i == pieces ? b : interpolate(a, b, last));
        chords_.push_back({from, to, number, first, last});
        from = to;
    }
}

void chord_tree::build() {
    assert(!chords_.empty());
    boxes_ = make_box_tree(chords_.size(), [this](std::size_t i, space_box& box) {
        box.add(chords_[i].a);
        box.add(chords_[i].b);
    });
}

chord_tree::hit chord_tree::nearest(vec3 p) const {
    hit best;
    double limit = std::numeric_limits<double>::infinity();
    const auto enter = [](const space_box&) { return true; };
    visit(p, limit, enter, [&](std::uint32_t number, double square) {
        if (square > limit) {
            return;
        }
        const auto& one = chords_[number];
        const auto foot = one.at(one.foot(p));
        const double found = geodesic_metres(p, foot);
        if (found < best.distance) {
            best = {found, number, foot};
            // Nothing nearer on the ground has a longer chord than this; chords run below it.
            const double longest =
                2 * largest_radius * std::sin(std::min(1.5, found / (2 * largest_radius))) + 0.001;
            limit = longest * longest;
        }
    });
    return best;
}

double chord_tree::distance_to_edge_of(std::uint32_t number, vec3 p) const {
    const auto owner = chords_[number].edge;
    const auto distance_to = [&](std::uint32_t i) {
        return geodesic_metres(p, chords_[i].at(chords_[i].foot(p)));
    };
    double best = distance_to(number);
    for (auto i = number + 1; i < chords_.size() && chords_[i].edge == owner; ++i) {
        const double next = distance_to(i);
        if (next >= best) {
            break;
        }
        best = next;
    }
    for (auto i = number; i > edges_[owner].first_chord; --i) {
        const double next = distance_to(i - 1);
        if (next >= best) {
            break;
        }
        best = next;
    }
    return best;
}

}  // namespace geo::detail
