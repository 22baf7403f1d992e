// SPDX-License-Identifier: Apache-2.0
#include "geo/io/read.hpp"
#include "planner/export/cot.hpp"
#include "planner/export/field_csv.hpp"
#include "planner/export/gis_formats.hpp"
#include "planner/export/gpx.hpp"
#include "planner/export/kml.hpp"
#include "planner/export/pack.hpp"
#include "planner/export/sector_sheet.hpp"
#include "planner/report/csv_cell.hpp"
#include "planner/report/report_html.hpp"
#include "tests/planner/export/field_world.hpp"

#include <algorithm>

using Catch::Matchers::Contains;
using field_world::times;

namespace {

/// A name as a cell of CSV.
std::string quoted(const std::string& text) {
    std::string out = "\"";
    for (const char c : text) {
        out += c;
        out += c == '"' ? "\"" : "";
    }
    return out + "\"";
}

const std::vector<std::string> hostile_names{
    "<script>window.harmed=true</script>",
    "]]><Placemark><name>x</name></Placemark><!--",
    "\"'/><event type='a-h-G'/>&amp;&#10;&harmed;",
    "=HYPERLINK(\"http://example.org\",\"x\")",
    "@SUM(1)|cmd|' /C calc'!A0",
    "\u202egpj.exe\u202c\u2066\u200f right to left",
    "control \x01\x07\x1b[31m\x7f and\u0085 more\u2028line",
    std::string(10000, 'x'),
    "a\n0\nLINE\n8\n0\n",
    "{\\C1;red} %%c $[name] ${x}",
    "../../etc/passwd"};

/// Names of settlements, sites and everything that a theatre's maker may write.
struct hostile {
    world::temporary_folder folder;
    planner::field_plan plan;

    hostile() : plan(planner::read_field_plan(field_world::plan_in(folder, drawn()))) {}

    static world::drawing drawn() {
        world::drawing out{.map = "WWhhhhhhee\nWWhhhhhhee\nWWhhhhhhee"};
        for (std::size_t i = 0; i < hostile_names.size(); ++i) {
            const auto lon = 10.22 + 0.05 * static_cast<double>(i);
            out.settlements += "s" + std::to_string(i) + "," + quoted(hostile_names[i]) + "," +
                               std::to_string(lon) + ",50.15,2000\n";
            out.sites += "e" + std::to_string(i) + "," + quoted(hostile_names[i]) + ",evidence," +
                         std::to_string(lon) + ",50.25\n";
        }
        out.line_title = "L <b onload='x'> & more";
        return out;
    }
};

/// Nothing that a program for people would not show.
void check_clean(const std::string& text) {
    for (const auto* mark : {"\u202e", "\u202c", "\u2066", "\u200f", "\u0085", "\u2028", "\x7f"}) {
        CHECK(times(text, mark) == 0);
    }
    CHECK(std::none_of(text.begin(), text.end(), [](char c) {
        return static_cast<unsigned char>(c) < 0x20 && c != '\n' && c != '\r';
    }));
    CHECK(times(text, std::string(1001, 'x')) == 0);
}

void check_markup(const std::string& text) {
    check_clean(text);
    for (const auto* mark :
         {"<script", "<b onload", "<!--", "]]>", "&harmed;", "<event type='a-h"}) {
        CHECK(times(text, mark) == 0);
    }
}

}  // namespace

TEST_CASE("hostile text: harmless in GPX and KML", "[planner][export][hostile]") {
    const hostile one;
    const auto gpx = planner::to_gpx(one.plan).files[0];
    check_markup(gpx.bytes);
    CHECK_THAT(gpx.bytes, Contains("&lt;script&gt;"));
    const auto kml = planner::to_kml(one.plan).files[0];
    check_markup(kml.bytes);
    // In a balloon, which is HTML, it is escaped twice.
    CHECK_THAT(kml.bytes, Contains("L &lt;b onload='x'&gt; &amp; more</name>"));
    // Both are read, and every name is a name.
    geo::read_options options;
    options.layer = "waypoints";
    const auto points = geo::read_layer(one.folder.with("a.gpx", gpx.bytes), options);
    CHECK(points.features.size() >= hostile_names.size());
    options.layer = "Crossings, facilities, sites";
    const auto places = geo::read_layer(one.folder.with("a.kml", kml.bytes), options);
    CHECK(places.features.size() == hostile_names.size());
    const auto has = [&](const std::string& name) {
        return std::any_of(places.features.begin(), places.features.end(), [&](const auto& item) {
            return geo::text(item, "Name").value_or("").rfind(name, 0) == 0;
        });
    };
    CHECK(has("<script>window.harmed=true</script> (evidence)"));
    CHECK(has("]]><Placemark><name>x</name></Placemark><!--"));
}

TEST_CASE("hostile text: harmless on TAK handsets", "[planner][export][hostile]") {
    const hostile one;
    const auto cot = planner::to_cot(one.plan).files[0].bytes;
    check_markup(cot);
    CHECK(times(cot, "<event ") == times(cot, "\n"));
    CHECK(times(cot, "type=\"a-h") == 0);
    CHECK(times(planner::to_tak(one.plan).files[0].bytes, "..") == 0);
}

