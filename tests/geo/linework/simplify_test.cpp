// SPDX-License-Identifier: Apache-2.0
#include "geo/base/error.hpp"
#include "geo/linework/compare_lines.hpp"
#include "geo/linework/ground.hpp"
#include "geo/linework/simplify.hpp"
#include "geo/offset/crossings.hpp"
#include "tests/geo/offset/truth.hpp"
#include "tests/support/cpu_time.hpp"
#include "tests/support/findings.hpp"
#include "tests/support/uniform.hpp"

#include <catch2/catch.hpp>
#include <rapidcheck.h>

#include <set>

using Catch::Matchers::WithinAbs;
using namespace geo;
using support::has;
using support::uniform;
using truth::at;

namespace {

using multi_chain = multi_line_string<lon_lat>;
using chain = line_string<lon_lat>;

chain wrapped_on_grid(chain line) {
    for (auto& p : line) {
        p =
            at(std::round(std::remainder(p.lon.value(), 360.0) * 1e7) / 1e7,
               std::round(std::clamp(p.lat.value(), -90.0, 90.0) * 1e7) / 1e7);
    }
    return line;
}

simplify_options within(double tolerance, edge_reading edges = edge_reading::lonlat) {
    return {metres(tolerance), edges};
}

/// Farthest position of `from`, asked at its positions and nine places of each edge.
double farthest(
    const multi_chain& from,
    edge_reading from_edges,
    const multi_chain& to,
    edge_reading to_edges,
    int every
) {
    const truth::lines_truth real(to, to_edges);
    double worst = 0;
    int count = 0;
    for (const auto& line : from) {
        for (std::size_t i = 1; i < line.size(); ++i) {
            if (++count % every != 0) {
                continue;
            }
            for (int k = 0; k < 10; ++k) {
                worst = std::max(
                    worst,
                    real.distance_to(
                        detail::position_on_edge(line[i - 1], line[i], k / 10.0, from_edges)
                    )
                );
            }
        }
    }
    return worst;
}

/// Both ways, the result read either way.
double error_of(
    const multi_chain& given, edge_reading edges, const multi_chain& made, int every = 1
) {
    double worst = 0;
    for (const auto reading : {edge_reading::lonlat, edge_reading::geodesic}) {
        worst = std::max(worst, farthest(given, edges, made, reading, every));
        worst = std::max(worst, farthest(made, reading, given, edges, every));
    }
    return worst;
}

std::size_t crossings(const multi_chain& given) {
    std::vector<std::vector<lon_lat>> chains;
    for (const auto& line : given) {
        chains.emplace_back(line.begin(), line.end());
    }
    return detail::find_crossings(chains).size();
}

std::size_t positions(const multi_chain& given) {
    std::size_t sum = 0;
    for (const auto& line : given) {
        sum += line.size();
    }
    return sum;
}

/// Edges of a chain as unordered pairs.
std::set<std::pair<lon_lat, lon_lat>> edges_of(const std::vector<lon_lat>& line) {
    std::set<std::pair<lon_lat, lon_lat>> out;
    for (std::size_t i = 1; i < line.size(); ++i) {
        out.insert({std::min(line[i - 1], line[i]), std::max(line[i - 1], line[i])});
    }
    return out;
}

void check_rough() {
    const double lon = uniform(-180, 180);
    const double lat = uniform(-80, 80);
    const double size = std::pow(10.0, uniform(-2, 0.7));
    multi_chain given;
    const int count = *rc::gen::inRange(1, 4);
    for (int k = 0; k < count; ++k) {
        given.push_back(wrapped_on_grid(truth::roughened(
            {at(lon, lat + k * size / 20),
             at(lon + size, lat + uniform(-size, size)),
             at(lon + uniform(0, size), lat + uniform(-size, size))},
            *rc::gen::inRange(0, 7),
            static_cast<unsigned>(*rc::gen::inRange(0, 100000)),
            uniform(0.02, 0.25)
        )));
    }
    const auto edges = *rc::gen::inRange(0, 2) == 0 ? edge_reading::lonlat : edge_reading::geodesic;
    const double tolerance = std::pow(10.0, uniform(0, 3.5));
    const auto made = simplify_lines(given, within(tolerance, edges));
    RC_ASSERT(made.lines.size() == given.size());
    RC_ASSERT(made.report.max_error.value() <= tolerance);
    const double error = error_of(given, edges, made.lines);
    RC_ASSERT(error <= made.report.max_error.value() + 0.01);
    // Crossings only where there were some; edges that get positions can be more, then.
    if (crossings(given) == 0) {
        RC_ASSERT(crossings(made.lines) == 0U);
        RC_ASSERT(!has(made.report.found, finding_code::line_self_crossing));
    }
    for (std::size_t k = 0; k < given.size(); ++k) {
        RC_ASSERT(made.lines[k].front() == given[k].front());
        RC_ASSERT(made.lines[k].back() == given[k].back());
    }
    // Equal input gives equal output; shared positions whoever comes first.
    RC_ASSERT(simplify_lines(given, within(tolerance, edges)).lines == made.lines);
}

}  // namespace

