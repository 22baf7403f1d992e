// SPDX-License-Identifier: Apache-2.0
#include "geo/base/error.hpp"
#include "geo/offset/zone.hpp"
#include "geo/overlay/overlay.hpp"
#include "tests/geo/offset/truth.hpp"

#include <catch2/catch.hpp>

#include <limits>
#include <string>

using Catch::Matchers::WithinAbs;
using namespace geo;
using truth::at;

namespace {

constexpr auto lonlat = edge_reading::lonlat;
constexpr auto geodesic_edges = edge_reading::geodesic;

bool is_valid(const multi_polygon<lon_lat>& area) {
    multi_polygon<east_north> plane;
    const auto flat = [](const ring<lon_lat>& shape) {
        ring<east_north> out;
        for (const auto& p : shape) {
            out.push_back({metres(p.lon.value()), metres(p.lat.value())});
        }
        return out;
    };
    for (const auto& part : area) {
        auto& made = plane.emplace_back();
        made.outer = flat(part.outer);
        for (const auto& hole : part.holes) {
            made.holes.push_back(flat(hole));
        }
    }
    return !find_invalidity(plane);
}

double planar_area(const ring<lon_lat>& shape) {
    double sum = 0;
    for (std::size_t i = 0; i + 1 < shape.size(); ++i) {
        sum += shape[i].lon.value() * shape[i + 1].lat.value() -
               shape[i + 1].lon.value() * shape[i].lat.value();
    }
    return sum / 2;
}

bool is_right_handed(const multi_polygon<lon_lat>& area) {
    for (const auto& part : area) {
        if (planar_area(part.outer) <= 0) {
            return false;
        }
        for (const auto& hole : part.holes) {
            if (planar_area(hole) >= 0) {
                return false;
            }
        }
    }
    return true;
}

/// Checks a zone in every way: shape, boundary, and random positions inside, outside and near.
void check_zone(
    const std::string& name,
    const multi_line_string<lon_lat>& lines,
    metres distance,
    const zone_options& options = {},
    int positions = 60,
    std::size_t edges = 12
) {
    INFO(name << ", " << distance.value() << " m");
    const auto made = zone_about(lines, distance, options);
    const double tolerance = options.tolerance.value();
    REQUIRE_FALSE(made.area.empty());
    CHECK(made.max_error <= options.tolerance);
    CHECK(is_valid(made.area));
    CHECK(is_right_handed(made.area));
    const truth::lines_truth real(lines, options.edges);
    const double d = distance.value();
    const auto errors = truth::boundary_errors(made.area, real, d, edges);
    // 2 mm: the truth's own error.
    CHECK(errors.low >= -made.max_error.value() - 0.002);
    CHECK(errors.high <= made.max_error.value() + 0.002);

    std::mt19937_64 generator(7);
    std::uniform_real_distribution<double> uniform(0, 1);
    const auto boundary = truth::true_edges(made.area);
    int wrong = 0;
    for (int i = 0; i < positions; ++i) {
        const auto& line = lines[generator() % lines.size()];
        auto p = line[generator() % line.size()];
        double away = 1.5 * d * uniform(generator);
        if (i % 2 == 0) {
            p = boundary[generator() % boundary.size()].a;
            away = 3 * tolerance * uniform(generator);
        }
        p = destination(p, degrees(360 * uniform(generator)), metres(away));
        const double found = real.distance_to(p);
        if (std::abs(found - d) > made.max_error.value() + 0.002) {
            wrong += truth::is_inside(p, made.area) == (found < d) ? 0 : 1;
        }
    }
    CHECK(wrong == 0);
}

struct named_lines {
    std::string name;
    multi_line_string<lon_lat> lines;
    edge_reading edges = lonlat;
};

std::vector<named_lines> hard_cases() {
    return {
        {"one position", {{at(37, 48)}}},
        {"one position thrice", {{at(37, 48), at(37, 48), at(37, 48)}}},
        {"an edge", {{at(37, 48), at(37.5, 48.2)}}},
        {"a long geodesic edge", {{at(37, 48), at(40.5, 48.2)}}, geodesic_edges},
        {"two parts", {{at(37, 48), at(37.5, 48.2)}, {at(37.6, 48.2), at(38, 48)}}},
        {"closed", {{at(37, 48), at(37.5, 48), at(37.5, 48.4), at(37, 48.4), at(37, 48)}}},
        {"crossing itself", {{at(37, 48), at(37.5, 48.4), at(37.5, 48), at(37, 48.4)}}},
        {"touching", {{at(37, 48), at(37.5, 48.2)}, {at(37.25, 48.1), at(37.3, 48.5)}}},
        {"there and back", {{at(37, 48), at(37.5, 48.2), at(37, 48), at(36.9, 47.7)}}},
        {"duplicates", {{at(37, 48), at(37, 48), at(37.2, 48.1), at(37.2, 48.1)}}},
        {"south", {{at(-70, -53), at(-69.5, -54.2), at(-68, -54)}}},
        {"across 180", {{at(179.5, -17), at(-179.6, -16.2), at(-179.2, -17.5)}}},
        {"along 180", {{at(180, 10), at(180, 11)}}},
        {"along -180", {{at(-180, 10), at(-180, 11)}}},
        {"equator", {{at(-1, 0), at(1, 0)}}},
        {"near the pole", {{at(10, 89.5), at(60, 89.2), at(100, 89.4)}}},
        {"over the pole", {{at(10, 89.5), at(-170, 89.5)}}, geodesic_edges},
        {"the pole", {{at(0, 90)}}},
        {"from the south pole", {{at(0, -90), at(50, -89)}}},
        {"rough", {truth::roughened({at(34, 48), at(35, 48.4), at(36, 48)}, 6, 3)}},
    };
}

}  // namespace

