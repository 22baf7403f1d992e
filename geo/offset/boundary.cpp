// SPDX-License-Identifier: Apache-2.0
#include "geo/offset/boundary.hpp"

#include <algorithm>
#include <cmath>
#include <optional>

namespace geo::detail {

namespace {

/// Edges are kept below 120 km, the length to which conformal_sphere::geodesic_point is good.
constexpr double longest_edge = 0.0188;

/// Where on earth a point is given out: longitudes on the meridian of 180 degrees get the sign of
/// the side on which the point lies on the sphere.
lon_lat place(vec3 p, const conformal_sphere& sphere) {
    const auto found = sphere.to_earth(p);
    double lon = std::round(found.lon.value() * 1e7) / 1e7;
    if (std::abs(lon) > 179) {
        const vec3 toward = sphere.antimeridian();
        const bool east = dot(p, vec3{-toward.y, toward.x, 0}) >= 0;
        if (east && lon > 0) {
            lon = -180;
        } else if (!east && lon < 0) {
            lon = 180;
        }
    }
    return {longitude(lon), latitude(std::round(found.lat.value() * 1e7) / 1e7)};
}

class cutter {
public:
    explicit cutter(const conformal_sphere& sphere)
        : sphere_(sphere), toward_(sphere.antimeridian()), east_{-toward_.y, toward_.x, 0} {}

    void add(curve ring) {
        bool cut = false;
        for (std::size_t i = 0; i < ring.size() && !cut; ++i) {
            cut = crossing(ring[i], ring[(i + 1) % ring.size()]).has_value();
        }
        if (!cut) {
            ring.push_back(ring.front());
            out.emplace_back().points = std::move(ring);
            return;
        }
        add_chains(ring);
    }

    std::vector<boundary_piece> out;

private:
    /// Where the way from a to b crosses the antimeridian.
    [[nodiscard]] std::optional<vec3> crossing(const curve_point& a, const curve_point& b) const {
        const double sa = dot(a.at, east_);
        const double sb = dot(b.at, east_);
        if ((sa >= 0) == (sb >= 0)) {
            return std::nullopt;
        }
        const vec3 found = normalized(std::abs(sb) * a.at + std::abs(sa) * b.at);
        return dot(found, toward_) > 0 ? std::optional(found) : std::nullopt;
    }

    void add_chains(const curve& ring) {
        std::vector<boundary_piece> pieces(1);
        for (std::size_t i = 0; i < ring.size(); ++i) {
            const auto& a = ring[i];
            pieces.back().points.push_back(a);
            if (const auto found = crossing(a, ring[(i + 1) % ring.size()])) {
                const auto lat = place(*found, sphere_).lat;
                const double side = dot(a.at, east_) < 0 ? 180.0 : -180.0;
                const auto& b = ring[(i + 1) % ring.size()];
                const curve_point cut{*found, a.site, std::max(a.off, b.off)};
                pieces.back().points.push_back(cut);
                pieces.back().cut_at[1] = {longitude(side), lat};
                pieces.emplace_back().points.push_back(cut);
                pieces.back().cut_at[0] = {longitude(-side), lat};
            }
        }
        // The last piece runs on into the first.
        auto& first = pieces.front();
        auto& last = pieces.back();
        last.points.insert(last.points.end(), first.points.begin(), first.points.end());
        first.points = std::move(last.points);
        first.cut_at[0] = last.cut_at[0];
        pieces.pop_back();
        for (auto& piece : pieces) {
            piece.closed = false;
            out.push_back(std::move(piece));
        }
    }

    const conformal_sphere& sphere_;
    vec3 toward_;
    vec3 east_;
};

/// An edge in both its readings; lengths in radians of the sphere.
///
/// Read as straight in lon/lat, an edge leaves the great circle between its ends by the sideways
/// part of its acceleration, sin(lat) dlon (2 dlat^2 + cos(lat)^2 dlon^2) / length, times t (1 - t)
/// / 2. What that leaves out (higher orders, the flattening) is below 2 % of it on edges that are
/// short for their latitude; longer ones, and those near a pole, do not fit.
class chord {
public:
    chord(const curve_point& a, const curve_point& b, const conformal_sphere& sphere)
        : start_(a.at), way_(b.at - a.at), length2_(squared(way_)),
          unit_(sphere.metres_per_radian(a.at.z)) {
        if (length2_ == 0) {
            return;
        }
        const vec3 across = cross(a.at, b.at);
        normal_ = (1 / std::sqrt(squared(across))) * across;
        inverse_length_ = 1 / std::sqrt(length2_);
        const vec3 middle = normalized(a.at + b.at);
        const double cosine2 = middle.x * middle.x + middle.y * middle.y;
        const double cosine = std::sqrt(cosine2);
        const double east = across.z / cosine2;  // dlon
        const double north = way_.z / cosine;    // dlat
        is_short_ = std::abs(east) + std::abs(north) / cosine < 0.1;
        bow_ =
            -0.5 * middle.z * east * (2 * north * north + cosine2 * east * east) * inverse_length_;
    }

    [[nodiscard]] double length2() const { return length2_; }
    [[nodiscard]] double unit() const { return unit_; }  ///< metres a radian
    [[nodiscard]] bool is_short() const { return is_short_; }

    /// From the great circle, and from the line straight in lon/lat: the greater.
    [[nodiscard]] double gap(vec3 p) const {
        const double t = dot(p - start_, way_) * inverse_length_ * inverse_length_;
        const double bow = std::abs(t) < 2 ? t * (1 - t) * bow_ : bow_;
        const double off = dot(p, normal_);
        return std::max(std::abs(off), std::abs(off - bow) + 0.02 * std::abs(bow));
    }

