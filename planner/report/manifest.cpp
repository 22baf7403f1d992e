// SPDX-License-Identifier: Apache-2.0
#include "planner/report/manifest.hpp"

#include "geo/base/error.hpp"
#include "geo/io/checksum.hpp"
#include "geo/io/layer.hpp"
#include "planner/config/data_folder.hpp"

#include <nlohmann/json.hpp>

#include <algorithm>
#include <filesystem>

namespace planner {

namespace {

namespace fs = std::filesystem;
using json = nlohmann::ordered_json;

constexpr const char* manifest_format = "armistice-manifest/2";
constexpr const char* older_format = "armistice-manifest/1";

json to_json(const std::vector<plan_file>& files) {
    json out = json::array();
    for (const auto& one : files) {
        out.push_back({{"name", one.name}, {"sha256", one.sha256}});
    }
    return out;
}

/// As it stands among the inputs: files outside the theatre's folder are known by their last name.
std::string name_of(const std::string& file, const plan& what) {
    if (file.empty() || file == "-") {
        return file;
    }
    const auto inside = fs::path(file).lexically_relative(what.ground.folder);
    const bool own = !inside.empty() && *inside.begin() != "..";
    return own ? "theatre/" + inside.generic_string()
               : "reference/" + fs::path(file).filename().string();
}

json text_or_null(const std::string& text) {
    return text.empty() ? json() : json(text);
}

std::string text_in(const json& value) {
    return value.is_null() ? std::string() : value.get<std::string>();
}

/// By its last name, among the inputs.
std::string texts_name(const plan_recipe& recipe) {
    return recipe.texts.empty() ? "" : "texts/" + fs::path(recipe.texts).filename().string();
}

json options_of(const plan& what, const plan_recipe& recipe) {
    json inputs = json::object();
    for (const auto& [id, file] : recipe.inputs) {
        inputs[id] = name_of(file, what);
    }
    json assume = json::object();
    for (const auto& [id, values] : recipe.assume) {
        assume[id] = values;
    }
    return {
        {"d_day", to_rfc3339(what.d_day)},
        {"d_day_given", recipe.d_day_given},
        {"annex_tolerance_m", what.annex_tolerance.value()},
        {"inputs", inputs},
        {"status", text_or_null(name_of(recipe.status, what))},
        {"siting", what.siting ? json(what.siting->method) : json()},
        {"posts", what.siting && what.siting->allowed ? json(*what.siting->allowed) : json()},
        {"post_reach", recipe.sight ? "sight" : "road"},
        {"elevation", text_or_null(name_of(recipe.elevation, what))},
        {"verdicts", text_or_null(name_of(recipe.verdicts, what))},
        {"assume", assume},
        {"texts", text_or_null(texts_name(recipe))}};
}

/// Throws json exceptions.
plan_manifest from_json(const json& in) {
    plan_manifest out;
    out.tool = in.at("tool").get<std::string>();
    out.build = in.at("build").get<std::string>();
    out.plan_id = in.at("plan_id").get<std::string>();
    out.plan_version = in.at("plan_version").get<std::string>();
    out.theatre = in.at("theatre").get<std::string>();
    out.terms = in.at("terms").get<std::string>();
    const auto& options = in.at("options");
    const auto d_day = parse_instant(options.at("d_day").get<std::string>());
    if (!d_day) {
        throw geo::input_error("options.d_day is not a time");
    }
    out.d_day = *d_day;
    out.annex_tolerance = geo::metres(options.at("annex_tolerance_m").get<double>());
    if (const auto& siting = options.at("siting"); !siting.is_null()) {
        out.siting = siting.get<std::string>();
    }
    if (const auto& posts = options.at("posts"); !posts.is_null()) {
        out.posts = posts.get<std::size_t>();
    }
    out.recipe.d_day_given = options.at("d_day_given").get<bool>();
    for (const auto& [id, file] : options.at("inputs").items()) {
        out.recipe.inputs[id] = file.get<std::string>();
    }
    out.recipe.status = text_in(options.at("status"));
    out.recipe.sight = options.at("post_reach") == "sight";
    out.recipe.elevation = text_in(options.at("elevation"));
    out.recipe.verdicts = text_in(options.at("verdicts"));
    for (const auto& [id, values] : options.at("assume").items()) {
        out.recipe.assume[id] = values.get<std::vector<double>>();
    }
    out.recipe.texts = text_in(options.value("texts", json()));
    out.inputs = files_of(in.at("inputs"));
    out.outputs = files_of(in.at("outputs"));
    return out;
}

}  // namespace

std::string tool_version() {
    return ARMISTICE_VERSION;
}

std::string tool_build() {
#if defined(__x86_64__)
    const std::string processor = "x86_64";
#elif defined(__aarch64__)
    const std::string processor = "aarch64";
#else
    const std::string processor = "another processor";
#endif
#if defined(__clang__)
    return processor + ", clang " + __clang_version__;
#else
    return processor + ", gcc " + __VERSION__;
#endif
}

plan_recipe recipe_of(const plan_request& wanted) {
    return {
        wanted.d_day.has_value(),
        wanted.inputs,
        wanted.status,
        wanted.presence.elevation,
        wanted.presence.violations_file,
        wanted.presence.sight,
        wanted.presence.assume,
        {}};
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
        out.push_back({name_of(file, what), geo::sha256_of_file(file)});
    }
    std::sort(out.begin(), out.end(), [](const plan_file& a, const plan_file& b) {
        return a.name < b.name;
    });
    return out;
}

