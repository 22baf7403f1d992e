// SPDX-License-Identifier: Apache-2.0
#include "geo/base/parallel.hpp"

#include <catch2/catch.hpp>

#include <numeric>
#include <stdexcept>
#include <string>

TEST_CASE("parallel: every number once, none for none", "[geo][base]") {
    std::vector<int> done(1000, 0);
    geo::for_each_in_parallel(done.size(), [&](std::size_t i) { done[i] += static_cast<int>(i); });
    std::vector<int> expected(1000);
    std::iota(expected.begin(), expected.end(), 0);
    CHECK(done == expected);
    geo::for_each_in_parallel(0, [](std::size_t) { FAIL("there is nothing to do"); });
}

TEST_CASE("parallel: the first problem by number is thrown, the rest is done", "[geo][base]") {
    std::vector<int> done(100, 0);
    std::string problem;
    try {
        geo::for_each_in_parallel(done.size(), [&](std::size_t i) {
            done[i] = 1;
            if (i == 17 || i == 63) {
                throw std::runtime_error(std::to_string(i));
            }
        });
    } catch (const std::runtime_error& thrown) {
        problem = thrown.what();
    }
    CHECK(problem == "17");
    CHECK(std::accumulate(done.begin(), done.end(), 0) == 100);
}
