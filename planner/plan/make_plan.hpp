// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "planner/plan/build_plan.hpp"

#include <map>
#include <optional>
#include <string>

namespace planner {

/// What a plan is asked for with: names and files instead of what is in them.
struct plan_request {
    std::string theatre;  ///< built-in id, or a folder with theatre.toml
    std::string terms;    ///< built-in id, or a terms file
    std::optional<instant> d_day = {};
    std::map<std::string, std::string> inputs = {};  ///< id of an input of the terms -> file
    std::string status = {};         ///< file of events, - for stdin, empty for none
    presence_options presence = {};  ///< `violations` are read from `violations_file`
};

/// Reads everything that a request names and builds the plan. Files other than the theatre's own stand in
/// `plan::ground.files`, so that they count among the plan's inputs.
///
/// Throws    as find_theatre_folder, find_terms_file, read_theatre, read_terms, read_status,
///           read_violations and build_plan.
[[nodiscard]] plan make_plan(const plan_request& wanted);

}  // namespace planner
