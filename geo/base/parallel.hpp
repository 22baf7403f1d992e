// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <algorithm>
#include <atomic>
#include <cstddef>
#include <exception>
#include <thread>
#include <vector>

namespace geo {

/// Does `work(i)` for every i below `count`, on as many threads as there are processors, up to four.
///
/// Each i is done once and alone: a caller who writes into place i of a vector gets the same on any
/// number of threads. What is thrown for the least i that throws is thrown here.
template <class Work>
void for_each_in_parallel(std::size_t count, const Work& work) {
    std::atomic<std::size_t> next{0};
    std::vector<std::exception_ptr> failed(count);
    const auto take = [&] {
        for (std::size_t i = next++; i < count; i = next++) {
            try {
                work(i);
            } catch (...) {
                failed[i] = std::current_exception();
            }
        }
    };
    constexpr std::size_t most = 4;
    const std::size_t processors = std::thread::hardware_concurrency();
    const std::size_t threads = std::min({std::max<std::size_t>(processors, 1), most, count});
    std::vector<std::thread> others;
    for (std::size_t i = 1; i < threads; ++i) {
        others.emplace_back(take);
    }
    take();
    for (auto& one : others) {
        one.join();
    }
    for (const auto& problem : failed) {
        if (problem) {
            std::rethrow_exception(problem);
        }
    }
}

}  // namespace geo
