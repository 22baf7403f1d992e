// SPDX-License-Identifier: Apache-2.0
#include "geo/offset/chart.hpp"

#include <cmath>

namespace geo::detail {

namespace {

constexpr double chart_scale = 1e4;

east_north placed(lon_lat p) {
    return {metres(p.lon.value() * chart_scale), metres(p.lat.value() * chart_scale)};
}

}  // namespace

multi_polygon<east_north> to_chart(const multi_polygon<lon_lat>& area) {
    return converted<east_north>(area, placed);
}

lon_lat from_chart(east_north p) {
    const auto on_grid = [](metres v) { return std::round(v.value() * 1000) / 1e7; };
    return {longitude(on_grid(p.east)), latitude(on_grid(p.north))};
}

multi_polygon<lon_lat> from_chart(const multi_polygon<east_north>& area) {
    return converted<lon_lat>(area, [](east_north p) { return from_chart(p); });
}

line_string<east_north> to_chart(const line_string<lon_lat>& line) {
    return converted_chain<line_string<east_north>>(line, placed);
}

multi_line_string<lon_lat> cut_at_antimeridian(const multi_line_string<lon_lat>& lines) {
    multi_line_string<lon_lat> out;
    for (const auto& line : lines) {
        out.emplace_back();
        for (std::size_t i = 0; i < line.size(); ++i) {
            const auto p = line[i];
            if (i > 0 && std::abs((p.lon - line[i - 1].lon).value()) > 180) {
                const auto q = line[i - 1];
                const double side = q.lon.value() > 0 ? 180 : -180;
                const double way = std::abs(side - q.lon.value());
                const double rest = std::abs(side + p.lon.value());
                const double t = way + rest > 0 ? way / (way + rest) : 0;
                const latitude lat(q.lat.value() + t * (p.lat - q.lat).value());
                out.back().push_back({longitude(side), lat});
                out.emplace_back().push_back({longitude(-side), lat});
            }
            out.back().push_back(p);
        }
    }
    return out;
}

}  // namespace geo::detail
