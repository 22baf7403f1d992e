// SPDX-License-Identifier: Apache-2.0
#include "geo/base/error.hpp"
#include "geo/linework/line_measure.hpp"
#include "geo/linework/stretches.hpp"
#include "geo/measure/geodesic.hpp"
#include "tests/geo/offset/truth.hpp"

#include <catch2/catch.hpp>

using namespace geo;
using namespace geo::literals;
using Catch::Matchers::WithinAbs;
using truth::at;

namespace {

const multi_polygon<lon_lat> holed_land{
    {{at(34, 47), at(36, 47), at(36, 49), at(34, 49), at(34, 47)},
     {{at(34.9, 47.9), at(34.9, 48.1), at(35.1, 48.1), at(35.1, 47.9), at(34.9, 47.9)}}}};

}  // namespace

TEST_CASE("stretches: a meridian through land and its hole", "[geo][linework]") {
    const multi_line_string<lon_lat> line{{at(35, 46.5), at(35, 49.5)}};
    const auto found = stretches_along(line, holed_land, {1_km, edge_reading::lonlat});
    const stretch_kind kinds[] = {
        stretch_kind::outside,
        stretch_kind::on,
        stretch_kind::inside,
        stretch_kind::on,
        stretch_kind::outside,
        stretch_kind::on,
        stretch_kind::inside,
        stretch_kind::on,
        stretch_kind::outside};
    REQUIRE(found.size() == std::size(kinds));
    metres sum(0);
    for (std::size_t i = 0; i < found.size(); ++i) {
        CHECK(found[i].kind == kinds[i]);
        sum += found[i].to - found[i].from;
        if (i > 0) {
            CHECK(found[i].from == found[i - 1].to);
            CHECK(found[i].start == found[i - 1].end);
        }
    }
    CHECK_THAT((sum - length(line)).value(), WithinAbs(0, 0.001));
    // The edge of 47 N is a parallel: along the meridian it is met at a right angle.
    CHECK_THAT((found[1].to - found[1].from).value(), WithinAbs(2000, 0.01));
    CHECK_THAT((distance(found[1].start, at(35, 47)) - 1_km).value(), WithinAbs(0, 0.01));
    CHECK_THAT((distance(found[0].farthest_at, at(35, 46.5))).value(), WithinAbs(0, 0.01));
}

TEST_CASE("stretches: rough line, every place as brute force says", "[geo][linework]") {
    const multi_line_string<lon_lat> line{
        truth::roughened({at(33.8, 47.1), at(36.1, 47.02)}, 7, 11, 0.15),
        truth::roughened({at(36.2, 48), at(35.0, 48.05)}, 5, 12, 0.1)};
    multi_line_string<lon_lat> edges;
    for_each_ring(holed_land, [&](const ring<lon_lat>& r) {
        edges.emplace_back(r.begin(), r.end());
    });
    const truth::lines_truth real(edges, edge_reading::lonlat);
    const auto found = stretches_along(line, holed_land, {2_km, edge_reading::lonlat});
    CHECK(found.size() > 6);
    const line_measure measure(line);
    metres sum(0);
    for (const auto& one : found) {
        sum += one.to - one.from;
    }
    CHECK_THAT((sum - measure.length()).value(), WithinAbs(0, 0.001));
    for (int i = 0; i <= 600; ++i) {
        const auto place = measure.position_at(i / 600.0 * measure.length());
        const double d = real.distance_to(place.position);
        if (std::abs(d - 2000) < 1) {
            continue;
        }
        const auto expected = d < 2000 ? stretch_kind::on
                              : truth::is_inside(place.position, holed_land)
                                  ? stretch_kind::inside
                                  : stretch_kind::outside;
        const auto chainage = i / 600.0 * measure.length();
        const auto holds = std::find_if(found.begin(), found.end(), [&](const auto& one) {
            return one.part == place.part && one.from <= chainage + metres(0.001) &&
                   chainage <= one.to + metres(0.001);
        });
        REQUIRE(holds != found.end());
        CHECK(holds->kind == expected);
    }
}

TEST_CASE("stretches: the area's own edge is on it", "[geo][linework]") {
    const auto& outer = holed_land[0].outer;
    const auto found =
        stretches_along({line_string<lon_lat>(outer.begin(), outer.end())}, holed_land, {10_m, {}});
    REQUIRE(found.size() == 1);
    CHECK(found[0].kind == stretch_kind::on);
}

TEST_CASE("stretches: refuses what cannot be asked", "[geo][linework]") {
    const multi_line_string<lon_lat> line{{at(35, 46.5), at(35, 49.5)}};
    CHECK_THROWS_AS(stretches_along(line, {}, {}), input_error);
    CHECK_THROWS_AS(stretches_along({{at(35, 48), at(35, 48)}}, holed_land, {}), input_error);
    CHECK_THROWS_AS(stretches_along(line, holed_land, {0_m, {}}), input_error);
    CHECK_THROWS_AS(stretches_along({}, holed_land, {}), input_error);
}