TEST_CASE("zone: every kind of line at every distance", "[geo][offset]") {
    for (const auto& c : hard_cases()) {
        for (const auto d : {150_m, 2_km, 15_km, 140_km}) {
            check_zone(c.name, c.lines, d, {metres(0.5), c.edges});
        }
    }
    check_zone("shortest", {{at(37, 48), at(37.01, 48.002)}}, 10_m);
    check_zone("longest", {{at(37, 48), at(40, 47)}}, 1000_km);
}

TEST_CASE("zone: 5 cm at 15 km and below", "[geo][offset]") {
    const multi_line_string<lon_lat> rough{
        truth::roughened({at(34, 48), at(34.5, 48.2), at(35, 48)}, 5, 4)};
    for (const auto d : {500_m, 2_km, 15_km}) {
        check_zone("rough, fine", rough, d, {metres(0.05), lonlat});
    }
}

TEST_CASE("zone: lines over a continent need no seam", "[geo][offset]") {
    for (const auto d : {15_km, 140_km}) {
        check_zone("east-west", {{at(-10, 45), at(20, 50), at(60, 48)}}, d, {}, 40, 8);
        check_zone("north-south", {{at(30, -20), at(35, 5), at(28, 30)}}, d, {}, 40, 8);
    }
}

TEST_CASE("zone: a line round the world", "[geo][offset]") {
    const multi_line_string<lon_lat> round{
        {at(-180, 60), at(-90, 61), at(0, 60), at(90, 59), at(180, 60)}};
    check_zone("round the world", round, 140_km, {}, 20, 8);
}

TEST_CASE("zone: holes of 1 to 30 m are kept", "[geo][offset]") {
    // Three positions at distance d + r from a centre leave a hole with inscribed radius r there.
    for (const double radius : {1.0, 3.0, 10.0, 30.0}) {
        for (const auto d : {300_m, 15_km, 140_km}) {
            const auto centre = at(36, 47);
            multi_line_string<lon_lat> three;
            for (const double azimuth : {10.0, 130.0, 250.0}) {
                three.push_back({destination(centre, degrees(azimuth), d + metres(radius))});
            }
            INFO(radius << " m, " << d.value() << " m");
            const auto made = zone_about(three, d);
            REQUIRE(made.area.size() == 1);
            CHECK(made.area[0].holes.size() == 1);
            CHECK_FALSE(truth::is_inside(centre, made.area));
        }
    }
}

