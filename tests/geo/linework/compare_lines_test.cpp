// SPDX-License-Identifier: Apache-2.0
#include "geo/base/error.hpp"
#include "geo/linework/compare_lines.hpp"
#include "geo/linework/ground.hpp"
#include "tests/geo/offset/truth.hpp"
#include "tests/support/cpu_time.hpp"
#include "tests/support/places.hpp"
#include "tests/support/uniform.hpp"

#include <catch2/catch.hpp>
#include <rapidcheck.h>

#include <limits>

using Catch::Matchers::Contains;
using Catch::Matchers::WithinAbs;
using namespace geo;
using support::on_earth;
using support::uniform;
using truth::at;

namespace {

using multi_chain = multi_line_string<lon_lat>;
using chain = line_string<lon_lat>;

/// Positions of the edges, no farther than `step` from one to the next.
chain walked(const chain& line, edge_reading edges, double step) {
    chain out{line.front()};
    for (std::size_t i = 1; i < line.size(); ++i) {
        const double size = std::max(
            distance(line[i - 1], line[i]).value(),
            111.7e3 * std::abs(detail::degrees_east(line[i - 1], line[i])) *
                std::cos(line[i].lat.value() * 0.0174533)
        );
        const int count = std::max(1, static_cast<int>(std::ceil(size / step)));
        for (int k = 1; k <= count; ++k) {
            out.push_back(detail::position_on_edge(
                line[i - 1], line[i], static_cast<double>(k) / count, edges
            ));
        }
    }
    return out;
}

/// Directed Hausdorff distance by asking at every `step`: too small by at most half of it.
double brute(const multi_chain& from, const multi_chain& to, edge_reading edges, double step) {
    const truth::lines_truth real(to, edges);
    double worst = 0;
    for (const auto& line : from) {
        for (const auto& p : walked(line, edges, step)) {
            worst = std::max(worst, real.distance_to(p));
        }
    }
    return worst;
}

/// Fréchet distance of the positions alone: too large by at most the step between them.
double discrete_frechet(const chain& a, const chain& b) {
    std::vector<double> row(b.size());
    for (std::size_t i = 0; i < a.size(); ++i) {
        double diagonal = 0;
        for (std::size_t j = 0; j < b.size(); ++j) {
            const double here = distance(a[i], b[j]).value();
            double reach = std::numeric_limits<double>::infinity();
            if (i > 0) {
                reach = row[j];
            }
            if (j > 0) {
                reach = std::min(reach, row[j - 1]);
            }
            if (i > 0 && j > 0) {
                reach = std::min(reach, diagonal);
            }
            if (i == 0 && j == 0) {
                reach = 0;
            }
            diagonal = row[j];
            row[j] = std::max(here, reach);
        }
    }
    return row.back();
}

struct pair_of_lines {
    chain a;
    chain b;
    edge_reading edges = edge_reading::lonlat;
};

/// Two rough lines of one place, size 100 m to 300 km, anywhere.
pair_of_lines any_pair(int times) {
    const double lon = uniform(-180, 180);
    const double lat = uniform(-85, 85);
    const double size = std::pow(10.0, uniform(-3, 0.5));
    pair_of_lines out;
    for (auto* line : {&out.a, &out.b}) {
        chain corners;
        const int count = *rc::gen::inRange(2, 5);
        for (int i = 0; i < count; ++i) {
            corners.push_back(at(lon + uniform(-size, size), lat + uniform(-size, size)));
        }
        *line = on_earth(truth::roughened(
            corners,
            *rc::gen::inRange(0, times),
            static_cast<unsigned>(*rc::gen::inRange(0, 1000000)),
            0.2
        ));
    }
    out.edges = *rc::gen::inRange(0, 2) == 0 ? edge_reading::lonlat : edge_reading::geodesic;
    return out;
}

void check_hausdorff() {
    const auto pair = any_pair(5);
    const metres tolerance(std::pow(10.0, uniform(-2, 1)));
    const compare_options options{pair.edges, tolerance};
    const auto found = hausdorff_distance({pair.a}, {pair.b}, options);
    const auto back = hausdorff_distance({pair.b}, {pair.a}, options);
    RC_ASSERT(found.a_to_b.distance == back.b_to_a.distance);
    RC_ASSERT(found.b_to_a.at == back.a_to_b.at);
    double extent = distance(pair.a.front(), pair.a.back()).value();
    const double step = std::max(1.0, extent / 400);
    const double real = brute({pair.a}, {pair.b}, pair.edges, step);
    RC_ASSERT(found.a_to_b.error <= tolerance);
    // The brute force is too small by half a step at most; 5 mm is the truth's and ours.
    RC_ASSERT(found.a_to_b.distance.value() + found.a_to_b.error.value() >= real - 0.005);
    RC_ASSERT(found.a_to_b.distance.value() <= real + step / 2 + 0.005);
    const truth::lines_truth other({pair.b}, pair.edges);
    RC_ASSERT(std::abs(other.distance_to(found.a_to_b.at) - found.a_to_b.distance.value()) < 0.005);
}

void check_frechet() {
    const auto pair = any_pair(4);
    const compare_options options{pair.edges, metres(0.5)};
    const auto found = frechet_distance(pair.a, pair.b, options);
    const auto back = frechet_distance(pair.b, pair.a, options);
    RC_ASSERT(
        std::abs((found.distance - back.distance).value()) <=
        found.error.value() + back.error.value()
    );
    const auto far = hausdorff_distance({pair.a}, {pair.b}, options);
    RC_ASSERT(found.distance >= far.larger().distance - metres(0.01));
    const double size = length(pair.a).value() + length(pair.b).value() + 1;
    const double step = size / 500;
    const double discrete =
        discrete_frechet(walked(pair.a, pair.edges, step), walked(pair.b, pair.edges, step));
    // The continuous leash is no longer, and shorter by a step at most (2 % for walked()'s own
    // idea of length).
    RC_ASSERT((found.distance - found.error).value() <= discrete + 0.01);
    RC_ASSERT(found.distance.value() >= discrete - 1.02 * step - 0.01);
}

}  // namespace

