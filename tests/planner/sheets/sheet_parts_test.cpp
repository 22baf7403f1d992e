// SPDX-License-Identifier: Apache-2.0
#include "planner/model/texts.hpp"
#include "planner/sheets/sheet_area_spots.hpp"
#include "planner/sheets/sheet_grid.hpp"
#include "planner/sheets/sheet_line_ends.hpp"
#include "planner/sheets/sheet_view.hpp"

#include <GeographicLib/Geodesic.hpp>
#include <GeographicLib/MGRS.hpp>
#include <catch2/catch.hpp>

#include <algorithm>
#include <cmath>
#include <set>

using namespace planner;
using namespace planner::detail;
using Catch::Matchers::WithinAbs;

namespace {

const paper_box frame{10, 10, 300, 200};

std::string mgrs_of(geo::lon_lat p, int digits) {
    std::string text;
    int zone = 0;
    bool north = true;
    double x = 0;
    double y = 0;
    GeographicLib::UTMUPS::Forward(p.lat.value(), p.lon.value(), zone, north, x, y);
    GeographicLib::MGRS::Forward(zone, north, x, y, digits, text);
    return text;
}

}  // namespace

TEST_CASE(
    "sheet view: the scale bar is true at the centre, the error elsewhere as told",
    "[planner][sheets]"
) {
    const GeographicLib::Geodesic& earth = GeographicLib::Geodesic::WGS84();
    for (const geo::lon_lat_box extent :
         {geo::lon_lat_box{32, 45, 40, 50},
          geo::lon_lat_box{126, 37, 129, 39},
          geo::lon_lat_box{35, 25, 36, 35},
          geo::lon_lat_box{20, -3, 26, 3}}) {
        const sheet_view view(extent, 0.03, frame, texts::english());
        // A bar of 40 mm, across, along and at a slant.
        for (const auto& [dx, dy] : {std::pair{20.0, 0.0}, {0.0, 20.0}, {12.0, 16.0}}) {
            const auto a = view.to_earth({160 - dx, 110 - dy});
            const auto b = view.to_earth({160 + dx, 110 + dy});
            double metres = 0;
            earth.Inverse(a.lat.value(), a.lon.value(), b.lat.value(), b.lon.value(), metres);
            const double printed = 0.040 * view.facts().scale_denominator;
            // Over 20 mm from the centre the scale changes by a part of what it does to the edge.
            CHECK_THAT(
                metres / printed, WithinAbs(1, 0.0002 + view.facts().worst_scale_error / 10)
            );
        }
        for (double x = frame.left + 1; x < frame.right(); x += 23) {
            for (double y = frame.top + 1; y < frame.bottom(); y += 17) {
                const auto a = view.to_earth({x - 0.5, y});
                const auto b = view.to_earth({x + 0.5, y});
                double metres = 0;
                earth.Inverse(a.lat.value(), a.lon.value(), b.lat.value(), b.lon.value(), metres);
                const double scale = 0.001 * view.facts().scale_denominator / metres;
                CHECK(std::abs(scale - 1) < view.facts().worst_scale_error * 1.02 + 1e-6);
            }
        }
        CHECK(view.facts().worst_scale_error < 0.03);
    }
}

TEST_CASE("MGRS grid: lines, values and letters are where references say", "[planner][sheets]") {
    const sheet_view view(
        {35, 47.2, 37, 48.6}, 0.03, frame, texts::english()
    );  // zones 36 and 37, bands T and U
    const auto grid = make_grid(sheet_grid::mgrs, view);
    CHECK(
        grid_text(sheet_grid::mgrs, view, texts::english()) ==
        "MGRS grid, lines every 10 km, grid zones 36T 37T 36U 37U"
    );
    REQUIRE(!grid.ticks.empty());
    for (const auto& tick : grid.ticks) {
        // Beside the tick, 0.1 mm into the map on each side: the digit of 10 km changes.
        const paper_point along{std::abs(tick.outward.y), std::abs(tick.outward.x)};
        const auto digit = [&](double side) {
            const auto text = mgrs_of(
                view.to_earth(
                    {tick.where.x + along.x * side - tick.outward.x * 0.01,
                     tick.where.y + along.y * side - tick.outward.y * 0.01}
                ),
                1
            );
            return tick.outward.y != 0 ? text[text.size() - 2] : text[text.size() - 1];
        };
        const bool north_up = tick.outward.y == 0;  // northings fall with y
        CHECK(digit(north_up ? -0.1 : 0.1) == tick.text[0]);
        CHECK(digit(north_up ? 0.1 : -0.1) != tick.text[0]);
        CHECK(tick.text[1] == '0');
    }
    std::set<std::string> seen;
    for (const auto& letters : grid.letters) {
        REQUIRE(!letters.spots.empty());
        for (const auto& spot : letters.spots) {
            const auto reference = mgrs_of(view.to_earth(spot), 0);
            if (letters.zone) {
                CHECK(reference.substr(0, 3) == letters.text);
            } else {
                CHECK(reference.substr(3) == letters.text);
            }
        }
        CHECK(seen.insert(letters.text).second
        );  // none twice, across the band's edge at 48 N either
    }
    CHECK(seen.count("36T") == 1);
    CHECK(seen.count("37U") == 1);
    // Where there is no MGRS in UTM the graticule takes its place.
    const sheet_view polar({0, 83, 60, 86}, 0.03, frame, texts::english());
    CHECK(grid_text(sheet_grid::mgrs, polar, texts::english()).starts_with("Graticule"));
    CHECK(make_grid(sheet_grid::mgrs, polar).letters.empty());
}

