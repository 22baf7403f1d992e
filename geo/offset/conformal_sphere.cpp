// SPDX-License-Identifier: Apache-2.0
#include "geo/offset/conformal_sphere.hpp"

#include "geo/geometry/ellipsoid.hpp"
#include "geo/units/radians.hpp"

#include <algorithm>
#include <array>
#include <numbers>

namespace geo::detail {

namespace {

constexpr double second_e2 = wgs84::e2 / (1 - wgs84::e2);
const double eccentricity = std::sqrt(wgs84::e2);

/// The part of isometric latitude that the flattening takes away.
double flattening_term(double sine) {
    return eccentricity * std::atanh(eccentricity * sine);
}

double isometric(double sine) {
    return std::atanh(sine) - flattening_term(sine);
}

double sum_series(const std::vector<double>& series, double t) {
    double b1 = 0;
    double b2 = 0;
    for (std::size_t i = series.size(); i-- > 1;) {
        const double b0 = 2 * t * b1 - b2 + series[i];
        b2 = b1;
        b1 = b0;
    }
    return t * b1 - b2 + series[0];
}

double sum_powers(const std::vector<double>& powers, double t) {
    double sum = 0;
    for (std::size_t i = powers.size(); i-- > 0;) {
        sum = sum * t + powers[i];
    }
    return sum;
}

/// Coefficients of the powers, lowest first: half the work of summing the series. Sound for few
/// terms only, whose powers are not yet alike.
std::vector<double> to_powers(const std::vector<double>& series) {
    std::vector<double> before{1};
    std::vector<double> now{0, 1};
    std::vector<double> out(series.size(), 0.0);
    out[0] = series[0];
    for (std::size_t j = 1; j < series.size(); ++j) {
        for (std::size_t i = 0; i < now.size(); ++i) {
            out[i] += series[j] * now[i];
        }
        std::vector<double> next(now.size() + 1, 0.0);  // 2 t T(j) - T(j - 1)
        for (std::size_t i = 0; i < now.size(); ++i) {
            next[i + 1] = 2 * now[i];
        }
        for (std::size_t i = 0; i < before.size(); ++i) {
            next[i] -= before[i];
        }
        before = std::move(now);
        now = std::move(next);
    }
    return out;
}

template <class Function>
std::vector<double> chebyshev(Function&& f, double middle, double half, std::size_t terms) {
    std::vector<double> values(terms);
    const auto count = static_cast<double>(terms);
    for (std::size_t k = 0; k < terms; ++k) {
        const double t = std::cos(std::numbers::pi * (static_cast<double>(k) + 0.5) / count);
        values[k] = f(middle + half * t);
    }
    std::vector<double> series(terms);
    for (std::size_t j = 0; j < terms; ++j) {
        double sum = 0;
        for (std::size_t k = 0; k < terms; ++k) {
            sum += values[k] * std::cos(
                                   std::numbers::pi * static_cast<double>(j) *
                                   (static_cast<double>(k) + 0.5) / count
                               );
        }
        series[j] = (j == 0 ? 1 : 2) * sum / count;
    }
    return series;
}

/// The shortest of a few series that meets `error` at positions between its nodes; empty if none.
template <class Function>
std::vector<double> fitted(Function&& f, double middle, double half, double error) {
    std::array<double, 25> truth{};
    for (std::size_t i = 0; i < truth.size(); ++i) {
        const double z = middle + half * (-1 + static_cast<double>(i) / 12.0);
        truth[i] = f(std::clamp(z, -1 + 1e-12, 1 - 1e-12));
    }
    for (const std::size_t terms : {3U, 4U, 5U, 7U, 9U, 13U, 20U, 32U}) {
        auto series = chebyshev(f, middle, half, terms);
        double worst = 0;
        for (std::size_t i = 0; i < truth.size(); ++i) {
            const double t = -1 + static_cast<double>(i) / 12.0;
            worst = std::max(worst, std::abs(sum_series(series, t) - truth[i]));
        }
        if (worst <= error) {
            return series;
        }
    }
    return {};
}

constexpr std::array<double, 13> inverse_odd{
    1.0 / 25,
    1.0 / 23,
    1.0 / 21,
    1.0 / 19,
    1.0 / 17,
    1.0 / 15,
    1.0 / 13,
    1.0 / 11,
    1.0 / 9,
    1.0 / 7,
    1.0 / 5,
    1.0 / 3,
    1.0};

/// std::atan2, of angles below 14 degrees by its series, whose next term is below 1e-17.
double arc_tangent(double y, double x) {
    if (!(std::abs(y) < 0.25 * x)) {
        return std::atan2(y, x);
    }
    const double r = y / x;
    const double q = r * r;
    double sum = 0;
    for (const double inverse : inverse_odd) {
        sum = inverse - q * sum;
    }
    return r * sum;
}

}  // namespace

conformal_sphere::conformal_sphere(
    latitude south, latitude north, longitude middle, bool round_pole
) {
    middle_ = middle.value();
    const double phi = (south.value() + north.value()) / 2 * rad;
    const double sine = std::sin(phi);
    const double w2 = 1 - wgs84::e2 * sine * sine;
    const double prime_vertical = wgs84::semi_major / std::sqrt(w2);
    if (round_pole) {
        // Scale 1 and level at the middle latitude; curvature matched only when that is a pole.
        shift_ = flattening_term(sine);
        radius_ = prime_vertical;
    } else {
        const double cosine2 = std::cos(phi) * std::cos(phi);
        alpha_ = std::sqrt(1 + second_e2 * cosine2 * cosine2);
        shift_ = std::atanh(sine / alpha_) - alpha_ * isometric(sine);
        radius_ = prime_vertical * std::sqrt((1 - wgs84::e2) / w2);
    }
    const auto z_of = [this](latitude at) {
        const double s = std::sin(at.value() * rad);
        return std::abs(s) >= 1 ? s : std::tanh(alpha_ * isometric(s) + shift_);
    };
    // A little wider than asked, for positions that rounding or trial steps put outside.
    const double low = std::max(-1.0, z_of(south) - 1e-3);
    const double high = std::min(1.0, z_of(north) + 1e-3);
    z_middle_ = (low + high) / 2;
    z_half_ = (high - low) / 2;
    inverse_half_ = 1 / z_half_;
    const auto unit_at = [this](double z) {
        const double cosine = std::sqrt((1 - z) * (1 + z));
        const double lat = sphere_latitude_to_earth(z, cosine);
        const double s = std::sin(lat);
        const double n = wgs84::semi_major / std::sqrt(1 - wgs84::e2 * s * s);
        return n * std::cos(lat) / (alpha_ * cosine);
    };
    unit_ = fitted(unit_at, z_middle_, z_half_, 1e-10 * wgs84::semi_major);
    if (unit_.empty()) {
        unit_ = chebyshev(unit_at, z_middle_, z_half_, 64);
    }
    if (unit_.size() <= 9) {
        power_ = to_powers(unit_);
    }
    const auto latitude_at = [this](double z) {
        const double cosine = std::sqrt((1 - z) * (1 + z));
        return sphere_latitude_to_earth(z, cosine) - std::atan2(z, cosine);
    };
    latitude_ = fitted(latitude_at, z_middle_, z_half_, 1e-12);
    if (high < 0.98 && low > -0.98) {  // near a pole the arc sine is no sum of a few powers
        direct_ = fitted(
            [this](double z) { return sphere_latitude_to_earth(z, std::sqrt((1 - z) * (1 + z))); },
            z_middle_,
            z_half_,
            1e-12
        );
    }
    // Thirteen terms that meet 1e-12 fall by a factor of 8 each; the powers' coefficients grow by 2.4.
    if (!direct_.empty() && direct_.size() <= 13) {
        direct_power_ = to_powers(direct_);
    }
    const double south_sine = std::sin(south.value() * rad);
    const double north_sine = std::sin(north.value() * rad);
    sine_middle_ = (south_sine + north_sine) / 2;
    sine_half_ = std::max(1e-6, (north_sine - south_sine) / 2);
    const auto lift_at = [this](double s) {
        const double cosine = std::sqrt((1 - s) * (1 + s));
        const double psi = alpha_ * (std::asinh(s / cosine) - flattening_term(s)) + shift_;
        return std::atan(std::sinh(psi)) - std::atan2(s, cosine);
    };
    lift_ = fitted(lift_at, sine_middle_, sine_half_, 1e-12);
    if (std::abs(lift_at(sine_middle_)) > 0.009) {
        lift_.clear();
    }
    if (!lift_.empty() && lift_.size() <= 9) {
        lift_power_ = to_powers(lift_);
    }
    least_ = most_ = metres_per_radian(low);
    for (int i = 1; i <= 200; ++i) {
        const double value = metres_per_radian(low + (high - low) * i / 200);
        least_ = std::min(least_, value);
        most_ = std::max(most_, value);
    }
    least_ *= 1 - 1e-7;  // between the 200 steps
    most_ *= 1 + 1e-7;
}

double conformal_sphere::sphere_longitude(longitude lon) const {
    double east = lon.value() - middle_;  // std::remainder costs as much as all the rest
    east = east > 180 ? east - 360 : east <= -180 ? east + 360 : east;
    return alpha_ * east * rad;
}

vec3 conformal_sphere::to_sphere(lon_lat p) const {
    if (std::abs(p.lat.value()) >= 90.0) {
        return {0, 0, p.lat.value() > 0 ? 1.0 : -1.0};
    }
    const double lon = sphere_longitude(p.lon);
    const double phi = p.lat.value() * rad;
    return from_angles({std::sin(lon), std::cos(lon)}, {std::sin(phi), std::cos(phi)});
}

vec3 conformal_sphere::from_angles(sine_cosine lon, sine_cosine lat) const {
    const double t = (lat.sine - sine_middle_) / sine_half_;
    if (!lift_.empty() && std::abs(t) <= 1) {
        const double lift = lift_power_.empty() ? sum_series(lift_, t) : sum_powers(lift_power_, t);
        const double l2 = lift * lift;  // below 1e-4: the next terms are below 1e-18
        const double sl = lift * (1 - l2 / 6 * (1 - l2 / 20));
        const double cl = 1 - l2 / 2 * (1 - l2 / 12);
        const double across = lat.cosine * cl - lat.sine * sl;
        return {across * lon.cosine, across * lon.sine, lat.sine * cl + lat.cosine * sl};
    }
    // asinh(tan) keeps its digits near the poles, where atanh(sin) loses them.
    const double psi =
        alpha_ * (std::asinh(lat.sine / lat.cosine) - flattening_term(lat.sine)) + shift_;
    const double across = 1 / std::cosh(psi);
    return {across * lon.cosine, across * lon.sine, std::tanh(psi)};
}

conformal_sphere::sine_cosine conformal_sphere::walk::anchor::of(double wanted) {
    const double d = wanted - angle;
    if (!(std::abs(d) < 0.01)) {
        angle = wanted;
        sine = std::sin(wanted);
        cosine = std::cos(wanted);
        return *this;
    }
    const double d2 = d * d;  // below 1e-4: the next terms are below 1e-18
    const double s = d * (1 - d2 / 6 * (1 - d2 / 20));
    const double c = 1 - d2 / 2 * (1 - d2 / 12 * (1 - d2 / 30));
    return {sine * c + cosine * s, cosine * c - sine * s};
}

vec3 conformal_sphere::walk::to_sphere(lon_lat p) {
    if (std::abs(p.lat.value()) >= 90.0) {
        return sphere_.to_sphere(p);
    }
    const auto lon = longitude_.of(sphere_.sphere_longitude(p.lon));
    return sphere_.from_angles(lon, latitude_.of(p.lat.value() * rad));
}

double conformal_sphere::sphere_latitude_to_earth(double sine, double cosine) const {
    if (cosine < 1e-15) {
        return sine > 0 ? std::numbers::pi / 2 : -std::numbers::pi / 2;
    }
    const double psi = (std::asinh(sine / cosine) - shift_) / alpha_;
    double s = std::tanh(psi);
    for (int i = 0; i < 8; ++i) {  // each step gains a factor of 150
        const double next = std::tanh(psi + flattening_term(s));
        const bool settled = std::abs(next - s) < 1e-17;
        s = next;
        if (settled) {
            break;
        }
    }
    return std::atan(std::sinh(psi + flattening_term(s)));
}

lon_lat conformal_sphere::to_earth(vec3 p) const {
    const double t = (p.z - z_middle_) * inverse_half_;
    double lat = 0;
    if (!direct_.empty() && std::abs(t) <= 1) {
        lat = direct_power_.empty() ? sum_series(direct_, t) : sum_powers(direct_power_, t);
    } else {
        const double cosine = std::sqrt(p.x * p.x + p.y * p.y);
        lat = latitude_.empty() || std::abs(t) > 1
                  ? sphere_latitude_to_earth(p.z, cosine)
                  : std::atan2(p.z, cosine) + sum_series(latitude_, t);
    }
    double lon = middle_ + arc_tangent(p.y, p.x) / alpha_ / rad;
    lon -= 360 * std::floor((lon + 180) / 360);
    return {longitude(lon), latitude(lat / rad)};
}

vec3 conformal_sphere::antimeridian() const {
    const double lon = alpha_ * std::remainder(180 - middle_, 360.0) * rad;
    return {std::cos(lon), std::sin(lon), 0};
}

double conformal_sphere::metres_per_radian(double z) const {
    const double t = (z - z_middle_) * inverse_half_;
    if (power_.empty()) {
        return sum_series(unit_, t);
    }
    return sum_powers(power_, t);
}

vec3 conformal_sphere::geodesic_point(vec3 a, vec3 b, double fraction) const {
    const double length = angle_between(a, b);
    vec3 p = (1 - fraction) * a + fraction * b;
    if (length > 1e-3) {
        const double whole = std::sin(length);
        p = (std::sin((1 - fraction) * length) / whole) * a +
            (std::sin(fraction * length) / whole) * b;
    }
    p = normalized(p);
    constexpr double step = 1e-4;
    const double slope = (metres_per_radian(p.z + step) - metres_per_radian(p.z - step)) /
                         (2 * step) / metres_per_radian(p.z);
    const vec3 uphill{-slope * p.z * p.x, -slope * p.z * p.y, slope * (1 - p.z * p.z)};
    const vec3 way = b - a;
    const double way2 = squared(way);
    if (way2 == 0) {
        return a;
    }
    const vec3 sideways = uphill - (dot(uphill, way) / way2) * way;
    return normalized(p - (0.5 * fraction * (1 - fraction) * length * length) * sideways);
}

}  // namespace geo::detail
