// SPDX-License-Identifier: Apache-2.0
#include "geo/base/error.hpp"
#include "geo/linework/edge_gap.hpp"
#include "geo/linework/spikes.hpp"
#include "tests/geo/offset/truth.hpp"
#include "tests/support/cpu_time.hpp"

#include <catch2/catch.hpp>
#include <rapidcheck.h>

using Catch::Matchers::WithinAbs;
using namespace geo;
using truth::at;

namespace {

using multi_chain = multi_line_string<lon_lat>;
using chain = line_string<lon_lat>;

/// Metres east and north of 30 E 50 N, near enough for drawing.
lon_lat spot(double east, double north) {
    return at(30 + east / 71695.0, 50 + north / 111229.0);
}

chain drawn(const std::vector<std::pair<double, double>>& positions) {
    chain out;
    for (const auto& [east, north] : positions) {
        out.push_back(spot(east, north));
    }
    return out;
}

double balance(const cleaned_lines& made) {
    double sum = 0;
    for (const auto& one : made.repairs) {
        sum += one.length.value();
    }
    return sum;
}

void check_conserved(const multi_chain& given, const cleaned_lines& made) {
    CHECK_THAT(length(made.lines).value() - length(given).value(), WithinAbs(balance(made), 1e-3));
}

}  // namespace

TEST_CASE("edge gap: as GeographicLib has it, by either reading", "[geo][linework]") {
    std::mt19937_64 generator(6);
    const auto share = [&] { return static_cast<double>(generator() >> 11U) * 0x1p-53; };
    for (int i = 0; i < 2000; ++i) {
        const auto a = at(360 * share() - 180, 150 * share() - 75);
        const double size = std::pow(10.0, 1 + 4 * share());
        auto b = destination(a, degrees(360 * share()), metres(size));
        const auto p = destination(
            interpolate(a, b, 1.2 * share() - 0.1),
            degrees(360 * share()),
            metres(std::pow(10.0, 3 * share()))
        );
        for (const auto reading : {edge_reading::lonlat, edge_reading::geodesic}) {
            const truth::lines_truth real({{a, b}}, reading);
            const double found = detail::gap_to_edge(
                detail::ground_vertex(p),
                detail::ground_vertex(a),
                detail::ground_vertex(b),
                reading
            );
            INFO(a.lon.value() << ' ' << a.lat.value() << " size " << size);
            const double known = real.distance_to(p);
            CHECK_THAT(found, WithinAbs(known, 0.01 + 3e-5 * known));
        }
    }
}

TEST_CASE("spikes: clean lines stay as they are", "[geo][linework]") {
    const multi_chain given{
        {},
        drawn({{0, 0}, {100, 0}, {100, 100}, {0, 0}}),
        drawn({{0, 0}, {1000, 0}, {0, 50}}),
        // Fine zigzags, of less than the width.
        drawn({{0, 0}, {0.5, 0.4}, {1, 0}, {1.5, 0.4}, {2, 0}, {2.5, 0.4}, {3, 0}})};
    const auto made = remove_spikes(given);
    REQUIRE(made.lines.size() == 3);
    for (std::size_t i = 0; i < 3; ++i) {
        CHECK(made.lines[i] == given[i + 1]);
    }
    CHECK(made.repairs.empty());
    CHECK(made.found.size() == 1);  // the empty part
    CHECK_THROWS_AS(remove_spikes({{at(0, 99)}}), input_error);
    CHECK_THROWS_AS(remove_spikes({}, {metres(-1), edge_reading::lonlat}), input_error);
}

TEST_CASE("spikes: out and back over itself", "[geo][linework]") {
    // Exactly, over two positions.
    const multi_chain exact{
        drawn({{0, 0}, {100, 0}, {100, 50}, {100, 90}, {100, 50}, {100, 0}, {200, 0}})};
    const auto made = remove_spikes(exact, {metres(0), edge_reading::lonlat});
    REQUIRE(made.lines.size() == 1);
    CHECK(made.lines[0] == drawn({{0, 0}, {100, 0}, {200, 0}}));
    REQUIRE(made.repairs.size() == 1);
    CHECK_THAT(made.repairs[0].length.value(), WithinAbs(-180, 0.1));
    CHECK(made.repairs[0].at == spot(100, 90));
    check_conserved(exact, made);
    // Back within half a metre, and the longer way's position is the base.
    const multi_chain rough{
        drawn({{0, 0}, {100, 0}, {100.3, 40}, {100, 90}, {100.4, 60}, {100.2, 20}, {200, 10}})};
    const auto cut = remove_spikes(rough);
    REQUIRE(cut.lines.size() == 1);
    CHECK(cut.lines[0] == drawn({{0, 0}, {100, 0}, {100.2, 20}, {200, 10}}));
    check_conserved(rough, cut);
    CHECK(remove_spikes(rough, {metres(0.05), edge_reading::lonlat}).lines[0] == rough[0]);
}

