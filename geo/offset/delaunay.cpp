// SPDX-License-Identifier: Apache-2.0
#include "geo/offset/delaunay.hpp"

#include "geo/base/index_of.hpp"

#include <algorithm>
#include <cmath>
#include <utility>

namespace geo::detail {

std::int64_t orientation(grid_point a, grid_point b, grid_point c) {
    const auto wide = [](std::int32_t v) { return static_cast<std::int64_t>(v); };
    return (wide(b.x) - a.x) * (wide(c.y) - a.y) - (wide(b.y) - a.y) * (wide(c.x) - a.x);
}

bool in_circle(grid_point a, grid_point b, grid_point c, grid_point d) {
    // Differences of 30-bit integers are exact in double.
    const double adx = static_cast<double>(a.x - d.x);
    const double ady = static_cast<double>(a.y - d.y);
    const double bdx = static_cast<double>(b.x - d.x);
    const double bdy = static_cast<double>(b.y - d.y);
    const double cdx = static_cast<double>(c.x - d.x);
    const double cdy = static_cast<double>(c.y - d.y);
    const double bc1 = bdx * cdy;
    const double bc2 = cdx * bdy;
    const double ca1 = cdx * ady;
    const double ca2 = adx * cdy;
    const double ab1 = adx * bdy;
    const double ab2 = bdx * ady;
    const double alift = adx * adx + ady * ady;
    const double blift = bdx * bdx + bdy * bdy;
    const double clift = cdx * cdx + cdy * cdy;
    const double sum = alift * (bc1 - bc2) + blift * (ca1 - ca2) + clift * (ab1 - ab2);
    const double size = alift * (std::abs(bc1) + std::abs(bc2)) +
                        blift * (std::abs(ca1) + std::abs(ca2)) +
                        clift * (std::abs(ab1) + std::abs(ab2));
    // J. R. Shewchuk, Discrete Comput. Geom. 18 (1997) 305-363: (10 + 96 eps) eps.
    constexpr double error = 1.2e-15;
    if (std::abs(sum) > error * size) {
        return sum > 0;
    }
    __extension__ using wide = __int128;
    const auto w = [](double v) { return static_cast<wide>(static_cast<std::int64_t>(v)); };
    const wide exact = (w(adx) * w(adx) + w(ady) * w(ady)) * (w(bdx) * w(cdy) - w(cdx) * w(bdy)) +
                       (w(bdx) * w(bdx) + w(bdy) * w(bdy)) * (w(cdx) * w(ady) - w(adx) * w(cdy)) +
                       (w(cdx) * w(cdx) + w(cdy) * w(cdy)) * (w(adx) * w(bdy) - w(bdx) * w(ady));
    return exact > 0;
}

namespace {

using half = std::int32_t;

/// How points are compared for a cut: along x, or along y with the plane turned by a right angle,
/// so that what is left and right of the cut keeps its meaning.
enum class cut { along_x, along_y };

cut other(cut c) {
    return c == cut::along_x ? cut::along_y : cut::along_x;
}

bool before(grid_point a, grid_point b, cut c) {
    if (c == cut::along_x) {
        return a.x != b.x ? a.x < b.x : a.y < b.y;
    }
    return a.y != b.y ? a.y < b.y : a.x > b.x;
}

void arrange(std::span<tagged_point> points, cut c) {
    if (points.size() <= 3) {
        std::sort(points.begin(), points.end(), [](const auto& a, const auto& b) {
            return before(a.at, b.at, cut::along_x);
        });
        return;
    }
    const auto middle = points.size() / 2;
    std::nth_element(
        points.begin(),
        points.begin() + static_cast<std::ptrdiff_t>(middle),
        points.end(),
        [c](const auto& a, const auto& b) { return before(a.at, b.at, c); }
    );
    arrange(points.first(middle), other(c));
    arrange(points.subspan(middle), other(c));
}

class builder {
public:
    explicit builder(std::span<const grid_point> points) : points_(points) {
        mesh_.halves.reserve(6 * points.size() + 8);
    }

    triangulation build() {
        if (points_.size() > 1) {
            divide(0, static_cast<half>(points_.size()), cut::along_x);
        }
        mesh_.edge_of.assign(points_.size(), -1);
        for (half e = 0; e < mesh_.size(); ++e) {
            if (mesh_.in_use(e)) {
                mesh_.edge_of[index_of(mesh_.from(e))] = e;
            }
        }
        return std::move(mesh_);
    }

private:
    [[nodiscard]] grid_point start(half e) const { return points_[index_of(mesh_.from(e))]; }
    [[nodiscard]] grid_point end(half e) const { return points_[index_of(mesh_.to(e))]; }
    [[nodiscard]] half next(half e) const { return mesh_.halves[index_of(e)].next; }
    [[nodiscard]] half prev(half e) const { return mesh_.halves[index_of(e)].prev; }
    [[nodiscard]] bool left_of(grid_point p, half e) const {
        return orientation(p, start(e), end(e)) > 0;
    }
    [[nodiscard]] bool right_of(grid_point p, half e) const {
        return orientation(p, end(e), start(e)) > 0;
    }

