// SPDX-License-Identifier: Apache-2.0
#include "geo/measure/geodesic.hpp"
#include "planner/check/check_line.hpp"
#include "planner/theatre/read_theatre.hpp"
#include "tests/support/ellipsoidal_area.hpp"
#include "tests/support/world.hpp"

#include <GeographicLib/Geodesic.hpp>

#include <algorithm>
#include <array>
#include <cmath>
#include <cstdlib>

using namespace planner;
using Catch::Matchers::WithinAbs;
using support::ellipsoidal_area;

namespace {

using GeographicLib::Geodesic;

/// 5,000 positions from the estuary of the Dnipro to the border in the north-east, 140 m apart, with
/// wiggles of 30 m.
proposal long_proposal() {
    static constexpr std::array<std::array<double, 2>, 6> corners{
        {{32.0, 46.62}, {33.6, 47.2}, {35.2, 47.5}, {37.2, 47.9}, {38.0, 49.0}, {37.9, 50.1}}};
    constexpr int each = 1000;
    proposal out;
    out.name = "long";
    auto& line = out.lines.emplace_back();
    for (std::size_t i = 0; i + 1 < corners.size(); ++i) {
        for (int k = 0; k < each; ++k) {
            const double t = static_cast<double>(k) / each;
            const double n = static_cast<double>(i) * each + k;
            line.push_back(world::at(
                corners[i][0] + t * (corners[i + 1][0] - corners[i][0]) + 3e-4 * std::sin(1.7 * n),
                corners[i][1] + t * (corners[i + 1][1] - corners[i][1]) + 3e-4 * std::cos(2.3 * n)
            ));
        }
    }
    line.push_back(world::at(corners.back()[0], corners.back()[1]));
    return out;
}

double ellipsoidal_length(const geo::multi_line_string<geo::lon_lat>& lines) {
    double sum = 0;
    for (const auto& line : lines) {
        for (std::size_t i = 1; i < line.size(); ++i) {
            double one = 0;
            Geodesic::WGS84().Inverse(
                line[i - 1].lat.value(),
                line[i - 1].lon.value(),
                line[i].lat.value(),
                line[i].lon.value(),
                one
            );
            sum += one;
        }
    }
    return sum;
}

}  // namespace

TEST_CASE(
    "check: 5,000 positions against a border of 28,506: sums and independent figures", "[planner]"
) {
    const auto ground =
        read_theatre(std::string(ARMISTICE_TEST_DATA) + "/theatres/ukraine-2022-10");
    const auto done = check_line(ground, long_proposal(), {party_id("ua"), {}});
    REQUIRE(done.owner_side);
    const double mine = ellipsoidal_area(done.owner_side->shape);
    const double theirs = ellipsoidal_area(done.other_side->shape);
    CHECK_THAT(done.owner_side->count.size.value() / mine, WithinAbs(1, 1e-9));
    CHECK_THAT(done.other_side->count.size.value() / theirs, WithinAbs(1, 1e-9));
    // Both sides make the territory; cuts are on a grid of 1 mm along 700 km: 700 m2 at most.
    const double whole = ellipsoidal_area(ground.find_territory(territory_id("ua"))->area);
    CHECK_THAT(mine + theirs - whole, WithinAbs(0, 1000));
    CHECK_THAT(done.length.value() / ellipsoidal_length(done.what.lines), WithinAbs(1, 1e-9));
    geo::metres sum(0);
    for (const auto& one : done.stretches) {
        sum += one.where.to - one.where.from;
    }
    CHECK_THAT((sum - done.length).value(), WithinAbs(0, 0.001));
    double shapes = 0;
    for (const auto& one : done.shapes_of_stretches()) {
        shapes += ellipsoidal_length({one});
    }
    CHECK_THAT(shapes - done.length.value(), WithinAbs(0, 0.01));
    // What changes sides adds up as well.
    REQUIRE(done.changes.size() == 2);
    for (const auto& change : done.changes) {
        CHECK_THAT(change.count.size.value() - ellipsoidal_area(change.shape), WithinAbs(0, 1));
    }
    // Statuses: Crimea lies across, by the decision that the data follow; nobody else is touched but the
    // other party, where the line ends 6 km beyond the border.
    REQUIRE(done.touched.size() == 1);
    CHECK(done.touched[0].party == party_id("ru"));
    const auto crimea = std::find_if(
        done.corrections.begin(),
        done.corrections.end(),
        [](const placed_correction& one) { return one.source.find("68/262") != std::string::npos; }
    );
    REQUIRE(crimea != done.corrections.end());
    CHECK(crimea->on_other_side);
    CHECK_FALSE(crimea->on_owner_side);
    // Regions make up the roads of a side.
    for (const auto* side : {&*done.owner_side, &*done.other_side}) {
        double roads = 0;
        std::size_t crossings = 0;
        for (const auto& one : side->works_by_region) {
            roads += one.road_length.value();
            crossings += one.crossings;
        }
        CHECK_THAT(roads - side->works.road_length.value(), WithinAbs(0, 0.001));
        CHECK(crossings == side->works.crossings);
        CHECK(crossings == side->crossings.size());
    }
}

TEST_CASE("check: a million positions", "[.][slow]") {
    const auto ground =
        read_theatre(std::string(ARMISTICE_TEST_DATA) + "/theatres/ukraine-2022-10");
    auto what = long_proposal();
    geo::line_string<geo::lon_lat> dense;
    const auto& line = what.lines.front();
    constexpr int pieces = 200;
    for (std::size_t i = 1; i < line.size(); ++i) {
        for (int k = 0; k < pieces; ++k) {
            const double t = static_cast<double>(k) / pieces;
            dense.push_back(
                {line[i - 1].lon + t * (line[i].lon - line[i - 1].lon),
                 line[i - 1].lat + t * (line[i].lat - line[i - 1].lat)}
            );
        }
    }
    dense.push_back(line.back());
    REQUIRE(dense.size() > 1000000);
    const auto coarse = check_line(ground, what, {party_id("ua"), {}, {}});
    what.lines = {dense};
    double told = 0;
    const auto done = check_line(ground, what, {party_id("ua"), {}, [&](double part, auto&) {
                                                    CHECK(part >= told);
                                                    told = part;
                                                }});
    CHECK(told == 1);
    // The same line: positions between others change nothing.
    REQUIRE(done.owner_side);
    CHECK_THAT((done.length - coarse.length).value(), WithinAbs(0, 0.1));
    // 1 mm along 700 km.
    CHECK_THAT(
        (done.owner_side->count.size - coarse.owner_side->count.size).value(), WithinAbs(0, 1000)
    );
}
