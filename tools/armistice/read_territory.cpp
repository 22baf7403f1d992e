// SPDX-License-Identifier: Apache-2.0
#include "tools/armistice/read_territory.hpp"

#include "geo/base/error.hpp"
#include "geo/frame/local_frame.hpp"
#include "geo/geometry/box.hpp"
#include "geo/io/read.hpp"
#include "geo/overlay/overlay.hpp"
#include "planner/config/data_folder.hpp"
#include "planner/theatre/read_theatre.hpp"

#include <algorithm>
#include <filesystem>

namespace tools {

namespace {

bool names_theatre(const std::string& name) {
    const auto ids = planner::built_in_theatres();
    return std::find(ids.begin(), ids.end(), name) != ids.end() ||
           std::filesystem::exists(std::filesystem::path(name) / "theatre.toml");
}

geo::multi_polygon<geo::lon_lat> theatre_territory(const std::string& name) {
    const auto ground = planner::read_theatre(planner::find_theatre_folder(name));
    const auto role = ground.roles.find("other");
    const auto* party = role != ground.roles.end() ? ground.find_party(role->second) : nullptr;
    const auto* land = party != nullptr ? ground.find_territory(party->territory) : nullptr;
    if (land == nullptr) {
        throw geo::input_error(
            "theatre '" + name +
            "' names no party for the role 'other', whose territory the line would divide"
        );
    }
    return land->area;
}

}  // namespace

geo::multi_polygon<geo::lon_lat> read_territory(
    const std::string& name, const std::string& where, geo::findings& found
) {
    if (names_theatre(name)) {
        return theatre_territory(name);
    }
    geo::read_options reading;
    reading.where = where;
    reading.keep = {.points = false, .lines = false, .areas = true};
    auto read = geo::read_layer(name, reading);
    geo::append(found, std::move(read.found));
    geo::multi_polygon<geo::lon_lat> out;
    for (const auto& item : read.features) {
        out.insert(out.end(), geo::areas(item).begin(), geo::areas(item).end());
    }
    if (read.features.size() > 1 && !out.empty()) {
        const auto chart = geo::local_frame::chart(geo::box_of(out));
        out = geo::unproject(chart, geo::unite(geo::project(chart, out)));
    }
    return out;
}

}  // namespace tools
