// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "geo/io/write_geopackage.hpp"

#include <cstddef>
#include <cstdint>
#include <string>

namespace planner {

struct plain_colour {
    std::uint8_t red = 0;
    std::uint8_t green = 0;
    std::uint8_t blue = 0;
    std::uint8_t opacity = 255;  ///< 0: not drawn
};

/// How a layer of the plan looks where a sheet's hatches and patterns cannot be had.
struct plain_style {
    plain_colour fill{};  ///< of areas and points
    plain_colour line{};  ///< of lines and edges
    double width = 0.3;   ///< of the line, mm
    double size = 0;      ///< of the mark of a point, mm
    bool dashed = false;
};

/// `phase` counts the phases of `vacated` from 0; other layers have one style.
[[nodiscard]] plain_style plain_style_of(const std::string& layer, std::size_t phase = 0);

/// A layer of the plan with the QGIS style it opens with.
[[nodiscard]] geo::geopackage_layer styled(const geo::feature_table& layer);

}  // namespace planner
