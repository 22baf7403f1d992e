// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "planner/model/corridor.hpp"
#include "planner/model/ground_cells.hpp"
#include "planner/model/protection.hpp"
#include "planner/model/status.hpp"
#include "planner/model/terms.hpp"
#include "planner/model/theatre.hpp"

#include <map>
#include <optional>
#include <string>
#include <utility>
#include <vector>

namespace planner {

using area = geo::multi_polygon<geo::lon_lat>;
using lines = geo::multi_line_string<geo::lon_lat>;

/// What lies in an area. Each settlement counts once per total.
struct area_count {
    geo::square_metres size;
    std::size_t settlements = 0;
    double people = 0;
};

struct region_count {
    region_id region;
    std::string name;
    area_count count;
};

/// A half-open span of time, [from, until).
struct time_span {
    instant from;
    instant until = open_end();
};

/// One step of the withdrawal, computed.
struct plan_phase {
    phase_term term;
    std::string territory;  ///< `main`, or the id of a reserved area
    /// At which its area begins and ends: the equi-ratio, or where phases are not cut by equal
    /// progress the share of the area to be left; 0 and 1 for reserved.
    double progress_from = 0;
    double progress_to = 1;
    instant start;  ///< the dates as far as the status tells (plan::dates)
    instant end;
    instant verified;
    area vacated;
    lines line;  ///< the line reached: the phase line, for the last phase the border or the lines
                 ///< to which forces go; none for a reserved area, which is left as a whole
    geo::metres line_error;
    area_count count;
    std::vector<region_count> by_region;
    area_count still_held;  ///< after the phase, reserved areas not yet left included
};

/// What a zone does not forbid, where it has ground.
struct plan_exception {
    zone_exception term;
    std::size_t number = 0;  ///< among those of the zone's term
    area shape;              ///< what it takes of the zone, or marks in it
    geo::metres max_error;
    area_count count;
};

/// A zone x party x weapon class x period.
struct plan_zone {
    std::string id;  ///< the term's, with party and range where one term makes more than one
    zone_term term;
    party_id binds;                    ///< `both` when it binds both on the same ground
    party_id lies_on;                  ///< `any` when it is not cut to a side
    std::vector<std::string> systems;  ///< ids; empty when it holds for the term's classes whole
    geo::metres depth;                 ///< on one side, as laid: the range where a rule says so
    geo::square_metres beyond;  ///< of it, beyond the recognised border of the divided territory
    time_span when;
    area shape;
    geo::metres max_error;
    area_count count;
    std::vector<plan_exception> exceptions;  ///< those that have ground
};

/// The most that the caps of all zones in force at one time allow a party of one thing.
struct cap_total {
    party_id party;  ///< `both` for caps of a zone as a whole that binds both
    std::string what;
    double most = 0;
    time_span when;                  ///< the first time at which so many are allowed
    std::vector<std::string> zones;  ///< ids of those in force then
};

struct plan_reserved {
    reserved_area area_of;  ///< as the theatre has it
    reserved_term term;
    area held;   ///< its part that the withdrawing party holds
    lines neck;  ///< where it meets the rest of the held area
    area_count count;
};

/// Why an area is flagged: one rule, with everything that it was judged by.
struct presence_reason {
    std::string rule;                                         ///< id
    std::string severity;                                     ///< high, medium, low
    std::string text;                                         ///< a sentence or two in plain words
    std::vector<std::pair<std::string, std::string>> inputs;  ///< name and value, as printed
    citation cited;
};

/// An area x kind of people needed there x phase, dissolved.
struct plan_presence {
    std::string id;
    std::string kind;
    std::string severity;  ///< the highest of its reasons
    std::string name;      ///< where it is, for people
    std::string phase;     ///< id; empty when not tied to one
    time_span when;
    std::vector<presence_reason> reasons;
    area shape;
    geo::metres max_error;
    geo::metres line_length;  ///< of the line of contact, flagged in it
    area_count count;
};

/// A place where people stand.
struct plan_post {
    std::string id;
    std::string name;
    std::string place;  ///< settlement, crossing, junction, line, height
    geo::lon_lat position;
    party_id lies_on;    ///< on whose side; empty when on none
    std::string sector;  ///< id; empty when there are no sectors
    std::vector<std::string> phases;
    time_span when;       ///< while anything within its reach is flagged
    geo::metres reach;    ///< as the crow flies; along roads: to the farthest that it covers
    geo::metres covers;   ///< flagged line within reach, on its side
    std::size_t sites{};  ///< flagged places within reach
    std::vector<std::string> kinds;
    std::string severity;
    std::string reach_by;                    ///< as plan_siting::reach_by
    std::optional<double> hospital_minutes;  ///< drive to the nearest; none when none is given
};

/// Flagged ground of one class, and who says that it is of it.
struct sight_share {
    ground_class kind{};
    std::string from;     ///< `terrain` (the layer), `settlements`, `assumed`
    geo::metres line;     ///< flagged, each side for itself
    std::size_t sites{};  ///< flagged places
};

/// What one post less or more would mean, and how good the choice is known to be.
struct plan_siting {
    std::string
        cover;  ///< what a post reaches: `road`, `sight`, or `view` over an elevation raster
    std::string method;                  ///< greedy, optimal
    std::optional<std::size_t> allowed;  ///< posts, when a number was given
    geo::metres reach;
    std::size_t greedy = 0;     ///< posts that greedy alone takes
    double greedy_reached = 0;  ///< what it reaches, as `reached`
    double bound = 0;     ///< no choice takes fewer posts (or, with a number given, covers more)
    double reached = 0;   ///< posts taken (or weight covered)
    bool proven = false;  ///< no better choice exists
    std::size_t candidates = 0;
    std::size_t out_of_medical_reach = 0;  ///< candidates left out
    geo::metres line;                      ///< flagged, each side for itself
    geo::metres line_covered;
    std::size_t sites = 0;
    std::size_t sites_covered = 0;
    std::string stopped;  ///< why the proof was given up; empty when it was not
    /// How reach was found: `roads` (minutes along them), `straight` (a distance that stands for a
    /// drive), `sight`, `view`.
    std::string reach_by;
    std::string reach_text;           ///< the same in words, with its figures
    std::string medical_by;           ///< `roads` or `straight`; empty without hospitals
    std::vector<sight_share> ground;  ///< by sight: of what class, by kind and origin

