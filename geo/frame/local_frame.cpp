// SPDX-License-Identifier: Apache-2.0
#include "geo/frame/local_frame.hpp"

#include "geo/base/error.hpp"
#include "geo/base/module.hpp"
#include "geo/frame/proj_part.hpp"

#include <cmath>
#include <cstdio>
#include <numbers>

extern "C" [[gnu::weak]] const geo::detail::proj_part* armistice_proj_part();

namespace geo {

namespace {

const detail::proj_part& proj() {
    static const auto& part = linked_or_loaded(armistice_proj_part, "gdal", "armistice_proj_part");
    return part;
}

/// WGS 84 semi-major axis, NIMA TR8350.2 table 3.1.
constexpr double semi_major_axis = 6378137.0;
/// WGS 84 first eccentricity squared, NIMA TR8350.2 table 3.3.
constexpr double eccentricity_squared = 6.69437999014e-3;
constexpr double radians_per_degree = std::numbers::pi / 180.0;

}  // namespace

struct local_frame::state {
    // conformal
    std::unique_ptr<detail::projection> conformal;
    // chart
    lon_lat centre;
    double metres_per_degree_east = 0;
    double metres_per_degree_north = 0;
    double sphere_radius = 0;  ///< of the osculating sphere, m
    double scale_error = 0;
    std::string description;
};

local_frame local_frame::conformal(const lon_lat_box& area, double worst_scale_error) {
    if (area.empty()) {
        throw crs_error("no frame for an empty area");
    }
    auto made = std::make_shared<state>();
    made->centre = area.centre();
    char text[200];
    std::snprintf(
        text,
        sizeof text,
        "+proj=sterea +lat_0=%.6f +lon_0=%.6f +k=1 +ellps=WGS84 +units=m",
        made->centre.lat.value(),
        made->centre.lon.value()
    );
    made->description = text;
    made->conformal = proj().make(made->description);
    const double sine = std::sin(made->centre.lat.value() * radians_per_degree);
    // Gaussian radius of curvature sqrt(M N).
    made->sphere_radius = semi_major_axis * std::sqrt(1 - eccentricity_squared) /
                          (1 - eccentricity_squared * sine * sine);
    constexpr int steps = 8;
    for (int i = 0; i <= steps; ++i) {
        for (int j = 0; j <= steps; ++j) {
            const double lon = area.west + (area.east - area.west) * i / steps;
            const double lat = area.south + (area.north - area.south) * j / steps;
            const auto scale = made->conformal->scale({longitude(lon), latitude(lat)});
            if (!scale) {
                throw crs_error(made->description + ": the area does not fit the frame");
            }
            made->scale_error = std::max(made->scale_error, std::abs(*scale - 1.0));
        }
    }
    if (made->scale_error > worst_scale_error) {
        char why[120];
        std::snprintf(
            why,
            sizeof why,
            ": scale is off by %.2e, more than the accepted %.2e; split the area",
            made->scale_error,
            worst_scale_error
        );
        throw crs_error(made->description + why);
    }
    return local_frame(std::move(made));
}

local_frame local_frame::chart(const lon_lat_box& area) {
    if (area.empty() || area.south <= -90.0 || area.north >= 90.0) {
        throw crs_error("no chart for an empty area or one that touches a pole");
    }
    auto made = std::make_shared<state>();
    made->centre = area.centre();
    made->metres_per_degree_north = semi_major_axis * radians_per_degree;
    made->metres_per_degree_east =
        made->metres_per_degree_north * std::cos(made->centre.lat.value() * radians_per_degree);
    made->scale_error = 1.0;
    char text[120];
    std::snprintf(
        text,
        sizeof text,
        "chart: lon/lat scaled to metres at lat %.6f lon %.6f",
        made->centre.lat.value(),
        made->centre.lon.value()
    );
    made->description = text;
    return local_frame(std::move(made));
}

east_north local_frame::project(lon_lat p) const {
    if (!state_->conformal) {
        return {
            metres((p.lon - state_->centre.lon).value() * state_->metres_per_degree_east),
            metres((p.lat - state_->centre.lat).value() * state_->metres_per_degree_north)};
    }
    return state_->conformal->project(p);
}

lon_lat local_frame::unproject(east_north p) const {
    if (!state_->conformal) {
        return {
            state_->centre.lon + degrees(p.east.value() / state_->metres_per_degree_east),
            state_->centre.lat + degrees(p.north.value() / state_->metres_per_degree_north)};
    }
    return state_->conformal->unproject(p);
}

double local_frame::scale(east_north p) const {
    const double twice_radius = 2 * state_->sphere_radius;
    const double square = p.east.value() * p.east.value() + p.north.value() * p.north.value();
    return 1 + square / (twice_radius * twice_radius);
}

double local_frame::worst_scale_error() const {
    return state_->scale_error;
}

const std::string& local_frame::description() const {
    return state_->description;
}

line_string<east_north> project(const local_frame& frame, const line_string<lon_lat>& line) {
    return converted_chain<line_string<east_north>>(line, [&](lon_lat p) {
        return frame.project(p);
    });
}

multi_line_string<east_north> project(
    const local_frame& frame, const multi_line_string<lon_lat>& lines
) {
    multi_line_string<east_north> out;
    out.reserve(lines.size());
    for (const auto& line : lines) {
        out.push_back(project(frame, line));
    }
    return out;
}

multi_polygon<east_north> project(const local_frame& frame, const multi_polygon<lon_lat>& shape) {
    return converted<east_north>(shape, [&](lon_lat p) { return frame.project(p); });
}

line_string<lon_lat> unproject(const local_frame& frame, const line_string<east_north>& line) {
    return converted_chain<line_string<lon_lat>>(line, [&](east_north p) {
        return frame.unproject(p);
    });
}

multi_line_string<lon_lat> unproject(
    const local_frame& frame, const multi_line_string<east_north>& lines
) {
    multi_line_string<lon_lat> out;
    out.reserve(lines.size());
    for (const auto& line : lines) {
        out.push_back(unproject(frame, line));
    }
    return out;
}

multi_polygon<lon_lat> unproject(const local_frame& frame, const multi_polygon<east_north>& shape) {
    return converted<lon_lat>(shape, [&](east_north p) { return frame.unproject(p); });
}

}  // namespace geo
