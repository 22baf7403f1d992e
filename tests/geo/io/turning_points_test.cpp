// SPDX-License-Identifier: Apache-2.0
// An annex of turning points (annex.csv of a plan) as input.
#include "geo/io/read.hpp"
#include "tests/geo/io/fixtures.hpp"

#include <catch2/catch.hpp>

using Catch::Matchers::Contains;

namespace {

const std::string head = "line,part,sequence,id,latitude_dms,longitude_dms,longitude,latitude\r\n";
const std::string first_row =
    "pl-1,1,1,a,\"48\u00b000'00.0\"\"N\",\"037\u00b030'00.0\"\"E\",37.5000000,48.0000000\r\n";
const std::string second_row =
    "pl-1,1,2,b,\"48\u00b030'00.0\"\"N\",\"037\u00b030'00.0\"\"E\",37.5000000,48.5000000\r\n";

std::string row(const std::string& start, const std::string& lat = "49\u00b000'00.0\"N") {
    return start + ",x," + lat + ",038\u00b000'00.0\"W,-38.0,49.0\n";
}

geo::layer read_annex(const std::string& text, const geo::read_options& options = {}) {
    const fixtures::temporary_folder folder;
    return geo::read_layer(folder.with("annex.csv", text), options);
}

std::string refusal(const std::string& text, const geo::read_options& options = {}) {
    const fixtures::temporary_folder folder;
    const auto path = folder.with("annex.csv", text);
    const auto why =
        fixtures::refusal<geo::input_error>([&] { (void)geo::read_layer(path, options); });
    REQUIRE_THAT(why, Contains(path));
    return why.substr(path.size());
}

}  // namespace

TEST_CASE("turning points: the rows of one line become a line of geodesics", "[geo][io]") {
    const auto made = read_annex(head + first_row + second_row);
    CHECK(made.name == "pl-1");
    CHECK(made.edges == geo::edge_reading::geodesic);
    REQUIRE(made.features.size() == 1);
    const auto& shape = geo::lines(made.features.front());
    REQUIRE(shape.size() == 1);
    REQUIRE(shape.front().size() == 2);
    CHECK(shape.front().back() == geo::lon_lat{geo::longitude(37.5), geo::latitude(48.5)});
    CHECK(made.found.empty());
}

TEST_CASE("turning points: a text editor's habits do no harm", "[geo][io]") {
    // Byte-order mark, LF, empty lines, a quoted line end in a cell, columns in another order.
    const auto made = read_annex("\xEF\xBB\xBF"
                                 "description,longitude_dms,latitude_dms,sequence,part,line\n\n"
                                 "\"two\nlines\",037\u00b030'00.0\"E,48\u00b000'00.0\"N,1,1,a\n"
                                 ",037\u00b030'00.0\"E,48\u00b030'00.0\"N,2,1,a");
    REQUIRE(geo::lines(made.features.front()).size() == 1);
}

TEST_CASE("turning points: each line of an annex is a layer", "[geo][io]") {
    const auto text = head + first_row + second_row + row("pl-2,1,1") +
                      row("pl-2,1,2", "49\u00b000'00.0\"N") + row("pl-2,2,1") + row("pl-2,2,2");
    CHECK_THAT(refusal(text), Contains("several lines; choose one with --layer: pl-1, pl-2"));
    geo::read_options options;
    options.layer = "pl-1";
    CHECK(geo::lines(read_annex(text, options).features.front()).size() == 1);
    options.layer = "pl-3";
    CHECK_THAT(refusal(text, options), Contains("no line 'pl-3'; it has: pl-1, pl-2"));
    options.layer = "pl-1";
    options.where = "line = 'pl-1'";
    CHECK_THAT(refusal(text, options), Contains("choose a line with --layer"));
    const fixtures::temporary_folder folder;
    CHECK(
        geo::layer_names(folder.with("annex.csv", text)) == std::vector<std::string>{"pl-1", "pl-2"}
    );
}

TEST_CASE("turning points: who wants points gets the rows", "[geo][io]") {
    geo::read_options options;
    options.keep = {.points = true, .lines = false, .areas = false};
    const auto made = read_annex(head + first_row + second_row, options);
    CHECK(made.features.size() == 2);
}

TEST_CASE("turning points: a bad row is named by line and column", "[geo][io]") {
    const auto all = head + first_row + second_row;
    struct fault {
        std::string text;
        std::string said;
    };
    const std::vector<fault> faults{
        {all + row("pl-1,1,3", "49\u00b000'61.0\"N"),
         ":4: column latitude_dms: '49\u00b000'61.0\"N'"},
        {all + row("pl-1,1,3", ""), ":4: column latitude_dms: ''"},
        {all + "pl-1,1,3,x,49\u00b000'00.0\"N,038\u00b000'00.0\"N,38,49\n",
         ":4: column longitude_dms"},
        {all + "pl-1,1,3,x,49\u00b000'00.0\"N,038\u00b000'00.0\"E,38,49.00002\n",
         ":4: column latitude: '49.00002' is not the latitude that column latitude_dms says"},
        {all + "pl-1,1,3,x,49\u00b000'00.0\"N,038\u00b000'00.0\"E,east,49\n",
         ":4: column longitude: 'east'"},
        {all + row("pl-1,1,4"), ":4: column sequence: 4 follows 2"},
        {all + second_row, ":4: column sequence: 2 follows 2"},
        {all + row("pl-1,3,1"), ":4: column part: part 3 is not the next"},
        {head + row("pl-1,2,1"), ":2: column part: part 2 is not the next"},
        {all + row("pl-1,1,third"), ":4: column sequence: 'third' is not a whole number"},
        {all + row("pl-1,1,-1"), ":4: column sequence: '-1' is not a whole number"},
        {all + "pl-1,1\n", ":4: column latitude_dms: the row ends before it"},
        {all + "pl-1,1,3,\"x\n", ":4: a quoted cell does not end"},
        {all + "pl-1,1,3,\"x\"y,\n", ":4: a cell goes on behind its closing quote"}};
    for (const auto& one : faults) {
        CAPTURE(one.text);
        CHECK_THAT(refusal(one.text), Contains(one.said));
    }
    // Rows of lines that were not asked for are read too: a spoilt annex is spoilt.
    geo::read_options options;
    options.layer = "pl-1";
    CHECK_THAT(refusal(all + row("pl-2,1,1", "nowhere"), options), Contains(":4: column latitude"));
}

TEST_CASE("turning points: without rows there is no line", "[geo][io]") {
    CHECK_THAT(refusal(head), Contains("holds the turning points of no line"));
    geo::read_options options;
    options.max_positions = 1;
    CHECK_THAT(refusal(head + first_row + second_row, options), Contains("more than 1 positions"));
}
