// SPDX-License-Identifier: Apache-2.0
#include "geo/base/error.hpp"
#include "planner/export/field_csv.hpp"
#include "planner/export/field_plan.hpp"
#include "planner/export/gpx.hpp"
#include "planner/export/kml.hpp"
#include "planner/export/sql_export.hpp"
#include "planner/model/names.hpp"
#include "tools/armistice/commands.hpp"

#include <CLI/CLI.hpp>
#include <fmt/format.h>

#include <algorithm>
#include <array>
#include <cstdio>
#include <filesystem>
#include <set>

namespace tools {

namespace {

namespace fs = std::filesystem;

struct export_format {
    const char* name;
    const char* says;
    planner::field_files (*make)(const planner::field_plan&);
};

/// One line a format.
constexpr std::array formats{
    export_format{"gpx", "receivers and phones: tracks and waypoints", planner::to_gpx},
    export_format{"kml", "Google Earth, phones: folders by phase, with times", planner::to_kml},
    export_format{"kmz", "the same, zipped", planner::to_kmz},
    export_format{"csv", "points with grid references, for spreadsheets", planner::to_field_csv},
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
    void add_to(CLI::App& app) override {
        auto& sub = *app.add_subcommand(
            "export", "A plan for receivers, phones, handsets, spreadsheets and drawings"
        );
        sub.add_option("PLAN", plan_, "Plan folder, or the plan.json in it")->required();
        sub.add_option("-f,--format", formats_, help_text())
            ->delimiter(',')
            ->required()
            ->type_name("FORMAT,...");
        sub.add_option("--sector", sector_, "Only what lies in this sector or touches it")
            ->type_name("ID");
        sub.add_option(
            "-o,--output", output_, "File to write (- for stdout); of several formats, the folder"
        );
        sub.add_flag("--overwrite", overwrite_, "Replace existing files");
    }

    int run() override {
        std::vector<const export_format*> wanted;
        for (const auto& name : formats_) {
            const auto* one = &format_named(name);
            if (std::find(wanted.begin(), wanted.end(), one) != wanted.end()) {
                throw usage_error("format '" + name + "' is asked for twice");
            }
            wanted.push_back(one);
        }
        const bool into_folder = wanted.size() > 1;
        if (into_folder && output_ == "-") {
            throw usage_error("several formats do not go to standard output; name a folder with -o"
            );
        }
        if (output_.empty()) {
            throw usage_error(
                into_folder ? "name the folder to write to with -o"
                            : "name the file to write with -o (- for standard output)"
            );
        }
        check_target(into_folder);
        auto plan = planner::read_field_plan(plan_);
        if (!sector_.empty()) {
            plan = planner::sector_part(plan, sector_);
        }
        // Everything is made before anything is written.
        std::vector<planner::field_files> made;
        for (const auto* one : wanted) {
            made.push_back(one->make(plan));
        }
        write(made, wanted);
        return done;
    }

private:
    [[nodiscard]] geo::existing policy() const {
        return overwrite_ ? geo::existing::replace : geo::existing::keep;
    }

    void check_target(bool into_folder) const {
        if (output_ == "-") {
            return;
        }
        if (into_folder && fs::exists(output_) && !fs::is_directory(output_)) {
            throw geo::io_error("'" + output_ + "' is a file; several formats go into a folder");
        }
        if (!into_folder) {
            geo::check_writable(output_, policy());
        }
    }

    void write(
        const std::vector<planner::field_files>& made,
        const std::vector<const export_format*>& wanted
    ) const {
        const bool into_folder = wanted.size() > 1;
        std::vector<std::pair<std::string, const planner::field_file*>> targets;
        for (const auto& one : made) {
            for (const auto& file : one.files) {
                const auto path = into_folder ? (fs::path(output_) / file.name).string() : output_;
                targets.emplace_back(path, &file);
            }
        }
        if (into_folder) {
            fs::create_directories(output_);
        }
        for (const auto& [path, file] : targets) {
            if (path != "-") {
                geo::check_writable(path, policy());
            }
        }
        for (const auto& [path, file] : targets) {
            geo::atomic_file out(path, policy());
            out.write(file->bytes);
            out.commit();
        }
        for (std::size_t i = 0; i < made.size(); ++i) {
            print_findings(made[i].found);
            std::fprintf(stderr, "%s: %s\n", wanted[i]->name, made[i].told.c_str());
        }
    }

    std::string plan_;
    std::vector<std::string> formats_;
    std::string sector_;
    std::string output_;
    bool overwrite_ = false;
};

}  // namespace

std::unique_ptr<command> make_export_command() {
    return std::make_unique<export_command>();
}

}  // namespace tools
