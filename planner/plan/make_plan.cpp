// SPDX-License-Identifier: Apache-2.0
#include "planner/plan/make_plan.hpp"

#include "planner/config/data_folder.hpp"
#include "planner/presence/read_violations.hpp"
#include "planner/status/read_status.hpp"
#include "planner/terms/read_terms.hpp"
#include "planner/theatre/read_theatre.hpp"

#include <utility>

namespace planner {

plan make_plan(const plan_request& wanted) {
    // The small file first: most mistakes are in what was just written.
    auto said = read_terms(find_terms_file(wanted.terms));
    auto ground = read_theatre(find_theatre_folder(wanted.theatre));
    plan_options options{.d_day = wanted.d_day, .inputs = wanted.inputs};
    if (!wanted.status.empty()) {
        options.events = read_status(wanted.status, ground, said);
        if (wanted.status != "-") {
            ground.files.push_back(wanted.status);
        }
    }
    options.presence = wanted.presence;
    if (const auto& file = wanted.presence.violations_file; !file.empty()) {
        options.presence.violations = read_violations(file);
        ground.files.push_back(file);
    }
    if (const auto& file = wanted.presence.elevation; !file.empty()) {
        ground.files.push_back(file);
    }
    return build_plan(std::move(ground), std::move(said), options);
}

}  // namespace planner
