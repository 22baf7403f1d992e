// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "planner/model/plan.hpp"
#include "planner/model/plan_files.hpp"
#include "planner/plan/make_plan.hpp"

#include <map>
#include <optional>
#include <string>
#include <vector>

namespace planner {

/// The version of the program, as printed by `armistice --version` and kept in manifests.
[[nodiscard]] std::string tool_version();

/// Compiler and kind of processor that the program was built by and for: of two programs with the same
/// version and build, equal inputs give equal bytes.
[[nodiscard]] std::string tool_build();

/// What a plan was asked for with, so far as it is not in the terms and the theatre. Files by the names
/// that they have among the inputs of the manifest.
struct plan_recipe {
    bool d_day_given = false;                        ///< else as terms or theatre say
    std::map<std::string, std::string> inputs = {};  ///< id of an input of the terms -> file
    std::string status = {};  ///< file of events, - for stdin, empty for none
    std::string elevation = {};
    std::string verdicts = {};
    bool sight = false;                                      ///< posts reach what they see
    std::map<std::string, std::vector<double>> assume = {};  ///< id -> one value, or low and high
    std::string texts = {};  ///< words of the report in another language; empty: English
};

[[nodiscard]] plan_recipe recipe_of(const plan_request& wanted);

/// What stands in a plan folder's manifest.json.
struct plan_manifest {
    std::string tool;
    std::string build;
    std::string plan_id;
    std::string plan_version;
    std::string theatre;
    std::string terms;
    instant d_day;
    geo::metres annex_tolerance;
    std::optional<std::string> siting;
    std::optional<std::size_t> posts;
    plan_recipe recipe;
    std::vector<plan_file> inputs;
    std::vector<plan_file> outputs;
};

/// The inputs of a plan: terms, theatre files, reference tables, in the order of their names.
[[nodiscard]] std::vector<plan_file> inputs_of(const plan& what);
/// The same with the words of the report, where they are not the program's own.
[[nodiscard]] std::vector<plan_file> inputs_of(const plan& what, const plan_recipe& recipe);

/// Twelve hexadecimal digits that change when the tool, an input or the D-day changes; not with the
/// language of the report, which changes nothing of the plan.
[[nodiscard]] std::string version_of(const plan& what);

/// The manifest of a plan, as text.
[[nodiscard]] std::string to_manifest(
    const plan& what, const plan_recipe& recipe, const std::vector<plan_file>& outputs
);

/// Files below a folder with their checksums, by name, `/` between the parts.
[[nodiscard]] std::vector<plan_file> files_in(const std::string& folder);

/// Whether a folder's manifest.json is one of ours: web pages and others have such a file, too.
[[nodiscard]] bool is_plan_folder(const std::string& folder);

/// Throws    geo::io_error: no such folder. geo::input_error: it has no manifest of armistice, or one
///           without what this version writes there.
[[nodiscard]] plan_manifest read_manifest(const std::string& folder);

}  // namespace planner