    /// How far beyond an end; negative in between.
    [[nodiscard]] double overshoot(vec3 p) const {
        const double t = dot(p - start_, way_) * inverse_length_;
        return std::max(-t, t - length2_ * inverse_length_);
    }

private:
    vec3 start_;
    vec3 way_;
    vec3 normal_;
    double length2_;
    double unit_;
    double bow_ = 0;  ///< four times what it is in the middle; to the left
    double inverse_length_ = 0;
    bool is_short_ = true;
};

class chord_test {
public:
    chord_test(const boundary_piece& piece, const conformal_sphere& sphere, double gap)
        : points_(piece.points), sphere_(sphere), gap_(gap) {}

    [[nodiscard]] bool fits(std::size_t first, std::size_t last) const {
        if (last - first > 1 && is_far((first + last) / 2, first, last)) {
            return false;
        }
        const chord made(points_[first], points_[last], sphere_);
        if (made.length2() > longest_edge * longest_edge || !made.is_short()) {
            return last - first < 2;
        }
        if (made.length2() == 0) {
            return last - first < 2;
        }
        const double gap = gap_ / made.unit();
        for (std::size_t k = first + 1; k < last; ++k) {
            const double rest = gap - static_cast<double>(points_[k].off);
            if (made.gap(points_[k].at) > rest || made.overshoot(points_[k].at) > rest) {
                return false;
            }
        }
        return true;
    }

private:
    /// Point i is farther from the straight way through space between two others than an edge within
    /// the gap allows, whose middle is length^2 / 8 above. Most edges that do not fit are found so.
    [[nodiscard]] bool is_far(std::size_t i, std::size_t first, std::size_t last) const {
        const vec3 way = points_[last].at - points_[first].at;
        const double length2 = squared(way);
        const double most = 1.001 * gap_ / sphere_.least_metres_per_radian() + length2 / 7;
        return squared(cross(way, points_[i].at - points_[first].at)) > most * most * length2;
    }

    const std::vector<curve_point>& points_;
    const conformal_sphere& sphere_;
    double gap_;
};

/// Starts a ring at its sharpest corner, which any simplification keeps.
void start_at_corner(boundary_piece& piece) {
    auto& points = piece.points;
    points.pop_back();
    const std::size_t count = points.size();
    std::size_t best = 0;
    double least = 2;
    for (std::size_t i = 0; i < count; ++i) {
        const vec3 before = points[i].at - points[(i + count - 1) % count].at;
        const vec3 after = points[(i + 1) % count].at - points[i].at;
        const double size = std::sqrt(squared(before) * squared(after));
        const double straight = size > 0 ? dot(before, after) / size : 1;
        if (straight < least - 1e-9) {
            least = straight;
            best = i;
        }
    }
    std::rotate(points.begin(), points.begin() + static_cast<std::ptrdiff_t>(best), points.end());
    points.push_back(points.front());
}

}  // namespace

std::vector<boundary_piece> cut_at_antimeridian(
    std::vector<curve> curves, const conformal_sphere& sphere, double radius
) {
    cutter made(sphere);
    for (auto& ring : curves) {
        made.add(std::move(ring));
    }
    for (auto& piece : made.out) {
        piece.radius = radius;
    }
    return std::move(made.out);
}

void simplify(boundary_piece& piece, const conformal_sphere& sphere, double gap) {
    if (piece.closed) {
        start_at_corner(piece);
    }
    const chord_test test(piece, sphere, gap);
    const std::size_t last = piece.points.size() - 1;
    piece.kept.reserve(piece.points.size());
    piece.kept.assign(1, 0);
    std::size_t from = 0;
    std::size_t stride = 4;
    while (from < last) {
        // Gallop from about where the last edge ended, then halve.
        std::size_t good = from + 1;
        std::size_t bad = last + 1;
        std::size_t trial = std::min(from + stride, last);
        while (trial > good) {
            if (!test.fits(from, trial)) {
                bad = trial;
                break;
            }
            good = trial;
            trial = std::min(from + 2 * (trial - from), last);
        }
        while (good < last && bad - good > 1) {
            const std::size_t middle = good + (bad - good) / 2;
            if (middle <= last && test.fits(from, middle)) {
                good = middle;
            } else {
                bad = middle;
            }
        }
        stride = std::max<std::size_t>(2, good - from);
        piece.kept.push_back(static_cast<std::uint32_t>(good));
        from = good;
    }
    piece.places.reserve(piece.kept.size());
    for (const auto i : piece.kept) {
        piece.places.push_back(place(piece.points[i].at, sphere));
    }
    if (piece.closed) {
        piece.places.back() = piece.places.front();
    } else {
        piece.places.front() = piece.cut_at[0];
        piece.places.back() = piece.cut_at[1];
    }
}

double widest_gap(
    const boundary_piece& piece, const conformal_sphere& sphere, std::size_t first, std::size_t last
) {
    const auto& a = piece.points[first];
    const auto& b = piece.points[last];
    const chord made(a, b, sphere);
    if (last - first < 2) {
        return static_cast<double>(std::min(a.off, b.off)) * made.unit();
    }
    if (made.length2() == 0) {
        return 1e9;
    }
    double worst = 0;
    for (std::size_t k = first + 1; k < last; ++k) {
        worst = std::max(
            worst, made.gap(piece.points[k].at) + static_cast<double>(piece.points[k].off)
        );
    }
    return worst * made.unit();
}

void boundary_piece::keep(std::size_t k, std::size_t i, const conformal_sphere& sphere) {
    const auto after = static_cast<std::ptrdiff_t>(k) + 1;
    kept.insert(kept.begin() + after, static_cast<std::uint32_t>(i));
    places.insert(places.begin() + after, place(points[i].at, sphere));
}

}  // namespace geo::detail
