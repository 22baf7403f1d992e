// SPDX-License-Identifier: Apache-2.0
#include "planner/model/number_text.hpp"
#include "planner/model/texts.hpp"
#include "planner/report/read_texts.hpp"

#include <catch2/catch.hpp>

using namespace planner;

TEST_CASE("texts: a message with its placeholders filled", "[planner][model][texts]") {
    const auto& say = texts::english();
    CHECK(say.text<"dates.more">(with<"n">(3)) == "- and 3 more.");
    CHECK(say.text<"unit.hours_tenth">(with<"hours">(9.84)) == "9.8 h");
    CHECK(
        say.text<"range.from_to">(with<"high">("9"), with<"low">(std::string("{n}"))) == "{n} to 9"
    );
    CHECK(say.count<"count.phases">(1) == "1 phase");
    CHECK(say.count<"count.phases">(0) == "0 phases");
    CHECK(say.count<"count.zones">(1) == "One zone");
    CHECK(say.area(geo::square_metres(41'000e6)) == area_text(geo::square_metres(41'000e6)));
    const auto t = *parse_instant("2022-10-24T06:00:00Z");
    CHECK(say.day(t, "Europe/Kyiv") == to_local_date(t, "Europe/Kyiv"));
    CHECK(say.time(t, "Europe/Kyiv") == "24 Oct 2022 09:00 (Europe/Kyiv)");
}

TEST_CASE("texts: numbers take the form of their language", "[planner][model][texts]") {
    // Unicode CLDR 42, plural rules of uk: one 1, 21, 101; few 2 to 4, 22; many 0, 5, 11, 12, 111.
    const auto read = texts_from(
        "count.phases = \"{n} фаза / {n} фази / {n} фаз\"\ncount.posts = \"{n} X\"\n"
        "months = \"січ лют бер кві тра чер лип сер вер жов лис гру\"\n",
        "uk.toml"
    );
    const auto form = [&](std::size_t n) {
        const auto text = read.words.count<"count.phases">(n);
        return text.substr(text.find(' ') + 1);
    };
    for (const std::size_t n : {1U, 21U, 101U}) {
        CHECK(form(n) == "фаза");
    }
    for (const std::size_t n : {2U, 3U, 4U, 22U, 104U}) {
        CHECK(form(n) == "фази");
    }
    for (const std::size_t n : {0U, 5U, 11U, 12U, 14U, 111U, 112U}) {
        CHECK(form(n) == "фаз");
    }
    CHECK(read.words.count<"count.posts">(1) == "1 X");
    CHECK(read.words.count<"count.posts">(7) == "7 X");
    const auto t = *parse_instant("2022-10-24T06:00:00Z");
    CHECK(read.words.day(t, "Europe/Kyiv") == "24 жов 2022");
}
