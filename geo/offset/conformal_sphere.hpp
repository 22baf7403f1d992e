// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "geo/geometry/lon_lat.hpp"
#include "geo/offset/vec3.hpp"
#include "geo/units/quantity.hpp"

#include <vector>

namespace geo::detail {

/// A sphere onto which the ellipsoid is laid with all angles kept, such that distances are known
/// on it: the length of a great circle of the sphere times the mean of 1 / scale along it is the
/// geodesic distance to millimetres.
///
/// Why it holds: in a conformal metric the geodesic leaves the great circle by the sideways
/// gradient g of log(scale); its length differs by (g L)^2 L / 24 only. Made `round_pole` false,
/// this is Gauss's sphere (longitudes stretched by alpha, curvature matched at the middle
/// latitude), where g grows with the square of the latitude difference: 4e-5 a radian at 500 km.
/// Otherwise alpha is 1, so that the sphere closes around both poles, and g grows linearly: at
/// most 4e-3 a radian.
///
/// Error     of distance(), against GeographicLib: below 1 mm + 2e-8 of the distance, up to 1,000
///           km, on the spheres that sphere_for() makes (tests/geo/offset/conformal_sphere_test.cpp).
/// Source    C. F. Gauss, Untersuchungen ueber Gegenstaende der hoeheren Geodaesie (1843);
///           J. P. Snyder, Map projections - a working manual, USGS PP 1395 (1987), eq. 3-1.
class conformal_sphere {
public:
    /// Serves latitudes from `south` to `north`.
    ///
    /// Requires  with `round_pole` false: no pole within, and all longitudes used within 170
    ///           degrees of `middle`.
    conformal_sphere(latitude south, latitude north, longitude middle, bool round_pole);

    [[nodiscard]] vec3 to_sphere(lon_lat p) const;

    /// to_sphere() for positions of which many follow near to each other: sines and cosines are taken
    /// of one of them, the others' from sums of angles. As exact; a third of the time.
    class walk;

    /// Longitude comes out in [-180, 180).
    [[nodiscard]] lon_lat to_earth(vec3 p) const;

    /// Direction, on the sphere, of the meridian of 180 degrees where it meets the equator.
    [[nodiscard]] vec3 antimeridian() const;

    /// Metres on the ellipsoid for one radian on the sphere, at sine of sphere latitude `z`.
    [[nodiscard]] double metres_per_radian(double z) const;
    [[nodiscard]] double least_metres_per_radian() const { return least_; }
    [[nodiscard]] double most_metres_per_radian() const { return most_; }

    /// Mean of metres_per_radian on the great circle from a to b (Simpson's rule).
    [[nodiscard]] double mean_metres_per_radian(vec3 a, vec3 b) const {
        const double middle = (a.z + b.z) / std::sqrt(squared(a + b));
        return (metres_per_radian(a.z) + 4 * metres_per_radian(middle) + metres_per_radian(b.z)) /
               6;
    }

    /// The same, when the values at the ends are known.
    [[nodiscard]] double mean_metres_per_radian(vec3 a, vec3 b, double at_a, double at_b) const {
        const double middle = (a.z + b.z) / std::sqrt(squared(a + b));
        return (at_a + 4 * metres_per_radian(middle) + at_b) / 6;
    }
    [[nodiscard]] double mean_metres_per_radian(vec3 a, vec3 b, double at_a) const {
        return mean_metres_per_radian(a, b, at_a, metres_per_radian(b.z));
    }

    [[nodiscard]] double distance(vec3 a, vec3 b) const {
        return angle_between(a, b) * mean_metres_per_radian(a, b);
    }

    /// The position at `fraction` of the geodesic from a to b: on the great circle, then moved
    /// sideways as the scale's gradient bends it.
    ///
    /// Error     1 cm for edges of 120 km, falling with the cube of the length.
    [[nodiscard]] vec3 geodesic_point(vec3 a, vec3 b, double fraction) const;

private:
    struct sine_cosine {
        double sine = 0;
        double cosine = 1;
    };
    [[nodiscard]] double sphere_longitude(longitude lon) const;
    [[nodiscard]] vec3 from_angles(sine_cosine lon, sine_cosine lat) const;
    [[nodiscard]] double sphere_latitude_to_earth(double sine, double cosine) const;

    double alpha_ = 1;
    double shift_ = 0;  ///< of isometric latitude
    double radius_ = 0;
    double middle_ = 0;  ///< longitude, degrees
    double least_ = 0;
    double most_ = 0;
    double z_middle_ = 0;
    double z_half_ = 1;
    double inverse_half_ = 1;
    std::vector<double> unit_;      ///< Chebyshev series of metres_per_radian in z
    std::vector<double> power_;     ///< the same as a sum of powers, when it is short; else empty
    std::vector<double> latitude_;  ///< ... of earth latitude - sphere latitude; may be empty
    std::vector<double> direct_;    ///< ... of earth latitude itself; may be empty
    std::vector<double>
        direct_power_;  ///< the same as a sum of powers, when it is short; else empty
    double sine_middle_ = 0;
    double sine_half_ = 1;
    std::vector<double> lift_;  ///< of sphere latitude - earth latitude, in its sine; may be empty
    std::vector<double> lift_power_;  ///< the same as a sum of powers, when it is short; else empty
};

class conformal_sphere::walk {
public:
    explicit walk(const conformal_sphere& sphere) : sphere_(sphere) {}
    [[nodiscard]] vec3 to_sphere(lon_lat p);

private:
    struct anchor : sine_cosine {
        double angle = 1e9;
        [[nodiscard]] sine_cosine of(double wanted);
    };

    const conformal_sphere& sphere_;
    anchor longitude_;
    anchor latitude_;
};

}  // namespace geo::detail