TEST_CASE("spikes: overshoots, nests, ends", "[geo][linework]") {
    // Straight on, then back and away: no position of the way out is at the base.
    const auto over = remove_spikes({drawn({{0, 0}, {100, 0}, {60, 0.1}, {60, 80}})});
    CHECK(over.lines.at(0) == drawn({{0, 0}, {60, 0.1}, {60, 80}}));
    // A spike on a spike.
    const multi_chain nested{
        drawn({{0, 0}, {100, 0}, {100, 50}, {120, 50}, {100, 50}, {100, 90}, {100, 0}, {200, 0}})};
    const auto flat = remove_spikes(nested);
    CHECK(flat.lines.at(0) == drawn({{0, 0}, {100, 0}, {200, 0}}));
    check_conserved(nested, flat);
    // At an end, and all of a line.
    const auto end = remove_spikes({drawn({{0, 0}, {100, 0}, {80, 0}})});
    CHECK(end.lines.at(0) == drawn({{0, 0}, {80, 0}}));
    const multi_chain all{drawn({{0, 0}, {50, 10}, {100, 0}, {50, 10}, {0, 0}})};
    const auto out = remove_spikes(all);
    CHECK_THAT(length(out.lines).value() * 2, WithinAbs(length(all).value(), 0.5));
    check_conserved(all, out);
}

TEST_CASE("spikes: rings stay closed, across their seam", "[geo][linework]") {
    const multi_chain seam{
        drawn({{0, -50}, {0, 0}, {100, 0}, {100, 100}, {0, 100}, {0, 0}, {0, -50}})};
    const auto made = remove_spikes(seam);
    REQUIRE(made.lines.size() == 1);
    CHECK(made.lines[0].front() == made.lines[0].back());
    CHECK(made.lines[0].size() == 5);
    check_conserved(seam, made);
    const multi_chain nothing{drawn({{0, 0}, {100, 0}, {200, 0}, {100, 0.1}, {0, 0}})};
    const auto gone = remove_spikes(nothing);
    check_conserved(nothing, gone);
    CHECK_FALSE(gone.found.empty());
}

TEST_CASE("spikes: long edges go by their reading", "[geo][linework]") {
    // Back over the middle of an edge along the parallel of 60: 400 m from its geodesic.
    const chain line{at(10, 60), at(12, 60), at(11, 60), at(11, 61)};
    CHECK(remove_spikes({line}).lines.at(0) == chain{at(10, 60), at(11, 60), at(11, 61)});
    CHECK(remove_spikes({line}, {metres(1), edge_reading::geodesic}).lines.at(0) == line);
}

TEST_CASE("spikes: repeated positions are told once a part", "[geo][linework]") {
    const auto made = remove_spikes({{at(1, 1), at(1, 1), at(2, 2), at(2, 2), at(2, 2), at(3, 1)}});
    CHECK(made.lines.at(0).size() == 3);
    REQUIRE(made.found.size() == 1);
    CHECK(made.found[0].code == finding_code::line_duplicate_position);
}

TEST_CASE("spikes: planted ones are found, the rest stays", "[geo][linework]") {
    CHECK(rc::check("planted", [] {
        const double lat = *rc::gen::inRange(-80, 80);
        const auto line = truth::roughened(
            {at(179.5, lat), at(180, lat + 0.3)},
            5,
            static_cast<unsigned>(*rc::gen::inRange(0, 100000)),
            0.05
        );
        chain spiked;
        std::size_t planted = 0;
        for (std::size_t i = 0; i < line.size(); ++i) {
            spiked.push_back(line[i]);
            if (i > 0 && i + 1 < line.size() && *rc::gen::inRange(0, 4) == 0) {
                // Square to the line: 10 to 60 m out and back.
                const double out = inverse(line[i - 1], line[i + 1]).azimuth_start.value() + 90;
                const double size = *rc::gen::inRange(10, 60);
                spiked.push_back(destination(line[i], degrees(out), metres(size / 2)));
                spiked.push_back(destination(line[i], degrees(out), metres(size)));
                spiked.push_back(destination(line[i], degrees(out + 0.1), metres(size / 3)));
                spiked.push_back(line[i]);
                ++planted;
            }
        }
        const auto on_earth = [](chain given) {
            for (auto& p : given) {
                p = at(std::remainder(p.lon.value(), 360.0), p.lat.value());
            }
            return given;
        };
        const auto made = remove_spikes({on_earth(spiked)});
        RC_ASSERT(made.lines.size() == 1U);
        RC_ASSERT(made.repairs.size() == planted);
        RC_ASSERT(made.lines[0] == on_earth(line));
    }));
}

TEST_CASE("spikes: a million positions", "[slow]") {
    chain line;
    for (int i = 0; i < 1'000'000; ++i) {
        line.push_back(
            at(20 + i * 1e-5, 45 + (i % 10 == 0 ? 0.001 : 0) + (i % 10 * 7919 % 10) * 1e-6)
        );
        if (i % 100 == 5) {
            line.push_back(at(20 + i * 1e-5, 45.1));
            line.push_back(line[line.size() - 2]);
        }
    }
    const cpu_time timer;
    const auto made = remove_spikes({line});
    const auto took = timer.count();
    CHECK(made.repairs.size() >= 10'000);
    INFO("spikes of a million positions: " << took << " s, " << made.repairs.size());
    CHECK(took < 20);
}
