// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "geo/io/layer.hpp"
#include "planner/model/plan.hpp"
#include "planner/report/annex.hpp"

#include <cmath>
#include <optional>
#include <string>
#include <vector>

/// How the layers of a plan are made, one function each. Part of planner/report/layers.
namespace planner::detail {

inline double rounded(double value, double step) {
    return std::round(value / step) * step;
}

/// Figures are printed no finer than they are known: areas to 0.001 km2, lengths to 1 m.
inline geo::attribute area_of(geo::square_metres size) {
    return rounded(geo::in_square_kilometres(size) * 1000, 1.0) / 1000;
}
inline geo::attribute length_of(geo::metres size) {
    return rounded(size.value(), 1.0) / 1000;
}
inline geo::attribute centimetres_of(geo::metres size) {
    return rounded(size.value() * 100, 1.0) / 100;
}

inline geo::attribute text_or_null(const std::string& text) {
    return text.empty() ? geo::attribute() : geo::attribute(text);
}

/// The properties that every feature has.
struct common {
    std::string id;
    std::string binds;
    std::string lies_on;
    std::string weapon_class;
    std::optional<geo::metres> distance;
    std::string phase;
    time_span when;
    std::optional<geo::square_metres> size;
    std::optional<geo::metres> length;
    std::optional<geo::metres> max_error;
    std::string source;
    std::string clause;
    std::string date_basis{};  ///< instead of the plan's
};

class layer_maker {
public:
    layer_maker(const plan& what, const annex& points);
    std::vector<geo::feature_table> run();

private:
    geo::feature_table& layer(const std::string& name);
    geo::feature& add(geo::feature_table& to, const common& c, geo::geometry shape);
    void add_lines();
    /// Who holds which side is a matter of lines between forces, not of borders and limits.
    [[nodiscard]] static bool tells_sides(const theatre_line& line);
    void add_zones();
    static std::vector<std::string> words_of(const std::vector<zone_ban>& bans);
    static std::string plain_stretch(const zone_term& term);
    void add_exceptions();
    void add_phase_lines();
    /// Where a part that is cut off lies, it is held until the end of the phase that leaves it.
    [[nodiscard]] instant held_until(const cut_off_part& part) const;
    /// Ways proposed for parts that have none of their own: lines without a width, not corridors
    /// along roads.
    void add_transit();
    void add_vacated();
    /// Routes that have no way have no feature: they are told in plan.json and the report.
    void add_corridors();
    void add_presence();
    void add_posts();
    void add_sectors();
    void add_site(geo::feature_table& to, const facility& place, const std::string& what);
    void add_sites();
    /// Cities and facilities; all places are in protection.csv.
    void add_protection();
    void add_settlements();
    void add_control();
    void add_turning_point(
        geo::feature_table& to, const annex_line& line, std::size_t part, std::size_t i
    );
    void add_turning_points();
    void add_reserved();

    const plan& plan_;
    const annex& points_;
    time_span always_;
    std::vector<geo::feature_table> out_;
};

}  // namespace planner::detail
