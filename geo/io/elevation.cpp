// SPDX-License-Identifier: Apache-2.0
#include "geo/io/elevation.hpp"

#include "geo/io/gdal_part.hpp"
#include "geo/measure/geodesic.hpp"

#include <cmath>
#include <utility>

namespace geo {

namespace {

/// East and north of a position from the eye: distances and directions from it are true.
struct offset_from {
    double east;
    double north;
};
offset_from from_eye(lon_lat eye, lon_lat p) {
    const auto way = inverse(eye, p);
    const double turn = way.azimuth_start.value() * 3.14159265358979323846 / 180;
    return {way.length.value() * std::sin(turn), way.length.value() * std::cos(turn)};
}

}  // namespace

struct elevation::state {
    std::unique_ptr<detail::raster> file;
};

elevation::elevation(const std::string& path) : state_(std::make_unique<state>()) {
    state_->file = detail::gdal().open_raster(path);
}

elevation::elevation(elevation&&) noexcept = default;
elevation& elevation::operator=(elevation&&) noexcept = default;
elevation::~elevation() = default;

view elevation::seen_from(lon_lat eye, const view_options& options) const {
    auto seen = state_->file->seen_from(eye, options);
    view out;
    out.eye_ = eye;
    out.radius_ = seen.radius;
    out.cell_ = seen.cell;
    out.side_ = seen.side;
    out.seen_ = std::move(seen.seen);
    return out;
}

bool view::sees(lon_lat p) const {
    const auto way = from_eye(eye_, p);
    if (std::hypot(way.east, way.north) > radius_.value()) {
        return false;
    }
    const double middle = side_ / 2 + 0.5;
    const int column = static_cast<int>(std::floor(way.east / cell_.value() + middle));
    const int row = static_cast<int>(std::floor(middle - way.north / cell_.value()));
    if (column < 0 || row < 0 || column >= side_ || row >= side_) {
        return false;
    }
    return seen_
               [static_cast<std::size_t>(row) * static_cast<std::size_t>(side_) +
                static_cast<std::size_t>(column)] != 0;
}

std::optional<lon_lat> elevation::highest_near(lon_lat p, metres radius) const {
    return state_->file->highest_near(p, radius);
}

}  // namespace geo
