// SPDX-License-Identifier: Apache-2.0
#include "geo/base/error.hpp"
#include "geo/offset/distance_field.hpp"
#include "geo/offset/inner_distance.hpp"
#include "geo/offset/inner_equi_ratio.hpp"
#include "tests/geo/offset/inner_truth.hpp"

#include <catch2/catch.hpp>

#include <array>

using Catch::Matchers::Contains;
using Catch::Matchers::WithinAbs;
using namespace geo;
using truth::at;

namespace {

/// A ring through positions of a small grid about a place: units of 0.1 degree.
struct drawing {
    double west = 30;
    double south = 50;

    [[nodiscard]] lon_lat operator()(double x, double y) const {
        return at(west + x / 10, south + y / 10);
    }
    [[nodiscard]] ring<lon_lat> chain(const std::vector<std::pair<double, double>>& places) const {
        ring<lon_lat> out;
        for (const auto& [x, y] : places) {
            out.push_back((*this)(x, y));
        }
        out.push_back(out.front());
        return out;
    }
};

inner_options geodesics() {
    inner_options out;
    out.edges = edge_reading::geodesic;
    return out;
}

/// Length of a path through positions.
double way(const std::vector<lon_lat>& through) {
    double sum = 0;
    for (std::size_t i = 1; i < through.size(); ++i) {
        sum += distance(through[i - 1], through[i]).value();
    }
    return sum;
}

/// The plane's grid of 0.2 mm and the sphere's 1e-8 of 100 km.
constexpr double exact = 0.005;

const std::vector<drawing> places{{30, 50}, {20, 68}, {-60, -45}, {-0.5, -0.5}, {100, -69}};

}  // namespace

TEST_CASE("inner distance: round the corner of an L", "[geo][offset]") {
    for (const auto& on : places) {
        //  +--+
        //  |  |
        //  |  +--+
        //  |s    |   p is seen from s only round the corner (1, 1)
        //  +-----+
        const multi_polygon<lon_lat> area{
            {on.chain({{0, 0}, {3, 0}, {3, 1}, {1, 1}, {1, 3}, {0, 3}}), {}}};
        const auto source = on(2.9, 0.8);
        const inner_distance paths(area, {{{}, {source}}}, geodesics());
        const auto found = paths.at(on(0.9, 2.9));
        CHECK_THAT(found.distance.value(), WithinAbs(way({source, on(1, 1), on(0.9, 2.9)}), exact));
        CHECK(found.turns);
        CHECK(distance(found.toward, on(1, 1)) < metres(exact));
        const auto straight = paths.at(on(0.1, 0.1));
        CHECK_FALSE(straight.turns);
        CHECK_THAT(straight.distance.value(), WithinAbs(way({source, on(0.1, 0.1)}), exact));
        CHECK(distance(straight.toward, source) < metres(exact));
        CHECK_FALSE(is_finite(paths.at(on(2, 2)).distance));  // beyond the area
        const auto on_edge = interpolate(on(0, 0), on(3, 0), 0.7);
        CHECK(is_finite(paths.at(on_edge).distance));
    }
}

TEST_CASE("inner distance: land round a bay, by way of two corners", "[geo][offset]") {
    const drawing on;
    const multi_polygon<lon_lat> area{
        {on.chain({{0, 0}, {4, 0}, {4, 1}, {1, 1}, {1, 3}, {4, 3}, {4, 4}, {0, 4}}), {}}};
    const auto source = on(3.9, 0.9);
    const inner_distance paths(area, {{{}, {source}}}, geodesics());
    CHECK_THAT(
        paths.at(on(3.9, 3.1)).distance.value(),
        WithinAbs(way({source, on(1, 1), on(1, 3), on(3.9, 3.1)}), exact)
    );
}

TEST_CASE("inner distance: both ways round a hole", "[geo][offset]") {
    const drawing on;
    const multi_polygon<lon_lat> area{
        {on.chain({{0, 0}, {4, 0}, {4, 4}, {0, 4}}),
         {{on(1, 1), on(1, 3), on(3, 3), on(3, 1), on(1, 1)}}}};
    const auto source = on(0.5, 2);
    const inner_distance paths(area, {{{}, {source}}}, geodesics());
    for (const double y : {1.2, 1.7, 2.0, 2.6}) {
        const auto p = on(3.7, y);
        const double south = way({source, on(1, 1), on(3, 1), p});
        const double north = way({source, on(1, 3), on(3, 3), p});
        CHECK_THAT(paths.at(p).distance.value(), WithinAbs(std::min(south, north), exact));
    }
}