TEST_CASE("simplify: nothing, a position, repeated positions", "[geo][linework]") {
    CHECK(simplify_lines({}).lines.empty());
    const multi_chain few{{}, {at(1, 2)}, {at(1, 2), at(1, 2)}, {at(1, 2), at(1, 2), at(3, 2)}};
    const auto made = simplify_lines(few);
    REQUIRE(made.lines.size() == 4);
    CHECK(made.lines[0].empty());
    CHECK(made.lines[1] == few[1]);
    CHECK(made.lines[2] == few[2]);
    CHECK(made.lines[3].front() == at(1, 2));
    CHECK(made.lines[3].back() == at(3, 2));
    CHECK_THROWS_AS(simplify_lines({{at(0, 91)}}), input_error);
    CHECK_THROWS_AS(simplify_lines({}, within(0.01)), input_error);
    CHECK_THROWS_AS(simplify_lines({}, within(std::nan(""))), input_error);
    CHECK_THROWS_AS(simplify_lines({}, within(1e6)), input_error);
}

TEST_CASE(
    "simplify: meridians and the equator become one edge, parallels do not", "[geo][linework]"
) {
    chain meridian;
    chain equator;
    chain parallel;
    for (int i = 0; i <= 100; ++i) {
        meridian.push_back(at(30, 40 + i * 0.05));
        equator.push_back(at(178 + i * 0.04 > 180 ? i * 0.04 - 182 : 178 + i * 0.04, 0));
        parallel.push_back(at(10 + i * 0.05, 60));
    }
    CHECK(
        simplify_lines({meridian}, within(1)).lines[0] == chain{meridian.front(), meridian.back()}
    );
    CHECK(simplify_lines({equator}, within(1)).lines[0] == chain{equator.front(), equator.back()});
    // Along the parallel of 60 both readings are within 100 m up to L^2 tan(60) / 8 R = 90 m, 51 km:
    // a degree is 55.8 km.
    const auto bent = simplify_lines({parallel}, within(100));
    CHECK(bent.lines[0].size() >= 6);
    CHECK(bent.lines[0].size() <= 12);
    CHECK(error_of({parallel}, edge_reading::lonlat, bent.lines) < 100);
}

TEST_CASE("simplify: rough lines, within the tolerance by either reading", "[geo][linework]") {
    CHECK(rc::check("rough", check_rough));
}

TEST_CASE("simplify: a thousand rough lines", "[slow]") {
    CHECK(rc::check("rough", check_rough));
}

TEST_CASE("simplify: again changes nothing", "[geo][linework]") {
    for (unsigned seed = 0; seed < 20; ++seed) {
        const multi_chain given{
            wrapped_on_grid(truth::roughened({at(30, 48), at(32, 49), at(33, 47)}, 8, seed, 0.1))};
        const auto once = simplify_lines(given, within(300));
        const auto twice = simplify_lines(once.lines, within(300));
        INFO(seed);
        CHECK(twice.lines == once.lines);
        CHECK(positions(once.lines) < positions(given) / 3);
    }
}