    half make(std::int32_t from, std::int32_t to) {
        half e = 0;
        if (free_.empty()) {
            e = mesh_.size();
            mesh_.halves.resize(mesh_.halves.size() + 2);
        } else {
            e = free_.back();
            free_.pop_back();
        }
        mesh_.halves[index_of(e)].origin = from;
        mesh_.halves[index_of(e ^ 1)].origin = to;
        for (const half h : {e, e ^ 1}) {
            mesh_.halves[index_of(h)].next = h;
            mesh_.halves[index_of(h)].prev = h;
        }
        return e;
    }

    void splice(half a, half b) {
        const half an = next(a);
        const half bn = next(b);
        mesh_.halves[index_of(a)].next = bn;
        mesh_.halves[index_of(b)].next = an;
        mesh_.halves[index_of(bn)].prev = a;
        mesh_.halves[index_of(an)].prev = b;
    }

    half connect(half a, half b) {
        const half e = make(mesh_.to(a), mesh_.from(b));
        splice(e, mesh_.along_left(a));
        splice(e ^ 1, b);
        return e;
    }

    void remove(half e) {
        splice(e, prev(e));
        splice(e ^ 1, prev(e ^ 1));
        mesh_.halves[index_of(e)].next = -1;
        mesh_.halves[index_of(e ^ 1)].next = -1;
        free_.push_back(e & ~1);
    }

    /// Triangulates the points first <= i < last; returns a half of their hull, counter-clockwise.
    half divide(half first, half last, cut c) {
        const half count = last - first;
        if (count == 2) {
            return make(first, first + 1);
        }
        if (count == 3) {
            return three(first);
        }
        const half middle = first + count / 2;
        const half west = divide(first, middle, other(c));
        const half east = divide(middle, last, other(c));
        return merge(last_on_hull(west, c) ^ 1, first_on_hull(east, c));
    }

    half three(half first) {
        const half a = make(first, first + 1);
        const half b = make(first + 1, first + 2);
        splice(a ^ 1, b);
        const auto turn = orientation(
            points_[index_of(first)], points_[index_of(first + 1)], points_[index_of(first + 2)]
        );
        if (turn == 0) {
            return a;
        }
        const half c = connect(b, a);
        return turn > 0 ? a : c ^ 1;
    }

    /// The hull half that starts at the first point in the order of the cut.
    [[nodiscard]] half first_on_hull(half e, cut c) const {
        half best = e;
        for (half h = next(e ^ 1); h != e; h = next(h ^ 1)) {
            if (before(start(h), start(best), c)) {
                best = h;
            }
        }
        return best;
    }

    /// The hull half that ends at the last point in the order of the cut.
    [[nodiscard]] half last_on_hull(half e, cut c) const {
        half best = e;
        for (half h = next(e ^ 1); h != e; h = next(h ^ 1)) {
            if (before(end(best), end(h), c)) {
                best = h;
            }
        }
        return best;
    }

    /// `left` leaves the last point of one part, clockwise along its hull; `right` leaves the
    /// first of the other, counter-clockwise.
    half merge(half left, half right) {
        while (true) {  // lower common tangent
            if (left_of(start(right), left)) {
                left = mesh_.along_left(left);
            } else if (right_of(start(left), right)) {
                right = next(right ^ 1);
            } else {
                break;
            }
        }
        half base = connect(right ^ 1, left);
        const half hull = base ^ 1;
        while (rise(base)) {
        }
        return hull;
    }

    /// Replaces `base` by the next cross edge above; false at the upper tangent.
    bool rise(half& base) {
        const auto above = [&](half e) { return right_of(end(e), base); };
        half left = next(base ^ 1);
        const bool left_found = above(left);
        if (left_found) {
            while (in_circle(end(base), start(base), end(left), end(next(left)))) {
                const half follower = next(left);
                remove(left);
                left = follower;
            }
        }
        half right = prev(base);
        const bool right_found = above(right);
        if (right_found) {
            while (in_circle(end(base), start(base), end(right), end(prev(right)))) {
                const half follower = prev(right);
                remove(right);
                right = follower;
            }
        }
        if (!left_found && !right_found) {
            return false;
        }
        if (!left_found ||
            (right_found && in_circle(end(left), start(left), start(right), end(right)))) {
            base = connect(right, base ^ 1);
        } else {
            base = connect(base ^ 1, left ^ 1);
        }
        return true;
    }

    std::span<const grid_point> points_;
    triangulation mesh_;
    std::vector<half> free_;
};

}  // namespace

void arrange(std::span<tagged_point> points) {
    arrange(points, cut::along_x);
}

triangulation delaunay(std::span<const grid_point> points) {
    return builder(points).build();
}

}  // namespace geo::detail
