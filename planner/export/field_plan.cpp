// SPDX-License-Identifier: Apache-2.0
#include "planner/export/field_plan.hpp"

#include "geo/base/error.hpp"
#include "geo/io/checksum.hpp"
#include "geo/io/file_bytes.hpp"
#include "geo/io/read.hpp"
#include "planner/model/plain_text.hpp"
#include "planner/model/texts.hpp"
#include "planner/monitor/read_plan.hpp"
#include "planner/report/manifest.hpp"

#include <nlohmann/json.hpp>

#include <algorithm>
#include <array>
#include <filesystem>
#include <fstream>
#include <map>

namespace planner {

namespace {

namespace fs = std::filesystem;
using json = nlohmann::json;

/// As plan_layers() orders them.
constexpr std::array layer_names{
    "lines",
    "zones",
    "exceptions",
    "phase_lines",
    "vacated",
    "transit",
    "corridors",
    "presence",
    "posts",
    "sectors",
    "sites",
    "settlements",
    "protection",
    "control",
    "turning_points",
    "reserved"};

json json_of(const fs::path& file) {
    std::ifstream in(file, std::ios::binary);
    return json::parse(in, nullptr, false);
}

void check_unchanged(
    const fs::path& folder, const std::string& name, const std::map<std::string, std::string>& sums
) {
    const auto file = (folder / name).string();
    const auto listed = sums.find(name);
    if (listed == sums.end() || geo::sha256_of_file(file) != listed->second) {
        throw geo::input_error(
            file +
            ": was changed since the plan was made (manifest.json tells); make the plan anew, "
            "so that what goes into the field is what was agreed"
        );
    }
}

/// Lists come back from GeoJSON as JSON text.
void restore_lists(geo::feature& item) {
    for (auto& field : item.attributes) {
        const auto* text = std::get_if<std::string>(&field.value);
        if (text == nullptr || text->empty() || text->front() != '[') {
            continue;
        }
        const auto list = json::parse(*text, nullptr, false);
        const bool of_texts =
            list.is_array() &&
            std::all_of(list.begin(), list.end(), [](const json& one) { return one.is_string(); });
        if (of_texts) {
            field.value = list.get<std::vector<std::string>>();
        }
    }
}

std::vector<std::string> credits_of(const json& document) {
    std::vector<std::string> out;
    for (const auto& one : document.value("sources", json::array())) {
        const auto attribution = one.value("attribution", "");
        const auto text = plain_text(
            (attribution.empty() ? one.value("source", "") : attribution) + " (" +
            one.value("licence", "") + ")"
        );
        if (std::find(out.begin(), out.end(), text) == out.end()) {
            out.push_back(text);
        }
    }
    return out;
}

}  // namespace

const geo::feature_table& field_plan::layer(std::string_view name) const {
    static const geo::feature_table none;
    for (const auto& one : layers) {
        if (one.name == name) {
            return one;
        }
    }
    return none;
}

std::string field_plan::title() const {
    auto out = plain_text(head.said.title, longest_shown_name) + " - " +
               plain_text(head.ground.title, longest_shown_name);
    return sector.empty() ? out : out + ", " + plain_text(sector_name, longest_shown_name);
}

instant field_plan::last_date() const {
    auto out = head.d_day;
    for (const auto& phase : head.phases) {
        out = std::max(out, phase.verified);
    }
    for (const auto& zone : head.zones) {
        if (zone.when.until != open_end()) {
            out = std::max(out, zone.when.until);
        }
    }
    return out;
}

field_plan read_field_plan(const std::string& path) {
    fs::path folder(path);
    if (folder.filename() == "plan.json" && fs::is_regular_file(folder)) {
        folder = folder.parent_path().empty() ? fs::path(".") : folder.parent_path();
    }
    field_plan out;
    out.folder = folder.string();
    out.head = read_plan(out.folder);
    for (const auto& one : read_manifest(out.folder).outputs) {
        out.outputs[one.name] = one.sha256;
    }
    const auto& sums = out.outputs;
    check_unchanged(folder, "plan.json", sums);
    for (const std::string name : layer_names) {
        const auto inside = "geojson/" + name + ".geojson";
        if (sums.count(inside) == 0) {
            continue;
        }
        check_unchanged(folder, inside, sums);
        geo::read_options options;
        options.allow_database = false;
        auto read = geo::read_layer((folder / inside).string(), options);
        for (auto& item : read.features) {
            restore_lists(item);
        }
        out.layers.push_back({name, std::move(read.features)});
    }
    try {
        out.credits = credits_of(json_of(folder / "plan.json"));
    } catch (const json::exception& problem) {
        throw geo::input_error(
            (folder / "plan.json").string() +
            ": is not as this version writes it: " + problem.what()
        );
    }
    return out;
}

std::string file_of(const field_plan& plan, const std::string& name) {
    check_unchanged(plan.folder, name, plan.outputs);
    return geo::bytes_of_file((fs::path(plan.folder) / name).string());
}

const std::string& field_disclaimer() {
    static const auto text = texts::english().text<"field.disclaimer">();
    return text;
}

}  // namespace planner