TEST_CASE("simplify: shared edges stay shared", "[geo][linework]") {
    // Two areas with a rough border between them, and a line that follows half of it, then leaves.
    const auto border = wrapped_on_grid(truth::roughened({at(30, 48), at(30.1, 50)}, 9, 7, 0.1));
    line_coverage given;
    for (const double side : {28.0, 32.0}) {
        ring<lon_lat> outer(border.begin(), border.end());
        outer.push_back(at(side, 50));
        outer.push_back(at(side, 48));
        outer.push_back(border.front());
        if (side > 30) {
            std::reverse(outer.begin(), outer.end());
        }
        given.areas.push_back({{outer, {}}});
    }
    chain line(border.begin(), border.begin() + 300);
    line.push_back(at(31, 49.5));
    given.lines.push_back(line);
    const auto made = simplify_coverage(given, within(200));
    CHECK(made.report.max_error <= metres(200));
    const auto& west = made.shapes.areas[0][0].outer;
    const auto& east = made.shapes.areas[1][0].outer;
    CHECK(west.front() == west.back());
    const auto west_edges = edges_of(west);
    const auto east_edges = edges_of(east);
    const auto line_edges = edges_of(made.shapes.lines[0]);
    std::size_t shared = 0;
    for (const auto& edge : west_edges) {
        shared += east_edges.count(edge);
    }
    CHECK(shared > 20);
    CHECK(shared < 300);
    std::size_t followed = 0;
    for (const auto& edge : line_edges) {
        followed += west_edges.count(edge);
        CHECK(west_edges.count(edge) == east_edges.count(edge));
    }
    CHECK(followed > 10);
    // Where the line leaves the border is a position of all three.
    const auto leaves = border[299];
    for (const auto* chain_of : {&west, &east}) {
        CHECK(std::find(chain_of->begin(), chain_of->end(), leaves) != chain_of->end());
    }
    // Areas: a border moved by less than 200 m along 222 km, to and fro.
    CHECK_THAT(
        (area(made.shapes.areas[0]) + area(made.shapes.areas[1])).value(),
        WithinAbs((area(given.areas[0]) + area(given.areas[1])).value(), 3e6)
    );
}

TEST_CASE("simplify: a line that ends on an edge goes on ending there", "[geo][linework]") {
    // The border's edge has no position where the line ends.
    const multi_chain given{
        {at(30, 48), at(31, 48.5), at(32, 48)},
        wrapped_on_grid(truth::roughened({at(30.5, 48.25), at(30.6, 49)}, 6, 2, 0.05))};
    const auto made = simplify_lines(given, within(500));
    CHECK(has(made.report.found, finding_code::line_end_attached));
    const auto& border = made.lines[0];
    CHECK(std::find(border.begin(), border.end(), at(30.5, 48.25)) != border.end());
    CHECK(made.lines[1].front() == at(30.5, 48.25));
}

TEST_CASE("simplify: nothing is passed over", "[geo][linework]") {
    // A bay with an island in it, an islet that would fit between the coast and its chord, and a
    // coast that would collapse onto its neighbour.
    const multi_chain given{
        {at(30, 48), at(30.002, 48.0005), at(30.004, 48), at(30.006, 48.0006), at(30.01, 48)},
        {at(30.0019, 48.0001), at(30.0021, 48.0001), at(30.002, 48.0003), at(30.0019, 48.0001)}};
    const auto made = simplify_lines(given, within(100));
    REQUIRE(made.lines[1].size() >= 4);
    CHECK(made.lines[1].front() == made.lines[1].back());
    // The islet lies south of the coast, as before: the bay's position stays.
    CHECK(
        std::find(made.lines[0].begin(), made.lines[0].end(), at(30.002, 48.0005)) !=
        made.lines[0].end()
    );
    CHECK(crossings(made.lines) == 0);
    const auto without = simplify_lines({given[0]}, within(100));
    CHECK(without.lines[0].size() == 2);
    // An edge would run over its neighbour from the same position.
    const multi_chain beside{
        {at(30, 48), at(30.002, 48)},
        {at(30, 48), at(30.0005, 48.0001), at(30.001, 48), at(30.001, 47.9)}};
    CHECK(simplify_lines(beside, within(20)).lines[1].size() == 4);
    // Two arcs between two nodes: a lens does not collapse.
    const multi_chain lens{
        {at(30, 48), at(30.001, 48.0002), at(30.002, 48)},
        {at(30, 48), at(30.001, 47.9998), at(30.002, 48)}};
    const auto open = simplify_lines(lens, within(1000));
    CHECK(open.lines[0].size() + open.lines[1].size() >= 5);
}