    /// How much better any other choice could be, as a part of what is reached.
    [[nodiscard]] double gap() const;
};

/// Where two sectors meet on the line of contact.
struct sector_meeting {
    std::string sector;  ///< id of the next one
    geo::metres at;      ///< along the line of contact
    geo::lon_lat position;
    std::string place;  ///< crossing, road, settlement; empty: nothing to name is near
    std::string name;   ///< of what it is known by on the ground
};

/// A part of the mission's area, across the line.
struct plan_sector {
    std::string id;
    std::string name;
    area shape;
    geo::metres line_from;  ///< along the line of contact
    geo::metres line_to;
    std::optional<std::size_t> headquarters;  ///< index among theatre::settlements
    std::size_t posts = 0;
    area_count count;
    std::optional<sector_meeting> next;  ///< none for the last
    std::string text;                    ///< where it begins and ends, in words
    std::string headquarters_by;         ///< `roads` or `straight`: how near it is to the posts
};

/// The least, usual and most that the assumptions give.
struct number_range {
    double low = 0;
    double typical = 0;
    double high = 0;
};

/// Who is needed in a period, in one sector or (with an empty one) in all.
struct presence_size {
    std::string period;  ///< id of the phase during which, `after` the last, or `whole`
    time_span when;
    std::string sector;
    geo::metres line;  ///< flagged for observers or interposition, each stretch once
    geo::metres interposition_line;
    std::size_t sites = 0;  ///< flagged places to visit, each once
    std::size_t posts = 0;
    double people = 0;     ///< by the register, in areas flagged for police
    number_range patrols;  ///< a day
    number_range seats;
    number_range observers;  ///< staff
    number_range interposition;
    number_range specialists;  ///< technical, evidence, humanitarian
    number_range police;
};

/// The plan beside missions of its kind.
struct mission_comparison {
    std::string kind;     ///< observer, interposition
    std::string measure;  ///< people a km, km a post
    number_range plan;
    double low = 0;  ///< of the missions
    double high = 0;
    std::vector<std::string> missions;  ///< ids
    bool outside = false;
};

/// One action: when, who, what, where, by when, how verified, by whom, what follows, clause.
struct schedule_row {
    std::string id;
    std::string kind;  ///< zone, phase, gate, step, milestone, or that of a rule or obligation
    seconds offset{};
    instant when;
    std::optional<instant> deadline;
    std::string who;
    std::string action;
    std::string where;
    std::string verification;
    std::string verified_by;
    std::string follows;  ///< what this row opens
    std::string moved;    ///< why it is later than planned; empty when it is not
    citation cited;
};

struct settlement_story {
    std::size_t settlement = 0;  ///< index among theatre::settlements
    std::string held_by;         ///< party id at the start
    std::string phase;           ///< id of the phase that vacates it; empty when none
    std::vector<std::string> zones;
};

/// A way proposed for a part that has none of its own: the shortest inside the land that was held at
/// the start; where none leads out by land, the shortest straight line.
struct transit_corridor {
    geo::line_string<geo::lon_lat> shape;  ///< from the edge of the part; empty when there is no
                                           ///< border and no open exit at all
    std::string reaches;                   ///< the land border, or the name of an exit
    geo::metres length;
    bool by_land = true;
};

/// A part still held after a phase from which no way out of its own exists.
struct cut_off_part {
    std::string phase;
    geo::lon_lat inside;
    geo::square_metres size;
    area shape;
    transit_corridor transit;
    std::string left_in = {};  ///< phase that leaves it; empty when it is kept
};

/// A crossing by which the withdrawing party's forces can leave the held area.
struct plan_exit {
    std::size_t crossing = 0;  ///< index among theatre::crossings
    std::string territory;     ///< `main`, or the reserved area it is an exit of
};

/// Theatre x terms: the result, of which everything a person gets is a view.
struct plan {
    std::string id;
    std::string version;
    std::string date_basis;           ///< earliest, fixed; actual when a status was given
    geo::metres annex_tolerance{10};  ///< of lines through their turning points
    instant d_day;
    std::vector<status_event> events;  ///< the status, in order of time
    timeline dates;
    /// An offset of the terms as an instant, in the mission's time zone.
    [[nodiscard]] instant at(std::chrono::seconds offset) const {
        return at_offset(d_day, offset, ground.time_zone);
    }
    /// A span of the terms and the day of a duty, moved on with the gates that they are counted
    /// from.
    [[nodiscard]] time_span at(const term_span& span) const;
    [[nodiscard]] instant due(const obligation_term& duty) const;
    theatre ground;
    terms said;
    party_id withdrawing;
    party_id other;

