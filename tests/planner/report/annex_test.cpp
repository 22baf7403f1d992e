// SPDX-License-Identifier: Apache-2.0
#include "geo/base/error.hpp"
#include "geo/io/read.hpp"
#include "geo/linework/compare_lines.hpp"
#include "geo/measure/geodesic.hpp"
#include "planner/model/plain_text.hpp"
#include "planner/report/annex.hpp"
#include "planner/report/annex_pages.hpp"
#include "planner/report/printed_crossings.hpp"
#include "tests/support/disguise.hpp"
#include "tests/support/world.hpp"

#include <algorithm>
#include <set>
#include <sstream>

using namespace planner;
using Catch::Matchers::Contains;
using Catch::Matchers::WithinAbs;

namespace {

const world::drawing bay{
    .map = R"(
WWhhhhheeee
WWhhhheeeee
WWhh..eeeee
)",
    .settlements = "a,\xd0\x9f\xd0\xbe\xd0\xbb\xd0\xb5,10.25,50.05,10\nb,Hill,10.75,50.15,20\n"};

plan plan_for_annex(const world::drawing& what = bay) {
    const world::temporary_folder folder;
    return world::plan_of(
        folder,
        what,
        {.more = world::zone_toml("near", "5km", "per_side") +
                 world::zone_toml("far", "8km", "per_side")}
    );
}

const annex_line* find(const annex& in, const std::string& id) {
    const auto at = std::find_if(in.lines.begin(), in.lines.end(), [&](const annex_line& line) {
        return line.of.id == id;
    });
    return at == in.lines.end() ? nullptr : &*at;
}

/// How far two lines are apart, each read as its edges are meant.
double apart(const lines& exact, const lines& geodesics) {
    const geo::metres fine(0.01);
    return geo::hausdorff_distance(
               geo::densify(exact, geo::edge_reading::lonlat, fine),
               geo::densify(geodesics, geo::edge_reading::geodesic, fine),
               {.edges = geo::edge_reading::lonlat, .tolerance = geo::metres(0.01)}
    )
        .larger()
        .distance.value();
}

lines read_back(const std::string& csv, const std::string& line) {
    const world::temporary_folder folder;
    geo::read_options options;
    options.layer = line;
    const auto layer = geo::read_layer(folder.with("annex.csv", csv), options);
    REQUIRE(layer.edges == geo::edge_reading::geodesic);
    return geo::lines(layer.features.at(0));
}

}  // namespace

TEST_CASE("annex: every published line has its turning points", "[planner][annex]") {
    const auto table = make_annex(plan_for_annex());
    std::vector<std::string> ids;
    for (const auto& line : table.lines) {
        ids.push_back(line.of.id);
    }
    CHECK(
        ids ==
        std::vector<std::string>{
            "line-contact", "phase-line-p1", "zone-limit-near", "zone-limit-far"}
    );
}

TEST_CASE(
    "annex: read back, each line is within the tolerance of the exact one", "[planner][annex]"
) {
    const double tolerance = GENERATE(3.0, 10.0, 250.0);
    auto what = plan_for_annex();
    what.annex_tolerance = geo::metres(tolerance);
    const auto table = make_annex(what);
    const auto csv = to_csv(table);
    for (const auto& line : table.lines) {
        CAPTURE(line.of.id, tolerance);
        const double measured = apart(line.of.shape, read_back(csv, line.of.id));
        CHECK(measured <= tolerance);
        // What is printed of it is true: it holds the error of its own measurement, 0.5 m.
        CHECK(measured <= line.deviation.value());
        CHECK(measured > line.deviation.value() - 0.8);
    }
}

TEST_CASE("annex: a wider tolerance needs fewer points", "[planner][annex]") {
    const auto count = [](double tolerance) {
        auto what = plan_for_annex();
        what.annex_tolerance = geo::metres(tolerance);
        const auto table = make_annex(what);
        return find(table, "phase-line-p1")->parts.front().size();
    };
    CHECK(count(250) < count(10));
    CHECK(count(10) < count(3));
}

