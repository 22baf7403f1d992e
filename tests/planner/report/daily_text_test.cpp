// SPDX-License-Identifier: Apache-2.0
#include "geo/base/error.hpp"
#include "planner/report/daily_csv.hpp"
#include "planner/report/daily_page.hpp"
#include "planner/report/milestones_text.hpp"
#include "planner/report/write_daily.hpp"
#include "tests/planner/monitor/daily_world.hpp"
#include "tests/support/schema.hpp"
#include "tests/support/world.hpp"

#include <algorithm>
#include <fstream>

using namespace planner;
using Catch::Matchers::Contains;
using world::lines_of;

namespace {

/// The sector "<b>North</b>|x" and a source that is a formula and markup.
struct told_day {
    world::mission by;
    daily_counts counts;
    daily_report made;

    told_day()
        : counts(by.counts(
              {by.at(10.7, 50.3, "2024-02-09T10:00:00Z"),
               by.at(10.7, 50.3, "2024-02-10T10:00:00Z"),
               by.at(
                   10.7,
                   50.05,
                   "2024-02-10T11:00:00Z",
                   report_what::explosion,
                   "=cmd|'/c'!A1<script>"
               ),
               by.at(10.7, 50.3, "2024-02-10T12:00:00Z", report_what::denied_access),
               by.at(10.7, 50.3, "2024-02-10T13:00:00Z", report_what::other, "camera")}
          )),
          made(make_daily_report(*by.by, counts, {})) {
        settlement village;
        village.name = "<i>Village</i>|";
        village.position = world::at(10.7, 50.27);  // 3.3 km south of the northern ones
        made.places.push_back(village);
    }
};

const told_day& day() {
    static const told_day out;
    return out;
}

/// RFC 4180, by its grammar: rows of cells.
std::vector<std::vector<std::string>> cells_of(const std::string& text) {
    std::vector<std::vector<std::string>> out(1, {""});
    bool quoted = false;
    for (std::size_t i = 0; i < text.size(); ++i) {
        const char c = text[i];
        if (quoted) {
            if (c != '"') {
                out.back().back() += c;
            } else if (i + 1 < text.size() && text[i + 1] == '"') {
                out.back().back() += '"';
                ++i;
            } else {
                quoted = false;
            }
        } else if (c == '"') {
            quoted = true;
        } else if (c == ',') {
            out.back().emplace_back();
        } else if (c == '\n') {
            out.push_back({""});
        } else {
            out.back().back() += c;
        }
    }
    out.pop_back();  // after the last line end
    return out;
}

}  // namespace

TEST_CASE("daily text: the first five lines say what matters", "[planner][report][daily]") {
    const auto page = make_daily_page(day().by.by->of(), day().counts, day().made);
    const auto lines = lines_of(to_markdown(page));
    REQUIRE(lines.size() > 20);
    CHECK(lines[0] == "# 10 Feb 2024 (Europe/Kyiv): 2 violations, the day before 1");
    CHECK_THAT(lines[1], Contains("violation 2 (1)") && Contains("reach until 10 Feb 2024 15:00"));
    CHECK_THAT(
        lines[2],
        Contains("1 of 2 violations each in South / rule ceasefire") &&
            Contains("sites: 1 (1) new, 1 (0) told of before")
    );
    CHECK_THAT(lines[3], Contains("looked at") && Contains("access denied 1 (0)"));
    CHECK(lines[4].rfind("- **Gates**: ", 0) == 0);
    CHECK(lines[5].empty());
}

TEST_CASE("daily text: names and sources stay text", "[planner][report][daily]") {
    const auto page = make_daily_page(day().by.by->of(), day().counts, day().made);
    const auto html = to_html(page, to_daily_chart(day().made));
    CHECK(html.find("<script") == std::string::npos);
    CHECK(html.find("<b>North") == std::string::npos);
    CHECK_THAT(html, Contains("&lt;b&gt;North&lt;/b&gt;|x"));
    CHECK_THAT(html, Contains("&lt;script&gt;"));
    CHECK_THAT(html, Contains("default-src 'none'"));
    CHECK(html.find("http://www.w3.org/2000/svg") != std::string::npos);
    CHECK(html.find("src=") == std::string::npos);
    CHECK(html.find("href=") == std::string::npos);
    CHECK(html.find("<i>") == std::string::npos);
    const auto markdown = to_markdown(page);
    CHECK_THAT(markdown, Contains("10.700, 50.300, 3 km north of \\<i\\>Village\\</i\\>\\|"));
    for (auto at = markdown.find('<'); at != std::string::npos; at = markdown.find('<', at + 1)) {
        CHECK(markdown.substr(at - 1, 2) == "\\<");
    }
    CHECK_THAT(markdown, Contains("\\<b\\>North\\</b\\>\\|x"));
}

TEST_CASE("daily text: tables have the columns of the schema", "[planner][report][daily]") {
    std::ifstream in(std::string(ARMISTICE_TEST_DATA) + "/schema/daily.schema.json");
    const auto schema = nlohmann::ordered_json::parse(in);
    const std::vector<std::pair<std::string, std::string>> tables{
        {"counts", to_counts_csv(day().counts)},
        {"days", to_days_csv(day().counts)},
        {"areas", to_areas_csv(day().counts)},
        {"watched", to_watched_csv(day().counts, day().made)},
        {"sites", to_sites_csv(day().counts, day().made)},
        {"hot_spots", to_hot_spots_csv(day().made)},
        {"quiet", to_quiet_csv(day().made)},
        {"milestones", to_milestones_csv(day().made.gates)}};
    CHECK(schema.at("definitions").size() == tables.size());
    for (const auto& [name, text] : tables) {
        const auto rows = cells_of(text);
        std::vector<std::string> columns;
        for (const auto& one : schema.at("definitions").at(name).at("properties").items()) {
            columns.push_back(one.key());
        }
        CAPTURE(name);
        CHECK(rows.at(0) == columns);
        for (const auto& row : rows) {
            CHECK(row.size() == columns.size());
            for (const auto& cell : row) {
                CHECK((cell.empty() || std::string("=+@").find(cell[0]) == std::string::npos));
            }
        }
    }
    CHECK(cells_of(tables[0].second).size() > 4);
}

TEST_CASE(
    "daily text: a folder or one file, kept unless it may be replaced", "[planner][report][daily]"
) {
    const world::temporary_folder folder;
    const auto& made = day().by.by->of();
    write_daily(folder.path("out"), false, made, day().counts, day().made);
    const auto first = world::bytes_of(folder.path("out/daily.html"));
    CHECK_THAT(
        world::refusal<geo::io_error>([&] { check_daily(folder.path("out"), false); }),
        Contains("--overwrite")
    );
    check_daily(folder.path("out"), true);
    write_daily(folder.path("out"), true, made, day().counts, day().made);
    CHECK(world::bytes_of(folder.path("out/daily.html")) == first);
    for (const auto* name :
         {"daily.md", "trend.svg", "counts.csv", "watched.csv", "milestones.csv"}) {
        CHECK(!world::bytes_of(folder.path(std::string("out/") + name)).empty());
    }
    write_daily(folder.path("one.md"), false, made, day().counts, day().made);
    CHECK(world::bytes_of(folder.path("one.md")) == world::bytes_of(folder.path("out/daily.md")));
    // A folder of something else is never replaced.
    folder.with("other", "");
    std::filesystem::create_directory(folder.path("mine"));
    folder.with("mine/note", "x");
    CHECK_THAT(
        world::refusal<geo::io_error>([&] { check_daily(folder.path("mine"), true); }),
        Contains("daily reports")
    );
}
