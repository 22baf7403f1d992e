// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "geo/offset/distance_field.hpp"
#include "geo/offset/vec3.hpp"

namespace geo::detail {

/// What makes a line between two fields: a ratio, or a distance from the first as long as it is the
/// nearer one.
struct line_rule {
    enum class kind { ratio, distance };
    kind is = kind::ratio;
    double number = 0.5;  ///< the ratio, or metres
};

/// The function whose zero is the line, negative on the side of `from`. It changes by at most one
/// metre a metre. With distances a to `from` and b to `to`:
///
///     ratio k      (1 - k) a - k b
///     distance d   the larger of a - d and (a - b) / 2
class line_function {
public:
    line_function(const distance_field& from, const distance_field& to, line_rule rule)
        : from_(from), to_(to), rule_(rule) {}

    struct sample {
        lon_lat position;
        vec3 here;  ///< in space
        distance_field::nearness from;
        distance_field::nearness to;
        double value = 0;

        [[nodiscard]] double sum() const { return (from.distance + to.distance).value(); }
    };
    [[nodiscard]] sample at(lon_lat p) const;

    /// `from` and `to` in metres.
    [[nodiscard]] double value(double from, double to) const;

    struct direction {
        double east = 0;
        double north = 0;
    };
    /// Zero where one of the fields has none.
    [[nodiscard]] direction gradient(const sample& at) const;

    using cone = distance_field::cone;
    /// How the function rises all over a disc.
    struct rise {
        double least = 0;     ///< metres a metre in one direction, at every place; 0: not known
        double steepest = 1;  ///< in any direction
        direction way;        ///< in which it is known to rise
    };
    /// From the directions of both fields within `reach` metres.
    [[nodiscard]] rise rise_of(const cone& from, const cone& to, double reach) const;
    [[nodiscard]] rise rise_about(lon_lat p, double reach) const;

    /// Largest absolute value on the edge (straight in lon/lat) between two samples `length` metres
    /// apart.
    ///
    /// Why it holds: along an edge the distance to one site (a segment, convex) is a convex
    /// function: it lies below the chord between its values at the ends. The distance to the nearest
    /// site is therefore below two such chords, of the sites nearest to either end. And it is the
    /// least of functions whose second derivative is at most 1 / distance: it lies above the chord
    /// between its values less length^2 / (8 distance).
    [[nodiscard]] double most_between(const sample& a, const sample& b, double length) const;

    /// What errors of distances (near()) amount to in the value at a sample.
    [[nodiscard]] double noise(const sample& at) const;

private:
    struct range {
        double low = 0;
        double high = 0;
    };
    /// How far a field's distance may lie below and above linear between two samples.
    [[nodiscard]] static range off_linear(
        const distance_field& field,
        const distance_field::nearness& at_a,
        const distance_field::nearness& at_b,
        const sample& a,
        const sample& b,
        double length
    );

    const distance_field& from_;
    const distance_field& to_;
    line_rule rule_;
};

/// Widest distance, in metres, between the two readings of an edge: straight in lon/lat, geodesic.
///
/// Error     an upper bound for edges up to 100 km: second order of the geodesic's equations on the
///           sphere, 2 % added for the ellipsoid and for what follows.
[[nodiscard]] double reading_gap(lon_lat a, lon_lat b);

}  // namespace geo::detail