std::vector<plan_file> inputs_of(const plan& what, const plan_recipe& recipe) {
    auto out = inputs_of(what);
    if (!recipe.texts.empty()) {
        out.push_back({texts_name(recipe), geo::sha256_of_file(recipe.texts)});
    }
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

std::string to_manifest(
    const plan& what, const plan_recipe& recipe, const std::vector<plan_file>& outputs
) {
    const json out{
        {"format", manifest_format},
        {"tool", "armistice " + tool_version()},
        {"build", tool_build()},
        {"plan_id", what.id},
        {"plan_version", what.version},
        {"theatre", what.ground.id},
        {"terms", what.said.id},
        {"options", options_of(what, recipe)},
        {"tolerances",
         {{"zone_m", 0.5},
          {"phase_line_aim_m", 2.0},
          {"overlay_grid_m", 0.001},
          {"coordinate_decimals", 7}}},
        {"inputs", to_json(inputs_of(what, recipe))},
        {"outputs", to_json(outputs)}};
    return out.dump(1) + "\n";
}

std::vector<plan_file> files_in(const std::string& folder) {
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

bool is_plan_folder(const std::string& folder) {
    const auto read = parse_manifest(folder);
    const auto format = read.is_object() ? read.value("format", json()) : json();
    return format == manifest_format || format == older_format;
}

plan_manifest read_manifest(const std::string& folder) {
    if (!fs::is_directory(folder)) {
        throw geo::io_error(
            "'" + folder + "' is no folder; give the folder that 'armistice plan' wrote"
        );
    }
    if (fs::exists(fs::path(folder) / "manifest.json") && parse_manifest(folder).is_discarded()) {
        throw geo::input_error(folder + "/manifest.json: is no JSON; is it damaged or cut short?");
    }
    if (!is_plan_folder(folder)) {
        throw geo::input_error(
            "'" + folder + "' is not a plan folder: it has no manifest.json of armistice"
        );
    }
    const auto read = parse_manifest(folder);
    if (read.at("format") != manifest_format) {
        throw geo::input_error(
            folder +
            "/manifest.json was written by an older version, which did not note all options; make "
            "the plan again to have it verified"
        );
    }
    try {
        return from_json(read);
    } catch (const json::exception& problem) {
        throw geo::input_error(folder + "/manifest.json: " + problem.what());
    }
}

}  // namespace planner
