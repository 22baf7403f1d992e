// SPDX-License-Identifier: Apache-2.0
#include "geo/offset/boundary.hpp"

#include <algorithm>
#include <cmath>

namespace geo::detail {

namespace {

/// Edges are kept below 120 km, the length to which conformal_sphere::geodesic_point is good.
constexpr double longest_edge = 0.0188;

class cutter {
public:
    explicit cutter(const conformal_sphere& sphere)
        : sphere_(sphere), toward_(sphere.antimeridian()), east_{-toward_.y, toward_.x, 0} {}

    void add(const curve& ring) {
        const std::size_t count = ring.size();
        std::vector<boundary_piece> pieces(1);
        for (std::size_t i = 0; i < count; ++i) {
            const auto& a = ring[i];
            const auto& b = ring[(i + 1) % count];
            pieces.back().points.push_back(placed(a));
            const double sa = dot(a.at, east_);
            const double sb = dot(b.at, east_);
            if ((sa >= 0) == (sb >= 0)) {
                continue;
            }
            const vec3 crossing = normalized(std::abs(sb) * a.at + std::abs(sa) * b.at);
            if (dot(crossing, toward_) <= 0) {
                continue;
            }
            const auto lat = sphere_.to_earth(crossing).lat;
            const double side = sa < 0 ? 180.0 : -180.0;
            pieces.back().points.push_back({crossing, a.site, {longitude(side), lat}});
            pieces.emplace_back().points.push_back({crossing, a.site, {longitude(-side), lat}});
        }
        if (pieces.size() == 1) {
            auto& whole = pieces.front();
            whole.points.push_back(whole.points.front());
            out.push_back(std::move(whole));
            return;
        }
        // The last piece runs on into the first.
        auto& first = pieces.front().points;
        auto& last = pieces.back().points;
        last.insert(last.end(), first.begin(), first.end());
        first = std::move(last);
        pieces.pop_back();
        for (auto& piece : pieces) {
            piece.closed = false;
            out.push_back(std::move(piece));
        }
    }

    std::vector<boundary_piece> out;

private:
    [[nodiscard]] boundary_point placed(const curve_point& p) const {
        auto where = sphere_.to_earth(p.at);
        if (std::abs(where.lon.value()) > 179) {
            // On the meridian itself the sign must agree with the side that `add` saw.
            const bool east = dot(p.at, east_) >= 0;
            if (east && where.lon.value() > 0) {
                where.lon = longitude(-180);
            } else if (!east && where.lon.value() < 0) {
                where.lon = longitude(180);
            }
        }
        return {p.at, p.site, where};
    }

    const conformal_sphere& sphere_;
    vec3 toward_;
    vec3 east_;
};

class chord_test {
public:
    chord_test(const boundary_piece& piece, const conformal_sphere& sphere, double gap)
        : points_(piece.points), sphere_(sphere), gap_(gap) {}

    [[nodiscard]] bool fits(std::size_t first, std::size_t last) const {
        const auto& a = points_[first];
        const auto& b = points_[last];
        const vec3 way = b.at - a.at;
        const double way2 = squared(way);
        if (way2 > longest_edge * longest_edge) {
            return false;
        }
        if (way2 == 0) {
            return last - first < 2;
        }
        const double unit = sphere_.metres_per_radian(a.at.z);
        const vec3 normal = cross(a.at, b.at);
        const double gap = gap_ / unit;
        const double across = gap * std::sqrt(squared(normal));
        const double along = gap * std::sqrt(way2);
        const double east = (b.where.lon - a.where.lon).value();
        const double north = (b.where.lat - a.where.lat).value();
        const double cosine = std::cos((a.where.lat.value() + b.where.lat.value()) / 2 * rad);
        // Metres of sideways distance for one square degree of the cross product below.
        const double norm = std::hypot(east * cosine, north);
        for (std::size_t k = first + 1; k < last; ++k) {
            const auto& p = points_[k];
            if (std::abs(dot(p.at, normal)) > across) {
                return false;
            }
            const double t = dot(p.at - a.at, way);
            if (t < -along || t > way2 + along) {
                return false;
            }
            const double turn = east * (p.where.lat - a.where.lat).value() -
                                north * (p.where.lon - a.where.lon).value();
            if (std::abs(turn) * rad * cosine > gap * norm) {
                return false;
            }
        }
        return true;
    }

private:
    static constexpr double rad = 3.14159265358979323846 / 180;
    const std::vector<boundary_point>& points_;
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
    const std::vector<curve>& curves, const conformal_sphere& sphere, double radius
) {
    cutter made(sphere);
    for (const auto& ring : curves) {
        made.add(ring);
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
        piece.kept.push_back(good);
        from = good;
    }
}

std::vector<lon_lat> boundary_piece::outline() const {
    const auto cut = [](double v) { return std::round(v * 1e7) / 1e7; };
    std::vector<lon_lat> out;
    out.reserve(kept.size());
    for (const auto i : kept) {
        const auto& p = points[i].where;
        out.push_back({longitude(cut(p.lon.value())), latitude(cut(p.lat.value()))});
    }
    return out;
}

}  // namespace geo::detail