TEST_CASE("compare_lines: what cannot be compared is refused", "[geo][linework]") {
    const multi_chain line{{at(10, 50), at(11, 50)}};
    CHECK_THROWS_WITH(hausdorff_distance({}, line), Contains("first line has no position"));
    CHECK_THROWS_WITH(
        hausdorff_distance(line, multi_chain(2)), Contains("second line has no position")
    );
    CHECK_THROWS_AS(hausdorff_distance(line, {{at(181, 0)}}), input_error);
    CHECK_THROWS_AS(hausdorff_distance(line, line, {edge_reading::lonlat, metres(0)}), input_error);
    CHECK_THROWS_AS(
        hausdorff_distance(line, line, {edge_reading::lonlat, metres(std::nan(""))}), input_error
    );
    CHECK_THROWS_WITH(
        hausdorff_distance(line, {{at(50, 10), at(90, 10)}}), Contains("reference system")
    );
    CHECK_THROWS_AS(frechet_distance({}, line[0]), input_error);
    CHECK_THROWS_AS(deviation_profile(line, line, metres(0)), input_error);
    CHECK_THROWS_AS(deviation_profile(line, line, metres(1e-4)), input_error);
}

TEST_CASE("hausdorff: points, one line twice", "[geo][linework]") {
    const auto points = hausdorff_distance({{at(10, 50)}}, {{at(10, 51)}});
    CHECK_THAT(
        points.larger().distance.value(), WithinAbs(distance(at(10, 50), at(10, 51)).value(), 1e-6)
    );
    const multi_chain line{{at(10, 50), at(11, 50.5), at(11, 50.5), at(12, 50)}};
    const auto same = hausdorff_distance(line, line);
    CHECK(same.larger().distance.value() < 1e-3);
    CHECK(same.larger().error <= metres(0.5));
    // A part of it: from the part to the whole nothing, the other way its end.
    const auto part = hausdorff_distance({{at(10, 50), at(11, 50.5)}}, line);
    CHECK(part.a_to_b.distance.value() < 1e-3);
    CHECK_THAT(part.b_to_a.at.lon.value(), WithinAbs(12, 1e-6));
}

TEST_CASE("hausdorff: meridians, parallels and the equator", "[geo][linework]") {
    // Two meridians, a minute of the equator apart at their southern ends: widest there.
    const double apart = distance(at(20, 0), at(20.1, 0)).value();
    const auto meridians =
        hausdorff_distance({{at(20, 0), at(20, 30)}}, {{at(20.1, 0), at(20.1, 30)}});
    CHECK_THAT(meridians.larger().distance.value(), WithinAbs(apart, 0.5));
    CHECK(meridians.larger().distance.value() <= apart + 1e-3);
    CHECK(meridians.larger().error <= metres(0.5));
    CHECK(meridians.larger().at.lat.value() < 0.1);
    // A parallel and the geodesic of its ends: farthest apart in the middle, not at a vertex.
    const chain parallel{at(30, 50), at(40, 50)};
    const auto dense = walked(parallel, edge_reading::lonlat, 100);
    const auto bow = directed_hausdorff({dense}, {parallel}, {edge_reading::geodesic, metres(0.1)});
    const double known = distance_to_edge(at(35, 50), parallel[0], parallel[1]).distance.value();
    CHECK_THAT(bow.distance.value(), WithinAbs(known, 0.1));
    CHECK_THAT(bow.at.lon.value(), WithinAbs(35, 0.05));
    // From the equator to a parallel: the meridian arc.
    const auto north = directed_hausdorff({{at(-1, 0), at(1, 0)}}, {{at(-5, 1), at(5, 1)}});
    CHECK_THAT(north.distance.value(), WithinAbs(distance(at(0, 0), at(0, 1)).value(), 0.5));
    // Over the antimeridian and about the pole.
    const auto over =
        hausdorff_distance({{at(179, 10), at(-179, 10)}}, {{at(179, 10.5), at(-179, 10.5)}});
    CHECK_THAT(
        over.larger().distance.value(), WithinAbs(distance(at(179, 10), at(179, 10.5)).value(), 5)
    );
    const auto polar = hausdorff_distance(
        {{at(0, 89), at(120, 89), at(-120, 89), at(0, 89)}},
        {{at(0, 90)}},
        {edge_reading::lonlat, metres(0.01)}
    );
    CHECK_THAT(
        polar.a_to_b.distance.value(), WithinAbs(distance(at(0, 89), at(0, 90)).value(), 0.02)
    );
}

