// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "geo/geometry/east_north.hpp"
#include "geo/geometry/lon_lat.hpp"

#include <memory>
#include <optional>
#include <string>

/// Inside of geo/frame only: what PROJ does for it, in the module of GDAL, which needs PROJ too
/// (geo/base/module.hpp).
namespace geo::detail {

/// A map projection of PROJ; one object must not be used by two threads at once.
class projection {
public:
    projection() = default;
    virtual ~projection() = default;
    projection(const projection&) = delete;
    projection& operator=(const projection&) = delete;

    [[nodiscard]] virtual east_north project(lon_lat p) const = 0;
    [[nodiscard]] virtual lon_lat unproject(east_north p) const = 0;
    /// Along the meridian; none where the projection cannot be.
    [[nodiscard]] virtual std::optional<double> scale(lon_lat p) const = 0;
};

struct proj_part {
    /// Throws    crs_error in PROJ's words.
    std::unique_ptr<projection> (*make)(const std::string& definition);
};

}  // namespace geo::detail

/// A function of the module; tests are linked with it and load nothing.
extern "C" const geo::detail::proj_part* armistice_proj_part();
