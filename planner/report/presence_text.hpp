// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "planner/model/plan.hpp"

#include <functional>

namespace planner {

/// The report's sections on people: where a presence is indicated and why, where posts stand, who and
/// how many are needed, what that rests on and what missions of the kind had. Empty without
/// presence. `escape` makes Markdown of text from data.
[[nodiscard]] std::string presence_sections(
    const plan& what, const std::function<std::string(const std::string&)>& escape
);

}  // namespace planner
