// SPDX-License-Identifier: Apache-2.0
#include "planner/verify/verify_plan.hpp"

#include "geo/base/error.hpp"
#include "planner/plan/make_plan.hpp"
#include "planner/report/write_plan.hpp"

#include <algorithm>
#include <cstdlib>
#include <filesystem>
#include <utility>

namespace planner {

namespace {

namespace fs = std::filesystem;

/// A new folder for temporary files, gone with this.
class temporary_folder {
public:
    temporary_folder() {
        auto form = (fs::temp_directory_path() / "armistice-verify-XXXXXX").string();
        if (mkdtemp(form.data()) == nullptr) {
            throw geo::io_error(
                "cannot make a folder in '" + fs::temp_directory_path().string() +
                "'; set TMPDIR to one"
            );
        }
        path_ = form;
    }
    ~temporary_folder() {
        std::error_code ignored;
        fs::remove_all(path_, ignored);
    }
    temporary_folder(const temporary_folder&) = delete;
    temporary_folder& operator=(const temporary_folder&) = delete;
    [[nodiscard]] const fs::path& path() const { return path_; }

private:
    fs::path path_;
};

/// Where both lists differ: by names.
std::vector<wrong_file> differences(
    const std::vector<plan_file>& recorded, const std::vector<plan_file>& found
) {
    std::map<std::string, wrong_file> by_name;
    for (const auto& one : recorded) {
        by_name[one.name].recorded = one.sha256;
    }
    for (const auto& one : found) {
        by_name[one.name].found = one.sha256;
    }
    std::vector<wrong_file> out;
    for (auto& [name, one] : by_name) {
        if (one.recorded != one.found) {
            one.name = name;
            out.push_back(one);
        }
    }
    return out;
}

std::string source_of(
    const std::string& recorded, const std::string& given, const std::string& option
) {
    if (recorded.empty() && !given.empty()) {
        throw geo::input_error("the plan was made without " + option + "; leave it out");
    }
    if (!recorded.empty() && given.empty()) {
        throw geo::input_error(
            "the plan was made with " + option + " (" + recorded +
            "); say where that file is with " + option
        );
    }
    return given;
}

plan_request request_of(const plan_manifest& from, const plan_sources& sources) {
    plan_request out;
    out.theatre = sources.theatre.empty() ? from.theatre : sources.theatre;
    out.terms = sources.terms.empty() ? from.terms : sources.terms;
    if (from.recipe.d_day_given) {
        out.d_day = from.d_day;
    }
    for (const auto& [id, file] : from.recipe.inputs) {
        const auto found = sources.inputs.find(id);
        out.inputs[id] = source_of(
            file,
            found == sources.inputs.end() ? std::string() : found->second,
            "--input " + id + "=FILE"
        );
    }
    for (const auto& [id, file] : sources.inputs) {
        if (from.recipe.inputs.count(id) == 0) {
            throw geo::input_error("the plan was made without --input " + id + "=; leave it out");
        }
    }
    out.status = source_of(from.recipe.status, sources.status, "--status");
    out.presence.elevation = source_of(from.recipe.elevation, sources.elevation, "--elevation");
    out.presence.violations_file = source_of(from.recipe.verdicts, sources.verdicts, "--verdicts");
    out.presence.sight = from.recipe.sight;
    out.presence.assume = from.recipe.assume;
    out.presence.exact = from.siting == "optimal";
    out.presence.posts = from.posts;
    return out;
}

std::vector<plan_file> without_manifest(std::vector<plan_file> files) {
    std::erase_if(files, [](const auto& one) { return one.name == "manifest.json"; });
    return files;
}

}  // namespace

bool verification::holds() const {
    return inputs.empty() && files.empty() && changed.empty() && only_recorded.empty() &&
           only_recomputed.empty() && version == manifest.plan_version;
}

verification verify_plan(const std::string& folder, const plan_sources& sources) {
    verification out;
    out.manifest = read_manifest(folder);
    const auto mine = "armistice " + tool_version();
    out.made_with = mine + " (" + tool_build() + ")";
    out.same_build = out.manifest.tool == mine && out.manifest.build == tool_build();
    const auto there = without_manifest(files_in(folder));
    out.files = differences(out.manifest.outputs, there);

    const auto wanted = request_of(out.manifest, sources);
    auto made = make_plan(wanted);
    made.annex_tolerance = out.manifest.annex_tolerance;
    made.version = version_of(made);
    out.version = made.version;
    auto recipe = recipe_of(wanted);
    recipe.texts = source_of(out.manifest.recipe.texts, sources.texts, "--texts");
    out.inputs = differences(out.manifest.inputs, inputs_of(made, recipe));

    const temporary_folder room;
    const auto again = room.path() / "plan";
    (void)write_plan(made, again.string(), false, recipe);
    const auto others = without_manifest(files_in(again.string()));
    const version_pair versions{out.manifest.plan_version, out.version};
    // Drawings name the version.
    const bool same_bytes_due = out.same_build && out.version == out.manifest.plan_version;
    const auto has = [](const std::vector<plan_file>& files, const std::string& name) {
        return std::any_of(files.begin(), files.end(), [&](const auto& one) {
            return one.name == name;
        });
    };
    for (const auto& one : others) {
        if (!has(there, one.name)) {
            out.only_recomputed.push_back(one.name);
        }
    }
    for (const auto& one : there) {
        if (!has(others, one.name)) {
            out.only_recorded.push_back(one.name);
            continue;
        }
        auto found = compare_files(
            (fs::path(folder) / one.name).string(), (again / one.name).string(), versions
        );
        if (!found) {
            ++out.same;
            continue;
        }
        if (found->farthest) {
            out.farthest = std::max(out.farthest.value_or(geo::metres(0)), *found->farthest);
        }
        if (found->geometry || found->figures || (found->only_bytes && same_bytes_due)) {
            out.changed.push_back({one.name, std::move(*found)});
        } else if (found->only_bytes) {
            out.redrawn.push_back({one.name, std::move(*found)});
        } else {
            ++out.same;  // within the tolerance
        }
    }
    return out;
}

}  // namespace planner
