// SPDX-License-Identifier: Apache-2.0
#include "planner/sheets/sheet_paint.hpp"

#include <mapnik/geometry.hpp>
#include <mapnik/offset_converter.hpp>
#include <mapnik/simplify_converter.hpp>
#include <mapnik/vertex_adapters.hpp>

namespace planner::detail {

namespace {

/// What a converter of Mapnik gives, its y times `up`.
template <class Converter>
paper_line positions(Converter& converter, double up) {
    paper_line made;
    double x = 0;
    double y = 0;
    for (unsigned command = converter.vertex(&x, &y); command != mapnik::SEG_END;
         command = converter.vertex(&x, &y)) {
        made.push_back({x, up * y});
    }
    return made;
}

}  // namespace

paper_line eased(const paper_line& line, double tolerance) {
    mapnik::geometry::line_string<double> source;
    for (const auto& p : line) {
        source.emplace_back(p.x, p.y);
    }
    mapnik::geometry::line_string_vertex_adapter<double> vertices(source);
    mapnik::simplify_converter<mapnik::geometry::line_string_vertex_adapter<double>> converter(
        vertices
    );
    converter.set_simplify_algorithm(mapnik::douglas_peucker);
    converter.set_simplify_tolerance(tolerance);
    converter.rewind(0);
    return positions(converter, 1);
}

paper_line moved(const paper_line& line, double offset) {
    mapnik::geometry::line_string<double> source;
    for (const auto& p : line) {
        source.emplace_back(p.x, -p.y);
    }
    mapnik::geometry::line_string_vertex_adapter<double> vertices(source);
    mapnik::offset_converter<mapnik::geometry::line_string_vertex_adapter<double>> converter(
        vertices
    );
    converter.set_offset(offset);
    converter.rewind(0);
    return positions(converter, -1);
}

}  // namespace planner::detail
