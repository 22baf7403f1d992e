// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <nlohmann/json_fwd.hpp>

#include <string>
#include <vector>

namespace planner {

/// A file that went into a plan or came out of it, named from its folder, with its checksum.
struct plan_file {
    std::string name;
    std::string sha256;
};

/// The document manifest.json of a plan folder; discarded (nlohmann) when there is none or it is no JSON.
[[nodiscard]] nlohmann::ordered_json parse_manifest(const std::string& folder);

/// The files of one of its lists, `inputs` or `outputs`.
///
/// Throws    nlohmann::json::exception for what is no such list.
[[nodiscard]] std::vector<plan_file> files_of(const nlohmann::ordered_json& list);

}  // namespace planner
