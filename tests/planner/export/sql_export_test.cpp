// SPDX-License-Identifier: Apache-2.0
#include "planner/export/sql_export.hpp"
#include "tests/support/world.hpp"
#include "tests/support/zones.hpp"

#include <algorithm>
#include <map>
#include <sstream>

using namespace planner;
using Catch::Matchers::Contains;
using Catch::Matchers::StartsWith;

namespace {

const world::drawing straight{.map = R"(
WWhhhhhheeeeee
WWhhhhhheeeeee
)"};

plan made_plan() {
    const world::temporary_folder folder;
    return world::lay(
        world::read(folder, straight),
        world::zone_of(
            "art",
            "depth = \"15km\"\nwidth_is = \"per_side\"\nreference_line = \"contact\"\n"
            "exceptions = [{ kind = \"storage_site\", centre = [10.75, 50.05], radius = \"2km\", "
            "text = \"store\" }]\n"
            "caps = [{ what = \"howitzers\", most = 3, per = \"zone\", text = \"x\", "
            "certainty = \"S\" }]"
        )
    );
}

/// Rows of the COPY of a table, by their cells.
std::vector<std::vector<std::string>> rows_of(const std::string& script, const std::string& table) {
    std::istringstream in(script);
    std::vector<std::vector<std::string>> out;
    bool within = false;
    for (std::string line; std::getline(in, line);) {
        if (within && line == "\\.") {
            return out;
        }
        if (within) {
            auto& cells = out.emplace_back();
            std::istringstream row(line + "\t");
            for (std::string cell; std::getline(row, cell, '\t');) {
                cells.push_back(cell);
            }
        }
        within = within || line.starts_with("copy " + table + " ");
    }
    FAIL("no end of " << table);
    return out;
}

}  // namespace

TEST_CASE("sql_of: one transaction that stops at the first trouble", "[planner][export]") {
    const auto script = sql_of(rulebook(made_plan()));
    CHECK_THAT(script, StartsWith("-- SPDX-License-Identifier: CC0-1.0\n-- Plan made-up"));
    CHECK(script.find("\\set ON_ERROR_STOP on") < script.find("begin;\n"));
    CHECK(script.find("create schema armistice;") > script.find("begin;\n"));
    CHECK(script.ends_with("commit;\n"));
    CHECK(script == sql_of(rulebook(made_plan())));
}

TEST_CASE("sql_of: every clause with its ground, dates, caps and exceptions", "[planner][export]") {
    const auto made = made_plan();
    const rulebook by(made);
    const auto script = sql_of(by);
    const auto clauses = rows_of(script, "clause");
    REQUIRE(clauses.size() == by.clauses().size());
    for (std::size_t i = 0; i < clauses.size(); ++i) {
        REQUIRE(clauses[i].size() == 13);
        CHECK(clauses[i][2] == by.clauses()[i].id);
        CHECK(std::stod(clauses[i][10]) == by.clauses()[i].edge_error.value());
        CHECK(clauses[i][11] == "t");
    }
    // Two zones, and the depot in the one that it lies in.
    std::size_t depots = 0;
    for (const auto& law : by.clauses()) {
        depots += law.exceptions.size();
    }
    CHECK(depots > 0);
    CHECK(rows_of(script, "exception").size() == depots);
    CHECK(rows_of(script, "ground").size() == by.clauses().size() + depots);
    std::map<std::string, std::size_t> chords;
    for (const auto& row : rows_of(script, "chord")) {
        REQUIRE(row.size() == 7);
        ++chords[row[0]];
    }
    CHECK(chords.size() == by.clauses().size() + depots);
    for (const auto& [ground, count] : chords) {
        CHECK(count >= 4);
    }
    // A word that a cap counts (howitzers are artillery) is there by its number.
    const auto caps = rows_of(script, "cap");
    const auto artillery = std::to_string(*by.word_of("artillery"));
    CHECK(std::any_of(caps.begin(), caps.end(), [&](const auto& row) {
        return row[1] == artillery && row[2] == "3";
    }));
    for (const auto& row : rows_of(script, "force")) {
        CHECK(row[1] == to_rfc3339(made.zones.front().when.from));
    }
    CHECK_FALSE(rows_of(script, "candidate").empty());
}

TEST_CASE("sql_of: what a text holds stays a text", "[planner][export]") {
    auto made = made_plan();
    made.id = "plan\n\\! rm";
    made.zones.front().term.title = "tab\there, line\nhere, \\. and 'quotes'";
    const auto script = sql_of(rulebook(made));
    CHECK(rows_of(script, "clause")[0][3] == "tab\\there, line\\nhere, \\\\. and 'quotes'");
    CHECK_THAT(script, Contains("-- Plan plan \\! rm"));
    CHECK(script.find("\n\\! rm") == std::string::npos);
}
