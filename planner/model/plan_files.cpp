// SPDX-License-Identifier: Apache-2.0
#include "planner/model/plan_files.hpp"

#include <nlohmann/json.hpp>

#include <filesystem>
#include <fstream>

namespace planner {

nlohmann::ordered_json parse_manifest(const std::string& folder) {
    std::ifstream in(std::filesystem::path(folder) / "manifest.json", std::ios::binary);
    return nlohmann::ordered_json::parse(in, nullptr, false);
}

std::vector<plan_file> files_of(const nlohmann::ordered_json& list) {
    std::vector<plan_file> out;
    for (const auto& one : list) {
        out.push_back({one.at("name").get<std::string>(), one.at("sha256").get<std::string>()});
    }
    return out;
}

}  // namespace planner
