// SPDX-License-Identifier: Apache-2.0
#include "geo/offset/chord_tree.hpp"

#include "geo/measure/geodesic.hpp"

#include <algorithm>
#include <cassert>
#include <cmath>
#include <numbers>

namespace geo::detail {

namespace {

/// WGS 84, NIMA TR8350.2 tables 3.1 and 3.3.
constexpr double semi_major_axis = 6378137.0;
constexpr double eccentricity_squared = 6.69437999014e-3;
/// Of curvature at the poles, the largest anywhere: a / sqrt(1 - e^2).
constexpr double largest_radius = 6399593.626;
constexpr double rad = std::numbers::pi / 180.0;
constexpr double longest_chord = 1000.0;

}  // namespace

vec3 to_geocentric(lon_lat p) {
    const double sine = std::sin(p.lat.value() * rad);
    const double cosine = std::cos(p.lat.value() * rad);
    const double n = semi_major_axis / std::sqrt(1 - eccentricity_squared * sine * sine);
    return {
        n * cosine * std::cos(p.lon.value() * rad),
        n * cosine * std::sin(p.lon.value() * rad),
        n * (1 - eccentricity_squared) * sine};
}

tangent_plane tangent_at(lon_lat p) {
    const double sine = std::sin(p.lat.value() * rad);
    const double lon_sine = std::sin(p.lon.value() * rad);
    const double lon_cosine = std::cos(p.lon.value() * rad);
    return {
        {-lon_sine, lon_cosine, 0},
        {-sine * lon_cosine, -sine * lon_sine, std::cos(p.lat.value() * rad)}};
}

double ground_distance(vec3 a, vec3 b) {
    // The ellipsoid is x B x = a^2 with B = diag(1, 1, 1 / (1 - e^2)); the section along the unit
    // vector t has the curvature t B t / |B x|.
    constexpr double squash = 1 / (1 - eccentricity_squared);
    const auto along = b - a;
    const double square = squared(along);
    if (square == 0) {
        return 0;
    }
    const auto x = 0.5 * (a + b);
    const vec3 normal{x.x, x.y, squash * x.z};
    const double bend =
        (along.x * along.x + along.y * along.y + squash * along.z * along.z) / square;
    const double radius = std::sqrt(squared(normal) / dot(x, normal)) * semi_major_axis / bend;
    return 2 * radius * std::asin(std::min(1.0, std::sqrt(square) / (2 * radius)));
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
    auto from = to_geocentric(a);
    for (int i = 1; i <= pieces; ++i) {
        const double first = static_cast<double>(i - 1) / pieces;
        const double last = static_cast<double>(i) / pieces;
        const auto to = to_geocentric(i == pieces ? b : interpolate(a, b, last));
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
        const double found = ground_distance(p, foot);
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
        return ground_distance(p, chords_[i].at(chords_[i].foot(p)));
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