TEST_CASE("simplify: rings keep three positions and their direction", "[geo][linework]") {
    CHECK(rc::check("rings", [] {
        const double lon = uniform(-180, 180);
        const double lat = uniform(-85, 85);
        const double size = std::pow(10.0, uniform(-4, 0));
        chain ring;
        const int count = *rc::gen::inRange(3, 60);
        for (int i = 0; i < count; ++i) {
            const double turn = 6.283185307179586 * i / count;
            const double reach = size * uniform(0.5, 1);
            ring.push_back(at(lon + reach * std::cos(turn), lat + reach * std::sin(turn)));
        }
        ring.push_back(ring.front());
        ring = wrapped_on_grid(ring);
        const auto made = simplify_lines({ring}, within(std::pow(10.0, uniform(-1, 4)))).lines[0];
        RC_ASSERT(made.size() >= 4U);
        RC_ASSERT(made.front() == made.back());
        RC_ASSERT(std::set<lon_lat>(made.begin(), made.end()).size() + 1 == made.size());
        const auto turned = [](const chain& of) {
            double sum = 0;
            for (std::size_t i = 1; i < of.size(); ++i) {
                const double x = detail::degrees_east(of[0], of[i - 1]);
                const double next = detail::degrees_east(of[0], of[i]);
                sum += x * (of[i].lat - of[0].lat).value() -
                       next * (of[i - 1].lat - of[0].lat).value();
            }
            return sum;
        };
        RC_ASSERT((turned(made) > 0) == (turned(ring) > 0));
    }));
}

TEST_CASE("simplify: what crossed goes on crossing, and is told", "[geo][linework]") {
    const multi_chain given{
        wrapped_on_grid(truth::roughened({at(30, 48), at(31, 49)}, 7, 3, 0.05)),
        wrapped_on_grid(truth::roughened({at(30, 49), at(31, 48)}, 7, 4, 0.05))};
    const auto before = crossings(given);
    REQUIRE(before == 2);
    const auto made = simplify_lines(given, within(2000));
    CHECK(crossings(made.lines) == before);
    CHECK(has(made.report.found, finding_code::line_self_crossing));
    CHECK(positions(made.lines) < positions(given) / 2);
}

TEST_CASE("simplify: areas cut at the antimeridian keep their sides", "[geo][linework]") {
    line_coverage given;
    for (const double side : {1.0, -1.0}) {
        ring<lon_lat> outer;
        const auto wave = [&](double from, double to, double lat) {
            for (int i = 0; i <= 20; ++i) {
                const double lon = from + (to - from) * i / 20;
                outer.push_back(
                    at(std::round(lon * 1e7) / 1e7, std::round((lat + 0.001 * (i % 2)) * 1e7) / 1e7)
                );
            }
        };
        wave(side * 179, side * 180, 60);
        wave(side * 180, side * 179, 61);
        outer.push_back(outer.front());
        given.areas.push_back({{outer, {}}});
    }
    const auto made = simplify_coverage(given, within(1000));
    for (std::size_t k = 0; k < 2; ++k) {
        for (const auto& p : made.shapes.areas[k][0].outer) {
            CHECK((p.lon.value() > 0) == (k == 0));
        }
        CHECK(made.shapes.areas[k][0].outer.size() < 20);
    }
}

TEST_CASE("simplify: a million positions", "[slow]") {
    const auto rough =
        wrapped_on_grid(truth::roughened({at(25, 44), at(33, 47), at(40, 55)}, 19, 5, 0.1));
    const cpu_time timer;
    const auto made = simplify_lines({rough}, within(50));
    const auto took = timer.count();
    INFO(
        rough.size() << " positions to " << made.lines[0].size() << ", error "
                     << made.report.max_error.value() << " m: " << took << " s"
    );
    CHECK(took < 60);
    const auto far = hausdorff_distance({rough}, made.lines, {edge_reading::geodesic, metres(1)});
    CHECK(far.larger().distance <= made.report.max_error + metres(0.01));
}
