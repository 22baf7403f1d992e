// SPDX-License-Identifier: Apache-2.0
#include "planner/report/annex.hpp"
#include "planner/report/csv_cell.hpp"

#include <fmt/format.h>

namespace planner {

namespace {

std::string row_of(const annex& what, const annex_line& line, std::size_t part, std::size_t i) {
    const auto& point = line.parts[part][i];
    const bool goes_on = !point.segment.empty();
    const bool has_place = !point.place.empty();
    return fmt::format(
        "{},{},{},{},{},{},{:.7f},{:.7f},{},WGS 84,{},{},{},{},{},{},{},{},{:.2f},{:g},{}\r\n",
        csv_cell(line.of.id),
        part + 1,
        i + 1,
        csv_cell(point.id),
        csv_cell(point.dms_latitude),
        csv_cell(point.dms_longitude),
        point.position.lon.value(),
        point.position.lat.value(),
        csv_cell(point.mgrs),
        csv_cell(point.segment),
        goes_on ? fmt::format("{:.1f}", point.to_next.value()) : "",
        goes_on ? fmt::format("{:.2f}", point.azimuth.value()) : "",
        csv_cell(point.place),
        has_place ? fmt::format("{:.0f}", point.from_place.value()) : "",
        has_place ? fmt::format("{:.0f}", point.bearing.value()) : "",
        csv_cell(point.description),
        point.accuracy ? fmt::format("{:g}", point.accuracy->value()) : "",
        line.deviation.value(),
        what.tolerance.value(),
        csv_cell(fmt::format("{}", fmt::join(line.of.also, " ")))
    );
}

}  // namespace

std::string to_csv(const annex& what) {
    std::string out =
        "line,part,sequence,id,latitude_dms,longitude_dms,longitude,latitude,mgrs,datum,"
        "segment_to_next,distance_to_next_m,azimuth_to_next_deg,nearest_place,"
        "distance_from_place_m,bearing_from_place_deg,description,accuracy_m,line_deviation_m,"
        "tolerance_m,also_limits\r\n";
    for (const auto& line : what.lines) {
        for (std::size_t part = 0; part < line.parts.size(); ++part) {
            for (std::size_t i = 0; i < line.parts[part].size(); ++i) {
                out += row_of(what, line, part, i);
            }
        }
    }
    return out;
}

}  // namespace planner