    lines contact;  ///< the line of contact, its ends led on to border and coast
    line_id contact_id;
    [[nodiscard]] const theatre_line* contact_line() const { return ground.find_line(contact_id); }
    area held;        ///< what the withdrawing party holds of the other's recognised territory
    area other_side;  ///< the rest of that territory
    area_count held_count;
    area_count other_count;
    lines land_border;  ///< of the divided territory, with all its neighbours
    lines border_held;  ///< the land border with the withdrawing party's own territory, as held
    lines target;       ///< lines short of the border to which forces go, along the area left
    area kept;          ///< held beyond those lines, reserved areas apart: not left
    area_count kept_count;
    std::vector<plan_exit> exits;
    std::vector<plan_phase> phases;
    std::vector<phase_term> unlaid;  ///< phases without an area, because an input is missing
    std::vector<plan_zone> zones;
    std::vector<cap_total> caps;
    /// Where rules without an area of their own hold; none: everywhere.
    std::optional<ground_cells> rules_hold;
    std::vector<plan_reserved> reserved;
    plan_corridors corridors;
    std::vector<plan_presence> presence;
    protection shielding;
    std::vector<occupation_row> occupation;
    std::vector<plan_post> posts;
    std::optional<plan_siting> siting;
    std::vector<plan_sector> sectors;
    std::vector<presence_assumption> assumptions;  ///< of siting and sizing, as used
    std::vector<presence_size> sizes;
    std::vector<mission_comparison> comparisons;
    std::vector<schedule_row> schedule;
    std::vector<settlement_story> stories;
    std::vector<cut_off_part> cut_off;
    double area_gap = 0;  ///< |sum of parts - held| / held, by geodesic areas
    geo::findings found;
};

}  // namespace planner