TEST_CASE("inner distance: over an isthmus of 30 m, along a spit", "[geo][offset]") {
    const drawing on;
    const double half = 15 / 11132.0 / 0.642;  // 30 m at 50 degrees, in units of the drawing
    const multi_polygon<lon_lat> area{
        {on.chain(
             {{0, 0},
              {2 - half, 1},
              {2 - half, 1.2},
              {0, 3},
              {4, 3},
              {2 + half, 1.2},
              {2 + half, 1},
              {4, 0}}
         ),
         {}}};
    const auto south = on(3, 0.1);
    const inner_distance paths(area, {{{}, {south}}}, geodesics());
    const auto p = on(1, 2.9);
    const auto found = paths.at(p);
    REQUIRE(is_finite(found.distance));
    const truth::paths_truth real(area, {south});
    CHECK_THAT(found.distance.value(), WithinAbs(real.distance_to(p), exact));
}

TEST_CASE("inner distance: islands without a source are nowhere", "[geo][offset]") {
    const drawing on;
    const multi_polygon<lon_lat> area{
        {on.chain({{0, 0}, {1, 0}, {1, 1}, {0, 1}}), {}},
        {on.chain({{1.001, 0}, {2, 0}, {2, 1}, {1.001, 1}}), {}}};
    const inner_distance paths(area, {{{}, {on(0.5, 0.5)}}, {{}, {on(5, 5)}}}, geodesics());
    CHECK(is_finite(paths.at(on(0.9, 0.9)).distance));
    const auto beyond = paths.at(on(1.5, 0.5));
    CHECK_FALSE(is_finite(beyond.distance));
    CHECK(beyond.toward == on(1.5, 0.5));
    CHECK(paths.has(0));
    CHECK_FALSE(paths.has(1));
    CHECK_FALSE(is_finite(paths.at(on(0.5, 0.5), 1).distance));
}

TEST_CASE("inner distance: from lines that run inside, along the edge and out", "[geo][offset]") {
    const drawing on;
    const multi_polygon<lon_lat> area{{on.chain({{0, 0}, {4, 0}, {4, 4}, {0, 4}}), {}}};
    // On the eastern edge; from the west edge inward; out over the north edge.
    const multi_line_string<lon_lat> edge{{on(4, 1), on(4, 3)}};
    const multi_line_string<lon_lat> inward{{on(0, 2), on(1, 2)}};
    const multi_line_string<lon_lat> out{{on(2, 3), on(2, 6)}};
    const inner_distance paths(area, {{edge, {}}, {inward, {}}, {out, {}}}, geodesics());
    const truth::lines_truth to_edge(edge, edge_reading::geodesic);
    const truth::lines_truth to_inward(inward, edge_reading::geodesic);
    for (double x = 0.2; x < 4; x += 0.45) {
        for (double y = 0.2; y < 4; y += 0.45) {
            const auto p = on(x, y);
            // A convex area: nothing is in the way. Lines on the edge: 2 mm of the grid.
            CHECK_THAT(paths.at(p, 0).distance.value(), WithinAbs(to_edge.distance_to(p), 0.02));
            CHECK_THAT(paths.at(p, 1).distance.value(), WithinAbs(to_inward.distance_to(p), 0.02));
        }
    }
    CHECK(paths.left_out(0).value() < 1);
    const double outside = distance(on(2, 4), on(2, 6)).value();
    CHECK_THAT(paths.left_out(2).value(), WithinAbs(outside, 250));  // pieces of 200 m
}

TEST_CASE("inner distance: across the antimeridian", "[geo][offset]") {
    // Two parts that meet at 180 degrees, as RFC 7946 cuts them.
    const multi_polygon<lon_lat> area{
        {{at(179, 50), at(180, 50), at(180, 51), at(179, 51), at(179, 50)}, {}},
        {{at(-180, 50), at(-179, 50), at(-179, 51), at(-180, 51), at(-180, 50)}, {}}};
    const auto source = at(179.5, 50.5);
    const inner_distance paths(area, {{{}, {source}}});
    const auto p = at(-179.5, 50.6);
    CHECK_THAT(paths.at(p).distance.value(), WithinAbs(distance(source, p).value(), exact));
}

