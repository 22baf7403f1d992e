// SPDX-License-Identifier: Apache-2.0
#include "planner/monitor/read_places.hpp"

#include "geo/io/read.hpp"

#include <filesystem>

namespace planner {

std::vector<settlement> read_places(const std::string& folder) {
    const auto path = std::filesystem::path(folder) / "geojson" / "settlements.geojson";
    std::vector<settlement> out;
    if (!std::filesystem::exists(path)) {
        return out;
    }
    geo::read_options options;
    options.keep = {true, false, false};
    const auto read = geo::read_layer(path.string(), options);
    for (const auto& one : read.features) {
        const auto name = geo::text(one, "name");
        if (name && !name->empty() && !geo::points(one).empty()) {
            settlement made;
            made.id = place_id(one.id);
            made.name = *name;
            made.position = geo::points(one).front();
            out.push_back(std::move(made));
        }
    }
    return out;
}

}  // namespace planner
