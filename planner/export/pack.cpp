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
#include "planner/model/texts.hpp"
#include "planner/report/report_html.hpp"

#include <algorithm>
#include <array>

namespace planner {

namespace {

using say_it = std::string (*)(const texts& say);

template <detail::literal Name>
std::string text_of(const texts& say) {
    return say.text<Name>();
}

/// Files of the plan folder and where they go.
struct paper {
    const char* from = "";
    const char* to = "";
    say_it what = nullptr;
    bool map = false;          ///< the overview, which an atlas has, too
    bool report_text = false;  ///< of the whole plan; of a sector its own sheet stands for it
};

constexpr std::array papers{
    paper{"page.html", "page.html", text_of<"file.page">},
    paper{"report.md", "report.md", text_of<"file.report">, false, true},
    paper{"report.html", "report.html", text_of<"file.report_page">},
    paper{"map.pdf", "papers/map.pdf", text_of<"file.map">, true},
    paper{"annex.pdf", "papers/annex.pdf", text_of<"file.annex">},
    paper{"annex.csv", "tables/annex.csv", text_of<"file.annex_table">},
    paper{"schedule.csv", "tables/schedule.csv", text_of<"file.schedule">},
    paper{"schedule.ics", "tables/schedule.ics", text_of<"file.calendar">},
    paper{"movements.csv", "tables/movements.csv", text_of<"file.movements">}};

class pack_maker {
public:
    explicit pack_maker(const field_plan& what) : what_(what), say_(or_english(what.words)) {}

    field_files run(const std::vector<pack_file>& sheets) {
        if (!what_.sector.empty()) {
            add_sector_sheet();
        }
        files_.insert(files_.end(), sheets.begin(), sheets.end());
        for (const auto& one : papers) {
            const bool instead =
                (one.map && !sheets.empty()) || (one.report_text && !what_.sector.empty());
            if (!instead && what_.outputs.count(one.from) > 0) {
                files_.push_back({{one.to, file_of(what_, one.from)}, one.what(say_)});
            }
        }
        add_map_sheets();
        add("phone/", to_kmz(what_), say_.text<"file.phone">());
        add("receiver/", to_gpx(what_), say_.text<"file.receiver">());
        add("tables/", to_field_csv(what_), say_.text<"file.points">());
        add("tak/", to_tak(what_), say_.text<"file.handset">());
        add("tak/", to_tak_clear(what_), say_.text<"file.handset_clear">());
        add("tak/", to_cot(what_), say_.text<"file.server">());
        add("gis/", to_field_geopackage(what_), say_.text<"file.gis">());
        add_geojson();
        return packed();
    }

private:
    [[nodiscard]] page_options html_options() const {
        return {say_.text<"language">(), say_.text<"heading.appendix_schedule">()};
    }

    void add_sector_sheet() {
        const auto text = sector_sheet(what_);
        files_.push_back(
            {{"sector.html", to_report_html(what_.title(), text, "", html_options())},
             say_.text<"file.sector_page">()}
        );
        files_.push_back({{"sector.md", text}, say_.text<"file.sector">()});
    }

    /// Sheets that were made into the plan folder.
    void add_map_sheets() {
        bool first = true;
        for (const auto& [name, sum] : what_.outputs) {
            if (name.rfind("maps/", 0) == 0) {
                files_.push_back(
                    {{"papers/" + name, file_of(what_, name)},
                     first ? say_.text<"file.maps">() : ""}
                );
                first = false;
            }
        }
    }

    void add(const std::string& below, field_files made, const std::string& about) {
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
                {{"gis/" + name, std::move(bytes)}, first ? say_.text<"file.geojson">() : ""}
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
    const texts& say_;
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
