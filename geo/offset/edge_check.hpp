// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "geo/offset/level_set.hpp"
#include "geo/offset/line_arcs.hpp"

#include <cstdint>
#include <vector>

namespace geo::detail {

/// An end of an edge: on the sphere, and on earth as it is given out.
struct edge_end {
    vec3 at;
    lon_lat where;
    std::int32_t site = 0;  ///< as of curve_point
};

/// By how many metres the distance to the line differs from `radius` at the start of the edge a-b
/// and in its middle, read as straight in lon/lat and as a geodesic. Independent of how the edge
/// was found.
class edge_check {
public:
    edge_check() = default;
    edge_check(const edge_check&) = delete;
    edge_check& operator=(const edge_check&) = delete;
    virtual ~edge_check() = default;

    [[nodiscard]] virtual double error(const edge_end& a, const edge_end& b, double radius) = 0;
};

/// Against the nearest site, found by walking there from the site of a. The line may be nearer than its
/// sites by `site_gap`, which is added where an edge is too near to them.
class site_check final : public edge_check {
public:
    site_check(const site_field& field, double site_gap) : field_(field), site_gap_(site_gap) {}
    [[nodiscard]] double error(const edge_end& a, const edge_end& b, double radius) override;

private:
    const site_field& field_;
    double site_gap_;
};

/// Against the nearest piece. Looks for the pieces near one edge and uses them for those that follow
/// as long as they are near by.
class piece_check final : public edge_check {
public:
    piece_check(const line_arcs& lines, const conformal_sphere& sphere)
        : lines_(lines), sphere_(sphere) {}
    [[nodiscard]] double error(const edge_end& a, const edge_end& b, double radius) override;

private:
    void look_about(vec3 p, vec3 way, double radius);
    [[nodiscard]] double error_at(vec3 p, double radius);

    const line_arcs& lines_;
    const conformal_sphere& sphere_;
    vec3 centre_;
    double reach_ = -1;  ///< `near_` serves positions so far from `centre_`
    double radius_ = -1;
    std::vector<std::int32_t> found_;
    struct neighbour {
        double chord;  ///< from `centre_`
        std::int32_t piece;
    };
    std::vector<neighbour> near_;  ///< by distance
    std::int32_t nearest_ = -1;    ///< the last time
};

}  // namespace geo::detail
