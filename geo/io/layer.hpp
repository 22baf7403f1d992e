// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "geo/base/finding.hpp"
#include "geo/geometry/shapes.hpp"

#include <cstdint>
#include <optional>
#include <string>
#include <string_view>
#include <variant>
#include <vector>

namespace geo {

/// What a cell of an attribute table may hold. Dates and times are RFC 3339 text; a time that came
/// without a zone stays without one. Lists come in as JSON text; a list of texts goes out as a JSON
/// list where the format has them, else as one text with `; ` between.
using attribute =
    std::variant<std::monostate, bool, std::int64_t, double, std::string, std::vector<std::string>>;

struct attribute_field {
    std::string name;
    attribute value;

    friend bool operator==(const attribute_field&, const attribute_field&) = default;
};

/// Nothing, points, lines or areas; always the multiple kind.
using geometry = std::variant<
    std::monostate,
    std::vector<lon_lat>,
    multi_line_string<lon_lat>,
    multi_polygon<lon_lat>>;

struct feature {
    std::string id;                           ///< as the file says, else `#n` counted from 0
    std::vector<attribute_field> attributes;  ///< in the order of the file
    geometry shape;
};

/// A name and its features: what the writers take.
struct feature_table {
    std::string name;
    std::vector<feature> features;
};

/// A table as read, with where it came from and what was noticed.
struct layer {
    std::string file;
    std::string name;
    std::vector<feature> features;
    findings found;
    std::string crs;  ///< of the file, as `EPSG:32636` or its name; positions here are WGS 84
    edge_reading edges = edge_reading::lonlat;
};

/// The attribute of that name (first exact, then without regard to case); null when there is none.
[[nodiscard]] const attribute* find(const feature& item, std::string_view name);

/// An attribute as text; numbers and booleans are printed. None when absent or null.
[[nodiscard]] std::optional<std::string> text(const feature& item, std::string_view name);

/// An attribute as a number; text that is wholly a number counts. None when absent, null, not a
/// number or not finite.
[[nodiscard]] std::optional<double> number(const feature& item, std::string_view name);

/// The shape of a feature as one kind; empty when it is of another.
[[nodiscard]] const std::vector<lon_lat>& points(const feature& item);
[[nodiscard]] const multi_line_string<lon_lat>& lines(const feature& item);
[[nodiscard]] const multi_polygon<lon_lat>& areas(const feature& item);

/// Shortest text that reads back as the same double, with a dot in any locale.
[[nodiscard]] std::string shortest_text(double value);

}  // namespace geo
