// SPDX-License-Identifier: Apache-2.0
#include "geo/offset/chart.hpp"
#include "geo/offset/inner_distance.hpp"
#include "geo/overlay/overlay.hpp"
#include "tests/geo/offset/inner_truth.hpp"
#include "tests/support/uniform.hpp"

#include <catch2/catch.hpp>
#include <rapidcheck.h>

using namespace geo;
using support::uniform;
using truth::at;

namespace {

double on_grid(double degrees_value) {
    return std::round(degrees_value * 1e7) / 1e7;
}

struct world {
    multi_polygon<lon_lat> area;
    double west = 0;
    double south = 0;
    double cell_east = 0;
    double cell_north = 0;
    int size = 0;
};

/// Some cells of a crooked grid, joined: bays, holes, necks of no width, islands.
world any_world() {
    world out;
    out.size = *rc::gen::inRange(2, 7);
    const double cell_km = std::pow(10.0, uniform(0, 1.6));
    out.south = on_grid(uniform(-70, 66));
    out.cell_north = cell_km / 111;
    out.cell_east = out.cell_north / std::cos((out.south + 2) * 0.0174532925);
    out.west = on_grid(uniform(-180, 180 - out.size * out.cell_east - 0.1));
    const double crooked = *rc::gen::inRange(0, 4) == 0 ? 0.0 : 0.35;
    std::vector<lon_lat> nodes;
    for (int j = 0; j <= out.size; ++j) {
        for (int i = 0; i <= out.size; ++i) {
            nodes.push_back(
                at(on_grid(out.west + 0.02 + (i + uniform(-crooked, crooked)) * out.cell_east),
                   on_grid(out.south + (j + uniform(-crooked, crooked)) * out.cell_north))
            );
        }
    }
    multi_polygon<lon_lat> cells;
    const double share = uniform(0.4, 0.95);
    for (int j = 0; j < out.size; ++j) {
        for (int i = 0; i < out.size; ++i) {
            if (uniform(0, 1) > share) {
                continue;
            }
            const auto node = [&](int x, int y) {
                return nodes[static_cast<std::size_t>((j + y) * (out.size + 1) + i + x)];
            };
            cells.push_back({{node(0, 0), node(1, 0), node(1, 1), node(0, 1), node(0, 0)}, {}});
        }
    }
    if (cells.empty()) {
        cells.push_back(
            {{nodes[0], nodes[1], nodes[static_cast<std::size_t>(out.size) + 2], nodes[0]}, {}}
        );
    }
    out.area = detail::from_chart(unite(detail::to_chart(cells)));
    return out;
}

lon_lat any_position(const world& in) {
    return at(
        in.west + 0.02 + uniform(-0.2, in.size + 0.2) * in.cell_east,
        in.south + uniform(-0.2, in.size + 0.2) * in.cell_north
    );
}

/// A line so near to the area's edge is taken to run on it: inner_distance.hpp.
constexpr double counts_as_edge = 1;
/// Of the distance between a line and a corner, by either of the two that judge it.
constexpr double doubt = 0.01;

/// Positions of a line inside of the area, `apart` from each other, and just within wherever it
/// crosses the area's edge. The line's own corners are farther from the edge than what counts as on it,
/// so where it comes so near without crossing, a corner of the area is nearest: that counts too.
std::vector<lon_lat> samples(
    const line_string<lon_lat>& line, metres apart, const multi_polygon<lon_lat>& area
) {
    std::vector<lon_lat> out;
    const truth::lines_truth way({line}, edge_reading::geodesic);
    for_each_ring(area, [&](const auto& chain) {
        for (const auto& corner : chain) {
            const double off = way.distance_to(corner);
            RC_PRE(std::abs(off - counts_as_edge) > doubt);
            if (off < counts_as_edge) {
                out.push_back(corner);
            }
        }
    });
    const auto add = [&](lon_lat p) {
        if (truth::is_inside(p, area)) {
            out.push_back(p);
        }
    };
    for (std::size_t i = 0; i + 1 < line.size(); ++i) {
        const auto count = std::ceil(distance(line[i], line[i + 1]) / apart);
        for (double k = 0; k <= count; ++k) {
            add(interpolate(line[i], line[i + 1], k / count));
        }
        for (const double t : truth::paths_truth::crossings(area, line[i], line[i + 1])) {
            add(interpolate(line[i], line[i + 1], t - 2e-5));
            add(interpolate(line[i], line[i + 1], t + 2e-5));
        }
    }
    return out;
}

multi_line_string<lon_lat> rings(const multi_polygon<lon_lat>& area) {
    multi_line_string<lon_lat> out;
    for_each_ring(area, [&](const auto& chain) { out.emplace_back(chain.begin(), chain.end()); });
    return out;
}

inner_options exactly() {
    inner_options out;
    out.edges = edge_reading::geodesic;
    out.reach = metres(0);
    return out;
}

/// The grid of the plane, the metre by which the truth's idea of who sees whom may be off (it shifts
/// a path's corner by nothing, its length by far less), rounding.
double grace(const world& in) {
    return 0.02 + 1e-7 * in.size * in.cell_north * 111000;
}

/// By how much edges of a world may differ when they are read as straight in lon/lat, and a metre:
/// L^2 / 8 R times the tangent of a latitude up to 72 degrees.
double bow(const world& in) {
    const double edge = 2 * in.cell_north * 111000;
    return 1 + 3.1 * edge * edge / (8 * 6371000);
}

void check_points() {
    const auto made = any_world();
    const truth::lines_truth edge(rings(made.area), edge_reading::geodesic);
    std::vector<lon_lat> sources;
    std::vector<lon_lat> inside;
    const int count = *rc::gen::inRange(1, 4);
    for (int i = 0; i < count; ++i) {
        sources.push_back(any_position(made));
        if (truth::is_inside(sources.back(), made.area)) {
            inside.push_back(sources.back());
        }
        // What is that near counts as on the edge, or is inside by one reading of it only.
        RC_PRE(edge.distance_to(sources.back()) > bow(made));
    }
    if (*rc::gen::inRange(0, 3) == 0) {
        sources.push_back(made.area[0].outer[0]);
        inside.push_back(sources.back());
    }
    const inner_distance paths(made.area, {{{}, sources}}, exactly());
    const truth::paths_truth real(made.area, inside);
    for (int i = 0; i < 12; ++i) {
        const auto p = any_position(made);
        if (truth::is_inside(p, made.area) && edge.distance_to(p) > bow(made)) {
            const double found = paths.at(p).distance.value();
            const double expected = real.distance_to(p);
            CAPTURE(found, expected);
            RC_ASSERT(std::isfinite(found) == std::isfinite(expected));
            RC_ASSERT(!std::isfinite(found) || std::abs(found - expected) <= grace(made));
        }
    }
}

void check_lines() {
    const auto made = any_world();
    const truth::lines_truth edge(rings(made.area), edge_reading::geodesic);
    line_string<lon_lat> line{any_position(made)};
    const int count = *rc::gen::inRange(1, 4);
    for (int i = 0; i < count; ++i) {
        line.push_back(any_position(made));
    }
    for (const auto& p : line) {
        RC_PRE(edge.distance_to(p) > bow(made));
    }
    const metres apart(made.size * made.cell_north * 111000 / 100);
    const auto inside = samples(line, apart, made.area);
    const inner_distance paths(made.area, {{{line}, {}}}, exactly());
    const truth::paths_truth real(made.area, inside);
    for (int i = 0; i < 12; ++i) {
        const auto p = any_position(made);
        if (truth::is_inside(p, made.area) && edge.distance_to(p) > bow(made)) {
            const double found = paths.at(p).distance.value();
            const double expected = real.distance_to(p);
            CAPTURE(found, expected);
            RC_ASSERT(std::isfinite(found) == std::isfinite(expected));
            if (std::isfinite(expected)) {
                // The truth's samples are not nearer than the line. Where the line leaves the area,
                // it counts until it is 1 m off.
                RC_ASSERT(found <= expected + grace(made) + 1);
                RC_ASSERT(found >= expected - 2 * apart.value());
            }
        }
    }
}

}  // namespace

TEST_CASE("inner distance: random areas and points against a visibility graph", "[geo][offset]") {
    CHECK(rc::check("random areas and points", [] { check_points(); }));
}

TEST_CASE("inner distance: random areas and lines against a visibility graph", "[geo][offset]") {
    CHECK(rc::check("random areas and lines", [] { check_lines(); }));
}

TEST_CASE("inner distance: a thousand random areas", "[slow]") {
    CHECK(rc::check("random areas and points", [] { check_points(); }));
    CHECK(rc::check("random areas and lines", [] { check_lines(); }));
}
