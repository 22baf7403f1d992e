// SPDX-License-Identifier: Apache-2.0
#include "planner/model/json_shapes.hpp"

#include <nlohmann/json.hpp>

#include <cmath>
#include <string>

namespace planner {

using json = nlohmann::ordered_json;

double km(geo::metres length) {
    return std::round(length.value()) / 1000;
}

double km2(geo::square_metres size) {
    return rounded(geo::in_square_kilometres(size), 1000);
}

double rounded(double value, double steps) {
    return std::round(value * steps) / steps;
}

json to_json(const citation& cited) {
    return {{"clause", cited.clause}, {"source", cited.source}, {"certainty", cited.certainty}};
}

json to_json(const area_count& count) {
    return {
        {"area_km2", km2(count.size)},
        {"settlements", count.settlements},
        {"people", count.people}};
}

json to_json(const region_count& one) {
    auto out = to_json(one.count);
    out["region"] = one.region.str();
    out["name"] = one.name;
    return out;
}

json to_json(geo::lon_lat p) {
    return json::array({rounded(p.lon.value(), 1e7), rounded(p.lat.value(), 1e7)});
}

json brief_json(const geo::finding& item) {
    return {
        {"code", std::string(geo::name(item.code))},
        {"severity", std::string(geo::name(item.level))},
        {"text", item.text}};
}

}  // namespace planner