TEST_CASE("annex: what 0.1 second cannot keep is refused", "[planner][annex]") {
    for (const double tolerance : {0.0, 2.9, -5.0, 1001.0, std::nan("")}) {
        auto what = plan_for_annex();
        what.annex_tolerance = geo::metres(tolerance);
        CHECK_THAT(
            world::refusal<geo::input_error>([&] { (void)make_annex(what); }),
            Contains("from 3 m to 1000 m")
        );
    }
}

TEST_CASE("annex: the limit of a zone leaves out line, border and coast", "[planner][annex]") {
    const auto what = plan_for_annex();
    const auto table = make_annex(what);
    const auto* limit = find(table, "zone-limit-near");
    REQUIRE(limit != nullptr);
    for (const auto& part : limit->of.shape) {
        for (const auto& p : part) {
            const auto from_line = geo::directed_hausdorff({{p}}, what.contact).distance.value();
            CHECK_THAT(from_line, WithinAbs(5000, 1));
        }
    }
    // It begins and ends on the edge of the land.
    CHECK_THAT(limit->parts.front().front().description, Contains("beginning, at the "));
    CHECK_THAT(limit->parts.front().back().description, Contains("end, at the "));
}

TEST_CASE("annex: a limit that two zones share is listed once", "[planner][annex]") {
    const world::temporary_folder folder;
    const auto what = world::plan_of(
        folder,
        bay,
        {.more = world::zone_toml("one", "5km", "per_side") +
                 world::zone_toml("twin", "5km", "per_side")}
    );
    const auto table = make_annex(what);
    CHECK(find(table, "zone-limit-one") != nullptr);
    CHECK(find(table, "zone-limit-twin") == nullptr);
    // Whoever reads the annex sees whose limit it is, too.
    const auto* shared = find(table, "zone-limit-one");
    CHECK(shared->of.also == std::vector<std::string>{"zone-limit-twin"});
    CHECK_THAT(to_csv(table), Contains(",zone-limit-twin\r\n"));
    bool noted = false;
    for (const auto& section : annex_pages(what, table).sections) {
        for (const auto& text : section.notes) {
            noted = noted || text.find("not listed again there: zone-limit-twin") != text.npos;
        }
    }
    CHECK(noted);
    // Both run along the line of contact, too.
    CHECK(
        find(table, "line-contact")->of.also ==
        std::vector<std::string>{"zone-limit-one", "zone-limit-twin"}
    );
}

TEST_CASE("annex: limits that are equal in part name one another", "[planner][annex]") {
    // A zone of the northern half of the line, and one of all of it at the same depth.
    const world::temporary_folder folder;
    auto half = world::replaced(
        world::zone_toml("half", "5km", "per_side"),
        "reference_line",
        "stretch = { from = [10.6, 50.25], toward = \"north\" }\nreference_line"
    );
    const auto what =
        world::plan_of(folder, bay, {.more = half + world::zone_toml("all", "5km", "per_side")});
    const auto table = make_annex(what);
    REQUIRE(find(table, "zone-limit-half") != nullptr);
    REQUIRE(find(table, "zone-limit-all") != nullptr);
    CHECK(find(table, "zone-limit-half")->of.also == std::vector<std::string>{"zone-limit-all"});
    CHECK(find(table, "zone-limit-all")->of.also.empty());
}

