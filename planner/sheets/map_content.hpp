// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "geo/geometry/shapes.hpp"
#include "geo/io/layer.hpp"
#include "geo/units/quantity.hpp"
#include "planner/model/time.hpp"

#include <map>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

/// A plan as its map sheets need it: names, dates, figures and shapes, all as plan.json and the
/// layers of the plan folder have them. So sheets made with the plan and sheets made from its folder
/// are the same.
namespace planner {

using map_area = geo::multi_polygon<geo::lon_lat>;
using map_lines = geo::multi_line_string<geo::lon_lat>;

struct map_span {
    instant from;
    instant until = open_end();
};

struct map_figures {
    geo::square_metres size;
    double settlements = 0;
    double people = 0;
};

struct map_line {
    std::string id;
    std::string title;
    std::string kind;    ///< line_of_contact, former_line, recognised_border, ...
    std::string status;  ///< agreed, claimed, de_facto, recognised
    std::string basis;   ///< observed, agreed
    geo::metres accuracy;
    std::string left;  ///< party ids
    std::string right;
    std::string source;
    map_lines shape;
};

struct map_region_figures {
    std::string name;
    map_figures figures;
};

struct map_phase {
    std::string id;
    std::string title;
    std::string territory;  ///< `main`, or a reserved area
    std::string gate;
    instant start;
    instant end;
    instant verified;
    std::string end_day;  ///< `D+17`, as the terms say it; empty when they do not
    std::string verified_day;
    bool reaches_target = false;  ///< its line is the border, or the lines to which forces go
    map_area vacated;
    map_lines line;
    geo::metres line_length;
    map_figures figures;
    map_figures still_held;
    std::vector<map_region_figures> by_region;

    [[nodiscard]] bool is_main() const { return territory == "main"; }
};

struct map_zone {
    std::string id;
    std::string term;
    std::string title;
    std::string binds;   ///< party id, `both`
    std::string ground;  ///< where it lies, in a few words: `25 km per side`
    std::string basis;   ///< source of a cited depth; empty: an assumption
    map_span when;
    map_area shape;
    map_area cut_out;
    map_area marked;
};

struct map_reserved {
    std::string id;
    std::string name;
    map_area shape;
};

struct map_place {
    std::string id;
    std::string name;
    std::string local_name;
    std::string kind;
    geo::lon_lat position;
    double people = 0;
};

struct map_exit {
    std::string id;
    std::string name;
    std::string kind;
    geo::lon_lat position;
};

struct map_post {
    std::string id;
    std::string name;
    std::string sector;
    std::string mgrs;
    std::vector<std::string> phases;
    std::vector<std::string> kinds;
    map_span when;
    geo::lon_lat position;
};

struct map_sector {
    std::string id;
    std::string name;
    geo::metres line_from;
    geo::metres line_to;
    std::optional<map_place> headquarters;
    map_figures figures;
    map_area shape;
};

/// How many people, for one sector (or all) in one phase.
struct map_size {
    std::string period;  ///< id of the phase that runs, or of what comes after the last
    map_span when;
    std::string sector;
    double observers_low = 0;
    double observers_typical = 0;
    double observers_high = 0;
};

struct map_route {
    std::string id;
    std::string purpose;  ///< withdrawal, or the kind of a humanitarian corridor
    std::string phase;
    std::string from;
    std::string to;
    bool schematic = false;
    geo::metres length;
    double vehicles = 0;
    map_span when;
    std::string bottleneck;
    std::optional<geo::lon_lat> bottleneck_at;
    map_lines shape;
    map_area ground;
};

struct map_movement {
    std::string phase;
    double vehicles = 0;
    bool assumed = true;
    double hours = 0;
    instant out;
    std::string verdict;
};

struct map_content {
    std::string id;
    std::string version;
    instant d_day;
    std::string date_basis;
    std::string time_zone;
    std::string theatre;
    std::string theatre_title;
    std::string terms_title;
    std::string terms_source;
    std::string terms_status;  ///< `in force`, `ended`, `proposal`; empty when they do not say
    std::string spacing;       ///< how phases are cut, in plain words
    bool fixed_days = false;
    std::string withdrawing;  ///< party ids
    std::string other;
    std::map<std::string, std::string, std::less<>> party_names;
    std::string contact;  ///< id of the line of contact
    std::vector<map_line> lines;
    map_area held;
    map_area other_side;
    std::vector<map_phase> phases;
    std::vector<map_zone> zones;
    std::vector<map_reserved> reserved;
    std::vector<map_exit> exits;
    std::vector<map_route> routes;
    std::vector<map_movement> movements;
    std::vector<map_post> posts;
    bool posts_given = false;  ///< their number was
    std::vector<map_sector> sectors;
    std::vector<map_size> sizes;
    std::vector<map_place> settlements;
    std::vector<map_place> facilities;
    std::string people_note;           ///< what the counts of people are
    std::vector<std::string> sources;  ///< with licences; that of the terms is terms_source

    [[nodiscard]] const map_line* contact_line() const;
    /// Does a post stand at any time while a phase runs, as the numbers of people count it? Of a plan without
    /// such numbers: does it serve anything that is flagged in the phase?
    [[nodiscard]] bool stands_in(const map_post& post, const std::string& phase) const;
    [[nodiscard]] std::string party(std::string_view who
    ) const;  ///< by id; the id when there is none
};

/// From the text of plan.json and the layers of the plan.
///
/// Throws    geo::input_error when the text is no plan of this version's format.
[[nodiscard]] map_content make_map_content(
    std::string_view plan_json, const std::vector<geo::feature_table>& layers
);

}  // namespace planner
