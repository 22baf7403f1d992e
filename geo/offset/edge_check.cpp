// SPDX-License-Identifier: Apache-2.0
#include "geo/offset/edge_check.hpp"

#include <algorithm>
#include <cmath>

namespace geo::detail {

namespace {

/// The middle of an edge read as straight in lon/lat.
vec3 lonlat_middle(const edge_end& a, const edge_end& b, const conformal_sphere& sphere) {
    return sphere.to_sphere(
        {longitude((a.where.lon.value() + b.where.lon.value()) / 2),
         latitude((a.where.lat.value() + b.where.lat.value()) / 2)}
    );
}

/// The middle of an edge read as a geodesic. Up to 12 km the great circle is the geodesic, to 1 cm.
vec3 geodesic_middle(const edge_end& a, const edge_end& b, const conformal_sphere& sphere) {
    return squared(b.at - a.at) < 4e-6 ? normalized(a.at + b.at)
                                       : sphere.geodesic_point(a.at, b.at, 0.5);
}

/// What one distance says of a place 1 cm away is within 1 cm: no need to ask again.
constexpr double near_by = 0.01;

}  // namespace

double site_check::error(const edge_end& a, const edge_end& b, double radius) {
    const auto& sphere = *field_.sphere;
    std::int32_t start = a.site;
    const auto error_at = [&](vec3 p) {
        start = field_.nearest(p, start);
        const vec3 n = field_.site(start);
        const double mean = sphere.mean_metres_per_radian(n, p, field_.unit(start));
        const double off = angle_between(p, n) * mean - radius;
        return off > 0 ? off : site_gap_ - off;
    };
    const vec3 middle = lonlat_middle(a, b, sphere);
    double worst = error_at(middle);
    const vec3 geodesic = geodesic_middle(a, b, sphere);
    const double apart = std::sqrt(squared(geodesic - middle)) * field_.unit(start);
    worst = apart < near_by ? worst + apart : std::max(worst, error_at(geodesic));
    start = a.site;
    return std::max(worst, error_at(a.at));
}

double piece_check::error(const edge_end& a, const edge_end& b, double radius) {
    const vec3 geodesic = geodesic_middle(a, b, sphere_);
    if (radius != radius_ || squared(a.at - centre_) > reach_ * reach_ ||
        squared(geodesic - centre_) > reach_ * reach_) {
        look_about(a.at, b.at - a.at, radius);
    }
    double worst = error_at(a.at, radius);
    // The readings part by 0.14 tan(latitude) length^2 at most (the bow of chord in boundary.cpp).
    const double z = std::abs(geodesic.z);
    const double unit = sphere_.most_metres_per_radian();
    const double bow =
        0.15 * z / std::sqrt(std::max(1e-9, 1 - z * z)) * squared(b.at - a.at) * unit;
    if (bow < near_by / 2) {
        return std::max(worst, error_at(geodesic, radius) + bow);
    }
    const vec3 middle = lonlat_middle(a, b, sphere_);
    for (const vec3 p : {geodesic, middle}) {
        if (squared(p - centre_) > reach_ * reach_) {
            look_about(p, {}, radius);
        }
        worst = std::max(worst, error_at(p, radius));
    }
    return worst;
}

/// For the edges that follow: about a place ahead.
void piece_check::look_about(vec3 p, vec3 way, double radius) {
    const double angle = radius / sphere_.least_metres_per_radian();
    radius_ = radius;
    reach_ = std::max(angle / 16, 8e-5);  // some edges each way; no less than 500 m. Measured
    const double length2 = squared(way);
    centre_ = length2 > 0 ? normalized(p + (0.8 * reach_ / std::sqrt(length2)) * way) : p;
    found_.clear();
    near_.clear();
    // Nothing nearer is missed: what is `radius` away from a place within reach is found.
    const double most = std::min(1.5, (angle + reach_) * (1 + 1e-6) + 1e-6);
    lines_.find_near(centre_, most, found_);
    const double most_sine = std::sin(most);
    for (const auto i : found_) {
        const auto& piece = lines_.pieces[static_cast<std::size_t>(i)];
        const double square = lines_.square_sine_to(piece, centre_);
        if (square <= most_sine * most_sine) {
            near_.push_back({std::sqrt(2 * (1 - std::sqrt(1 - square))) * (1 - 1e-6), i});
        }
    }
    std::sort(near_.begin(), near_.end(), [](const neighbour& s, const neighbour& t) {
        return s.chord != t.chord ? s.chord < t.chord : s.piece < t.piece;
    });
}

double piece_check::error_at(vec3 p, double radius) {
    // Begins with the piece that was nearest last, and ends where all others are too far from the
    // centre to be nearer to p.
    double least = 4;
    double bound = 2;  // no less than the chord from p to the nearest
    const double aside = std::sqrt(squared(p - centre_));
    const auto look_at = [&](std::int32_t i) {
        const auto& piece = lines_.pieces[static_cast<std::size_t>(i)];
        const double most = bound + piece.reach;
        if (squared(p - piece.middle) > most * most) {
            return;
        }
        const double found = lines_.square_sine_to(piece, p);
        if (found < least) {
            least = found;
            bound = 1.002 * std::sqrt(found) + (found > 0.01 ? 1.0 : 0.0);
            nearest_ = i;
        }
    };
    const auto first = nearest_;
    if (first >= 0) {
        look_at(first);
    }
    for (const auto& other : near_) {
        if (other.chord > bound + aside) {
            break;
        }
        if (other.piece != first) {
            look_at(other.piece);
        }
    }
    for (const auto v : lines_.lone) {
        const double chord2 = squared(p - lines_.vertices[static_cast<std::size_t>(v)]);
        least = chord2 < 2 ? std::min(least, chord2 * (1 - chord2 / 4)) : least;
    }
    const double unit = (sphere_.least_metres_per_radian() + sphere_.most_metres_per_radian()) / 2;
    const double sine = std::sqrt(std::min(1.0, least));
    // The next term of the series is below 1e-13.
    const double angle =
        sine < 0.02 ? sine * (1 + least / 6 + least * least * (3.0 / 40)) : std::asin(sine);
    return std::abs(angle * unit - radius);
}

}  // namespace geo::detail
