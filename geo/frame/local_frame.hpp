// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "geo/geometry/box.hpp"
#include "geo/geometry/shapes.hpp"

#include <memory>
#include <string>

namespace geo {

/// A plane laid over a part of the earth: the only bridge between lon_lat and east_north.
///
/// Two kinds. `conformal` keeps angles and, within its stated worst scale error, lengths: for
/// buffers and anything that measures. `chart` is longitude and latitude themselves, scaled to
/// metres at its centre: an edge that is straight in lon/lat (RFC 7946) stays straight, so it is
/// the plane for topology (union, split, faces); its lengths are good for nothing but tolerances.
///
/// Copies share the transformation; one object must not be used by two threads at once.
class local_frame {
public:
    /// Oblique stereographic over the box (PROJ `sterea`: conformal sphere osculating at the
    /// centre, so that small circles of the ground stay circles of the plane to 1e-6 over
    /// 500 km).
    ///
    /// Throws    crs_error when scale within the box is off by more than `worst_scale_error`; the
    ///           caller splits the area, or the box is empty.
    [[nodiscard]] static local_frame conformal(const lon_lat_box& area, double worst_scale_error);

    /// Throws    crs_error when the box is empty or touches a pole.
    [[nodiscard]] static local_frame chart(const lon_lat_box& area);

    [[nodiscard]] east_north project(lon_lat p) const;
    [[nodiscard]] lon_lat unproject(east_north p) const;

    /// Plane length over ground length at a position, of a conformal frame: that of the
    /// stereographic projection of the osculating sphere. Error 1e-5 within 1,000 km of the centre.
    /// Source    J. P. Snyder, Map Projections - A Working Manual, USGS PP 1395 (1987), eq. 21-4.
    [[nodiscard]] double scale(east_north p) const;

    /// Largest |scale - 1| found over the box of its making, sampled at 9 x 9 positions.
    [[nodiscard]] double worst_scale_error() const;

    /// The frame's definition, for manifests.
    [[nodiscard]] const std::string& description() const;

private:
    struct state;
    explicit local_frame(std::shared_ptr<const state> made) : state_(std::move(made)) {}
    std::shared_ptr<const state> state_;
};

[[nodiscard]] line_string<east_north> project(
    const local_frame& frame, const line_string<lon_lat>& line
);
[[nodiscard]] multi_line_string<east_north> project(
    const local_frame& frame, const multi_line_string<lon_lat>& lines
);
[[nodiscard]] multi_polygon<east_north> project(
    const local_frame& frame, const multi_polygon<lon_lat>& shape
);
[[nodiscard]] line_string<lon_lat> unproject(
    const local_frame& frame, const line_string<east_north>& line
);
[[nodiscard]] multi_line_string<lon_lat> unproject(
    const local_frame& frame, const multi_line_string<east_north>& lines
);
[[nodiscard]] multi_polygon<lon_lat> unproject(
    const local_frame& frame, const multi_polygon<east_north>& shape
);

}  // namespace geo
