// SPDX-License-Identifier: Apache-2.0
#include "geo/network/quickest_flow.hpp"

#include <catch2/catch.hpp>

#include <algorithm>
#include <map>
#include <numeric>
#include <queue>
#include <random>

namespace {

using Catch::Matchers::WithinAbs;

constexpr std::int64_t thousandths = 1000;

geo::flow_arc arc(std::uint32_t from, std::uint32_t to, std::int64_t units_an_hour, double hours) {
    return {
        from,
        to,
        units_an_hour * thousandths,
        std::chrono::seconds(static_cast<std::int64_t>(hours * 3600))};
}

double hours(std::chrono::seconds t) {
    return static_cast<double>(t.count()) / 3600;
}

/// Is everything at the sinks after so many whole hours? Augmenting ways in a graph of hours drawn out
/// in full, with waiting everywhere; nothing of the code under test. For whole hours of travel the
/// answer is that of continuous time (L. Fleischer, E. Tardos, doi:10.1016/S0167-6377(98)00037-6).
bool all_out(const geo::flow_problem& problem, int horizon) {
    const auto layers = static_cast<std::size_t>(horizon) + 1;
    const auto vertices = problem.nodes * layers + 2;
    const auto start = vertices - 2;
    const auto end = vertices - 1;
    std::vector<std::map<std::size_t, std::int64_t>> room(vertices);
    const auto at = [&](std::size_t node, std::size_t t) { return node * layers + t; };
    std::int64_t wanted = 0;
    for (const auto& source : problem.sources) {
        room[start][at(source.node, 0)] += source.amount * thousandths;
        wanted += source.amount * thousandths;
    }
    for (std::size_t v = 0; v < problem.nodes; ++v) {
        for (std::size_t t = 0; t + 1 < layers; ++t) {
            room[at(v, t)][at(v, t + 1)] += INT64_MAX / 8;
        }
    }
    for (const auto& one : problem.arcs) {
        const auto takes = static_cast<std::size_t>(one.travel.count() / 3600);
        // What leaves in the hour from t to t + 1 has come by t + 1 + takes.
        for (std::size_t t = 0; t + takes + 1 < layers; ++t) {
            room[at(one.from, t)][at(one.to, t + takes)] += one.capacity;
        }
    }
    for (const auto sink : problem.sinks) {
        for (std::size_t t = 0; t + 1 < layers; ++t) {
            room[at(sink, t)][end] += INT64_MAX / 8;
        }
    }
    std::int64_t sent = 0;
    for (;;) {
        std::vector<std::size_t> before(vertices, vertices);
        std::queue<std::size_t> open({start});
        before[start] = start;
        while (!open.empty() && before[end] == vertices) {
            const auto v = open.front();
            open.pop();
            for (const auto& [w, free] : room[v]) {
                if (free > 0 && before[w] == vertices) {
                    before[w] = v;
                    open.push(w);
                }
            }
        }
        if (before[end] == vertices) {
            return sent == wanted;
        }
        auto least = INT64_MAX;
        for (auto v = end; v != start; v = before[v]) {
            least = std::min(least, room[before[v]][v]);
        }
        for (auto v = end; v != start; v = before[v]) {
            room[before[v]][v] -= least;
            room[v][before[v]] += least;
        }
        sent += least;
    }
}

/// Amounts add up, ways lead from source to sink without a gap, no arc carries more than it can in
/// the time, nothing goes faster than the roads allow.
void check_schedule(const geo::flow_problem& problem, const geo::quickest_flow& made) {
    std::vector<double> amounts(problem.sources.size(), 0);
    std::vector<double> on_arc(problem.arcs.size(), 0);
    for (const auto& route : made.routes) {
        amounts[route.source] += route.amount;
        auto node = problem.sources[route.source].node;
        std::chrono::seconds takes{};
        for (const auto a : route.arcs) {
            CHECK(problem.arcs[a].from == node);
            node = problem.arcs[a].to;
            takes += problem.arcs[a].travel;
            on_arc[a] += route.amount;
            CHECK(route.rate * 1000 <= static_cast<double>(problem.arcs[a].capacity) * 1.0001);
        }
        CHECK(std::count(problem.sinks.begin(), problem.sinks.end(), node) == 1);
        CHECK(route.start.count() >= 0);
        CHECK(route.last + takes <= route.finish);
        CHECK(route.finish <= made.duration);
    }
    for (std::size_t i = 0; i < amounts.size(); ++i) {
        const bool out = std::count(made.unreached.begin(), made.unreached.end(), i) == 0;
        CHECK_THAT(
            amounts[i], WithinAbs(out ? static_cast<double>(problem.sources[i].amount) : 0, 1e-6)
        );
    }
    for (std::size_t a = 0; a < on_arc.size(); ++a) {
        CHECK(
            on_arc[a] <= static_cast<double>(problem.arcs[a].capacity) / 1000 *
                                 std::max(0.0, hours(made.duration - problem.arcs[a].travel)) +
                             1e-6
        );
    }
}

}  // namespace

