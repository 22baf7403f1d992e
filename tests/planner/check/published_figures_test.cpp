// SPDX-License-Identifier: Apache-2.0
#include "planner/check/figure_list.hpp"
#include "planner/check/published_figures.hpp"

#include <catch2/catch.hpp>

using namespace planner;
using namespace planner::detail;

TEST_CASE("published figures: what lies outside of its range is off", "[planner][check]") {
    figure_list list;
    const auto said = within(100, 0.03, {0, 0, "km"}, "somebody");
    list.compare("T1", "in", {102.9, 1, "km"}, said);
    list.compare("T1", "too long", {103.1, 1, "km"}, said);
    list.compare("T1", "too short", {96.9, 1, "km"}, said);
    list.same("T2", "equal", "a", "a", "somebody");
    list.same("T2", "not equal", "a", "b", "somebody");
    list.not_possible("T3", "no data", "none are free");
    const auto figures = list.take();
    CHECK(figures[0].verdict == figure_verdict::agrees);
    CHECK(figures[0].published == "100 km");
    CHECK(figures[0].tolerance == "3 %");
    CHECK(figures[1].verdict == figure_verdict::off);
    CHECK(figures[2].verdict == figure_verdict::off);
    CHECK(figures[3].verdict == figure_verdict::agrees);
    CHECK(figures[4].verdict == figure_verdict::off);
    CHECK(figures[5].verdict == figure_verdict::not_possible);
    CHECK_FALSE(hold(figures));
    CHECK(hold({figures[0], figures[3], figures[5]}));
}

TEST_CASE("published figures: a negative row must differ, and as known", "[planner][check]") {
    figure_list list;
    const published said{"4 km", 3.6, 4.4, "", "somebody"};
    const published known{"", 10, 12, "not a zone", ""};
    list.differ("T3", "as known", {11, 0, "km"}, said, known);
    list.differ("T3", "equal after all", {4, 0, "km"}, said, known);
    list.differ("T3", "otherwise", {8, 0, "km"}, said, known);
    const auto figures = list.take();
    CHECK(figures[0].verdict == figure_verdict::differs_as_told);
    CHECK(figures[1].verdict == figure_verdict::off);
    CHECK(figures[2].verdict == figure_verdict::off);
}
