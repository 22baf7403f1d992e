// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "geo/base/finding.hpp"
#include "geo/base/strong_id.hpp"
#include "geo/geometry/shapes.hpp"
#include "geo/units/quantity.hpp"
#include "planner/model/time.hpp"

#include <map>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

namespace planner {

using party_id = geo::strong_id<struct party_tag>;
using line_id = geo::strong_id<struct line_tag>;
using territory_id = geo::strong_id<struct territory_tag>;
using reserved_id = geo::strong_id<struct reserved_tag>;
using place_id = geo::strong_id<struct place_tag>;
using region_id = geo::strong_id<struct region_tag>;

/// Words for lines: a ceasefire line is never a border (DESIGN section 2).
enum class line_kind {
    line_of_contact,
    ceasefire_line,
    recognised_border,
    former_line,
    administrative
};
enum class line_status { agreed, claimed, de_facto, recognised };
/// An agreed line is exact by definition; an observed one is known to within its accuracy.
enum class line_basis { observed, agreed };

[[nodiscard]] std::string_view name(line_kind kind);
[[nodiscard]] std::string_view name(line_status status);
[[nodiscard]] std::string_view name(line_basis basis);
[[nodiscard]] std::optional<line_kind> parse_line_kind(std::string_view text);
[[nodiscard]] std::optional<line_status> parse_line_status(std::string_view text);
[[nodiscard]] std::optional<line_basis> parse_line_basis(std::string_view text);

struct party {
    party_id id;
    std::string name;
    territory_id territory;  ///< its recognised territory among theatre::territories; may be empty
};

/// A corner of a line as its source lists it.
struct turning_point {
    geo::lon_lat position;
    std::string name;
    std::string between;  ///< the named places on either side
    std::string note;     ///< the public knowledge it rests on
    std::optional<geo::metres> accuracy;
};

struct theatre_line {
    line_id id;
    line_kind kind{};
    line_status status{};
    line_basis basis{};
    std::string title;
    instant date;
    geo::metres accuracy;  ///< 95 % radius; 0 for an agreed line
    geo::edge_reading edges = geo::edge_reading::lonlat;
    std::string source;
    party_id left;  ///< who is on the left of the digitised direction
    party_id right;
    geo::multi_line_string<geo::lon_lat> shape;
    std::vector<turning_point> turning_points;  ///< when the source is a list of points
};

/// Recognised territory of a state, after the border corrections.
struct territory {
    territory_id id;
    std::string name;
    geo::multi_polygon<geo::lon_lat> area;
};

struct settlement {
    place_id id;
    std::string name;
    std::string local_name;
    geo::lon_lat position;
    double population = 0;  ///< of the register that the layer names
    std::string kind;       ///< capital, regional_capital, town, village
    region_id region;       ///< by position among theatre::regions, or the nearest within
                            ///< 20 km; empty when there is none
};

struct facility {
    place_id id;
    std::string name;
    std::string kind;
    geo::lon_lat position;
    std::string note;
    std::string source;
    std::string certainty;
};

/// What one facility keeps going elsewhere: a canal the towns that drink from it.
struct dependence {
    place_id id;
    place_id facility;  ///< among theatre::infrastructure
    std::string kind;   ///< water, power, cooling, irrigation
    std::string serves;
    geo::lon_lat position;  ///< of what is served
    std::string note;
    std::string source;
    std::string certainty;
};

struct crossing {
    place_id id;
    std::string name;
    std::string kind;  ///< road, rail, bridge, ferry
    geo::lon_lat position;
    party_id exit_for;      ///< whose forces may leave by it; empty for nobody
    std::string territory;  ///< `main`, or the reserved area it is an exit of
    bool open = true;
    std::string note;
    std::string source;
};

struct region {
    region_id id;
    std::string name;
    geo::multi_polygon<geo::lon_lat> area;
};

struct reserved_area {
    reserved_id id;
    std::string name;
    std::string legal_basis;
    geo::multi_polygon<geo::lon_lat> area;
};

struct road {
    std::string ref;
    std::string road_class;
    std::string from;
    std::string to;
    bool schematic = false;
    geo::multi_line_string<geo::lon_lat> shape;
    std::string name;  ///< of this stretch, as `Kharkiv - Merefa`
};

/// What stands somewhere and has to leave.
struct force {
    place_id id;
    std::string name;
    party_id party;
    std::string weapon_class;
    geo::lon_lat position;
    double vehicles = 0;
};

/// A road that cannot be used: a bridge down, mines.
struct closure {
    place_id id;
    std::string kind;  ///< bridge_down, mined, blocked
    std::string road;  ///< id of a road of the layer roads, or its number; empty: by position
    std::optional<geo::lon_lat> position;
    geo::metres reach{100};  ///< closes every road within it
    std::string note;
};

/// What bounds the sight over ground, farthest first.
enum class ground_class { open, rolling, forest, urban };
[[nodiscard]] std::string_view name(ground_class kind);
[[nodiscard]] std::optional<ground_class> parse_ground_class(std::string_view text);

/// Ground of one class.
struct ground_area {
    ground_class kind{};
    geo::multi_polygon<geo::lon_lat> area;
};

struct river {
    std::string name;
    geo::multi_line_string<geo::lon_lat> shape;
};

/// Where a layer comes from: printed wherever its content is shown.
struct layer_source {
    std::string layer;
    std::string file;
    std::string source;
    std::string licence;
    std::string attribution;
    std::string note;  ///< what the layer is too coarse or too old for
    std::optional<geo::metres> accuracy;
};

/// What the ground looks like: everything that terms are laid over.
struct theatre {
    std::string id;
    std::string title;
    std::string note;
    std::string folder;              ///< where it was read from
    std::vector<std::string> files;  ///< every file read, for the manifest
    instant as_of;
    std::string time_zone;
    std::optional<instant> default_d_day;
    std::map<std::string, party_id, std::less<>> roles;  ///< word that terms use -> party
    std::vector<party> parties;
    std::vector<territory> territories;
    std::vector<theatre_line> lines;
    std::vector<reserved_area> reserved;
    std::vector<settlement> settlements;
    std::vector<facility> infrastructure;
    std::vector<dependence> dependences;
    std::vector<crossing> crossings;
    std::vector<facility> sites;  ///< evidence, detention and exchange sites
    std::vector<region> regions;
    std::vector<road> roads;
    std::vector<force> forces;
    std::vector<closure> closures;
    std::vector<river> rivers;
    std::vector<ground_area> terrain;
    std::vector<layer_source> sources;
    geo::findings found;

    [[nodiscard]] const party* find_party(const party_id& id) const;
    [[nodiscard]] const territory* find_territory(const territory_id& id) const;
    [[nodiscard]] const theatre_line* find_line(const line_id& id) const;
};

}  // namespace planner
