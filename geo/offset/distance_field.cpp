// SPDX-License-Identifier: Apache-2.0
#include "geo/offset/distance_field.hpp"

#include "geo/measure/geodesic.hpp"
#include "geo/offset/chord_tree.hpp"
#include "geo/units/radians.hpp"

#include <algorithm>
#include <cmath>
#include <limits>
#include <numbers>

namespace geo {

namespace {

using detail::chord_tree;
using detail::space_box;
using detail::vec3;

constexpr double mean_radius = 6.371e6;  // only to size allowances

/// How much longer the chord of a place may be that is nearer on the ground: the radii of the
/// ellipsoid differ by at most 1 % (6335 to 6400 km), an arc s has the chord s - s^3 / 24 R^2; and
/// 5 cm for chords that run below the ground.
double chord_allowance(double distance) {
    constexpr double spread = 0.01;
    return 0.05 + distance * distance * distance * 2 * spread / (24 * mean_radius * mean_radius);
}

/// An interval of directions that grows.
class direction_range {
public:
    direction_range(double east, double north) : east_(east), north_(north) {}

    [[nodiscard]] double angle_of(double east, double north) const {
        return std::atan2(east_ * north - north_ * east, east_ * east + north_ * north);
    }
    [[nodiscard]] bool holds(double angle, double extra) const {
        return angle - extra >= low_ && angle + extra <= high_;
    }
    void add(double angle, double extra) {
        low_ = std::min(low_, angle - extra);
        high_ = std::max(high_, angle + extra);
    }
    [[nodiscard]] double width() const { return high_ - low_; }
    [[nodiscard]] double middle() const { return (high_ + low_) / 2; }

private:
    double east_;
    double north_;
    double low_ = 0;
    double high_ = 0;
};

/// Collects the directions of all chords that may be nearest within a reach of a position.
class direction_search {
public:
    direction_search(vec3 here, lon_lat p, double reach, vec3 nearest)
        : here_(here), plane_(detail::tangent_at(p)), reach_(reach), first_(flat(here - nearest)),
          size_(std::hypot(first_.east, first_.north)), narrow_(size_ > reach * 1.001 + 0.05),
          range_(first_.east / size_, first_.north / size_) {}

    [[nodiscard]] bool narrow() const { return narrow_; }
    [[nodiscard]] const direction_range& range() const { return range_; }
    [[nodiscard]] double east() const { return first_.east / size_; }
    [[nodiscard]] double north() const { return first_.north / size_; }

    /// False when a whole node adds nothing more, or little.
    bool enter(const space_box& box) {
        if (!narrow_) {
            return false;
        }
        const auto away = flat(here_ - 0.5 * (box.low + box.high));
        const double turn = 0.5 * std::sqrt(squared(box.high - box.low)) + reach_;
        const double size = std::hypot(away.east, away.north);
        if (size <= turn * 1.001) {
            return true;
        }
        const double angle = range_.angle_of(away.east, away.north);
        const double extra = std::asin(turn / size);
        if (range_.holds(angle, extra)) {
            one_place_ = false;
            return false;
        }
        constexpr double little = 2e-4;
        if (extra > little) {
            return true;
        }
        one_place_ = false;
        add(angle, extra);
        return false;
    }

    /// An edge turns the direction at its ends only; the ends of chords within an edge are none.
    void use(const chord_tree::chord& one, const chord_tree::edge& of) {
        const auto along = one.b - one.a;
        const double length = std::sqrt(squared(along));
        const auto from_a = here_ - one.a;
        const double t = length > 0 ? dot(from_a, along) / length : 0;
        if (length == 0 || (t < reach_ && one.first == 0)) {
            add(from_a, true);
            add_place(of.a);
        }
        if (length > 0 && t > length - reach_ && one.last == 1) {
            add(here_ - one.b, true);
            add_place(of.b);
        }
        if (length > 0 && t > -reach_ && t < length + reach_) {
            add(from_a - (t / length) * along, false);
            one_place_ = false;
        }
    }

    /// All that was found, if it is one end of edges.
    [[nodiscard]] std::optional<lon_lat> place() const {
        return one_place_ ? place_ : std::nullopt;
    }

private:
    struct direction {
        double east;
        double north;
    };

    [[nodiscard]] direction flat(vec3 v) const {
        return {dot(v, plane_.east), dot(v, plane_.north)};
    }
    void add(vec3 v, bool turns) {
        const auto away = flat(v);
        const double size = std::hypot(away.east, away.north);
        if (size <= reach_ * 1.001 + 0.05) {
            narrow_ = false;
            return;
        }
        add(range_.angle_of(away.east, away.north),
            turns ? std::asin(std::min(1.0, reach_ / size)) : 0.0);
    }
    void add_place(lon_lat end) {
        one_place_ = one_place_ && (!place_ || *place_ == end);
        place_ = end;
    }
    void add(double angle, double extra) {
        range_.add(angle, extra);
        narrow_ = narrow_ && range_.width() < std::numbers::pi;
    }