TEST_CASE("zone: no hole is invented where the line closes it", "[geo][offset]") {
    for (const double radius : {-30.0, -3.0, -1.0}) {
        const auto centre = at(36, 47);
        multi_line_string<lon_lat> three;
        for (const double azimuth : {10.0, 130.0, 250.0}) {
            three.push_back({destination(centre, degrees(azimuth), 15_km + metres(radius))});
        }
        const auto made = zone_about(three, 15_km);
        REQUIRE(made.area.size() == 1);
        CHECK(made.area[0].holes.empty());
    }
}

TEST_CASE("zone: no vertex can be left out", "[geo][offset]") {
    // An edge over a vertex left out must err by more than the tolerance, but where the vertex
    // is the last of a greedy run.
    const multi_line_string<lon_lat> line{{at(37, 48), at(37.5, 48.2), at(38, 48)}};
    const auto made = zone_about(line, 15_km);
    const truth::lines_truth real(line, lonlat);
    const auto& outer = made.area.at(0).outer;
    std::size_t spare = 0;
    for (std::size_t i = 1; i + 1 < outer.size(); ++i) {
        truth::range errors;
        for (const double t : {0.25, 0.5, 0.75}) {
            const auto a = outer[i - 1];
            const auto b = outer[i + 1];
            errors.add(real.distance_to(interpolate(a, b, t)) - 15000);
            errors.add(
                real.distance_to(
                    at(a.lon.value() + t * (b.lon - a.lon).value(),
                       a.lat.value() + t * (b.lat - a.lat).value())
                ) -
                15000
            );
        }
        spare += errors.low > -0.5 && errors.high < 0.5 ? 1 : 0;
    }
    CHECK(spare <= 2);
}

TEST_CASE("zone: about an area it is the area and its surroundings", "[geo][offset]") {
    const polygon<lon_lat> square{
        {at(36, 48), at(37, 48), at(37, 48.6), at(36, 48.6), at(36, 48)},
        {{at(36.3, 48.2), at(36.3, 48.4), at(36.7, 48.4), at(36.7, 48.2), at(36.3, 48.2)}}};
    const auto made = zone_about(multi_polygon<lon_lat>{square}, 5_km);
    REQUIRE(made.area.size() == 1);
    CHECK(made.area[0].holes.size() == 1);
    CHECK(is_valid(made.area));
    CHECK(truth::is_inside(at(36.1, 48.1), made.area));
    CHECK_FALSE(truth::is_inside(at(36.5, 48.3), made.area));
    const auto closed = zone_about(multi_polygon<lon_lat>{square}, 15_km);
    CHECK(closed.area.at(0).holes.empty());
    multi_line_string<lon_lat> edges;
    for_each_ring(multi_polygon<lon_lat>{square}, [&](const ring<lon_lat>& r) {
        edges.emplace_back(r.begin(), r.end());
    });
    const truth::lines_truth real(edges, lonlat);
    const auto errors = truth::boundary_errors(made.area, real, 5000, 40);
    CHECK(errors.low >= -0.5);
    CHECK(errors.high <= 0.5);
}

TEST_CASE("band: between two distances", "[geo][offset]") {
    const multi_line_string<lon_lat> line{
        truth::roughened({at(34, 48), at(35, 48.4), at(36, 48)}, 5, 8)};
    const auto made = band_about(line, 5_km, 15_km);
    CHECK(is_valid(made.area));
    CHECK(is_right_handed(made.area));
    const truth::lines_truth real(line, lonlat);
    std::mt19937_64 generator(3);
    std::uniform_real_distribution<double> uniform(0, 1);
    for (int i = 0; i < 100; ++i) {
        const auto p = destination(
            line[0][generator() % line[0].size()],
            degrees(360 * uniform(generator)),
            metres(20000 * uniform(generator))
        );
        const double d = real.distance_to(p);
        if (std::abs(d - 5000) > 0.5 && std::abs(d - 15000) > 0.5) {
            CHECK(truth::is_inside(p, made.area) == (d > 5000 && d < 15000));
        }
    }
    const auto outer = area(zone_about(line, 15_km).area) - area(zone_about(line, 5_km).area);
    CHECK_THAT(area(made.area) / outer, WithinAbs(1, 1e-4));
    CHECK_THROWS_AS(band_about(line, 15_km, 5_km), input_error);
    CHECK_THROWS_AS(band_about(line, 15_km, 15_km + 1_m), input_error);
    CHECK_THROWS_AS(band_about(line, -1_m, 15_km), input_error);
}

