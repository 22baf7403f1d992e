// SPDX-License-Identifier: Apache-2.0
#include "tools/armistice/area_source.hpp"

#include "geo/base/error.hpp"
#include "geo/frame/local_frame.hpp"
#include "geo/geometry/box.hpp"
#include "geo/overlay/overlay.hpp"
#include "planner/config/data_folder.hpp"
#include "planner/theatre/read_theatre.hpp"

#include <algorithm>
#include <filesystem>

namespace tools {

namespace {

geo::multi_polygon<geo::lon_lat> theatre_territory(const std::string& theatre) {
    const auto ground = planner::read_theatre(planner::find_theatre_folder(theatre));
    const auto role = ground.roles.find("other");
    const auto* party = role != ground.roles.end() ? ground.find_party(role->second) : nullptr;
    const auto* land = party != nullptr ? ground.find_territory(party->territory) : nullptr;
    if (land == nullptr) {
        throw geo::input_error(
            "theatre '" + theatre +
            "' names no party for the role 'other', whose "
            "territory is meant here"
        );
    }
    return land->area;
}

}  // namespace

geo::multi_polygon<geo::lon_lat> areas_of(const geo::layer& from) {
    geo::multi_polygon<geo::lon_lat> out;
    for (const auto& item : from.features) {
        out.insert(out.end(), geo::areas(item).begin(), geo::areas(item).end());
    }
    return out;
}

geo::multi_polygon<geo::lon_lat> read_area(
    const std::string& source, const std::string& where, geo::findings& found
) {
    namespace fs = std::filesystem;
    const auto ids = planner::built_in_theatres();
    if (std::find(ids.begin(), ids.end(), source) != ids.end() ||
        fs::exists(fs::path(source) / "theatre.toml")) {
        return theatre_territory(source);
    }
    geo::read_options reading;
    reading.where = where;
    reading.keep = {.points = false, .lines = false, .areas = true};
    auto read = geo::read_layer(source, reading);
    geo::append(found, std::move(read.found));
    auto area = areas_of(read);
    if (read.features.size() > 1 && !area.empty()) {
        const auto chart = geo::local_frame::chart(geo::box_of(area));
        area = geo::unproject(chart, geo::unite(geo::project(chart, area)));
    }
    return area;
}

}  // namespace tools
