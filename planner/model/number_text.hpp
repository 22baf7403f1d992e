// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "geo/units/quantity.hpp"

#include <cstddef>
#include <string>

namespace planner {

/// Digits in groups of three, parted by a narrow space (SI Brochure 9th ed., section 5.4.4).
[[nodiscard]] std::string grouped(double value);

/// An area to three figures and no finer than 1 km2: its edges are known to kilometres.
[[nodiscard]] std::string area_text(geo::square_metres size);
[[nodiscard]] std::string area_figure(geo::square_metres size);  ///< without the unit

/// People by a register, to three figures or so: `293 000`.
[[nodiscard]] std::string people_text(double count);

/// `1 settlement`, `35 settlements`.
[[nodiscard]] std::string counted(
    std::size_t count, const std::string& one, const std::string& many
);

}  // namespace planner