TEST_CASE("band: about an area it is outside of it", "[geo][offset]") {
    const multi_polygon<lon_lat> square{
        {{at(36, 48), at(37, 48), at(37, 48.6), at(36, 48.6), at(36, 48)},
         {{at(36.3, 48.2), at(36.3, 48.4), at(36.7, 48.4), at(36.7, 48.2), at(36.3, 48.2)}}}};
    const auto made = band_about(square, 2_km, 5_km);
    CHECK(is_valid(made.area));
    CHECK(is_right_handed(made.area));
    multi_line_string<lon_lat> edges;
    for_each_ring(square, [&](const ring<lon_lat>& r) { edges.emplace_back(r.begin(), r.end()); });
    const truth::lines_truth real(edges, lonlat);
    std::mt19937_64 generator(4);
    std::uniform_real_distribution<double> uniform(0, 1);
    int in_band = 0;
    for (int i = 0; i < 1000; ++i) {
        const auto p = at(35.9 + 1.2 * uniform(generator), 47.9 + 0.8 * uniform(generator));
        const double d = real.distance_to(p);
        if (std::abs(d - 2000) > 0.5 && std::abs(d - 5000) > 0.5) {
            const bool expected = d > 2000 && d < 5000 && !truth::is_inside(p, square);
            CHECK(truth::is_inside(p, made.area) == expected);
            in_band += expected ? 1 : 0;
        }
    }
    CHECK(in_band > 100);
    CHECK_THROWS_AS(band_about(square, 5_km, 2_km), input_error);
}

TEST_CASE("zone: areas and bands that no one plane serves", "[geo][offset]") {
    multi_line_string<lon_lat> lines;
    multi_polygon<lon_lat> squares;
    for (const double lon : {-130.0, -20.0, 95.0}) {
        for (const double lat : {-60.0, 5.0, 40.0}) {
            squares.push_back(
                {{at(lon, lat),
                  at(lon + 0.5, lat),
                  at(lon + 0.5, lat + 0.5),
                  at(lon, lat + 0.5),
                  at(lon, lat)},
                 {}}
            );
            lines.push_back({at(lon, lat), at(lon + 0.5, lat + 0.5)});
        }
    }
    const auto band = band_about(lines, 10_km, 100_km);
    const auto zone = zone_about(squares, 100_km);
    const auto ring = band_about(squares, 10_km, 100_km);
    CHECK(is_valid(band.area));
    CHECK(is_valid(zone.area));
    CHECK(is_valid(ring.area));
    multi_line_string<lon_lat> edges;
    for_each_ring(squares, [&](const geo::ring<lon_lat>& r) {
        edges.emplace_back(r.begin(), r.end());
    });
    const truth::lines_truth to_lines(lines, lonlat);
    const truth::lines_truth to_edges(edges, lonlat);
    std::mt19937_64 generator(5);
    std::uniform_real_distribution<double> uniform(0, 1);
    for (int i = 0; i < 300; ++i) {
        const auto near = lines[generator() % lines.size()][0];
        const auto p = destination(
            near, degrees(360 * uniform(generator)), metres(140000 * uniform(generator))
        );
        const double l = to_lines.distance_to(p);
        if (std::abs(l - 1e4) > 0.5 && std::abs(l - 1e5) > 0.5) {
            CHECK(truth::is_inside(p, band.area) == (l > 1e4 && l < 1e5));
        }
        const double e = to_edges.distance_to(p);
        const bool covered = truth::is_inside(p, squares);
        if (std::abs(e - 1e4) > 0.5 && std::abs(e - 1e5) > 0.5) {
            CHECK(truth::is_inside(p, zone.area) == (covered || e < 1e5));
            CHECK(truth::is_inside(p, ring.area) == (!covered && e > 1e4 && e < 1e5));
        }
    }
}

