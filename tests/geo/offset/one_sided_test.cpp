// SPDX-License-Identifier: Apache-2.0
#include "geo/offset/zone.hpp"
#include "tests/geo/offset/truth.hpp"

#include <catch2/catch.hpp>

using Catch::Matchers::WithinAbs;
using namespace geo;
using truth::at;

namespace {

struct halves {
    zone left;
    zone right;
    zone both;
};

halves make(const multi_line_string<lon_lat>& lines, metres distance, end_cap ends) {
    return {
        one_sided_zone(lines, distance, side::left, ends),
        one_sided_zone(lines, distance, side::right, ends),
        zone_about(lines, distance)};
}

}  // namespace

TEST_CASE("one-sided zone: left of an eastward line is north", "[geo][offset]") {
    const multi_line_string<lon_lat> line{{at(36, 48), at(37, 48)}};
    const auto left = one_sided_zone(line, 10_km, side::left, end_cap::flat);
    CHECK(truth::is_inside(at(36.5, 48.05), left.area));
    CHECK_FALSE(truth::is_inside(at(36.5, 47.95), left.area));
    CHECK_FALSE(truth::is_inside(at(36.5, 48.1), left.area));
    // 3 km beyond the ends.
    CHECK_FALSE(truth::is_inside(at(37.04, 48.01), left.area));
    CHECK_FALSE(truth::is_inside(at(35.96, 48.01), left.area));
    const auto round = one_sided_zone(line, 10_km, side::left, end_cap::round);
    CHECK(truth::is_inside(at(37.04, 48.01), round.area));
    CHECK_FALSE(truth::is_inside(at(37.04, 47.99), round.area));
}

TEST_CASE("one-sided zone: flat ends leave out half discs", "[geo][offset]") {
    const multi_line_string<lon_lat> line{{at(36, 48), at(37, 48.1)}};
    const auto [left, right, both] = make(line, 10_km, end_cap::flat);
    const double missing = (area(both.area) - area(left.area) - area(right.area)).value();
    // Two half discs; 1e-4 covers chords and the earth's curvature.
    CHECK_THAT(missing / (3.141592653589793 * 1e8), WithinAbs(1, 1e-4));
}

TEST_CASE("one-sided zone: left and right add up to both and never overlap", "[geo][offset]") {
    const std::vector<multi_line_string<lon_lat>> cases{
        {{at(37, 48), at(37.5, 48.2), at(37.3, 48.6)}},
        {{at(37, 48), at(37.5, 48), at(37.5, 48.4), at(37, 48.4), at(37, 48)}},
        {{at(37, 48), at(37.5, 48.2)}, {at(37, 48.05), at(37.5, 48.25)}},
        {{at(37, 48), at(37.5, 48.2)}, {at(37, 48), at(37.5, 48.1)}},
        {{at(37, 48), at(37.5, 48.4), at(37.5, 48), at(37, 48.4)}},
        {{at(37, 48), at(37.5, 48.2)}, {at(37.25, 48.1), at(37.3, 48.5)}},
        {{at(179.5, -17), at(-179.6, -16.2), at(-179.2, -17.5)}},
        {truth::roughened({at(34, 48), at(35, 48.4), at(36, 48)}, 5, 6)},
    };
    for (std::size_t i = 0; i < cases.size(); ++i) {
        for (const auto d : {1_km, 15_km}) {
            INFO("case " << i << ", " << d.value() << " m");
            const auto [left, right, both] = make(cases[i], d, end_cap::round);
            const double whole = area(both.area).value();
            const double sum = (area(left.area) + area(right.area)).value();
            // Along cuts vertices are rounded to 1 cm.
            CHECK_THAT(sum / whole, WithinAbs(1, 1e-6));
            const auto flat = make(cases[i], d, end_cap::flat);
            std::mt19937_64 generator(9);
            std::uniform_real_distribution<double> uniform(0, 1);
            for (int k = 0; k < 100; ++k) {
                const auto& line = cases[i][generator() % cases[i].size()];
                const auto p = destination(
                    line[generator() % line.size()],
                    degrees(360 * uniform(generator)),
                    d * (1.2 * uniform(generator))
                );
                const bool in_left = truth::is_inside(p, left.area);
                const bool in_right = truth::is_inside(p, right.area);
                CHECK_FALSE((in_left && in_right));
                CHECK((in_left || in_right) == truth::is_inside(p, both.area));
                CHECK((!truth::is_inside(p, flat.left.area) || in_left));
                CHECK((!truth::is_inside(p, flat.right.area) || in_right));
            }
        }
    }
}

TEST_CASE("one-sided zone: reversing the line swaps the sides", "[geo][offset]") {
    const auto line = truth::roughened({at(34, 48), at(35, 48.4), at(36, 48)}, 4, 6);
    const line_string<lon_lat> back(line.rbegin(), line.rend());
    // Of two boundaries of 200 km that may each be 0.05 m off, around 650 km2.
    const zone_options fine{metres(0.05), edge_reading::lonlat};
    const auto left = one_sided_zone({line}, 5_km, side::left, end_cap::flat, fine);
    const auto right = one_sided_zone({back}, 5_km, side::right, end_cap::flat, fine);
    CHECK_THAT(area(left.area) / area(right.area), WithinAbs(1, 1e-6));
}

