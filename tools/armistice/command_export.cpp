// SPDX-License-Identifier: Apache-2.0
#include "geo/base/error.hpp"
#include "planner/export/cot.hpp"
#include "planner/export/field_csv.hpp"
#include "planner/export/field_plan.hpp"
#include "planner/export/gis_formats.hpp"
#include "planner/export/gpx.hpp"
#include "planner/export/kml.hpp"
#include "planner/export/pack.hpp"
#include "planner/export/sql_export.hpp"
#include "planner/model/names.hpp"
#include "planner/report/read_texts.hpp"
#include "tools/armistice/commands.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <array>
#include <cstdio>
#include <filesystem>
#include <memory>
#include <optional>
#include <string>
#include <vector>

namespace tools {

namespace {

namespace fs = std::filesystem;

struct export_format {
    const char* name;
    const char* says;
    planner::field_files (*make)(const planner::field_plan&);
    bool many = false;  ///< makes several files, for a folder
};

/// One line a format.
constexpr std::array formats{
    export_format{"gpx", "receivers and phones: tracks and waypoints", planner::to_gpx},
    export_format{"kml", "Google Earth, phones: folders by phase, with times", planner::to_kml},
    export_format{"kmz", "the same, zipped", planner::to_kmz},
    export_format{"cot", "events for a TAK server, one a line", planner::to_cot},
    export_format{"tak", "data package for TAK handsets", planner::to_tak},
    export_format{
        "tak-clear", "data package that removes what the former brought", planner::to_tak_clear},
    export_format{"csv", "points with grid references, for spreadsheets", planner::to_field_csv},
    export_format{"gpkg", "GeoPackage, styled and timed for QGIS", planner::to_field_geopackage},
    export_format{"fgb", "FlatGeobuf, a file a layer", planner::to_field_flatgeobuf, true},
    export_format{"dxf", "drawing, in a projected system", planner::to_field_drawing},
    export_format{
        "pack", "all of it zipped for a patrol, with map sheets and a README", planner::to_pack},
    export_format{"sql", "PostgreSQL with PostGIS: verdicts in your own database", planner::to_sql},
};

std::string names_of_formats() {
    std::string out;
    for (const auto& one : formats) {
        out += (out.empty() ? "" : ", ") + std::string(one.name);
    }
    return out;
}

const export_format& format_named(const std::string& name) {
    std::vector<std::string> known;
    for (const auto& one : formats) {
        if (name == one.name) {
            return one;
        }
        known.emplace_back(one.name);
    }
    const auto near = planner::nearest_word(name, known);
    throw usage_error(
        "no format '" + name + "'" + (near.empty() ? "" : "; did you mean '" + near + "'?") +
        " There are: " + names_of_formats()
    );
}

std::string help_text() {
    std::string out = "Formats, with commas:";
    for (const auto& one : formats) {
        out += fmt::format("\n{} ({})", one.name, one.says);
    }
    return out;
}

class export_command : public command {
public:
    void add_to(option_list& app) override {
        auto sub = app.add_subcommand(
            "export", "A plan for receivers, phones, handsets, spreadsheets and drawings"
        );
        sub.add_option("PLAN", plan_, "Plan folder, or the plan.json in it")->required();
        sub.add_option("-f,--format", formats_, help_text())
            ->delimiter(',')
            ->required()
            ->type_name("FORMAT,...");
        sub.add_option("--sector", sector_, "Only what lies in this sector or touches it")
            ->type_name("ID");
        sub.add_flag(
            "--each-sector", each_sector_, "The files of every sector, in folders of their own"
        );
        sub.add_option(
               "--crs", crs_, "Of dxf: a system in metres (default: UTM zone of the middle)"
        )
            ->type_name("EPSG:N");
        sub.add_option(
            "--theatre",
            theatre_,
            "Of pack: folder of the plan's theatre, for its map sheets, when it is not a built-in "
            "one"
        );
        sub.add_option(
            "--texts",
            texts_,
            "Of pack: words of README, sheets and sector.html in another language, as "
            "data/texts/en.toml"
        );
        sub.add_option(
            "-o,--output", output_, "File to write (- for stdout); of several files, the folder"
        );
        sub.add_flag("--overwrite", overwrite_, "Replace existing files");
    }