TEST_CASE("zone: laws", "[geo][offset]") {
    const line_string<lon_lat> a = truth::roughened({at(34, 48), at(35, 48.4), at(36, 48)}, 4, 1);
    const line_string<lon_lat> b = truth::roughened({at(35, 47.6), at(36, 48.6)}, 4, 2);
    const auto both = zone_about({a, b}, 15_km);
    const auto one = zone_about({a}, 15_km);
    const auto two = zone_about({b}, 15_km);
    const auto wider = zone_about({a, b}, 16_km);
    line_string<lon_lat> back(a.rbegin(), a.rend());
    const auto reversed = zone_about({back}, 15_km);
    line_string<lon_lat> moved;
    for (const auto& p : a) {
        moved.push_back(at(p.lon.value() + 10, p.lat.value()));
    }
    const auto shifted = zone_about({moved}, 15_km);
    const truth::lines_truth real({a, b}, lonlat);
    const truth::lines_truth real_one({a}, lonlat);
    std::mt19937_64 generator(3);
    std::uniform_real_distribution<double> uniform(0, 1);
    for (int i = 0; i < 300; ++i) {
        const auto p = at(33.5 + 3 * uniform(generator), 47.3 + 1.6 * uniform(generator));
        const double d = real.distance_to(p);
        if (std::abs(d - 15000) > 0.5) {
            CHECK(
                truth::is_inside(p, both.area) ==
                (truth::is_inside(p, one.area) || truth::is_inside(p, two.area))
            );
            CHECK((!truth::is_inside(p, both.area) || truth::is_inside(p, wider.area)));
        }
        if (std::abs(real_one.distance_to(p) - 15000) > 0.5) {
            CHECK(truth::is_inside(p, one.area) == truth::is_inside(p, reversed.area));
            CHECK(
                truth::is_inside(p, one.area) ==
                truth::is_inside(at(p.lon.value() + 10, p.lat.value()), shifted.area)
            );
        }
    }
}

TEST_CASE("zone: bad input is refused with a sentence", "[geo][offset]") {
    const multi_line_string<lon_lat> line{{at(37, 48), at(38, 48)}};
    const double nan = std::numeric_limits<double>::quiet_NaN();
    const double infinity = std::numeric_limits<double>::infinity();
    for (const double d : {0.0, -5.0, nan, 1.0e6 + 1, infinity, 9.0}) {
        CHECK_THROWS_AS(zone_about(line, metres(d)), input_error);
        CHECK_THROWS_AS(one_sided_zone(line, metres(d), side::left, end_cap::flat), input_error);
    }
    for (const auto& p : {at(181, 0), at(0, 91), at(nan, 0), at(0, nan), at(infinity, 0)}) {
        CHECK_THROWS_AS(zone_about({{at(37, 48), p}}, 1_km), input_error);
    }
    CHECK_THROWS_AS(zone_about(multi_line_string<lon_lat>{}, 1_km), input_error);
    CHECK_THROWS_AS(zone_about(multi_line_string<lon_lat>{{}}, 1_km), input_error);
    CHECK_THROWS_AS(zone_about(multi_polygon<lon_lat>{}, 1_km), input_error);
    for (const double t : {0.0, -1.0, 1e-4, nan, infinity}) {
        CHECK_THROWS_AS(zone_about(line, 1_km, {metres(t), lonlat}), input_error);
    }
}

TEST_CASE("zone: random rough lines, in full", "[slow]") {
    std::mt19937_64 generator(11);
    std::uniform_real_distribution<double> uniform(0, 1);
    for (unsigned seed = 0; seed < 12; ++seed) {
        const double lon = -170 + 340 * uniform(generator);
        const double lat = -70 + 140 * uniform(generator);
        const auto line = truth::roughened(
            {at(lon, lat), at(lon + 1, lat + 0.5), at(lon + 2, lat - 0.3)}, 7, seed
        );
        for (const auto d : {300_m, 2_km, 15_km, 140_km}) {
            check_zone("random " + std::to_string(seed), {line}, d, {}, 2000, 200);
        }
    }
}
