// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "geo/geometry/lon_lat.hpp"
#include "geo/units/quantity.hpp"

#include <cstdint>
#include <memory>
#include <optional>
#include <string>
#include <vector>

namespace geo {

struct view_options {
    metres eye{2.0};        ///< of the observer above the ground
    metres target{1.5};     ///< of what is looked for above the ground
    metres radius{5000.0};  ///< farther away nothing is seen; at most 50 km
};

/// What can be seen from one position over the ground of an elevation raster.
class view {
public:
    /// Within the radius and in sight, on the raster; no is the answer where heights are missing.
    [[nodiscard]] bool sees(lon_lat p) const;

private:
    friend class elevation;
    lon_lat eye_;
    metres radius_;
    metres cell_;
    int side_ = 0;
    std::vector<std::uint8_t> seen_;  ///< rows from the north
};

/// Heights of the ground in metres, from a raster file (GeoTIFF, ASCII grid, SRTM, DTED, ERDAS, ENVI).
///
/// Source    GDAL: warp and GDALViewshedGenerate (J. Wang, G. J. Robinson, K. White, Generating
///           viewsheds without using sightlines, Photogramm. Eng. Remote Sens. 66 (2000) 87-90).
class elevation {
public:
    /// Throws    io_error when the file cannot be opened, input_error when it has no band or does not
    ///           say where it lies.
    explicit elevation(const std::string& path);
    elevation(elevation&&) noexcept;
    elevation& operator=(elevation&&) noexcept;
    ~elevation();

    /// Heights about `eye` are brought, bilinear, to a plane with true distances and directions from
    /// it (azimuthal equidistant), in square cells of the raster's size or a two-hundredth of the
    /// radius, whichever is larger; earth's curvature less refraction is taken off (coefficient
    /// 6/7).
    ///
    /// Error     that of the raster, and a cell sideways; woods and buildings are what the raster has.
    /// Throws    geometry_error with GDAL's own text when it gives up.
    [[nodiscard]] view seen_from(lon_lat eye, const view_options& options) const;

    /// The highest cell within `radius` of a position; none where there is no height at all.
    [[nodiscard]] std::optional<lon_lat> highest_near(lon_lat p, metres radius) const;

private:
    struct state;
    std::unique_ptr<state> state_;
};

}  // namespace geo
