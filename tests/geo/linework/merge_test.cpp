// SPDX-License-Identifier: Apache-2.0
#include "geo/base/error.hpp"
#include "geo/linework/merge.hpp"
#include "tests/geo/offset/truth.hpp"
#include "tests/support/cpu_time.hpp"
#include "tests/support/findings.hpp"
#include "tests/support/places.hpp"

#include <catch2/catch.hpp>
#include <rapidcheck.h>

#include <set>

using Catch::Matchers::WithinAbs;
using namespace geo;
using support::count;
using support::reversed;
using truth::at;

namespace {

using multi_chain = multi_line_string<lon_lat>;
using chain = line_string<lon_lat>;

double balance(const merged_lines& made) {
    double sum = 0;
    for (const auto& one : made.repairs) {
        sum += one.length.value();
    }
    return sum;
}

double total(const merged_lines& made) {
    double sum = 0;
    for (const auto& one : made.lines) {
        sum += length(one.shape).value();
    }
    return sum;
}

/// Positions as our files keep them.
chain on_grid(chain line) {
    for (auto& p : line) {
        p = at(std::round(p.lon.value() * 1e7) / 1e7, std::round(p.lat.value() * 1e7) / 1e7);
    }
    return line;
}

}  // namespace

TEST_CASE("merge: nothing, a position, repeated positions", "[geo][linework]") {
    CHECK(merge_lines({}).lines.empty());
    const auto made =
        merge_lines({{}, {at(1, 2)}, {at(1, 2), at(1, 2)}, {at(1, 2), at(1, 2), at(3, 4), at(3, 4)}}
        );
    REQUIRE(made.lines.size() == 1);
    CHECK(made.lines[0].shape == chain{at(1, 2), at(3, 4)});
    CHECK(count(made.found, finding_code::line_too_short) == 3);
    CHECK(count(made.found, finding_code::line_duplicate_position) == 1);
    CHECK_THROWS_AS(merge_lines({{at(0, 95)}}), input_error);
    CHECK_THROWS_AS(merge_lines({}, {metres(-1)}), input_error);
    CHECK_THROWS_AS(merge_lines({}, {metres(1e6)}), input_error);
}

TEST_CASE("merge: unordered parts in both directions", "[geo][linework]") {
    const auto made = merge_lines(
        {{at(3, 0), at(2, 0)}, {at(0, 0), at(1, 1)}, {at(1, 1), at(2, 0)}, {at(9, 9), at(8, 8)}}
    );
    REQUIRE(made.lines.size() == 2);
    // Two of three parts run east.
    CHECK(made.lines[0].shape == chain{at(0, 0), at(1, 1), at(2, 0), at(3, 0)});
    REQUIRE(made.lines[0].from.size() == 3);
    CHECK(made.lines[0].from[0].part == 1);
    CHECK_FALSE(made.lines[0].from[0].reversed);
    CHECK(made.lines[0].from[2].part == 0);
    CHECK(made.lines[0].from[2].reversed);
    CHECK_FALSE(made.lines[0].closed);
    CHECK(made.found.empty());
    const auto first = merge_lines(
        {{at(3, 0), at(2, 0)}, {at(0, 0), at(1, 1)}, {at(1, 1), at(2, 0)}},
        {metres(0), merge_direction::first_part}
    );
    CHECK(first.lines[0].shape.front() == at(3, 0));
}

TEST_CASE("merge: where three ends meet nothing is guessed", "[geo][linework]") {
    //      C
    //      |
    // A -- X -- B
    const auto made =
        merge_lines({{at(0, 0), at(1, 0)}, {at(1, 0), at(2, 0)}, {at(1, 1), at(1, 0)}});
    CHECK(made.lines.size() == 3);
    CHECK(count(made.found, finding_code::line_junction) == 1);
    CHECK(*made.found[0].where.lon == 1);
    // What runs through does not count as an end.
    const auto through =
        merge_lines({{at(0, 0), at(1, 0), at(2, 0)}, {at(1, 1), at(1, 0)}, {at(1, 0), at(1, -1)}});
    REQUIRE(through.lines.size() == 2);
    CHECK(through.lines[1].shape == chain{at(1, 1), at(1, 0), at(1, -1)});
    CHECK(count(through.found, finding_code::line_junction) == 0);
    // Nor do the ends of a ring.
    const auto ring = merge_lines(
        {{at(0, 0), at(1, 0), at(1, 1), at(0, 0)}, {at(-1, 0), at(0, 0)}, {at(0, 0), at(0, -1)}}
    );
    REQUIRE(ring.lines.size() == 2);
    CHECK(ring.lines[0].closed);
}

TEST_CASE("merge: rings are closed, over the antimeridian too", "[geo][linework]") {
    const auto made =
        merge_lines({{at(0, 0), at(1, 0)}, {at(0, 0), at(0, 1)}, {at(0, 1), at(1, 0)}});
    REQUIRE(made.lines.size() == 1);
    CHECK(made.lines[0].closed);
    CHECK(made.lines[0].shape.size() == 4);
    CHECK(made.lines[0].shape.front() == made.lines[0].shape.back());
    const auto over = merge_lines(
        {{at(-180, 1), at(-179, 0), at(-180, -1)}, {at(180, -1), at(179, 0), at(180, 1)}}
    );
    REQUIRE(over.lines.size() == 1);
    CHECK(over.lines[0].closed);
    CHECK_THAT(
        total(over),
        WithinAbs(2 * length(chain{at(-180, 1), at(-179, 0), at(-180, -1)}).value(), 1e-3)
    );
}

