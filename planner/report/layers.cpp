// SPDX-License-Identifier: Apache-2.0
#include "planner/report/layers.hpp"

#include "planner/report/layer_maker.hpp"

namespace planner::detail {

using geo::attribute;
using geo::feature;
using geo::feature_table;

layer_maker::layer_maker(const plan& what, const annex& points) : plan_(what), points_(points) {
    always_.from = plan_.d_day;
}

std::vector<feature_table> layer_maker::run() {
    add_lines();
    add_zones();
    add_exceptions();
    add_phase_lines();
    add_vacated();
    add_transit();
    add_corridors();
    add_presence();
    add_posts();
    add_sectors();
    add_sites();
    add_settlements();
    add_protection();
    add_control();
    add_turning_points();
    add_reserved();
    std::erase_if(out_, [](const feature_table& layer) { return layer.features.empty(); });
    return std::move(out_);
}

feature_table& layer_maker::layer(const std::string& name) {
    out_.push_back({name, {}});
    return out_.back();
}

feature& layer_maker::add(feature_table& to, const common& c, geo::geometry shape) {
    auto& made = to.features.emplace_back();
    made.id = c.id;
    made.shape = std::move(shape);
    const auto optional_length = [](const std::optional<geo::metres>& value) {
        return value ? length_of(*value) : attribute();
    };
    made.attributes = {
        {"plan_id", plan_.id},
        {"plan_version", plan_.version},
        {"binds", text_or_null(c.binds)},
        {"lies_on", text_or_null(c.lies_on)},
        {"weapon_class", text_or_null(c.weapon_class)},
        {"distance_m", c.distance ? attribute(c.distance->value()) : attribute()},
        {"phase", text_or_null(c.phase)},
        {"valid_from", to_rfc3339(c.when.from)},
        {"valid_to", to_rfc3339(c.when.until)},
        {"date_basis", c.date_basis.empty() ? plan_.date_basis : c.date_basis},
        {"area_km2", c.size ? area_of(*c.size) : attribute()},
        {"length_km", optional_length(c.length)},
        {"max_error_m", c.max_error ? centimetres_of(*c.max_error) : attribute()},
        {"source", text_or_null(c.source)},
        {"clause", text_or_null(c.clause)}};
    return made;
}

}  // namespace planner::detail

namespace planner {

std::vector<geo::feature_table> plan_layers(const plan& what, const annex& turning) {
    return detail::layer_maker(what, turning).run();
}

std::vector<geo::feature_table> plan_layers(const plan& what) {
    return plan_layers(what, make_annex(what));
}

}  // namespace planner