TEST_CASE("one-sided zone: of a closed line, inside and outside", "[geo][offset]") {
    const multi_line_string<lon_lat> ring{
        {at(37, 48), at(37.5, 48), at(37.5, 48.4), at(37, 48.4), at(37, 48)}};
    for (const auto ends : {end_cap::flat, end_cap::round}) {
        const auto inside = one_sided_zone(ring, 5_km, side::left, ends);
        const auto outside = one_sided_zone(ring, 5_km, side::right, ends);
        CHECK(truth::is_inside(at(37.02, 48.02), inside.area));
        CHECK_FALSE(truth::is_inside(at(37.25, 48.2), inside.area));
        CHECK(truth::is_inside(at(36.98, 47.98), outside.area));
        CHECK_FALSE(truth::is_inside(at(37.02, 48.02), outside.area));
    }
}

namespace {

/// Azimuth at `from` of the edge to `to`, straight in lon/lat: of ever shorter pieces of it, so that their
/// error, which halves with the piece, cancels.
double tangent(lon_lat from, lon_lat to) {
    const auto toward = [&](double share) {
        const lon_lat p{
            longitude(from.lon.value() + share * (to.lon - from.lon).value()),
            latitude(from.lat.value() + share * (to.lat - from.lat).value())};
        return inverse(from, p).azimuth_start.value();
    };
    return 2 * toward(0.0005) - toward(0.001);
}

}  // namespace

TEST_CASE("one-sided zone: at free ends the cuts are true to the tolerance", "[geo][offset]") {
    // Edges of 1 to 900 km, which bend by up to a degree in lon/lat.
    const std::vector<line_string<lon_lat>> cases{
        {at(36, 48), at(37, 48.1)},
        {at(20, 61), at(31, 61)},
        {at(-71, -33), at(-71.4, -33.6), at(-69, -34)},
        {at(179.2, 52), at(179.8, 52.6)},
        {at(10, 5), at(10.01, 5.003)},
    };
    for (const auto tolerance : {0.05, 0.5}) {
        for (const auto d : {2_km, 15_km, 100_km}) {
            if (tolerance < 0.5 && d > 15_km) {
                continue;  // not promised
            }
            const zone_options options{metres(tolerance), edge_reading::lonlat};
            for (std::size_t i = 0; i < cases.size(); ++i) {
                const auto& line = cases[i];
                for (const auto ends : {end_cap::round, end_cap::flat}) {
                    const auto left = one_sided_zone({line}, d, side::left, ends, options);
                    const auto right = one_sided_zone({line}, d, side::right, ends, options);
                    INFO("case " << i << ", " << d.value() << " m, within " << tolerance);
                    // Where a line bends, half-way cuts may say more.
                    CHECK((left.max_error <= metres(tolerance) || line.size() > 2));
                    for (const bool last : {false, true}) {
                        const auto end = last ? line.back() : line.front();
                        const auto next = last ? line[line.size() - 2] : line[1];
                        const double onward = tangent(end, next) + 180;
                        for (const double share : {0.02, 0.3, 0.7, 0.99}) {
                            const auto way = share * d;
                            const double off =
                                1.02 * tolerance / way.value() * 180 / 3.141592653589793;
                            if (ends == end_cap::round) {
                                const auto west = destination(end, degrees(onward - off), way);
                                const auto east = destination(end, degrees(onward + off), way);
                                const auto& to_west = last ? left : right;
                                const auto& to_east = last ? right : left;
                                CHECK(truth::is_inside(west, to_west.area));
                                CHECK(truth::is_inside(east, to_east.area));
                                CHECK_FALSE(truth::is_inside(west, to_east.area));
                                CHECK_FALSE(truth::is_inside(east, to_west.area));
                            } else {
                                const auto in = degrees(onward - 90 - off);
                                const auto out = degrees(onward - 90 + off);
                                const auto& here = last ? left : right;
                                CHECK(truth::is_inside(destination(end, in, way), here.area));
                                CHECK_FALSE(truth::is_inside(destination(end, out, way), here.area)
                                );
                            }
                        }
                    }
                }
            }
        }
    }
}

TEST_CASE("one-sided zone: lines that meet in a tiny edge have no end there", "[geo][offset]") {
    // 1e-9 degrees of longitude are 0.07 mm there: what a cut beside a position leaves.
    const multi_line_string<lon_lat> whole{{at(36, 48), at(36.5, 48.1), at(37, 48)}};
    const multi_line_string<lon_lat> parts{
        {at(36, 48), at(36.5, 48.1), at(36.500000001, 48.1)}, {at(36.500000001, 48.1), at(37, 48)}};
    for (const auto ends : {end_cap::round, end_cap::flat}) {
        const auto one = one_sided_zone(whole, 10_km, side::left, ends);
        const auto two = one_sided_zone(parts, 10_km, side::left, ends);
        CHECK_THAT(area(two.area) / area(one.area), WithinAbs(1, 1e-5));
    }
}