TEST_CASE("merge: duplicates are removed and told", "[geo][linework]") {
    const chain line{at(0, 50), at(1, 50.2), at(2, 50), at(3, 50)};
    const auto twice = merge_lines({line, reversed(line), line});
    REQUIRE(twice.lines.size() == 1);
    CHECK(twice.lines[0].shape == line);
    CHECK(count(twice.found, finding_code::line_duplicate_removed) == 2);
    CHECK_THAT(balance(twice), WithinAbs(-2 * length(line).value(), 1e-3));
    // A partial overlap: the second part goes on where the first ends.
    const auto part = merge_lines({{line[0], line[1], line[2]}, {line[3], line[2], line[1]}});
    REQUIRE(part.lines.size() == 1);
    CHECK(part.lines[0].shape == line);
    REQUIRE(part.repairs.size() == 1);
    CHECK(part.repairs[0].part == 1);
    CHECK_THAT(
        part.repairs[0].length.value(), WithinAbs(-distance(line[1], line[2]).value(), 1e-3)
    );
}

TEST_CASE("merge: gaps within the snap tolerance are closed and told", "[geo][linework]") {
    const auto end = at(10, 50);
    const auto near = destination(end, degrees(80), metres(4));
    const multi_chain parts{{at(9, 50), end}, {at(11, 50), near}};
    CHECK(merge_lines(parts).lines.size() == 2);
    CHECK(merge_lines(parts, {metres(3.9)}).lines.size() == 2);
    const auto made = merge_lines(parts, {metres(4.1)});
    REQUIRE(made.lines.size() == 1);
    CHECK(made.lines[0].shape.size() == 4);
    CHECK(count(made.found, finding_code::line_gap_closed) == 1);
    CHECK_THAT(balance(made), WithinAbs(4, 1e-6));
    // A ring that lacks 4 m; at the pole; over the antimeridian.
    const auto ring = merge_lines({{end, at(11, 51), at(10, 51), near}}, {metres(5)});
    CHECK(ring.lines.at(0).closed);
    CHECK(ring.lines[0].shape.front() == ring.lines[0].shape.back());
    const auto polar =
        merge_lines({{at(0, 89), at(0, 89.99999)}, {at(180, 89), at(180, 89.99999)}}, {metres(3)});
    CHECK(polar.lines.size() == 1);
    const auto over = merge_lines(
        {{at(179, 0), at(179.99999, 0)}, {at(-179, 0), at(-179.99999, 0)}}, {metres(3)}
    );
    CHECK(over.lines.size() == 1);
}

TEST_CASE("merge: shuffled, flipped pieces give the line back", "[geo][linework]") {
    CHECK(rc::check("merge", [] {
        const double lon = *rc::gen::inRange(-170, 170);
        const double lat = *rc::gen::inRange(-80, 80);
        auto line = on_grid(truth::roughened(
            {at(lon, lat), at(lon + 1, lat + 0.5)},
            6,
            static_cast<unsigned>(*rc::gen::inRange(0, 100000)),
            0.1
        ));
        const bool closed = *rc::gen::inRange(0, 2) == 1;
        if (closed) {
            line.push_back(line.front());
        }
        multi_chain pieces;
        chain piece{line[0]};
        for (std::size_t i = 1; i < line.size(); ++i) {
            piece.push_back(line[i]);
            if (i + 1 == line.size() || *rc::gen::inRange(0, 4) == 0) {
                pieces.push_back(*rc::gen::inRange(0, 2) == 0 ? piece : reversed(piece));
                piece = {line[i]};
            }
        }
        const auto copies = *rc::gen::inRange(0, 3);
        for (int k = 0; k < copies; ++k) {
            pieces.push_back(reversed(pieces[static_cast<std::size_t>(k) % pieces.size()]));
        }
        std::mt19937_64 generator(static_cast<unsigned>(*rc::gen::inRange(0, 1000)));
        for (std::size_t i = pieces.size(); i > 1; --i) {
            std::swap(pieces[i - 1], pieces[generator() % i]);
        }
        const auto made = merge_lines(pieces);
        RC_ASSERT(made.lines.size() == 1U);
        RC_ASSERT(made.lines[0].closed == closed);
        RC_ASSERT(made.repairs.size() == static_cast<std::size_t>(copies));
        RC_ASSERT(std::abs(total(made) - length(pieces).value() - balance(made)) < 1e-3);
        const auto& shape = made.lines[0].shape;
        if (closed) {
            RC_ASSERT(
                std::set<lon_lat>(shape.begin(), shape.end()) ==
                std::set<lon_lat>(line.begin(), line.end())
            );
            RC_ASSERT(shape.size() == line.size());
        } else {
            RC_ASSERT(shape == line || shape == reversed(line));
        }
    }));
}

TEST_CASE("merge: a million positions", "[slow]") {
    multi_chain parts;
    for (int i = 0; i < 100'000; ++i) {
        chain part;
        for (int k = 0; k <= 10; ++k) {
            const int n = (i * 37 % 100'000) * 10 + k;
            part.push_back(at(20 + n * 1e-5, 45 + (n % 1000 * 7919 % 1000) * 1e-5));
        }
        parts.push_back(i % 3 == 0 ? reversed(part) : part);
    }
    const cpu_time timer;
    const auto made = merge_lines(parts, {metres(0.1)});
    const auto took = timer.count();
    REQUIRE(made.lines.size() == 1);
    CHECK(made.lines[0].shape.size() == 1'000'001);
    CHECK(made.lines[0].shape.front().lon.value() == 20);
    INFO("merge of a million positions: " << took << " s");
    CHECK(took < 20);
}
