// SPDX-License-Identifier: Apache-2.0
// Judging alone, reports in memory: monitor_bench PLAN FEED [THREADS]. Prints the median of 5 turns in ms, and
// the processor time of one.
#include "planner/monitor/batch_reader.hpp"
#include "planner/monitor/judge.hpp"
#include "planner/monitor/read_plan.hpp"
#include "planner/monitor/read_report.hpp"
#include "tests/support/cpu_time.hpp"

#include <algorithm>
#include <array>
#include <chrono>
#include <cstdio>
#include <cstdlib>
#include <thread>

/// As many reports as a batch of a feed has.
constexpr std::size_t at_once = 12000;

int main(int argc, char** argv) {
    if (argc < 3) {
        std::fputs("monitor_bench PLAN FEED [THREADS]\n", stderr);
        return 2;
    }
    const std::size_t threads = argc > 3 ? static_cast<std::size_t>(std::atoi(argv[3])) : 2;
    using clock = std::chrono::steady_clock;
    const auto milliseconds = [](clock::time_point from) {
        return std::chrono::duration<double, std::milli>(clock::now() - from).count();
    };
    const auto begun = clock::now();
    const planner::rulebook by(planner::read_plan(argv[1]));
    std::printf("plan read, %zu clauses: %.0f ms\n", by.clauses().size(), milliseconds(begun));
    geo::byte_source source(argv[2]);
    planner::batch_reader reader(source, planner::feed_form::ndjson);
    planner::report_maker maker(planner::own_mapping());
    const auto rows = planner::json_rows(maker.columns());
    std::vector<planner::row_cell> cells;
    std::vector<planner::report> reports;
    planner::row_batch batch;
    double reading = 0;
    while (reader.next(batch)) {
        const auto from = clock::now();
        for (const auto& row : batch.rows) {
            planner::report one;
            if (rows->read(batch.text(row), cells).empty() && maker.make(cells, by, one).empty()) {
                reports.push_back(one);
            }
        }
        reading += milliseconds(from);
    }
    std::printf("%zu reports read on one thread: %.0f ms\n", reports.size(), reading);
    std::array<double, 5> turns{};
    std::array<std::size_t, planner::verdict_word_count> counts{};
    const cpu_time computed;
    for (auto& turn : turns) {
        std::vector<std::array<std::size_t, planner::verdict_word_count>> by_thread(threads);
        const auto from = clock::now();
        std::vector<std::thread> all;
        for (std::size_t t = 0; t < threads; ++t) {
            all.emplace_back([&, t] {
                std::array<std::size_t, planner::verdict_word_count> own{};
                const auto last = (t + 1) * reports.size() / threads;
                std::vector<planner::verdict> said(at_once);
                planner::batch_judge judge;
                for (std::size_t i = t * reports.size() / threads; i < last; i += at_once) {
                    const auto count = std::min(at_once, last - i);
                    judge.clear();
                    for (std::size_t k = 0; k < count; ++k) {
                        judge.add(reports[i + k], said[k]);
                    }
                    judge.judge_all(by);
                    for (std::size_t k = 0; k < count; ++k) {
                        ++own[static_cast<std::size_t>(said[k].word)];
                    }
                }
                by_thread[t] = own;
            });
        }
        for (auto& one : all) {
            one.join();
        }
        turn = milliseconds(from);
        counts = {};
        for (const auto& one : by_thread) {
            for (std::size_t w = 0; w < counts.size(); ++w) {
                counts[w] += one[w];
            }
        }
    }
    std::sort(turns.begin(), turns.end());
    std::printf(
        "judged on %zu threads: %.0f ms (%.0f to %.0f); %.0f ms of processor time\n",
        threads,
        turns[2],
        turns[0],
        turns[4],
        1000 * computed.count() / static_cast<double>(turns.size())
    );
    for (std::size_t w = 0; w < counts.size(); ++w) {
        std::printf(
            "  %s %zu\n",
            std::string(name(static_cast<planner::verdict_word>(w))).c_str(),
            counts[w]
        );
    }
    return 0;
}
