// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <nlohmann/json.hpp>

#include <string>

namespace world {

/// What is wrong with `document` by a schema of data/schema; empty when nothing is.
[[nodiscard]] std::string problems(const std::string& schema_name, const nlohmann::json& document);

}  // namespace world