TEST_CASE("inner distance: areas up to the widest that are served", "[geo][offset]") {
    // A disc of 6 to 37 degrees with a triangle cut out of its middle: the way is straight, or by one
    // or two of the three corners. Who sees whom is judged on a sphere, a kilometre off at worst; that
    // changes no length by more than 1 m.
    std::mt19937_64 generator(5);
    const auto uniform = [&](double low, double high) {
        return low + (high - low) * static_cast<double>(generator() >> 11U) * 0x1p-53;
    };
    std::array<double, 3> worst{};  // by width: 1,300 km, 2,900 km, 8,200 km
    for (int i = 0; i < 120; ++i) {
        const double reach = std::array{6.0, 13.0, 37.0}[static_cast<std::size_t>(i % 3)];
        const auto centre = at(uniform(-110, 110), uniform(-1, 1) * (80 - reach));
        const auto around = [&](double degrees_off, double azimuth) {
            return destination(centre, degrees(azimuth), metres(degrees_off * 111000));
        };
        polygon<lon_lat> shape;
        for (int k = 0; k <= 72; ++k) {
            shape.outer.push_back(k == 72 ? shape.outer.front() : around(reach, -5.0 * k));
        }
        const double turn = uniform(0, 120);
        for (int k = 0; k <= 3; ++k) {
            const auto corner = around(reach * uniform(0.2, 0.5), turn + 120 * k);
            shape.holes.resize(1);
            shape.holes[0].push_back(k == 3 ? shape.holes[0].front() : corner);
        }
        const auto from = around(reach * uniform(0.55, 0.9), uniform(0, 360));
        const multi_polygon<lon_lat> area{shape};
        const inner_distance paths(area, {{{}, {from}}}, geodesics());
        const auto& corners = shape.holes[0];
        const auto seen = [&](lon_lat a, lon_lat b) {
            const auto found = truth::paths_truth::crossings(area, a, b);
            return std::all_of(found.begin(), found.end(), [](double t) {
                return t < 1e-9 || t > 1 - 1e-9;  // at a corner that is an end
            });
        };
        for (int q = 0; q < 8; ++q) {
            const auto to = around(reach * uniform(0.55, 0.9), uniform(0, 360));
            double real = seen(from, to) ? distance(from, to).value() : 1e9;
            for (std::size_t c = 0; c < 3; ++c) {
                for (std::size_t d = 0; d < 3; ++d) {
                    if (seen(from, corners[c]) && seen(corners[d], to)) {
                        real = std::min(real, way({from, corners[c], corners[d], to}));
                    }
                }
            }
            const double off = std::abs(paths.at(to).distance.value() - real);
            auto& most = worst[static_cast<std::size_t>(i % 3)];
            most = std::max(most, off);
        }
    }
    CAPTURE(worst[0], worst[1], worst[2]);
    CHECK(worst[0] < 0.03);
    CHECK(worst[1] < 1);
    CHECK(worst[2] < 250);
}

TEST_CASE("inner distance: bad areas are refused with the reason", "[geo][offset]") {
    const drawing on;
    const std::vector<inner_source> sources{{{}, {on(0.5, 0.5)}}};
    CHECK_THROWS_WITH(inner_distance({}, sources), Contains("empty"));
    const multi_polygon<lon_lat> bow{{on.chain({{0, 0}, {1, 1}, {1, 0}, {0, 1}}), {}}};
    CHECK_THROWS_WITH(inner_distance(bow, sources), Contains("not valid") && Contains("repair"));
    const multi_polygon<lon_lat> wide{
        {{at(-80, -10), at(80, -10), at(80, 10), at(-80, 10), at(-80, -10)}, {}}};
    CHECK_THROWS_WITH(inner_distance(wide, sources), Contains("too wide"));
}

TEST_CASE("inner distance: laws over a rough country", "[geo][offset]") {
    const drawing on;
    auto rough = truth::roughened(
        {on(0, 0), on(20, 0), on(20, 15), on(12, 4), on(0, 15), on(0, 0)}, 5, 4, 0.06
    );
    const multi_polygon<lon_lat> area{{ring<lon_lat>(rough.begin(), rough.end()), {}}};
    const multi_line_string<lon_lat> line{{on(18, 3), on(19, 12)}};
    const inner_distance paths(area, {{line, {}}}, geodesics());
    const distance_field straight(line, {});
    std::mt19937_64 generator(3);
    const auto any = [&] {
        const auto share = [&] { return static_cast<double>(generator() >> 11U) * 0x1p-53; };
        const double x = 20 * share();
        return on(x, 15 * share());
    };
    int turned = 0;
    for (int i = 0; i < 400; ++i) {
        const auto p = any();
        const auto found = paths.at(p);
        if (!is_finite(found.distance)) {
            continue;
        }
        const auto direct = straight.exact(p);
        CHECK(found.distance.value() >= direct.distance.value() - 0.02);
        turned += found.turns ? 1 : 0;
        if (!found.turns) {
            CHECK_THAT(found.distance.value(), WithinAbs(distance(p, found.toward).value(), 0.02));
        }
        // A short straight step inside changes the distance by no more than its length.
        const auto q = destination(p, degrees(static_cast<double>(i)), metres(300));
        const auto near = paths.at(q);
        const truth::paths_truth real(area, {});
        if (is_finite(near.distance) && real.is_visible(p, q)) {
            CHECK(std::abs((near.distance - found.distance).value()) <= 300.02);
        }
    }
    CHECK(turned > 50);
}