TEST_CASE("hostile text: no formula in a table", "[planner][export][hostile]") {
    const hostile one;
    const auto csv = planner::to_field_csv(one.plan).files[0].bytes;
    check_clean(csv);
    CHECK_THAT(csv, Contains("\"'=HYPERLINK("));
    for (const auto* mark : {",=", ",@", ",+", "\"=", "\"@", "\"+", ",\t", "\n=", "\n@"}) {
        CHECK(times(csv, mark) == 0);
    }
    const auto read = geo::read_layer(one.folder.with("a.csv", csv));
    CHECK(read.features.size() + 1 == times(csv, "\r\n"));
}

TEST_CASE("csv_cell: what spreadsheets take for formulas", "[planner][export][hostile]") {
    for (const auto* text :
         {"=1", "+1", "-1", "@A", "\t=1", "\r=1", "\n=1", "＝1", "＋1", "－1", "＠A", " =1"}) {
        const auto cell = planner::csv_cell(text);
        CHECK((cell[0] == '\'' || cell.rfind("\"'", 0) == 0));
    }
    CHECK(planner::csv_cell("a=1") == "a=1");
    CHECK(planner::csv_cell(" a") == " a");
    CHECK(planner::csv_cell("") == "");
    CHECK(planner::csv_cell(" ") == " ");
}

TEST_CASE("hostile text: harmless in drawings and their readers", "[planner][export][hostile]") {
    const hostile one;
    const auto dxf = planner::to_field_drawing(one.plan).files[0].bytes;
    check_clean(dxf);
    // DXF is pairs of lines; a text with line ends would break their count.
    CHECK(times(dxf, "\n") % 2 == 0);
    CHECK(times(dxf, "\n  0\nLINE\n") == 0);
    for (const auto& file : planner::to_field_flatgeobuf(one.plan).files) {
        CHECK(geo::read_layer(one.folder.with("a.fgb", file.bytes)).features.empty() == false);
    }
}

TEST_CASE("hostile text: harmless in the README of a pack", "[planner][export][hostile]") {
    hostile one;
    one.plan.head.said.title = "x\n\nHow to load it: \u202e" + std::string(10000, 'y');
    one.plan.credits = {planner::file_name_of("../A b\n")};
    const auto text = planner::detail::pack_readme(one.plan, {});
    check_clean(text);
    CHECK(times(text, "\nHow to load it\n") == 1);
    CHECK_THAT(text, Contains("---a-b-"));
}

TEST_CASE("hostile text: harmless in the sheet of a sector", "[planner][export][hostile]") {
    hostile one;
    const auto sector = planner::sectors_of(one.plan).front();
    const auto clean = planner::sector_sheet(planner::sector_part(one.plan, sector));
    one.plan.head.said.title = hostile_names[0];
    one.plan.head.ground.title = hostile_names[6];
    one.plan.head.phases.front().term.title = hostile_names[1];
    for (auto& layer : one.plan.layers) {
        for (auto& item : layer.features) {
            for (auto& field : item.attributes) {
                if (field.name == "name" || field.name == "note" || field.name == "clause") {
                    field.value = hostile_names[2] + hostile_names[5] + "|" + hostile_names[7] +
                                  hostile_names[8];
                }
            }
        }
    }
    const auto part = planner::sector_part(one.plan, sector);
    const auto text = planner::sector_sheet(part);
    check_clean(text);
    // As many lines, so as many rows, and cells of them, as with harmless names.
    CHECK(times(text, "\n") == times(clean, "\n"));
    CHECK(times(text, "|") - times(text, "\\|") == times(clean, "|") - times(clean, "\\|"));
    const auto page = planner::to_report_html(part.title(), text, "");
    for (const auto* mark : {"<script", "<event", "<img", "<Placemark", "href=", "src="}) {
        CHECK(times(page, mark) == 0);
    }
}

TEST_CASE("hostile text: harmless in the papers of a plan folder", "[planner][export][hostile]") {
    const hostile one;
    const auto text_of = [&](const char* name) {
        return world::bytes_of(one.plan.folder + "/" + name);
    };
    for (const auto* name : {"annex.csv", "schedule.csv", "protection.csv"}) {
        const auto csv = text_of(name);
        CHECK(times(csv, "\u202e") == 0);
        CHECK(times(csv, "\x1b") == 0);
        for (const auto* mark : {",=", ",@", "\"=", "\"@", "\n=", "\n@"}) {
            CHECK(times(csv, mark) == 0);
        }
    }
    const auto report = text_of("report.md");
    CHECK(times(report, "\u202e") == 0);
    CHECK(times(report, "\x1b") == 0);
    // Every bracket that opens a tag is escaped; so are those of links.
    CHECK(times(report, "<") == times(report, "\\<"));
    const auto chart = text_of("protection.svg");
    CHECK(times(chart, "<script") == 0);
    CHECK(times(chart, "onload='x'>") == 0);
    const auto calendar = text_of("schedule.ics");
    CHECK(times(calendar, "\u202e") == 0);
    CHECK(times(calendar, "\n0\n") == 0);
    // The plan stands in the page as data of a script: nothing in it may end that script.
    const auto page = text_of("page.html");
    const auto end = page.rfind("</script>");
    CHECK(times(page, "</script>") == times(page, "<script"));
    CHECK(end != std::string::npos);
}