TEST_CASE("hausdorff: as by brute force, symmetric, of any rough lines", "[geo][linework]") {
    CHECK(rc::check("hausdorff", check_hausdorff));
}

TEST_CASE("hausdorff: a thousand pairs of lines", "[slow]") {
    CHECK(rc::check("hausdorff", check_hausdorff));
}

TEST_CASE("frechet: known leashes", "[geo][linework]") {
    const double apart = distance(at(20, 0), at(20.1, 0)).value();
    const auto meridians = frechet_distance({at(20, 0), at(20, 30)}, {at(20.1, 0), at(20.1, 30)});
    CHECK_THAT(meridians.distance.value(), WithinAbs(apart, 0.51));
    CHECK(meridians.error <= metres(0.6));
    // To and fro: Hausdorff is blind to it, the leash is not. The line turns back for 0.2 of a
    // degree; half of that is the shortest leash.
    const chain straight{at(10, 0), at(11, 0)};
    const chain to_and_fro{at(10, 0), at(10.6, 0), at(10.4, 0), at(11, 0)};
    CHECK(hausdorff_distance({straight}, {to_and_fro}).larger().distance.value() < 0.01);
    const auto leash = frechet_distance(straight, to_and_fro);
    CHECK_THAT(leash.distance.value(), WithinAbs(0.1 * 111319.4908, 0.6));
    CHECK(leash.distance.value() >= 0.1 * 111319.4908 - 1e-3);
    CHECK_THAT(
        frechet_distance(to_and_fro, straight).distance.value(), WithinAbs(0.1 * 111319.4908, 0.6)
    );
    // Backwards: only when asked for.
    const chain back(straight.rbegin(), straight.rend());
    CHECK_THAT(frechet_distance(straight, back).distance.value(), WithinAbs(111319.4908, 0.6));
    const auto either = frechet_distance(straight, back, {}, travel::either);
    CHECK(either.distance.value() < 0.6);
    CHECK(either.reversed);
    CHECK_FALSE(frechet_distance(straight, straight, {}, travel::either).reversed);
    // A point: the farthest end.
    CHECK_THAT(
        frechet_distance({at(10, 0)}, straight).distance.value(), WithinAbs(111319.4908, 0.6)
    );
    CHECK_THAT(
        frechet_distance({at(10, 0)}, {at(11, 0)}).distance.value(), WithinAbs(111319.4908, 0.6)
    );
}

TEST_CASE("frechet: between Hausdorff and the discrete one", "[geo][linework]") {
    CHECK(rc::check("frechet", check_frechet));
}

TEST_CASE("frechet: a thousand pairs of lines", "[slow]") {
    CHECK(rc::check("frechet", check_frechet));
}

TEST_CASE("deviation profile: the offset has a sign and a chainage", "[geo][linework]") {
    const multi_chain a{{at(20, 40), at(20, 41)}};
    const multi_chain b{{at(19.9, 39), at(20.1, 42)}};
    const auto profile = deviation_profile(a, b, kilometres(10));
    REQUIRE(profile.size() == 13);
    CHECK(profile.front().chainage == metres(0));
    CHECK_THAT(
        profile.back().chainage.value(), WithinAbs(distance(at(20, 40), at(20, 41)).value(), 1e-3)
    );
    // b crosses from the left to the right of a, at 40.5.
    CHECK(profile.front().offset > metres(0));
    CHECK(profile.back().offset < metres(0));
    const truth::lines_truth real(b, edge_reading::lonlat);
    for (const auto& one : profile) {
        CHECK_THAT(std::abs(one.offset.value()), WithinAbs(real.distance_to(one.position), 0.003));
    }
}

TEST_CASE("compare_lines: 5,000 by 5,000 positions", "[geo][linework]") {
    const auto a = on_earth(truth::roughened({at(30, 46), at(33, 49), at(38, 50)}, 11, 1, 0.1));
    const auto b =
        on_earth(truth::roughened({at(30, 46.1), at(33.2, 49), at(38, 49.9)}, 11, 1, 0.1));
    const cpu_time timer;
    const auto far = hausdorff_distance({a}, {b});
    const auto first = timer.count();
    const auto leash = frechet_distance(a, b);
    const auto both = timer.count();
    CHECK(leash.distance >= far.larger().distance);
    INFO(
        a.size() << " positions, hausdorff " << far.larger().distance.value() << " m " << first
                 << " s, frechet " << leash.distance.value() << " m " << both - first << " s"
    );
    CHECK(both < 20);
    // Nothing in common: the second runs the other way.
    const chain back(b.rbegin(), b.rend());
    const cpu_time again;
    const auto worst = frechet_distance(a, back);
    const auto third = again.count();
    INFO("backwards " << worst.distance.value() << " m " << third << " s");
    CHECK(third < 60);
}
