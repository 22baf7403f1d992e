// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "geo/geometry/shapes.hpp"
#include "geo/units/quantity.hpp"
#include "planner/model/citation.hpp"

#include <map>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

namespace planner {

/// Is a depth counted on each side of the reference line, or over both sides together?
enum class width_reading { per_side, total };

/// How the ground of a zone is found (manual page armistice-terms).
enum class zone_rule {
    distance,
    distance_or_range,
    cannot_reach,
    band,
    outward,
    between,
    circle,
    polygon,
    squares,
    corridor
};
[[nodiscard]] std::string_view name(zone_rule rule);
[[nodiscard]] std::optional<zone_rule> parse_zone_rule(std::string_view text);

enum class zone_space { ground, air, sea };
[[nodiscard]] std::string_view name(zone_space space);

/// What a zone forbids to whom it binds. `weapons` and `presence` keep the classes out of it; `flights`
/// keeps aircraft out of its air; the others leave them there and forbid what they do.
enum class zone_ban {
    presence,
    weapons,
    flights,
    fire,
    exercises,
    reconnaissance,
    reinforcement,
    fortification,
    mining
};
[[nodiscard]] std::string_view name(zone_ban ban);
/// All of them, in the order above.
[[nodiscard]] const std::vector<zone_ban>& all_zone_bans();

/// What a zone may cover: `territory` the land of the parties, `land` that of any state of the
/// theatre, `any` the sea, too.
enum class zone_extent { territory, land, any };
[[nodiscard]] std::string_view name(zone_extent extent);

/// At most so many of something in a zone: on each side's part of it, or in it as a whole.
enum class cap_scope { side, zone };
[[nodiscard]] std::string_view name(cap_scope scope);
struct zone_cap {
    std::string what;
    double most = 0;
    cap_scope per{};
    std::string text;
    std::string certainty;
};

/// What a zone does not forbid: an area, or a circle about a place or position, which is cut out of
/// the zone or only marked in it; without any it is carried along as text.
struct zone_exception {
    std::string kind;                    ///< storage_site, city, police, other
    std::string area;                    ///< id in the theatre, or `input:ID`
    std::string place;                   ///< settlement, site, facility or crossing
    std::optional<geo::lon_lat> centre;  ///< instead of a place
    std::optional<geo::metres> radius;   ///< of the circle about place or centre
    bool cut = true;                     ///< else still part of the zone
    std::string text;
    std::string at;  ///< `file:line: [zones.exceptions] `, for messages

    [[nodiscard]] bool has_ground() const { return !area.empty() || radius.has_value(); }
};

/// An end of a stretch of a line: a distance along the line as digitised, a position or place, or
/// `input:ID` (points); positions mean the nearest one of the line. None: the end of the line.
struct stretch_end {
    std::optional<geo::metres> along;
    std::optional<geo::lon_lat> position;
    std::string place;
};

enum class compass { north, east, south, west };
[[nodiscard]] std::string_view name(compass direction);

/// The part of a line between two ends, or from one towards that end of the line that lies farther
/// in a direction.
struct stretch_term {
    stretch_end from;
    std::optional<stretch_end> to;
    compass toward{};  ///< without `to`
};

/// A line for every party, or one for all (empty role). A line is an id of the theatre or
/// `input:ID`.
struct line_for_role {
    std::string role;
    std::string line;
};

struct zone_term {
    std::string id;
    std::string title;
    std::string binds;    ///< role of the party that the zone restricts, or `both`
    std::string lies_on;  ///< role of the party on whose side it lies, `both` (its own side for
                          ///< each that is bound) or `any`
    std::string weapon_class;  ///< as printed: classes and systems with commas
    std::vector<std::string> weapon_classes;
    zone_rule rule = zone_rule::distance;
    zone_space space = zone_space::ground;
    zone_extent extent = zone_extent::territory;
    std::vector<zone_ban> forbids;
    std::optional<stretch_term> stretch;  ///< only ground nearest to this part of the line
    geo::metres depth;  ///< as written in the terms; the radius of a circle, the size of squares
    width_reading width{};
    geo::metres from_depth;      ///< band: where it begins
    std::string from_zone;       ///< band: counted from the outer edge of this zone
    std::string reference_line;  ///< as printed
    std::vector<line_for_role> reference_lines;
    std::string other_line;             ///< between, cannot_reach
    std::optional<geo::metres> within;  ///< cannot_reach: no farther than this from the line
    std::string border_of;              ///< outward: territory or area
    std::string of;                     ///< outward: area that it is cut to
    std::vector<geo::lon_lat> centres;  ///< circle (one), squares
    std::string centres_input;          ///< squares: `input:ID`
    std::string place;                  ///< circle: a place of the theatre
    std::string area;                   ///< polygon: area of the theatre, or `input:ID`
    geo::ring<geo::lon_lat> ring;       ///< polygon: drawn in the terms; closed
    std::string route;                  ///< corridor
    std::vector<std::string> not_in;    ///< zones that are cut out
    std::vector<zone_cap> caps;
    std::vector<zone_exception> exceptions;
    std::string inspect;
    term_span when;
    std::string text;
    citation cited;
    /// `file:line: [zones] key: ` of each key written, for messages.
    std::map<std::string, std::string, std::less<>> at;

    /// What `depth` means on one side of the line: half of it when it is a total width.
    [[nodiscard]] geo::metres depth_per_side() const {
        return width == width_reading::total ? depth / 2.0 : depth;
    }
    /// The line from which a party's distance is measured; empty when there is none.
    [[nodiscard]] const std::string& line_of(std::string_view role) const;
    [[nodiscard]] bool bans(zone_ban what) const;
    /// Are the classes themselves to be out of it, not only what they do?
    [[nodiscard]] bool keeps_out() const;
    /// Where a key stands, for a message.
    [[nodiscard]] std::string place_of(std::string_view key) const;
};

/// Where a zone lies in plain words: `25 km from the line`, `between lines 'a' and 'b'`. `depth` is
/// that on one side, which for rules about ranges is not the one written.
[[nodiscard]] std::string ground_text(const zone_term& zone, geo::metres depth);

/// `no fire, no exercises`.
[[nodiscard]] std::string forbids_text(const zone_term& zone);

/// ` between kilometre 40 and 'Town'`, with a space in front; empty when the line is meant whole.
[[nodiscard]] std::string stretch_text(const zone_term& zone);

/// Caps and exceptions as people read them: `at most 75 tanks on each side (M)`.
[[nodiscard]] std::vector<std::string> cap_texts(const zone_term& zone);
[[nodiscard]] std::vector<std::string> exception_texts(const zone_term& zone);

}  // namespace planner
