// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "geo/geometry/box.hpp"
#include "geo/io/raw_shape.hpp"

#include <optional>
#include <string>

namespace geo::detail {

/// Judges whether numbers said to be degrees, longitude first, can be that. Counts over a whole
/// layer, so that one odd feature does not condemn the rest.
class axis_check {
public:
    explicit axis_check(std::optional<lon_lat_box> expected) : expected_(expected) {}

    void add(const raw_shape& shape);

    /// Why the layer as a whole cannot be used, with a position; none when it can.
    [[nodiscard]] std::optional<std::string> refusal(bool by_definition) const;

    /// A position of a shape all of which lies in the expected area only with its numbers swapped.
    [[nodiscard]] std::optional<raw_position> swapped_position(const raw_shape& shape) const;

private:
    [[nodiscard]] bool lies_swapped(raw_position p) const;

    std::optional<lon_lat_box> expected_;
    std::size_t positions_ = 0;
    std::size_t shapes_ = 0;
    std::size_t impossible_ = 0;  ///< positions that are no degrees in either order
    std::size_t high_ = 0;        ///< with a second number of 90 to 180
    std::size_t shapes_high_ = 0;
    std::size_t outside_ = 0;  ///< inside the expected area only when swapped
    bool first_is_latitude_ = true;
    std::optional<raw_position> first_impossible_;
    std::optional<raw_position> first_high_;
    std::optional<raw_position> first_outside_;
};

}  // namespace geo::detail
