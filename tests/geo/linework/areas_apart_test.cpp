// SPDX-License-Identifier: Apache-2.0
#include "geo/linework/areas_apart.hpp"
#include "geo/measure/geodesic.hpp"
#include "geo/offset/chart.hpp"
#include "geo/overlay/overlay.hpp"
#include "tests/support/places.hpp"

#include <catch2/catch.hpp>

#include <cmath>
#include <random>

using namespace geo;
using support::at;

namespace {

using region = multi_polygon<lon_lat>;

region square(double west, double south, double size) {
    return {
        {{at(west, south),
          at(west + size, south),
          at(west + size, south + size),
          at(west, south + size),
          at(west, south)},
         {}}};
}

double common_area(const region& a, const region& b) {
    return geo::area(detail::from_chart(intersection(detail::to_chart(a), detail::to_chart(b))))
        .value();
}

/// Cells of a crooked grid, some given to one, some to the other, some to both: neighbours with common
/// edges and corners, enclaves, holes.
struct two_areas {
    region one;
    region other;
};
two_areas any_areas(unsigned seed) {
    std::mt19937_64 generator(seed);
    std::uniform_real_distribution<double> uniform(0, 1);
    constexpr int size = 5;
    const auto grid = [](double v) { return std::round(v * 1e7) / 1e7; };
    std::vector<std::vector<lon_lat>> nodes(size + 1);
    for (int j = 0; j <= size; ++j) {
        for (int i = 0; i <= size; ++i) {
            nodes[static_cast<std::size_t>(j)].push_back(
                at(grid(30 + 0.1 * (i + 0.4 * uniform(generator))),
                   grid(48 + 0.1 * (j + 0.4 * uniform(generator))))
            );
        }
    }
    const double both = seed % 3 == 0 ? 0.03 : 0;
    region one;
    region other;
    for (std::size_t j = 0; j < size; ++j) {
        for (std::size_t i = 0; i < size; ++i) {
            const polygon<lon_lat> cell{
                {nodes[j][i], nodes[j][i + 1], nodes[j + 1][i + 1], nodes[j + 1][i], nodes[j][i]},
                {}};
            const double share = uniform(generator);
            if (share < 0.4 + both) {
                one.push_back(cell);
            }
            if (share > 0.4 && share < 0.8) {
                other.push_back(cell);
            }
        }
    }
    const auto joined = [](const region& cells) {
        return detail::from_chart(unite(detail::to_chart(cells)));
    };
    return {joined(one), joined(other)};
}

}  // namespace

TEST_CASE("areas apart: nothing, far away, and side by side", "[geo][linework]") {
    CHECK(are_surely_apart({}, {}));
    CHECK(are_surely_apart(square(0, 0, 1), {}));
    CHECK(are_surely_apart(square(0, 0, 1), square(3, 0, 1)));
    CHECK(are_surely_apart(square(0, 0, 1), square(1, 0, 1)));
    CHECK(are_surely_apart(square(0, 0, 1), square(1, 1, 1)));  // a corner
}

TEST_CASE("areas apart: overlaps are seen", "[geo][linework]") {
    const auto one = square(0, 0, 1);
    CHECK_FALSE(are_surely_apart(one, one));
    CHECK_FALSE(are_surely_apart(one, square(0.5, 0, 1)));
    CHECK_FALSE(are_surely_apart(one, square(0.25, 0.25, 0.5)));
    CHECK_FALSE(are_surely_apart(square(0.25, 0.25, 0.5), one));
    CHECK_FALSE(are_surely_apart(one, square(0, 0, 0.5)));
    CHECK_FALSE(are_surely_apart(one, square(0.9999999, 0.9999999, 1)));
}

TEST_CASE("areas apart: an enclave in a hole of its own shape", "[geo][linework]") {
    auto around = square(0, 0, 1);
    auto hole = square(0.25, 0.25, 0.5)[0].outer;
    std::reverse(hole.begin(), hole.end());
    around[0].holes.push_back(hole);
    CHECK(are_surely_apart(around, square(0.25, 0.25, 0.5)));
    CHECK(are_surely_apart(around, square(0.3, 0.3, 0.2)));
    CHECK_FALSE(are_surely_apart(around, square(0.2, 0.25, 0.5)));
}

TEST_CASE("areas apart: a corner on the middle of an edge is left undecided", "[geo][linework]") {
    CHECK_FALSE(are_surely_apart(square(0, 0, 1), square(1, 0.25, 0.5)));
}

TEST_CASE("areas apart: true only where there is no common area", "[geo][linework]") {
    int apart = 0;
    int common = 0;
    for (unsigned seed = 0; seed < 300; ++seed) {
        const auto [one, other] = any_areas(seed);
        const bool said = are_surely_apart(one, other);
        const double size = common_area(one, other);
        CAPTURE(seed, size);
        // 100 km of edges by the grid of 1 cm and the overlay's of 1 mm; a cell has 80 km2.
        CHECK((!said || size < 2000));
        CHECK((said || size > 1e6));
        (said ? apart : common) += 1;
    }
    CHECK(apart > 100);
    CHECK(common > 30);
}