TEST_CASE("quickest flow: nothing to move takes no time", "[geo][network]") {
    const auto made = geo::find_quickest_flow({2, {arc(0, 1, 10, 1)}, {}, {1}});
    CHECK(made.duration.count() == 0);
    CHECK(made.routes.empty());
}

TEST_CASE("quickest flow: one road takes its length and the passing time", "[geo][network]") {
    // 100 units at 10 an hour, 3 hours of road: the last leaves after 10 h and is out after 13 h.
    const geo::flow_problem problem{3, {arc(0, 1, 20, 1), arc(1, 2, 10, 2)}, {{0, 100}}, {2}};
    const auto made = geo::find_quickest_flow(problem);
    CHECK(hours(made.lower_bound) == 13);
    // A layer is a 96th of 10 h.
    CHECK_THAT(hours(made.duration), WithinAbs(13, 0.11));
    REQUIRE(made.routes.size() == 1);
    CHECK(made.routes.front().arcs == std::vector<std::uint32_t>{0, 1});
    CHECK_THAT(made.routes.front().rate, WithinAbs(10, 0.02));
    check_schedule(problem, made);
}

TEST_CASE("quickest flow: half the capacity takes twice the passing time", "[geo][network]") {
    const auto passing = [](std::int64_t an_hour) {
        const auto made = geo::find_quickest_flow({2, {arc(0, 1, an_hour, 1)}, {{0, 960}}, {1}});
        return hours(made.lower_bound) - 1;
    };
    CHECK_THAT(passing(20) / passing(40), WithinAbs(2, 1e-3));
}

TEST_CASE("quickest flow: a longer road is used as long as it helps", "[geo][network]") {
    // Ford and Fulkerson by hand: 10 an hour over 1 h, 10 an hour over 5 h, 200 units:
    // 10 (T - 1) + 10 (T - 5) = 200, so T = 13; with 30 units T = 4 and the longer is left alone.
    geo::flow_problem problem{
        4,
        {arc(0, 1, 10, 0.5), arc(1, 3, 10, 0.5), arc(0, 2, 10, 2), arc(2, 3, 10, 3)},
        {{0, 200}},
        {3}};
    CHECK(hours(geo::find_quickest_flow(problem).lower_bound) == 13);
    problem.sources[0].amount = 30;
    const auto few = geo::find_quickest_flow(problem);
    CHECK(hours(few.lower_bound) == 4);
    CHECK(few.routes.size() == 1);
}

TEST_CASE("quickest flow: the far source follows the near one through the gate", "[geo][network]") {
    // Both pass one gate of 1 an hour. The near one has it from hour 1 to 11, the far one, which
    // comes at hour 10, from 11 to 21. Ways of constant rate from the start would need 26.4 h.
    const geo::flow_problem problem{
        4, {arc(0, 2, 9, 0.5), arc(1, 2, 9, 9.5), arc(2, 3, 1, 0.5)}, {{0, 10}, {1, 10}}, {3}};
    const auto made = geo::find_quickest_flow(problem);
    CHECK_THAT(hours(made.lower_bound), WithinAbs(21, 1e-3));
    CHECK_THAT(hours(made.duration), WithinAbs(21, 0.7));
    check_schedule(problem, made);
}

TEST_CASE("quickest flow: the set that is late sets the bound", "[geo][network]") {
    // Source 1 alone is slow; together with the quick source 0 the sum says less.
    const geo::flow_problem problem{
        4, {arc(0, 3, 100, 1), arc(1, 2, 1, 2), arc(2, 3, 100, 1)}, {{0, 10}, {1, 24}}, {3}};
    const auto made = geo::find_quickest_flow(problem);
    CHECK_THAT(hours(made.lower_bound), WithinAbs(27, 1e-3));
    CHECK(made.binding == std::vector<std::size_t>{1});
    check_schedule(problem, made);
}

