// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "geo/frame/local_frame.hpp"
#include "geo/index/edge_index.hpp"
#include "planner/model/theatre.hpp"

#include <optional>
#include <vector>

namespace planner {

/// Answers in which of several areas a position lies; the first that holds it wins.
class place_index {
public:
    explicit place_index(const std::vector<geo::multi_polygon<geo::lon_lat>>& areas);
    explicit place_index(const std::vector<region>& regions);

    [[nodiscard]] std::optional<std::size_t> find(geo::lon_lat p) const;
    [[nodiscard]] bool in(std::size_t area, geo::lon_lat p) const;

private:
    struct entry {
        geo::lon_lat_box box;
        geo::area_index area;
    };
    std::optional<geo::local_frame> chart_;
    std::vector<std::optional<entry>> entries_;
};

}  // namespace planner
