// SPDX-License-Identifier: Apache-2.0
#include "planner/sheets/read_map_plan.hpp"

#include "geo/base/error.hpp"
#include "geo/io/checksum.hpp"
#include "geo/io/file_bytes.hpp"
#include "geo/io/read.hpp"
#include "planner/config/data_folder.hpp"
#include "planner/model/plan_files.hpp"
#include "planner/theatre/read_theatre.hpp"

#include <nlohmann/json.hpp>

#include <array>
#include <filesystem>

namespace planner {

namespace {

namespace fs = std::filesystem;
using json = nlohmann::json;

fs::path folder_of(const std::string& plan) {
    fs::path path(plan);
    if (path.filename() == "plan.json" && fs::is_regular_file(path)) {
        return path.has_parent_path() ? path.parent_path() : fs::path(".");
    }
    if (!fs::is_regular_file(path / "plan.json")) {
        throw geo::io_error(
            "'" + plan +
            "' is no plan: it holds no plan.json; make one with armistice plan -o FOLDER"
        );
    }
    return path;
}

/// Layers that sheets draw, and the list of plan.json whose items they hold.
struct wanted_layer {
    const char* name;
    const char* list;  ///< of plan.json; empty: the layer may be missing
};
constexpr std::array<wanted_layer, 12> wanted{
    {{"lines", "lines"},
     {"control", ""},
     {"vacated", "phases"},
     {"phase_lines", ""},
     {"zones", "zones"},
     {"exceptions", ""},
     {"reserved", "reserved"},
     {"corridors", ""},
     {"sectors", "sectors"},
     {"posts", "posts"},
     {"settlements", ""},
     {"sites", ""}}};

std::vector<geo::feature_table> layers_of(const fs::path& folder, const json& document) {
    std::vector<geo::feature_table> out;
    for (const auto& one : wanted) {
        const auto path = folder / "geojson" / (std::string(one.name) + ".geojson");
        if (!fs::is_regular_file(path)) {
            const auto list = document.find(one.list);
            if (list != document.end() && list->is_array() && !list->empty()) {
                throw geo::input_error(
                    "'" + path.string() + "' is missing: plan.json tells of " + one.list +
                    ", and their shapes are in it; make the plan anew with armistice plan"
                );
            }
            continue;
        }
        geo::read_options options;
        options.allow_database = false;
        auto read = geo::read_layer(path.string(), options);
        out.push_back({one.name, std::move(read.features)});
    }
    return out;
}

/// Why the theatre in `folder` is not the one that the plan was made from; empty when it is.
std::string differs(const fs::path& plan_folder, const fs::path& folder) {
    std::vector<plan_file> inputs;
    try {
        inputs = files_of(parse_manifest(plan_folder.string()).at("inputs"));
    } catch (const json::exception&) {
        return "the plan's manifest.json cannot be read, so it is not known which ground it lies "
               "on";
    }
    constexpr std::string_view mark = "theatre/";
    for (const auto& [name, sha256] : inputs) {
        if (!name.starts_with(mark)) {
            continue;
        }
        const auto file = folder / name.substr(mark.size());
        if (!fs::is_regular_file(file)) {
            return "there is no " + name.substr(mark.size()) + ", of which the plan was made";
        }
        if (geo::sha256_of_file(file.string()) != sha256) {
            return "its theatre has changed since the plan was made (" + name.substr(mark.size()) +
                   ")";
        }
    }
    return "";
}

geo::finding no_base(const std::string& why, const std::string& theatre) {
    return {
        geo::finding_code::plan_step_left_out,
        geo::severity::warning,
        {},
        "the sheets have no base map (other states, districts, rivers): " + why +
            "; say --theatre FOLDER with theatre '" + theatre +
            "' as it was, or make the plan anew"};
}

}  // namespace

map_plan read_map_plan(const std::string& plan, const std::string& theatre) {
    const auto folder = folder_of(plan);
    const auto text = geo::bytes_of_file((folder / "plan.json").string());
    const auto document = json::parse(text, nullptr, false);
    map_plan out;
    // Says what is wrong with a document that is none.
    const auto layers =
        document.is_object() ? layers_of(folder, document) : std::vector<geo::feature_table>{};
    try {
        out.plan = make_map_content(text, layers);
    } catch (const geo::input_error& problem) {
        throw geo::input_error((folder / "").string() + problem.what());
    }
    std::string ground = theatre;
    std::string why;
    if (ground.empty()) {
        const auto known = built_in_theatres();
        if (std::find(known.begin(), known.end(), out.plan.theatre) != known.end()) {
            ground = out.plan.theatre;
        } else {
            why = "theatre '" + out.plan.theatre + "' is not built in";
        }
    }
    if (!ground.empty()) {
        ground = find_theatre_folder(ground);
        why = differs(folder, ground);
        if (!why.empty() && !theatre.empty()) {
            throw geo::input_error(
                "'" + theatre + "' is not the theatre of " + out.plan.id + ": " + why
            );
        }
    }
    if (why.empty()) {
        out.base = make_map_base(read_theatre(ground), out.plan.other);
    } else {
        out.base.missing = why + ".";
        out.found.push_back(no_base(why, out.plan.theatre));
    }
    return out;
}

}  // namespace planner