    vec3 here_;
    detail::tangent_plane plane_;
    double reach_;
    direction first_;
    double size_;
    bool narrow_;
    direction_range range_;
    bool one_place_ = true;
    std::optional<lon_lat> place_;
};

}  // namespace

struct distance_field::state {
    chord_tree tree;
};

distance_field::distance_field(
    const multi_line_string<lon_lat>& lines, const std::vector<lon_lat>& points
) {
    auto made = std::make_unique<state>();
    for (const auto& line : lines) {
        if (line.size() == 1) {
            made->tree.add(line.front(), line.front());
        }
        for (std::size_t i = 1; i < line.size(); ++i) {
            made->tree.add(line[i - 1], line[i]);
        }
    }
    for (const auto& point : points) {
        made->tree.add(point, point);
    }
    made->tree.build();
    state_ = std::move(made);
}

distance_field::distance_field(distance_field&&) noexcept = default;
distance_field& distance_field::operator=(distance_field&&) noexcept = default;
distance_field::~distance_field() = default;

distance_field::nearness distance_field::near(lon_lat p) const {
    const auto here = detail::to_space(p);
    const auto found = state_->tree.nearest(here);
    const auto plane = detail::tangent_at(p);
    const auto away = here - found.foot;
    const double east = dot(away, plane.east);
    const double north = dot(away, plane.north);
    const double size = std::hypot(east, north);
    if (size < 1e-6) {
        return {metres(found.distance), 0, 0, found.chord};
    }
    return {metres(found.distance), east / size, north / size, found.chord};
}

metres distance_field::quick(lon_lat p) const {
    return metres(state_->tree.nearest(detail::to_space(p)).distance);
}

metres distance_field::distance_to_site(std::uint32_t site, lon_lat p) const {
    return metres(state_->tree.distance_to_edge_of(site, detail::to_space(p)));
}

distance_field::cone distance_field::directions(lon_lat p, metres reach) const {
    const auto here = detail::to_space(p);
    const auto nearest = state_->tree.nearest(here);
    const double r = reach.value();
    cone out;
    out.nearest = metres(nearest.distance);
    out.spread = std::numbers::pi;
    direction_search search(here, p, r, nearest.foot);
    const double longest =
        std::sqrt(squared(here - nearest.foot)) + 2 * r + chord_allowance(nearest.distance + 2 * r);
    double limit = longest * longest;
    state_->tree.visit(
        here,
        limit,
        [&](const space_box& box) { return search.enter(box); },
        [&](std::uint32_t number, double square) {
            if (square <= limit && search.narrow()) {
                const auto& one = state_->tree.chords()[number];
                search.use(one, state_->tree.edges()[one.edge]);
            }
        }
    );
    if (!search.narrow()) {
        return out;
    }
    out.place = search.place();
    const double turn = search.range().middle();
    out.east = search.east() * std::cos(turn) - search.north() * std::sin(turn);
    out.north = search.east() * std::sin(turn) + search.north() * std::cos(turn);
    // Within the reach north turns by the convergence of meridians, and by the curvature of the
    // triangle between p, a place within reach and the nearest.
    const double convergence = r / mean_radius *
                               (std::tan(std::min(89.9, std::abs(p.lat.value())) * detail::rad) +
                                out.nearest.value() / mean_radius);
    out.spread = std::min(std::numbers::pi, search.range().width() / 2 + 1e-4 + convergence);
    return out;
}

distance_field::answer distance_field::exact(lon_lat p) const {
    const auto here = detail::to_space(p);
    const auto& tree = state_->tree;
    const auto nearest = tree.nearest(here);
    // Twice the error of near(), rounded up.
    const double most = nearest.distance + 0.05 + 1e-6 * nearest.distance;
    const double longest =
        std::sqrt(squared(here - nearest.foot)) + chord_allowance(nearest.distance);
    double limit = longest * longest;
    answer found{metres(std::numeric_limits<double>::infinity()), p, degrees(0)};
    std::uint32_t last = std::numeric_limits<std::uint32_t>::max();
    const auto enter = [](const space_box&) { return true; };
    tree.visit(here, limit, enter, [&](std::uint32_t number, double square) {
        const auto& one = tree.chords()[number];
        if (square > limit || one.edge == last) {
            return;
        }
        const double foot = one.foot(here);
        if (detail::geodesic_metres(here, one.at(foot)) > most) {
            return;
        }
        last = one.edge;
        const auto& edge = tree.edges()[one.edge];
        const double guess = one.first + foot * (one.last - one.first);
        const auto measured = distance_to_edge(p, edge.a, edge.b, std::clamp(guess, 0.0, 1.0));
        if (measured.distance < found.distance) {
            found.distance = measured.distance;
            found.nearest = measured.nearest;
        }
    });
    found.azimuth_away = inverse(found.nearest, p).azimuth_end;
    return found;
}

}  // namespace geo
