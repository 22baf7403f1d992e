// SPDX-License-Identifier: Apache-2.0
#include "planner/report/annex_pages.hpp"

#include "geo/measure/geodesic.hpp"
#include "planner/model/number_text.hpp"

#include <fmt/format.h>

#include <cmath>

namespace planner {

namespace {

std::string place_text(const annex_point& point) {
    if (point.place.empty()) {
        return "";
    }
    const auto name = point.local_place.empty() || point.local_place == point.place
                          ? point.place
                          : point.place + " / " + point.local_place;
    if (point.from_place < geo::metres(50)) {
        return name;
    }
    return fmt::format(
        "{:.1f} km, {:.0f}\u00b0 from {}",
        geo::in_kilometres(point.from_place),
        point.bearing.value(),
        name
    );
}

std::string accuracy_text(const std::optional<geo::metres>& accuracy) {
    if (!accuracy) {
        return "";
    }
    return *accuracy == geo::metres(0) ? "exact" : grouped(accuracy->value());
}

std::vector<std::string> row_of(const annex_point& point, std::size_t sequence) {
    const bool goes_on = !point.segment.empty();
    return {
        std::to_string(sequence),
        point.id,
        point.dms_latitude,
        point.dms_longitude,
        point.mgrs,
        point.segment,
        goes_on ? fmt::format("{:.1f}", point.to_next.value()) : "",
        goes_on ? fmt::format("{:.2f}", point.azimuth.value()) : "",
        place_text(point),
        point.description,
        accuracy_text(point.accuracy)};
}

paged_section section_of(const annex_line& line, std::size_t part) {
    paged_section out;
    out.title = line.of.title + " [" + line.of.id + "]";
    if (line.parts.size() > 1) {
        out.title += fmt::format(", part {} of {}", part + 1, line.parts.size());
    }
    if (part == 0) {
        out.notes.push_back(fmt::format(
            "{:.1f} km. The line through these points, as printed, is within {:.2f} m of the "
            "exact one (measured). Source: {}{}{}",
            geo::in_kilometres(geo::length(line.of.shape)),
            std::ceil(line.deviation.value() * 100) / 100,
            line.of.source,
            line.of.clause.empty() ? "" : ", ",
            line.of.clause
        ));
    }
    if (part == 0 && !line.of.also.empty()) {
        out.notes.push_back(fmt::format(
            "The limits of these zones run along it, too, on the whole or in part, and are not "
            "listed again there: {}",
            fmt::join(line.of.also, ", ")
        ));
    }
    for (std::size_t i = 0; i < line.parts[part].size(); ++i) {
        out.rows.push_back(row_of(line.parts[part][i], i + 1));
    }
    return out;
}

}  // namespace

paged_table annex_pages(const plan& what, const annex& table) {
    paged_table out;
    out.title = "Annex of turning points: " + what.said.title;
    out.subtitle = fmt::format(
        "{}. Plan {}, version {}; D is {}",
        what.ground.title,
        what.id,
        what.version,
        to_local_text(what.d_day, what.ground.time_zone)
    );
    out.notes = {
        "Positions are on WGS 84, rounded to 0.1 second (at most 2.2 m); the grid reference (MGRS) "
        "names the square of 1 m that holds the position as printed. Segments are geodesics, the "
        "shortest lines on the ellipsoid, also where they run along a border or coast. Azimuths "
        "and bearings are clockwise from north; bearings are from the place to the point.",
        fmt::format(
            "Each line through its points is within {:g} m of the line as computed. Where this "
            "table, a map and the ground differ, the terms decide which prevails; if they say "
            "nothing, the positions in this table do.",
            table.tolerance.value()
        ),
        "Accuracy is the radius in metres that holds 95 % of where the line really runs, of the "
        "line that it rests on; exact means by agreement."};
    out.columns = {
        {"No", paper_mm(7), column_align::right},
        {"Point", paper_mm(33)},
        {"Latitude", paper_mm(19)},
        {"Longitude", paper_mm(21)},
        {"MGRS", paper_mm(27)},
        {"Segment to the next", paper_mm(25)},
        {"Distance (m)", paper_mm(15), column_align::right},
        {"Azimuth (\u00b0)", paper_mm(13), column_align::right},
        {"Nearest place", paper_mm(57)},
        {"Description", paper_mm(28)},
        {"Accuracy (m)", paper_mm(12), column_align::right}};
    for (const auto& line : table.lines) {
        for (std::size_t part = 0; part < line.parts.size(); ++part) {
            out.sections.push_back(section_of(line, part));
        }
    }
    out.foot =
        "The boundaries and names shown and the designations used do not imply official "
        "endorsement "
        "or acceptance by the United Nations. Nothing here decides the status of any territory; a "
        "line of contact, a phase line or the limit of a zone is not a border.";
    out.made_at = what.d_day;
    return out;
}

}  // namespace planner
