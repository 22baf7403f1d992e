// SPDX-License-Identifier: Apache-2.0
#include "planner/monitor/checkpoint.hpp"

#include "geo/base/error.hpp"

#include <nlohmann/json.hpp>

#include <filesystem>
#include <fstream>

namespace planner {

namespace {

using nlohmann::ordered_json;

constexpr const char* checkpoint_format = "armistice-checkpoint/1";

ordered_json to_json(const feed_place& place) {
    return {{"byte", place.byte}, {"line", place.line}, {"ids", place.ids}};
}

feed_place feed_place_of(const ordered_json& from) {
    return {from.at("byte"), from.at("line"), from.at("ids")};
}

}  // namespace

std::optional<feed_checkpoint> read_checkpoint(const std::string& path) {
    if (!std::filesystem::exists(path)) {
        return std::nullopt;
    }
    std::ifstream file(path, std::ios::binary);
    if (!file) {
        throw geo::io_error(path + ": cannot be opened");
    }
    const auto read = ordered_json::parse(file, nullptr, false);
    try {
        if (read.at("format") != checkpoint_format) {
            throw geo::input_error(path + ": is no checkpoint of armistice monitor");
        }
        feed_checkpoint out;
        out.run = read.at("run");
        out.place = feed_place_of(read.at("place"));
        out.ids_from = feed_place_of(read.at("ids_from"));
        out.written = read.at("written");
        out.by_word = read.at("by_word");
        out.unreadable = read.at("unreadable");
        out.repeats = read.at("repeats");
        out.gathered = read.value("gathered", "");
        return out;
    } catch (const ordered_json::exception&) {
        throw geo::input_error(path + ": is no checkpoint of armistice monitor");
    }
}

void write_checkpoint(const std::string& path, const feed_checkpoint& what) {
    ordered_json out{
        {"format", checkpoint_format},
        {"run", what.run},
        {"place", to_json(what.place)},
        {"ids_from", to_json(what.ids_from)},
        {"written", what.written},
        {"by_word", what.by_word},
        {"unreadable", what.unreadable},
        {"repeats", what.repeats}};
    if (!what.gathered.empty()) {
        out["gathered"] = what.gathered;
    }
    // Of one name, so that a sudden end leaves no more than one of them behind.
    const auto beside = path + ".new";
    {
        std::ofstream file(beside, std::ios::binary | std::ios::trunc);
        file << out.dump(1) << '\n';
        file.close();
        if (!file) {
            throw geo::io_error(beside + ": cannot be written");
        }
    }
    std::error_code failed;
    std::filesystem::rename(beside, path, failed);
    if (failed) {
        throw geo::io_error(path + ": cannot be written: " + failed.message());
    }
}

}  // namespace planner