TEST_CASE("quickest flow: sources without a way are told, at a sink they stay", "[geo][network]") {
    const geo::flow_problem problem{
        4, {arc(0, 1, 10, 1), arc(1, 2, 10, 1)}, {{0, 5}, {3, 7}, {1, 2}, {2, 9}}, {2}};
    const auto made = geo::find_quickest_flow(problem);
    CHECK(made.unreached == std::vector<std::size_t>{1});
    check_schedule(problem, made);
    // A one-way road in the wrong direction is no way.
    const auto trapped = geo::find_quickest_flow({2, {arc(1, 0, 10, 1)}, {{0, 5}}, {1}});
    CHECK(trapped.unreached == std::vector<std::size_t>{0});
    CHECK(trapped.duration.count() == 0);
}

TEST_CASE("quickest flow: near the optimum on random networks", "[geo][network]") {
    std::mt19937 random(20221015);
    const auto draw = [&](int low, int high) {
        return low + static_cast<int>(random() % static_cast<unsigned>(high - low + 1));
    };
    double worst = 0;
    std::size_t solved = 0;
    for (int trial = 0; trial < 60; ++trial) {
        geo::flow_problem problem;
        problem.nodes = static_cast<std::size_t>(draw(4, 7));
        const auto count = static_cast<int>(problem.nodes);
        for (int i = 0; i < 2 * count + 4; ++i) {
            const auto from = draw(0, count - 1);
            const auto to = draw(0, count - 1);
            if (from != to) {
                problem.arcs.push_back(
                    arc(static_cast<std::uint32_t>(from),
                        static_cast<std::uint32_t>(to),
                        draw(1, 6),
                        draw(1, 4))
                );
            }
        }
        for (int i = 0; i < draw(1, 3); ++i) {
            problem.sources.push_back({static_cast<std::uint32_t>(i), draw(1, 40)});
        }
        problem.sinks.push_back(static_cast<std::uint32_t>(count - 1));
        const auto made = geo::find_quickest_flow(problem);
        INFO("trial " << trial);
        check_schedule(problem, made);
        auto reached = problem;
        reached.sources.clear();
        for (std::size_t i = 0; i < problem.sources.size(); ++i) {
            if (std::count(made.unreached.begin(), made.unreached.end(), i) == 0) {
                reached.sources.push_back(problem.sources[i]);
            }
        }
        if (reached.sources.empty()) {
            continue;
        }
        int optimum = 1;
        while (!all_out(reached, optimum)) {
            ++optimum;
        }
        ++solved;
        // The optimum in continuous time lies within the last whole hour.
        CHECK(hours(made.lower_bound) <= optimum);
        CHECK(hours(made.duration) > optimum - 1);
        worst = std::max(worst, hours(made.duration) / hours(made.lower_bound) - 1);
    }
    CHECK(solved > 40);
    INFO("worst gap " << worst);
    CHECK(worst <= 0.04);
}

TEST_CASE("quickest flow: no better than the minimum cut on a large grid", "[geo][network]") {
    // 60 x 60 nodes; everything leaves by the two roads at the east end: at least sum / 200 hours.
    constexpr std::uint32_t side = 60;
    geo::flow_problem problem;
    problem.nodes = side * side + 1;
    for (std::uint32_t y = 0; y < side; ++y) {
        for (std::uint32_t x = 0; x < side; ++x) {
            const auto v = y * side + x;
            if (x + 1 < side) {
                problem.arcs.push_back(arc(v, v + 1, 80, 0.1));
                problem.arcs.push_back(arc(v + 1, v, 80, 0.1));
            }
            if (y + 1 < side) {
                problem.arcs.push_back(arc(v, v + side, 80, 0.1));
                problem.arcs.push_back(arc(v + side, v, 80, 0.1));
            }
        }
    }
    const auto gate = side * side;
    problem.arcs.push_back(arc(10 * side + side - 1, gate, 100, 0.1));
    problem.arcs.push_back(arc(50 * side + side - 1, gate, 100, 0.1));
    problem.sinks = {gate};
    double sum = 0;
    for (std::uint32_t i = 0; i < 40; ++i) {
        problem.sources.push_back({(i * 7 % side) * side + i, 100 + i});
        sum += 100 + i;
    }
    const auto made = geo::find_quickest_flow(problem);
    check_schedule(problem, made);
    CHECK(hours(made.duration) >= sum / 200);
    CHECK(hours(made.lower_bound) >= sum / 200);
    CHECK(hours(made.duration) <= hours(made.lower_bound) * 1.04);
    CHECK(made.unreached.empty());
}
