// SPDX-License-Identifier: Apache-2.0
#include "planner/report/annex_pages.hpp"

#include "geo/measure/geodesic.hpp"
#include "planner/model/number_text.hpp"
#include "planner/model/texts.hpp"

#include <fmt/format.h>

#include <array>
#include <cmath>

namespace planner {

namespace {

std::string place_text(const annex_point& point, const texts& say) {
    if (point.place.empty()) {
        return "";
    }
    const auto name = point.local_place.empty() || point.local_place == point.place
                          ? point.place
                          : point.place + " / " + point.local_place;
    if (point.from_place < geo::metres(50)) {
        return name;
    }
    return say.text<"annex.bearing">(
        with<"km">(geo::in_kilometres(point.from_place)),
        with<"degrees">(point.bearing.value()),
        with<"place">(name)
    );
}

std::string accuracy_text(const std::optional<geo::metres>& accuracy, const texts& say) {
    if (!accuracy) {
        return "";
    }
    return *accuracy == geo::metres(0) ? say.text<"annex.exact">() : grouped(accuracy->value());
}

std::vector<std::string> row_of(const annex_point& point, std::size_t sequence, const texts& say) {
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
        place_text(point, say),
        point.description,
        accuracy_text(point.accuracy, say)};
}

paged_section section_of(const annex_line& line, std::size_t part, const texts& say) {
    paged_section out;
    out.title = line.of.title + " [" + line.of.id + "]";
    if (line.parts.size() > 1) {
        out.title = say.text<"annex.part">(
            with<"line">(out.title), with<"n">(part + 1), with<"all">(line.parts.size())
        );
    }
    if (part == 0) {
        out.notes.push_back(say.text<"annex.line">(
            with<"km">(geo::in_kilometres(geo::length(line.of.shape))),
            with<"metres">(std::ceil(line.deviation.value() * 100) / 100),
            with<"source">(line.of.source + (line.of.clause.empty() ? "" : ", ") + line.of.clause)
        ));
    }
    if (part == 0 && !line.of.also.empty()) {
        out.notes.push_back(
            say.text<"annex.also">(with<"zones">(fmt::format("{}", fmt::join(line.of.also, ", "))))
        );
    }
    for (std::size_t i = 0; i < line.parts[part].size(); ++i) {
        out.rows.push_back(row_of(line.parts[part][i], i + 1, say));
    }
    return out;
}

struct look {
    double width = 0;  ///< mm
    column_align align = column_align::left;
};
constexpr std::array<look, 11> looks{
    {{7, column_align::right},
     {33},
     {19},
     {21},
     {27},
     {25},
     {15, column_align::right},
     {13, column_align::right},
     {57},
     {28},
     {12, column_align::right}}};

std::vector<paged_column> columns(const texts& say) {
    const auto heads = columns_of(say.text<"annex.head">());
    std::vector<paged_column> out;
    for (std::size_t i = 0; i < looks.size(); ++i) {
        out.push_back({heads.at(i), paper_mm(looks[i].width), looks[i].align});
    }
    return out;
}

}  // namespace

paged_table annex_pages(const plan& what, const annex& table, const texts& say) {
    paged_table out;
    out.words = &say;
    out.title = say.text<"annex.title">(with<"terms">(what.said.title));
    out.subtitle = say.text<"annex.subtitle">(
        with<"theatre">(what.ground.title),
        with<"plan">(what.id),
        with<"version">(what.version),
        with<"time">(say.time(what.d_day, what.ground.time_zone))
    );
    out.notes = {
        say.text<"annex.positions">(),
        say.text<"annex.tolerance">(with<"metres">(table.tolerance.value())),
        say.text<"annex.accuracy">()};
    out.columns = columns(say);
    for (const auto& line : table.lines) {
        for (std::size_t part = 0; part < line.parts.size(); ++part) {
            out.sections.push_back(section_of(line, part, say));
        }
    }
    out.foot = say.text<"annex.disclaimer">();
    out.made_at = what.d_day;
    return out;
}

paged_table annex_pages(const plan& what, const annex& table) {
    return annex_pages(what, table, texts::english());
}

}  // namespace planner
