// SPDX-License-Identifier: Apache-2.0
#include "planner/export/pack.hpp"

#include "geo/io/checksum.hpp"
#include "geo/io/write_geojson.hpp"
#include "geo/io/zip_archive.hpp"
#include "planner/export/cot.hpp"
#include "planner/export/field_csv.hpp"
#include "planner/export/gis_formats.hpp"
#include "planner/export/gpx.hpp"
#include "planner/export/kml.hpp"
#include "planner/export/sector_sheet.hpp"
#include "planner/model/number_text.hpp"
#include "planner/report/report_html.hpp"

#include <algorithm>
#include <array>

namespace planner {

namespace {

/// Files of the plan folder and where they go.
struct paper {
    const char* from;
    const char* to;
    const char* what;
    bool map = false;          ///< the overview, which an atlas has, too
    bool report_text = false;  ///< of the whole plan; of a sector its own sheet stands for it
};

constexpr std::array papers{
    paper{
        "page.html",
        "page.html",
        "The plan as a page: map with dates, search, measuring. Open it in any browser; it needs "
        "no network."},
    paper{
        "report.md",
        "report.md",
        "What is proposed, who does what by when, what is uncertain. Plain text.",
        false,
        true},
    paper{
        "report.html",
        "report.html",
        "What is proposed, who does what by when, what is uncertain: to read in a browser, and to "
        "print."},
    paper{"map.pdf", "papers/map.pdf", "The overview map, to print.", true},
    paper{
        "annex.pdf",
        "papers/annex.pdf",
        "Every turning point of every line, with its grid reference, to print."},
    paper{"annex.csv", "tables/annex.csv", "The same as a table."},
    paper{"schedule.csv", "tables/schedule.csv", "Every action and its date, as a table."},
    paper{
        "schedule.ics",
        "tables/schedule.ics",
        "The same for a calendar: open it on the phone and accept."},
    paper{"movements.csv", "tables/movements.csv", "Which column leaves by which road, and when."}};

class pack_maker {
public:
    explicit pack_maker(const field_plan& what) : what_(what) {}

    field_files run(const std::vector<pack_file>& sheets) {
        if (!what_.sector.empty()) {
            add_sector_sheet();
        }
        files_.insert(files_.end(), sheets.begin(), sheets.end());
        for (const auto& one : papers) {
            const bool instead =
                (one.map && !sheets.empty()) || (one.report_text && !what_.sector.empty());
            if (!instead && what_.outputs.count(one.from) > 0) {
                files_.push_back({{one.to, file_of(what_, one.from)}, one.what});
            }
        }
        add_map_sheets();
        add("phone/",
            to_kmz(what_),
            "Map for phones: Google Earth, OsmAnd, Organic Maps, Locus. Zones and what is left, by "
            "phase.");
        add("receiver/",
            to_gpx(what_),
            "Tracks and waypoints for a satellite receiver (Garmin and others), also for phones.");
        add("tables/",
            to_field_csv(what_),
            "Posts, crossings, sites and turning points with MGRS, under the names that the "
            "receiver shows.");
        add("tak/", to_tak(what_), "Data package for ATAK, WinTAK, iTAK.");
        add("tak/",
            to_tak_clear(what_),
            "Takes everything of the package above off the handset again.");
        add("tak/", to_cot(what_), "The same as events for a TAK server; for whoever runs it.");
        add("gis/",
            to_field_geopackage(what_),
            "All layers for QGIS and other GIS, with colours and dates.");
        add_geojson();
        return packed();
    }

private:
    void add_sector_sheet() {
        const auto text = sector_sheet(what_);
        files_.push_back(
            {{"sector.html", to_report_html(what_.title(), text, "")},
             "The sector on some pages: dates, posts with grid references, zones, areas that need "
             "a "
             "presence. Read it before you go out; print it."}
        );
        files_.push_back({{"sector.md", text}, "The same as plain text."});
    }

    /// Sheets that were made into the plan folder.
    void add_map_sheets() {
        bool first = true;
        for (const auto& [name, sum] : what_.outputs) {
            if (name.rfind("maps/", 0) == 0) {
                files_.push_back(
                    {{"papers/" + name, file_of(what_, name)}, first ? "Map sheets, to print." : ""}
                );
                first = false;
            }
        }
    }

    void add(const std::string& below, field_files made, const char* about) {
        geo::append(found_, std::move(made.found));
        for (auto& file : made.files) {
            files_.push_back({{below + file.name, std::move(file.bytes)}, about});
        }
    }

    void add_geojson() {
        bool first = true;
        for (const auto& layer : what_.layers) {
            const auto name = "geojson/" + layer.name + ".geojson";
            std::string bytes;
            if (what_.sector.empty()) {
                bytes = file_of(what_, name);
            } else {
                auto made = geo::to_geojson(layer);
                geo::append(found_, std::move(made.found));
                bytes = std::move(made.text);
            }
            files_.push_back(
                {{"gis/" + name, std::move(bytes)}, first ? "The same layers as GeoJSON." : ""}
            );
            first = false;
        }
    }

    field_files packed() {
        files_.insert(files_.begin(), {{"README.txt", detail::pack_readme(what_, files_)}, ""});
        std::string sums;
        std::vector<geo::zip_entry> entries;
        for (auto& one : files_) {
            sums += geo::sha256_of_bytes(one.file.bytes) + "  " + one.file.name + "\n";
            entries.push_back({one.file.name, std::move(one.file.bytes)});
        }
        entries.push_back({"SHA256SUMS", std::move(sums)});
        field_files out;
        out.told = counted(entries.size(), "file", "files");
        out.found = std::move(found_);
        out.files.push_back({"pack.zip", geo::to_zip(entries, what_.head.d_day)});
        return out;
    }

    const field_plan& what_;
    std::vector<pack_file> files_;
    geo::findings found_;
};

}  // namespace

field_files to_pack(const field_plan& what, const std::vector<pack_file>& sheets) {
    return pack_maker(what).run(sheets);
}

field_files to_pack(const field_plan& what) {
    return to_pack(what, {});
}

}  // namespace planner