TEST_CASE("inner equi-ratio: half way round a bay", "[geo][offset]") {
    // Land like a C: the straight middle would lie in the bay.
    const drawing on;
    const multi_polygon<lon_lat> area{
        {on.chain({{0, 0}, {4, 0}, {4, 1}, {1, 1}, {1, 3}, {4, 3}, {4, 4}, {0, 4}}), {}}};
    const multi_line_string<lon_lat> from{{on(4, 0), on(4, 1)}};
    const multi_line_string<lon_lat> to{{on(4, 3), on(4, 4)}};
    const inner_distance between(area, {{from, {}}, {to, {}}}, geodesics());
    const auto lines = inner_equi_ratio_lines(between, {0.2, 0.5, 0.8});
    REQUIRE(lines.size() == 3);
    for (const auto& line : lines) {
        CAPTURE(line.ratio);
        REQUIRE(line.shape.size() == 1);
        CHECK(line.max_error <= metres(10));
        const auto& part = line.shape[0];
        const truth::lines_truth edge(
            {line_string<lon_lat>(area[0].outer.begin(), area[0].outer.end())},
            edge_reading::geodesic
        );
        CHECK(edge.distance_to(part.front()) < 1);
        CHECK(edge.distance_to(part.back()) < 1);
        for (std::size_t i = 1; i < part.size(); ++i) {
            const auto middle = interpolate(part[i - 1], part[i], 0.5);
            const double a = between.at(middle, 0).distance.value();
            const double b = between.at(middle, 1).distance.value();
            CHECK_THAT(a / (a + b), WithinAbs(line.ratio, 2e-4));  // 10 m of 60 km
            const auto link = inverse(part[i - 1], part[i]);
            const auto left = ratio_at(
                between, destination(middle, link.azimuth_start - degrees(90), metres(50))
            );
            const auto right = ratio_at(
                between, destination(middle, link.azimuth_start + degrees(90), metres(50))
            );
            if (left && right) {
                CHECK(*left < *right);
            }
        }
    }
    // South and north mirror each other but for the convergence of meridians: the middle line
    // crosses the neck of the C.
    for (const auto& p : lines[1].shape[0]) {
        CHECK(p.lon.value() <= 30.1001);
    }
}

TEST_CASE("inner equi-ratio: in a convex area as the straight metric", "[geo][offset]") {
    const drawing on;
    const multi_polygon<lon_lat> area{{on.chain({{0, 0}, {6, 0}, {6, 4}, {0, 4}}), {}}};
    const multi_line_string<lon_lat> from{{on(5, 0.5), on(4.6, 2), on(5.2, 3.5)}};
    const multi_line_string<lon_lat> to{{on(0, 0), on(0, 4)}};
    const inner_distance between(area, {{from, {}}, {to, {}}}, geodesics());
    const truth::lines_truth to_from(from, edge_reading::geodesic);
    const truth::lines_truth to_to(to, edge_reading::geodesic);
    for (const auto& line : inner_equi_ratio_lines(between, {0.25, 0.5, 0.75})) {
        REQUIRE_FALSE(line.shape.empty());
        CHECK(line.max_error <= metres(10));
        for (const auto& part : line.shape) {
            for (std::size_t i = 1; i < part.size(); ++i) {
                const auto p = interpolate(part[i - 1], part[i], 0.5);
                const double g =
                    (1 - line.ratio) * to_from.distance_to(p) - line.ratio * to_to.distance_to(p);
                CHECK(std::abs(g) <= line.max_error.value() + 3);
            }
        }
    }
}

TEST_CASE("inner equi-ratio: nothing where one side cannot be reached", "[geo][offset]") {
    const drawing on;
    const multi_polygon<lon_lat> area{
        {on.chain({{0, 0}, {1, 0}, {1, 1}, {0, 1}}), {}},
        {on.chain({{2, 0}, {3, 0}, {3, 1}, {2, 1}}), {}}};
    const inner_distance between(area, {{{}, {on(0.5, 0.5)}}, {{}, {on(2.5, 0.5)}}}, geodesics());
    const auto lines = inner_equi_ratio_lines(between, {0.5});
    REQUIRE(lines.size() == 1);
    CHECK(lines[0].shape.empty());
    CHECK_FALSE(ratio_at(between, on(0.5, 0.6)));
}