TEST_CASE("annex: lines that printing makes cross are told", "[planner][annex]") {
    const auto at = world::at;
    constexpr double tenth = 1 / 36000.0;
    // One third of a step apart, on two sides of where rounding turns: rounded, they change places.
    const lines near{
        {at(10, 50 + 0.6 * tenth), at(10.01, 50 + 0.3 * tenth), at(10.02, 50 + 0.6 * tenth)},
        {at(10, 50 + 0.4 * tenth), at(10.01, 50 + 0.2 * tenth), at(10.02, 50 + 0.4 * tenth)}};
    // A is rounded up at its ends, B down; in the middle both to the same point: they touch.
    const auto told = find_printed_crossings({"a", "b"}, near, 1);
    REQUIRE(told.size() == 1);
    CHECK(told[0].code == geo::finding_code::plan_annex_lines_cross);
    CHECK_THAT(told[0].text, Contains("lines a and b") && Contains("0.31 m apart"));
    // At three decimals, 3 cm, they keep apart.
    CHECK(find_printed_crossings({"a", "b"}, near, 3).empty());
    // Truly crossed by printing: each end of b is rounded over a.
    const lines crossed{
        {at(10, 50 + 0.9 * tenth), at(10.01, 50 + 0.9 * tenth)},
        {at(10, 50 + 0.4 * tenth), at(10.005, 50 + 0.8 * tenth), at(10.01, 50 + 0.4 * tenth)}};
    CHECK(find_printed_crossings({"a", "b"}, crossed, 1).size() == 1);
    // What crosses or meets before is not printing's doing.
    const lines meeting{
        {at(10, 50), at(10.01, 50.01)}, {at(10, 50.01), at(10.01, 50)}, {at(10, 50), at(9.9, 50)}};
    CHECK(find_printed_crossings({"a", "b", "c"}, meeting, 1).empty());
    // A line's own loop, and points that printing makes one.
    const lines loop{
        {at(10, 50),
         at(10.01, 50),
         at(10.01, 50 + 0.9 * tenth),
         at(10.005, 50 + 0.4 * tenth),
         at(10, 50 + 0.9 * tenth)}};
    CHECK(find_printed_crossings({"a"}, loop, 1).size() == 1);
    CHECK(find_printed_crossings({}, {}, 1).empty());
    // A line that ends at another is meant to meet it.
    const lines ending{
        {at(10, 50), at(10.01, 50)}, {at(10.005, 50 + 0.4 * tenth), at(10.005, 50.01)}};
    CHECK(find_printed_crossings({"a", "b"}, ending, 1).empty());
    // Far apart: nothing.
    const lines far{
        {at(10, 50), at(10.01, 50)}, {at(10, 50 + 4 * tenth), at(10.01, 50 + 4 * tenth)}};
    CHECK(find_printed_crossings({"a", "b"}, far, 1).empty());
    // Nothing of the kind in an ordinary plan.
    CHECK(make_annex(plan_for_annex()).found.empty());
}

TEST_CASE("annex: distances, azimuths and places by the positions as printed", "[planner][annex]") {
    const auto table = make_annex(plan_for_annex());
    std::set<std::string> ids;
    for (const auto& line : table.lines) {
        for (const auto& part : line.parts) {
            for (std::size_t i = 0; i < part.size(); ++i) {
                CHECK(ids.insert(part[i].id).second);
                const double lat = part[i].position.lat.value() * 36000;
                CHECK_THAT(lat, WithinAbs(std::round(lat), 1e-6));
                REQUIRE(part[i].mgrs.size() == 15);
                const auto hill = geo::distance(world::at(10.75, 50.15), part[i].position);
                CHECK(part[i].from_place <= hill);
                if (i + 1 == part.size()) {
                    CHECK(part[i].segment.empty());
                    continue;
                }
                const auto& next = part[i + 1].position;
                CHECK_THAT(
                    part[i].to_next.value(),
                    WithinAbs(geo::distance(part[i].position, next).value(), 1e-6)
                );
                const auto there =
                    geo::destination(part[i].position, part[i].azimuth, part[i].to_next);
                // 0.005 degree at this length.
                CHECK(geo::distance(there, next).value() <= part[i].to_next.value() * 9e-5 + 1e-6);
            }
        }
    }
}

TEST_CASE("annex: points that a source lists keep its words and accuracy", "[planner][annex]") {
    auto what = plan_for_annex();
    auto& line = what.ground.lines.at(0);
    line.turning_points = {
        {what.contact.front()[1], "Bridge", "Hill and Dale", "", geo::metres(250)}};
    const auto table = make_annex(what);
    const auto& points = find(table, "line-contact")->parts.front();
    const auto at = std::find_if(points.begin(), points.end(), [](const annex_point& p) {
        return p.description == "Bridge, between Hill and Dale";
    });
    REQUIRE(at != points.end());
    CHECK(at->accuracy == geo::metres(250));
    CHECK(points.front().accuracy == geo::metres(100));
}

