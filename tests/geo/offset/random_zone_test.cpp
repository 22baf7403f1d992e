// SPDX-License-Identifier: Apache-2.0
#include "geo/offset/zone.hpp"
#include "geo/overlay/overlay.hpp"
#include "tests/geo/offset/truth.hpp"
#include "tests/support/uniform.hpp"

#include <catch2/catch.hpp>
#include <rapidcheck.h>

using namespace geo;
using support::uniform;
using truth::at;
using truth::flat;

namespace {

/// Lines of 1 to 3 parts, roughened 0 to 6 times, anywhere on earth.
multi_line_string<lon_lat> any_lines() {
    const double lon = uniform(-180, 178);
    const double lat = uniform(-85, 85);
    const double size = std::pow(10.0, uniform(-3, 0.3));
    multi_line_string<lon_lat> out;
    const int parts = *rc::gen::inRange(1, 4);
    for (int k = 0; k < parts; ++k) {
        line_string<lon_lat> line;
        const int vertices = *rc::gen::inRange(1, 5);
        for (int i = 0; i < vertices; ++i) {
            line.push_back(
                at(std::clamp(lon + uniform(-size, size), -180.0, 180.0),
                   std::clamp(lat + uniform(-size, size), -90.0, 90.0))
            );
        }
        out.push_back(truth::roughened(
            line, *rc::gen::inRange(0, 7), static_cast<unsigned>(*rc::gen::inRange(0, 1000000))
        ));
        for (auto& p : out.back()) {
            p =
                at(std::clamp(p.lon.value(), -180.0, 180.0),
                   std::clamp(p.lat.value(), -90.0, 90.0));
        }
    }
    return out;
}

void check_random_zone(metres tolerance) {
    const auto lines = any_lines();
    const metres distance(std::pow(10.0, uniform(1.5, 5.2)));
    const auto made = zone_about(lines, distance, {tolerance, edge_reading::lonlat});
    RC_ASSERT(made.max_error <= tolerance);
    RC_ASSERT(!find_invalidity(flat(made.area)));
    const truth::lines_truth real(lines, edge_reading::lonlat);
    const auto errors = truth::boundary_errors(made.area, real, distance.value(), 6);
    RC_ASSERT(errors.low >= -made.max_error.value() - 0.002);
    RC_ASSERT(errors.high <= made.max_error.value() + 0.002);
    for (int i = 0; i < 20; ++i) {
        const auto& line =
            lines[static_cast<std::size_t>(*rc::gen::inRange(0, static_cast<int>(lines.size())))];
        const auto p = destination(
            line[static_cast<std::size_t>(*rc::gen::inRange(0, static_cast<int>(line.size())))],
            degrees(uniform(0, 360)),
            distance * uniform(0, 1.3)
        );
        const double d = real.distance_to(p);
        if (std::abs(d - distance.value()) > tolerance.value()) {
            RC_ASSERT(truth::is_inside(p, made.area) == (d < distance.value()));
        }
    }
}

}  // namespace

TEST_CASE("zone: a thousand random lines", "[slow]") {
    CHECK(rc::check("random zones", [] { check_random_zone(metres(0.5)); }));
}