TEST_CASE("line ends: names of lines that run together stand on their own", "[planner][sheets]") {
    // Four lines out of one point, as phase lines where the line of contact meets the border.
    std::vector<paper_line> lines;
    for (int i = 0; i < 4; ++i) {
        lines.push_back({{100, 20}, {100.0 + 3 * i, 40}, {100.0 + 25 * i, 180}});
    }
    const paper_size_of_text size{6, 3};
    for (std::size_t i = 0; i < lines.size(); ++i) {
        std::vector<const paper_line*> others;
        for (std::size_t j = 0; j < lines.size(); ++j) {
            if (j != i) {
                others.push_back(&lines[j]);
            }
        }
        const auto ends = end_spots({lines[i]}, others, size);
        REQUIRE(ends.size() == 2);
        for (const auto& spots : ends) {
            REQUIRE(!spots.empty());
            const auto best = spots.front();
            // No other line comes into the box of the name.
            for (const auto* other : others) {
                for (int k = 0; k <= 4000; ++k) {
                    const double part = k / 4000.0;
                    for (std::size_t n = 1; n < other->size(); ++n) {
                        const double x = std::lerp((*other)[n - 1].x, (*other)[n].x, part);
                        const double y = std::lerp((*other)[n - 1].y, (*other)[n].y, part);
                        const bool inside = std::abs(x - best.x) < size.width / 2 &&
                                            std::abs(y - best.y) < size.height / 2;
                        REQUIRE(!inside);
                    }
                }
            }
        }
    }
    // A line alone is named beyond its ends; a short one at one end; a speck not beside a long one.
    const auto alone = end_spots({{{100, 100}, {200, 100}}}, {}, size);
    REQUIRE(alone.size() == 2);
    CHECK(alone[0].front().x < 100 - size.width / 2);
    CHECK(alone[1].front().x > 200 + size.width / 2);
    CHECK(end_spots({{{0, 0}, {20, 0}}}, {}, size).size() == 1);
    CHECK(end_spots({{{0, 0}, {100, 0}}, {{0, 50}, {2, 50}}}, {}, size).size() == 2);
    CHECK(end_spots({}, {}, size).empty());
    CHECK(end_spots({{{5, 5}}}, {}, size).empty());
}

TEST_CASE(
    "sheet: spots of a name lie in its area, those nearest to the best place first",
    "[planner][sheets]"
) {
    // A U of 100 mm with legs of 30 mm, and a pond in the left one.
    const paper_polygon area{
        {{{0, 0}, {30, 0}, {30, 70}, {70, 70}, {70, 0}, {100, 0}, {100, 100}, {0, 100}, {0, 0}},
         {{5, 20}, {25, 20}, {25, 40}, {5, 40}, {5, 20}}}};
    const paper_size_of_text size{20, 4};
    const paper_point best{85, 50};
    const auto spots = area_spots(area, size, best);
    const auto away = [&](paper_point p) { return std::hypot(p.x - best.x, p.y - best.y); };
    REQUIRE_FALSE(spots.empty());
    CHECK(away(spots.front()) < 100.0 / 24);
    for (std::size_t i = 0; i < spots.size(); ++i) {
        const auto& one = spots[i];
        CAPTURE(one.x, one.y);
        CHECK((i == 0 || away(spots[i - 1]) <= away(one) + 1e-9));
        // In the right leg, the left one or the bottom, wholly; not over the pond.
        const bool right = one.x >= 80 && one.x <= 90 && one.y >= 2 && one.y <= 98;
        const bool left = one.x >= 10 && one.x <= 20 && one.y >= 2 && one.y <= 98;
        const bool bottom = one.x >= 10 && one.x <= 90 && one.y >= 72 && one.y <= 98;
        CHECK((right || left || bottom));
        CHECK_FALSE((left && one.y > 18 && one.y < 42));
    }
    const auto lies_in = [&](double low, double high, double top, double down) {
        return std::count_if(spots.begin(), spots.end(), [&](paper_point p) {
            return p.x > low && p.x < high && p.y > top && p.y < down;
        });
    };
    CHECK(lies_in(0, 30, 42, 70) > 5);
    CHECK(lies_in(70, 100, 0, 70) > 20);
    CHECK(lies_in(30, 70, 70, 100) > 20);
    // Wider than the legs: only below.
    for (const auto& one : area_spots(area, {40, 4}, best)) {
        CHECK(one.y >= 72);
    }
    CHECK(area_spots(area, {101, 4}, best).empty());
    CHECK(area_spots({}, size, best).empty());
}
