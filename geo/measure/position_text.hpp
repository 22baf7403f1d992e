// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "geo/geometry/lon_lat.hpp"
#include "geo/units/quantity.hpp"

#include <optional>
#include <string_view>

namespace geo {

enum class axis_order { lat_lon, lon_lat };

/// A position as people type it, on a datum that the text does not say: not yet a lon_lat.
struct typed_position {
    degrees lon;
    degrees lat;
    /// Half the diagonal of the box that the last digits stand for: the position meant is no farther.
    metres resolution;
    bool on_grid = false;  ///< an MGRS or UTM reference, which is WGS 84 here
};

/// Reads one position.
///
/// Forms     degrees, minutes and seconds in any mixture of marks or none: `48°35'27.0"N
///           39°39'58.0"E`, `48 35 27 N, 39 39 58 E`, `N48-35.45 E039-39.97`, `lat 48.5908 lon
///           39.6661`, `48,5908 39,6661`; hemispheres as N S E W or in Ukrainian and Russian (`пн.ш.`,
///           `в.д.`); MGRS of 2 to 10 digits, the centre of its square; UTM as `37U 401683 5382750`.
/// Order     by hemispheres or axis names; where there are none, by `order`.
/// Error     of MGRS and UTM below 0.1 mm (GeographicLib).
/// Throws    input_error with what is wrong, without the text itself: an unknown form, 60 minutes,
///           latitude above 90, two latitudes, or neither hemispheres nor `order`.
[[nodiscard]] typed_position parse_position(
    std::string_view text, std::optional<axis_order> order = {}
);

/// Reads one angle of a position, in the same forms; the text must say its axis: a hemisphere, `lat`
/// or `lon`.
///
/// Error     as exact as doubles of degrees are (1e-14 degrees).
/// Throws    input_error with what is wrong, without the text itself; also for the other axis.
[[nodiscard]] latitude parse_latitude(std::string_view text);
[[nodiscard]] longitude parse_longitude(std::string_view text);

}  // namespace geo
