// SPDX-License-Identifier: Apache-2.0
#include "geo/base/error.hpp"
#include "planner/config/config.hpp"
#include "planner/model/names.hpp"
#include "tests/support/world.hpp"

#include <catch2/catch.hpp>

using namespace planner;
using Catch::Matchers::Contains;
using Catch::Matchers::Equals;

namespace {

config_table table(const std::string& text) {
    return config_table::from_text(text, "some.toml");
}

std::string refused(const std::string& text, const std::function<void(config_table&)>& ask) {
    return world::refusal<geo::input_error>([&] {
        auto read = table(text);
        ask(read);
    });
}

}  // namespace

TEST_CASE("config: a misspelt key is named with its line and the nearest key", "[planner]") {
    const auto said = refused("id = \"a\"\n\ntilte = \"b\"\n", [](config_table& read) {
        (void)read.require_text("id");
        (void)read.text("title");
        read.finish();
    });
    CHECK_THAT(said, Equals("some.toml:3: tilte: unknown key; did you mean 'title'?"));
}

TEST_CASE("config: a key like no other gets the list of keys", "[planner]") {
    const auto said = refused("colour_of_the_sea = 1\n", [](config_table& read) {
        (void)read.text("id");
        (void)read.text("title");
        read.finish();
    });
    CHECK_THAT(said, Contains("colour_of_the_sea") && Contains("id, title"));
}

TEST_CASE("config: messages within tables name the table", "[planner]") {
    const auto said = refused("[a]\n[[a.b]]\nx = 1\n[[a.b]]\nx = \"y\"\n", [](config_table& read) {
        for (auto& one : read.table("a")->tables("b")) {
            (void)one.number("x");
        }
    });
    CHECK_THAT(said, Equals("some.toml:5: [a.b] x: expected a number"));
}

TEST_CASE("config: a length needs a unit", "[planner]") {
    const auto length = [](config_table& read) { (void)read.require_length("depth"); };
    for (const auto* bare : {"depth = 15", "depth = 15.0", "depth = \"15\""}) {
        CAPTURE(bare);
        CHECK_THAT(refused(bare, length), Contains("some.toml:1: depth:") && Contains("15km"));
    }
    CHECK_THAT(refused("depth = \"15 parsec\"", length), Contains("'15 parsec' is not a length"));
    CHECK_THAT(refused("other = 1", length), Contains("is missing") && Contains("15km"));
    auto good = table("depth = \"2.5km\"");
    CHECK(good.require_length("depth") == geo::metres(2500));
}

TEST_CASE("config: wrong kinds are refused with what was expected", "[planner]") {
    using ask = std::function<void(config_table&)>;
    const std::vector<std::pair<ask, std::string>> asked{
        {[](config_table& r) { (void)r.text("k"); }, "text in quotes"},
        {[](config_table& r) { (void)r.number("k"); }, "a number"},
        {[](config_table& r) { (void)r.flag("k"); }, "true or false"},
        {[](config_table& r) { (void)r.time("k"); }, "2022-10-24T06:00:00Z"},
        {[](config_table& r) { (void)r.texts("k"); }, "a list of texts"},
        {[](config_table& r) { (void)r.numbers("k"); }, "a list of numbers"},
        {[](config_table& r) { (void)r.table("k"); }, "a table"},
        {[](config_table& r) { (void)r.tables("k"); }, "[[k]]"}};
    for (const auto& [one, expected] : asked) {
        CAPTURE(expected);
        // A kind that none of them takes: a list within a list.
        CHECK_THAT(refused("\nk = [[1]]", one), Contains("some.toml:2: k:") && Contains(expected));
    }
    CHECK_THAT(
        refused("k = [\"a\", 1]", [](config_table& r) { (void)r.texts("k"); }),
        Contains("a list of texts")
    );
}

TEST_CASE("config: times are dates or times with an offset", "[planner]") {
    auto read =
        table("a = 2022-10-24\nb = 2022-10-24T09:00:00+03:00\nc = \"2022-10-24T06:00:00Z\"\n"
              "d = 2022-10-24T06:00:00\ne = 06:00:00\n");
    CHECK(to_rfc3339(read.require_time("a")) == "2022-10-24T00:00:00Z");
    CHECK(to_rfc3339(read.require_time("b")) == "2022-10-24T06:00:00Z");
    CHECK(to_rfc3339(read.require_time("c")) == "2022-10-24T06:00:00Z");
    CHECK_THROWS_WITH(read.require_time("d"), Contains("needs its offset"));
    CHECK_THROWS_AS(read.require_time("e"), geo::input_error);
    CHECK_THROWS_WITH(read.require_time("f"), Contains("is missing"));
}

TEST_CASE("config: a wrong choice lists the choices and the nearest", "[planner]") {
    const auto said = refused("width_is = \"per_sied\"", [](config_table& read) {
        (void)read.require_choice("width_is", {"per_side", "total"});
    });
    CHECK_THAT(said, Contains("per_side, total") && Contains("did you mean 'per_side'?"));
}

TEST_CASE("config: what is not TOML is refused with its line", "[planner]") {
    CHECK_THAT(refused("a = 1\nb = = 2\n", [](config_table&) {}), Contains("some.toml:2:"));
    CHECK_THAT(refused("a = 1\na = 2\n", [](config_table&) {}), Contains("some.toml:2:"));
    CHECK_THROWS_AS(config_table::from_file("/nonexistent/x.toml"), geo::io_error);
    CHECK_THROWS_AS(config_table::from_file("/"), geo::error);
}

TEST_CASE("config: a huge file and deep nesting are refused", "[planner]") {
    const world::temporary_folder folder;
    const auto large = folder.with("large.toml", std::string(9U << 20U, '#'));
    CHECK_THROWS_WITH(config_table::from_file(large), Contains("8 MiB"));
    const auto deep = "a = " + std::string(100000, '[');
    CHECK_THROWS_AS(table(deep), geo::input_error);
}

TEST_CASE("config: nearest word", "[planner]") {
    const std::vector<std::string> known{"title", "theatre", "terms"};
    CHECK(nearest_word("titel", known) == "title");
    CHECK(nearest_word("theater", known) == "theatre");
    CHECK(nearest_word("title", known) == "title");
    CHECK(nearest_word("xyzzy-foo-bar", known).empty());
    CHECK(nearest_word("", {}).empty());
}
