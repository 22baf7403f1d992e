// SPDX-License-Identifier: Apache-2.0
#include "planner/report/write_plan.hpp"

#include "geo/base/error.hpp"
#include "geo/io/atomic_file.hpp"
#include "geo/io/atomic_folder.hpp"
#include "geo/io/checksum.hpp"
#include "geo/io/write_geojson.hpp"
#include "geo/io/write_geopackage.hpp"
#include "planner/config/data_folder.hpp"
#include "planner/report/annex.hpp"
#include "planner/report/annex_pages.hpp"
#include "planner/report/calendar.hpp"
#include "planner/report/corridor_text.hpp"
#include "planner/report/layers.hpp"
#include "planner/report/page.hpp"
#include "planner/report/plan_json.hpp"
#include "planner/report/plan_map.hpp"
#include "planner/report/plan_style.hpp"
#include "planner/report/protection_text.hpp"
#include "planner/report/report_html.hpp"
#include "planner/report/report_text.hpp"
#include "planner/report/schedule_csv.hpp"

#include <nlohmann/json.hpp>

#include <algorithm>
#include <cstdlib>
#include <filesystem>
#include <fstream>
#include <optional>

namespace planner {

namespace fs = std::filesystem;

namespace {

using json = nlohmann::ordered_json;

constexpr const char* manifest_format = "armistice-manifest/1";

/// Web pages and others have a manifest.json too: ours says so.
bool is_plan(const fs::path& folder) {
    std::ifstream in(folder / "manifest.json", std::ios::binary);
    const auto read = json::parse(in, nullptr, false);
    return read.is_object() && read.value("format", json()) == manifest_format;
}

const geo::own_folder plan_folder{is_plan, "a plan folder (it has no manifest.json of armistice)"};

void write_text(const fs::path& path, const std::string& text) {
    geo::atomic_file file(path.string());
    file.write(text);
    file.commit();
}

std::string text_of(const std::string& file) {
    std::ifstream in(file, std::ios::binary);
    std::string out{std::istreambuf_iterator<char>(in), {}};
    if (!in.good() && !in.eof()) {
        throw geo::io_error("cannot read '" + file + "'");
    }
    return out;
}

geo::finding no_page() {
    return {
        geo::finding_code::plan_step_left_out,
        geo::severity::warning,
        {},
        "page.html is not written: its viewer is not beside the program; build the target viewer "
        "(cmake --build --preset release --target viewer), which needs npm, or install armistice "
        "with it"};
}

/// Files below a folder, by name, `/` between its parts.
std::vector<plan_file> files_in(const fs::path& folder) {
    std::vector<plan_file> out;
    for (const auto& entry : fs::recursive_directory_iterator(folder)) {
        if (entry.is_regular_file()) {
            out.push_back(
                {fs::relative(entry.path(), folder).generic_string(),
                 geo::sha256_of_file(entry.path().string())}
            );
        }
    }
    std::sort(out.begin(), out.end(), [](const plan_file& a, const plan_file& b) {
        return a.name < b.name;
    });
    return out;
}

json to_json(const std::vector<plan_file>& files) {
    json out = json::array();
    for (const auto& one : files) {
        out.push_back({{"name", one.name}, {"sha256", one.sha256}});
    }
    return out;
}

std::string manifest(const plan& what, const std::vector<plan_file>& outputs) {
    const json out{
        {"format", manifest_format},
        {"tool", "armistice " + tool_version()},
        {"plan_id", what.id},
        {"plan_version", what.version},
        {"theatre", what.ground.id},
        {"terms", what.said.id},
        {"options",
         {{"d_day", to_rfc3339(what.d_day)},
          {"annex_tolerance_m", what.annex_tolerance.value()},
          {"siting", what.siting ? json(what.siting->method) : json()},
          {"posts", what.siting && what.siting->allowed ? json(*what.siting->allowed) : json()}}},
        {"tolerances",
         {{"zone_m", 0.5},
          {"phase_line_aim_m", 2.0},
          {"overlay_grid_m", 0.001},
          {"coordinate_decimals", 7}}},
        {"inputs", to_json(inputs_of(what))},
        {"outputs", to_json(outputs)}};
    return out.dump(1) + "\n";
}

}  // namespace

std::string tool_version() {
    return ARMISTICE_VERSION;
}

std::vector<plan_file> inputs_of(const plan& what) {
    std::vector<plan_file> out;
    out.push_back(
        {"terms/" + fs::path(what.said.file).filename().string(),
         geo::sha256_of_file(what.said.file)}
    );
    out.push_back({"reference/presence.toml", geo::sha256_of_file(what.said.doctrine.file)});
    const bool uses_ranges =
        std::any_of(what.zones.begin(), what.zones.end(), [](const auto& zone) {
            return !zone.systems.empty();
        });
    if (uses_ranges) {
        out.push_back({"reference/weapons.toml", geo::sha256_of_file(what.said.arms.file)});
    }
    if (what.corridors.roads) {
        const auto file = (fs::path(data_folder()) / "roads.toml").string();
        out.push_back({"reference/roads.toml", geo::sha256_of_file(file)});
    }
    for (const auto& file : what.ground.files) {
        const auto inside = fs::path(file).lexically_relative(what.ground.folder);
        const bool own = !inside.empty() && *inside.begin() != "..";
        out.push_back(
            {own ? "theatre/" + inside.generic_string()
                 : "reference/" + fs::path(file).filename().string(),
             geo::sha256_of_file(file)}
        );
    }
    std::sort(out.begin(), out.end(), [](const plan_file& a, const plan_file& b) {
        return a.name < b.name;
    });
    return out;
}

std::string version_of(const plan& what) {
    std::string all = "armistice " + tool_version() + "\n" + to_rfc3339(what.d_day) + "\n";
    all += "annex " + geo::shortest_text(what.annex_tolerance.value()) + "\n";
    if (what.siting) {
        all += "siting " + what.siting->cover + " " + what.siting->method + " " +
               (what.siting->allowed ? std::to_string(*what.siting->allowed) : "all") + "\n";
    }
    for (const auto& one : what.assumptions) {
        all += one.id;
        for (const auto value : {one.low, one.typical, one.high}) {
            all += " " + geo::shortest_text(value);
        }
        all += "\n";
    }
    for (const auto& one : inputs_of(what)) {
        all += one.name + " " + one.sha256 + "\n";
    }
    return geo::sha256_of_bytes(all).substr(0, 12);
}

void check_plan_folder(const std::string& folder, bool overwrite) {
    (void)geo::checked_folder(folder, overwrite, plan_folder);
}

geo::findings write_plan(const plan& given, const std::string& folder, bool overwrite) {
    geo::atomic_folder making(geo::checked_folder(folder, overwrite, plan_folder));
    const auto& path = making.path();
    fs::create_directory(path / "geojson");
    geo::findings found;
    const auto table = make_annex(given);
    // What is found while writing belongs into the plan, too.
    std::optional<plan> told;
    if (!table.found.empty()) {
        told = given;
        geo::append(told->found, table.found);
        geo::append(found, table.found);
    }
    const auto& what = told ? *told : given;
    const auto layers = plan_layers(what, table);
    std::vector<geo::geopackage_layer> tables;
    for (const auto& layer : layers) {
        geo::append(
            found,
            geo::write_geojson((path / "geojson" / (layer.name + ".geojson")).string(), layer)
        );
        tables.push_back(styled(layer));
    }
    geo::geopackage_options options;
    options.timestamp = to_rfc3339(what.d_day);
    geo::append(found, geo::write_geopackage((path / "plan.gpkg").string(), tables, {}, options));
    const auto document = to_json(what);
    write_text(path / "plan.json", document);
    const auto report = to_report(what);
    const auto chart = what.shielding.stages.empty() ? "" : to_protection_chart(what);
    write_text(path / "report.md", report);
    write_text(path / "report.html", to_report_html(what.said.title, report, chart));
    write_text(path / "annex.csv", to_csv(table));
    write_text(path / "annex.pdf", render_pdf(annex_pages(what, table)));
    write_text(path / "schedule.csv", to_schedule_csv(what));
    if (!what.corridors.routes.empty()) {
        write_text(path / "movements.csv", to_movement_csv(what));
    }
    write_text(path / "schedule.ics", to_calendar(what));
    if (!what.shielding.stages.empty()) {
        write_text(path / "protection.csv", to_protection_csv(what));
        write_text(path / "protection.svg", chart);
    }
    const auto overview = overview_sheet(what, document, layers);
    write_text(path / "map.png", render_png(overview));
    write_text(path / "map.pdf", render_pdf(overview));
    if (const auto viewer = viewer_file()) {
        write_text(path / "page.html", to_page(what, layers, text_of(*viewer)));
    } else {
        found.push_back(no_page());
    }
    write_text(path / "manifest.json", manifest(what, files_in(path)));
    making.commit();
    return found;
}

}  // namespace planner
