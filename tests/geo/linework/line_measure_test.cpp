// SPDX-License-Identifier: Apache-2.0
#include "geo/base/error.hpp"
#include "geo/linework/line_measure.hpp"
#include "tests/geo/offset/truth.hpp"
#include "tests/support/cpu_time.hpp"
#include "tests/support/places.hpp"
#include "tests/support/uniform.hpp"

#include <catch2/catch.hpp>
#include <rapidcheck.h>

using Catch::Matchers::Contains;
using Catch::Matchers::WithinAbs;
using namespace geo;
using support::on_earth;
using support::uniform;
using truth::at;

TEST_CASE("line_measure: no position, none on earth", "[geo][linework]") {
    CHECK_THROWS_AS(line_measure(multi_line_string<lon_lat>{}), input_error);
    CHECK_THROWS_AS(line_measure(multi_line_string<lon_lat>(2)), input_error);
    CHECK_THROWS_WITH(
        line_measure(multi_line_string<lon_lat>{{at(0, 0), at(10, 91)}}),
        Contains("position 1 of part 0")
    );
    const line_measure point(multi_line_string<lon_lat>{line_string<lon_lat>{at(10, 50)}});
    CHECK(point.length().value() == 0);
    CHECK(point.position_at(metres(5)).position == at(10, 50));
    CHECK_THROWS_AS(point.chainage_of(at(500, 0)), input_error);
    CHECK_THAT(
        std::abs(point.chainage_of(at(10, 51)).distance.value()),
        WithinAbs(distance(at(10, 50), at(10, 51)).value(), 1e-6)
    );
}

TEST_CASE("line_measure: a meridian, the equator, a parallel", "[geo][linework]") {
    for (const auto reading : {edge_reading::lonlat, edge_reading::geodesic}) {
        const line_measure meridian(
            multi_line_string<lon_lat>{{at(20, 40), at(20, 42), at(20, 45)}}, reading
        );
        CHECK_THAT(
            meridian.length().value(), WithinAbs(distance(at(20, 40), at(20, 45)).value(), 1e-4)
        );
        const auto place = meridian.position_at(distance(at(20, 40), at(20, 43)));
        CHECK_THAT(place.position.lat.value(), WithinAbs(43, 1e-8));
        CHECK_THAT(place.azimuth.value(), WithinAbs(0, 1e-6));
        // West of a line that runs north is its left.
        const auto west = meridian.chainage_of(at(19.9, 43));
        CHECK(west.distance > metres(0));
        CHECK(meridian.chainage_of(at(20.1, 43)).distance < metres(0));
    }
    // A degree of the equator: a pi / 180 (NIMA TR8350.2); over the antimeridian.
    const line_measure equator(multi_line_string<lon_lat>{{at(179, 0), at(-179, 0)}});
    CHECK_THAT(equator.length().value(), WithinAbs(2 * 111319.49079327358, 1e-4));
    CHECK_THAT(
        std::abs(equator.position_at(metres(111319.49079327358)).position.lon.value()),
        WithinAbs(180, 1e-8)
    );
    CHECK_THAT(equator.position_at(metres(5000)).azimuth.value(), WithinAbs(90, 1e-6));
    // A degree of the parallel of 60: N cos(lat) pi / 180 = 55,800.1 m, computed by hand from WGS 84.
    const double sine = std::sin(60 * 0.017453292519943295);
    const double parallel =
        6378137.0 / std::sqrt(1 - 6.69437999014e-3 * sine * sine) * 0.5 * 0.017453292519943295;
    const line_measure east(multi_line_string<lon_lat>{{at(0, 60), at(50, 60)}});
    CHECK_THAT(east.length().value(), WithinAbs(50 * parallel, 0.05));
    CHECK_THAT(east.position_at(metres(20 * parallel)).position.lon.value(), WithinAbs(20, 1e-6));
    CHECK(east.chainage_of(at(25, 60.1)).distance > metres(0));
    // As a geodesic it runs far north of the parallel.
    const line_measure great(
        multi_line_string<lon_lat>{{at(0, 60), at(50, 60)}}, edge_reading::geodesic
    );
    CHECK_THAT(great.length().value(), WithinAbs(distance(at(0, 60), at(50, 60)).value(), 1e-3));
    CHECK(great.chainage_of(at(25, 60.1)).distance < metres(0));
}

TEST_CASE("line_measure: parts have a start each, gaps do not count", "[geo][linework]") {
    const multi_line_string<lon_lat> parts{
        {at(20, 40), at(20, 41)}, {}, {at(20, 43), at(20, 43), at(20, 44)}, {at(0, 0)}};
    const line_measure line(parts);
    CHECK(line.parts() == 4);
    const double first = distance(at(20, 40), at(20, 41)).value();
    CHECK_THAT(line.start_of(2).value(), WithinAbs(first, 1e-4));
    CHECK(line.start_of(1) == line.start_of(2));
    CHECK(line.length_of(1).value() == 0);
    CHECK(line.length_of(3).value() == 0);
    const auto end = line.position_at(line.start_of(2));
    CHECK(end.part == 0);
    CHECK_THAT(end.position.lat.value(), WithinAbs(41, 1e-9));
    CHECK(line.position_at(2, metres(0)).position == at(20, 43));
    CHECK(line.position_at(2, kilometres(1000)).position == at(20, 44));
    CHECK_THROWS_AS(line.position_at(1, metres(0)), input_error);
    const auto foot = line.chainage_of(at(20.1, 43.5));
    CHECK(foot.part == 2);
    CHECK_THAT(
        foot.chainage.value(), WithinAbs(first + distance(at(20, 43), at(20, 43.5)).value(), 60)
    );
}

