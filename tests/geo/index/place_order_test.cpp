// SPDX-License-Identifier: Apache-2.0
#include "geo/index/place_order.hpp"
#include "tests/support/places.hpp"

#include <catch2/catch.hpp>

#include <algorithm>
#include <cmath>
#include <numeric>
#include <random>

using namespace geo;
using support::at;

namespace {

double way(const std::vector<lon_lat>& places, const std::vector<std::uint32_t>& order) {
    double sum = 0;
    for (std::size_t i = 1; i < order.size(); ++i) {
        const auto& a = places[order[i - 1]];
        const auto& b = places[order[i]];
        sum += std::hypot(a.lon.value() - b.lon.value(), a.lat.value() - b.lat.value());
    }
    return sum;
}

}  // namespace

TEST_CASE("place_order: each position once, neighbours one after the other", "[geo][index]") {
    std::mt19937_64 dice(3);
    const auto between = [&](double low, double high) {
        return low + (high - low) * static_cast<double>(dice() >> 11U) * 0x1p-53;
    };
    place_order order;
    for (const std::size_t count : {0U, 1U, 2U, 5000U}) {
        order.clear();
        std::vector<lon_lat> places;
        for (std::size_t i = 0; i < count; ++i) {
            places.push_back(at(between(-180, 180), between(-90, 90)));
            order.add(places.back());
        }
        const auto found = order.sorted();
        std::vector<std::uint32_t> all(count);
        std::iota(all.begin(), all.end(), 0U);
        CHECK(std::is_permutation(found.begin(), found.end(), all.begin(), all.end()));
        CHECK((count < 5000 || way(places, found) < way(places, all) / 20));
    }
}

TEST_CASE("place_order: what lies in one cell keeps its order", "[geo][index]") {
    place_order order;
    for (int i = 0; i < 100; ++i) {
        order.add(at(37, 48));
    }
    std::vector<std::uint32_t> all(100);
    std::iota(all.begin(), all.end(), 0U);
    CHECK(order.sorted() == all);
    // Along a parallel, from the east: one row of cells, from the west.
    order.clear();
    for (int i = 0; i < 50; ++i) {
        order.add(at(50 - i, 48));
    }
    const auto& found = order.sorted();
    for (std::size_t i = 0; i < found.size(); ++i) {
        CHECK(found[i] == 49 - i);
    }
}