    int run() override {
        const auto wanted = wanted_formats();
        const bool many = wanted.size() > 1 || wanted.front()->many || each_sector_;
        check_options(wanted, many);
        if (!many && output_ != "-") {
            geo::check_writable(output_, policy());
        }
        const auto said = planner::texts_or_english(texts_);
        geo::append(found_, said.found);
        auto plan = planner::read_field_plan(plan_);
        plan.drawing_crs = crs_;
        plan.words = &said.words;
        if (asks_for(wanted, "pack")) {
            maps_ = planner::read_map_plan(plan_, theatre_);
            geo::append(found_, maps_->found);
        }
        // Everything is made before anything is written.
        if (!each_sector_) {
            make(sector_.empty() ? plan : planner::sector_part(plan, sector_), wanted, "");
        } else {
            for (const auto& sector : planner::sectors_of(plan)) {
                make(
                    planner::sector_part(plan, sector), wanted, planner::file_name_of(sector) + "/"
                );
            }
        }
        write(many);
        print_findings(found_);
        for (const auto& line : told_) {
            std::fprintf(stderr, "%s\n", line.c_str());
        }
        return done;
    }

private:
    [[nodiscard]] std::vector<const export_format*> wanted_formats() const {
        std::vector<const export_format*> wanted;
        for (const auto& name : formats_) {
            const auto* one = &format_named(name);
            if (std::find(wanted.begin(), wanted.end(), one) != wanted.end()) {
                throw usage_error("format '" + name + "' is asked for twice");
            }
            wanted.push_back(one);
        }
        return wanted;
    }

    void check_options(const std::vector<const export_format*>& wanted, bool many) const {
        if (!sector_.empty() && each_sector_) {
            throw usage_error("--sector takes one sector, --each-sector all; choose one of them");
        }
        if (!crs_.empty() && !asks_for(wanted, "dxf")) {
            throw usage_error("--crs is for -f dxf; all other formats are in WGS 84");
        }
        if (!theatre_.empty() && !asks_for(wanted, "pack")) {
            throw usage_error("--theatre is for -f pack; no other format has map sheets");
        }
        if (!texts_.empty() && !asks_for(wanted, "pack")) {
            throw usage_error("--texts is for -f pack; the words of all other formats are English");
        }
        if (many && output_ == "-") {
            throw usage_error("several files do not go to standard output; name a folder with -o");
        }
        if (output_.empty()) {
            throw usage_error(
                many ? "name the folder to write to with -o"
                     : "name the file to write with -o (- for standard output)"
            );
        }
        if (many && fs::exists(output_) && !fs::is_directory(output_)) {
            throw geo::io_error("'" + output_ + "' is a file; several files go into a folder");
        }
    }

    static bool asks_for(
        const std::vector<const export_format*>& wanted, const std::string& format
    ) {
        return std::any_of(wanted.begin(), wanted.end(), [&](const export_format* one) {
            return format == one->name;
        });
    }

    [[nodiscard]] geo::existing policy() const {
        return overwrite_ ? geo::existing::replace : geo::existing::keep;
    }

    void make(
        const planner::field_plan& plan,
        const std::vector<const export_format*>& wanted,
        const std::string& below
    ) {
        for (const auto* one : wanted) {
            auto made =
                maps_ && std::string("pack") == one->name
                    ? planner::to_pack(plan, planner::atlas_papers(*maps_, plan.sector, plan.words))
                    : one->make(plan);
            for (auto& file : made.files) {
                files_.push_back({below + file.name, std::move(file.bytes)});
            }
            geo::append(found_, std::move(made.found));
            told_.push_back(below + one->name + ": " + made.told);
        }
    }

    /// All beside their names first, then all renamed.
    void write(bool many) const {
        const auto path_of = [&](const planner::field_file& file) {
            return many ? (fs::path(output_) / file.name).string() : output_;
        };
        for (const auto& file : files_) {
            if (many && fs::exists(path_of(file))) {
                geo::check_writable(path_of(file), policy());
            }
        }
        std::vector<std::unique_ptr<geo::atomic_file>> writing;
        for (const auto& file : files_) {
            if (many) {
                fs::create_directories(fs::path(path_of(file)).parent_path());
            }
            writing.push_back(std::make_unique<geo::atomic_file>(path_of(file), policy()));
            writing.back()->write(file.bytes);
        }
        for (const auto& one : writing) {
            one->commit();
        }
    }

    std::string plan_;
    std::vector<std::string> formats_;
    std::string sector_;
    std::string crs_;
    std::string theatre_;
    std::string texts_;
    std::string output_;
    bool overwrite_ = false;
    bool each_sector_ = false;

    std::optional<planner::map_plan> maps_;  ///< for the sheets of packs
    std::vector<planner::field_file> files_;
    geo::findings found_;
    std::vector<std::string> told_;
};

}  // namespace

std::unique_ptr<command> make_export_command() {
    return std::make_unique<export_command>();
}

}  // namespace tools