TEST_CASE("annex: rows of CSV have one number of cells", "[planner][annex]") {
    const auto csv = to_csv(make_annex(plan_for_annex()));
    std::istringstream in(csv);
    std::size_t commas = 0;
    for (std::string row; std::getline(in, row);) {
        REQUIRE(row.back() == '\r');
        std::size_t here = 0;
        bool quoted = false;
        for (const char c : row) {
            quoted ^= c == '"';
            here += c == ',' && !quoted ? 1U : 0U;
        }
        commas = commas == 0 ? here : commas;
        CHECK(here == commas);
    }
    CHECK(commas == 20);
}

TEST_CASE("annex: hostile ids stay cells, and come back", "[planner][annex]") {
    for (const auto& text : std::vector<std::string>{
             "=1+2", "a,b", "a\"b", "x\r\ny", "-1", "\x01\x7f", std::string(5000, 'A')}) {
        auto what = plan_for_annex();
        for (auto& phase : what.phases) {
            phase.term.id = text;
        }
        for (auto& zone : what.zones) {
            zone.id = text + zone.id;
        }
        what.ground.settlements.at(0).name = text;
        const auto csv = to_csv(make_annex(what));
        bool quoted = false;
        bool start = true;
        for (const char c : csv) {
            if (start && !quoted) {
                CHECK(std::string("=+@\t").find(c) == std::string::npos);
            }
            quoted ^= c == '"';
            start = !quoted && (c == ',' || c == '\n');
        }
        CHECK_FALSE(quoted);
        // What is not seen is not in the table.
        CHECK_FALSE(read_back(csv, "phase-line-" + without_unseen(text)).empty());
    }
}

TEST_CASE("annex: pages repeat the head and are numbered", "[planner][annex]") {
    auto what = plan_for_annex();
    what.annex_tolerance = geo::metres(3);
    const auto pages = annex_pages(what, make_annex(what));
    std::size_t rows = 0;
    for (const auto& section : pages.sections) {
        for (const auto& row : section.rows) {
            CHECK(row.size() == pages.columns.size());
            ++rows;
        }
    }
    CHECK(pages_of(pages) >= 1 + rows / 60);
    const auto pdf = render_pdf(pages);
    CHECK(pdf.substr(0, 5) == "%PDF-");
    // That it has so many pages, and what is on them, another program reads: tests/cli/calendar.sh.
    // Letters can be searched: fonts come with their map to Unicode.
    CHECK_THAT(pdf, Contains("/ToUnicode"));
    CHECK(pdf == render_pdf(pages));
}

TEST_CASE("annex: its pages speak another language", "[planner][annex]") {
    const auto what = plan_for_annex();
    const auto table = make_annex(what);
    const auto said = disguise::words();
    const auto pages = annex_pages(what, table, said.words);
    const auto english = annex_pages(what, table);
    CHECK(disguise::latin_words(pages.foot).empty());
    REQUIRE(pages.notes.size() == english.notes.size());
    for (const auto& note : pages.notes) {
        CHECK(disguise::latin_words(note).empty());
    }
    for (std::size_t i = 0; i < pages.columns.size(); ++i) {
        CHECK(pages.columns[i].head == disguise::disguised(english.columns[i].head));
    }
    CHECK_THAT(pages.title, Contains(disguise::disguised("Annex of turning points")));
    CHECK(render_pdf(pages) != render_pdf(english));
}

TEST_CASE("paged table: long cells, many rows and no rows", "[planner][annex]") {
    paged_table table;
    table.title = "T";
    table.columns = {{"a", paper_mm(20)}, {"b", paper_mm(20)}};
    CHECK(pages_of(table) == 1);
    table.sections.push_back({"S", {}, {}});
    CHECK(pages_of(table) == 1);
    table.sections.front().rows.assign(500, {"x", std::string(100000, 'W')});
    CHECK(pages_of(table) > 20);
    table.sections.front().rows = {{}, {"only one"}, {"a", "b", "one too many"}};
    CHECK(pages_of(table) == 1);
    table.columns.push_back({"c", paper_mm(300)});
    CHECK_THROWS_AS(pages_of(table), geo::input_error);
}