TEST_CASE("line_measure: the side at corners and beyond ends", "[geo][linework]") {
    // North, then east: the outer side of the corner is the left, and beyond the ends their edges
    // led on decide.
    const line_measure corner(multi_line_string<lon_lat>{{at(20, 40), at(20, 41), at(21, 41)}});
    CHECK(corner.chainage_of(at(19.9, 41.1)).distance > metres(0));
    CHECK(corner.chainage_of(at(20.2, 40.8)).distance < metres(0));
    CHECK(corner.chainage_of(at(19.99, 39.5)).distance > metres(0));
    CHECK(corner.chainage_of(at(20.01, 39.5)).distance < metres(0));
    // A sharp turn to the right: beyond its tip is the left, though east of the way there.
    const line_measure sharp(multi_line_string<lon_lat>{{at(20, 40), at(20, 41), at(20.3, 40)}});
    CHECK(sharp.chainage_of(at(20.02, 41.05)).distance > metres(0));
    // Counter-clockwise about a square: inside is left, also at the seam.
    const line_measure square(multi_line_string<lon_lat>{
        {at(20, 40), at(21, 40), at(21, 41), at(20, 41), at(20, 40)}});
    CHECK(square.chainage_of(at(20.5, 40.5)).distance > metres(0));
    CHECK(square.chainage_of(at(19.9, 39.9)).distance < metres(0));
    CHECK(square.chainage_of(at(20.02, 40.01)).distance > metres(0));
}

TEST_CASE("line_measure: round trip within a millimetre", "[geo][linework]") {
    CHECK(rc::check("any rough line", [] {
        const double lon = uniform(-180, 180);
        const double lat = uniform(-89, 89);
        const double size = std::pow(10.0, uniform(-3, 0.5));
        multi_line_string<lon_lat> lines;
        for (int part = 0; part < 2; ++part) {
            lines.push_back(on_earth(truth::roughened(
                {at(lon + part * 3 * size, lat),
                 at(lon + (3 * part + 1) * size, lat + uniform(-size, size))},
                *rc::gen::inRange(0, 6),
                static_cast<unsigned>(*rc::gen::inRange(0, 1000)),
                0.05
            )));
        }
        const auto reading =
            *rc::gen::inRange(0, 2) == 0 ? edge_reading::lonlat : edge_reading::geodesic;
        const line_measure line(lines, reading);
        for (int i = 0; i < 20; ++i) {
            const metres wanted = line.length() * uniform(0, 1);
            const auto place = line.position_at(wanted);
            const auto foot = line.chainage_of(place.position);
            RC_ASSERT(std::abs(foot.distance.value()) < 1e-3);
            RC_ASSERT(std::abs((foot.chainage - wanted).value()) < 1e-3);
            RC_ASSERT(
                std::abs(std::remainder((foot.azimuth - place.azimuth).value(), 360.0)) < 180.1
            );
        }
    }));
}

TEST_CASE("line_measure: distances as by GeographicLib", "[geo][linework]") {
    const auto rough = on_earth(truth::roughened({at(179.2, 55), at(180.9, 56)}, 6, 2));
    for (const auto reading : {edge_reading::lonlat, edge_reading::geodesic}) {
        const line_measure line(multi_line_string<lon_lat>{rough}, reading);
        const truth::lines_truth real({rough}, reading);
        std::mt19937_64 generator(4);
        for (int i = 0; i < 200; ++i) {
            const auto p = destination(
                rough[generator() % rough.size()],
                degrees(static_cast<double>(generator() % 360)),
                metres(std::pow(10.0, static_cast<double>(generator() % 6)))
            );
            // 2 mm: the truth's own.
            CHECK_THAT(
                std::abs(line.chainage_of(p).distance.value()),
                WithinAbs(real.distance_to(p), 0.003)
            );
        }
    }
}

TEST_CASE("line_measure: a million positions", "[slow]") {
    line_string<lon_lat> line;
    for (int i = 0; i < 1'000'000; ++i) {
        line.push_back(at(20 + i * 1e-5, 45 + 0.1 * std::sin(i * 1e-3)));
    }
    const cpu_time timer;
    const line_measure made(multi_line_string<lon_lat>{line});
    for (int i = 0; i < 1000; ++i) {
        CHECK(
            made.chainage_of(made.position_at(made.length() * (i / 1000.0)).position)
                .distance.value() < 1e-3
        );
    }
    const auto took = timer.count();
    CHECK(took < 10);  // 0.6 s; the bound is for sanitizers on a busy machine
}
