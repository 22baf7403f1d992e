// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "geo/units/quantity.hpp"
#include "planner/model/citation.hpp"
#include "planner/model/theatre.hpp"
#include "planner/model/weapons.hpp"
#include "planner/model/zone_term.hpp"

#include <map>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

namespace planner {

/// A prohibition or duty that needs no area: carried to schedule, page and monitoring.
struct rule_term {
    std::string id;
    std::string kind;   ///< ceasefire, no_strike, no_fortification, no_reinforcement, ...
    std::string binds;  ///< role or `both`
    std::string weapon_class;
    std::string text;
    term_span when;
    citation cited;
};

/// One step of the withdrawal.
struct phase_term {
    std::string id;
    std::string title;
    seconds start{};     ///< earliest, from D-day
    seconds end{};       ///< forces out of the phase's area
    seconds verified{};  ///< gate: verification due
    std::string gate;    ///< what must be verified before the next phase starts
    citation cited;
};

enum class phase_spacing { equal_progress, fixed_distance, lines, regions };
[[nodiscard]] std::string_view name(phase_spacing spacing);

/// Lengths of straight lines on the ellipsoid, or of the shortest ways inside what is left.
enum class phase_distances { straight, by_land };
[[nodiscard]] std::string_view name(phase_distances distances);

/// In which order regions are left when no list says.
enum class region_order { as_listed, nearest_first, farthest_first, smallest_first };
[[nodiscard]] std::string_view name(region_order order);

struct withdrawal_term {
    std::string party;          ///< role
    std::string from;           ///< id of the line, or `territory`: all of it is held
    std::string to = "border";  ///< `border`, or ids of lines or `input:ID` with ` + ` between
    phase_spacing spacing{};
    phase_distances distances = phase_distances::straight;
    std::optional<geo::metres> step;                ///< fixed_distance
    std::vector<std::string> lines;                 ///< lines: one a phase, each as `to`
    std::vector<std::vector<std::string>> regions;  ///< regions: names or `input:ID`, one list a
                                                    ///< phase; `*` for all others
    region_order order{};                           ///< regions, when no list is given
    std::vector<phase_term> phases;
    bool fixed_days = false;  ///< phases keep the days that the terms give, whatever came before
    citation cited;
    /// `file:line: [withdrawal] key: ` of each key written, for messages.
    std::map<std::string, std::string, std::less<>> at;

    [[nodiscard]] std::string place_of(std::string_view key) const;
    /// Is no line of contact needed, because all of the other party's territory is held?
    [[nodiscard]] bool holds_all() const { return from == "territory"; }
};

/// The ids of `a + b`; none for `border`.
[[nodiscard]] std::vector<std::string> lines_of(std::string_view target);

/// Who may enter what the withdrawing party has left.
enum class entry_rule { owner, police_only, international, none };
[[nodiscard]] std::string_view name(entry_rule rule);

struct vacated_term {
    entry_rule entry{};
    std::string text;
    citation cited;
};

/// `last_phase`: left in a phase of its own after all others. `excluded`: not part of the plan,
/// its land neck is a line with a presence. `included`: treated like the rest.
enum class reserved_treatment { last_phase, excluded, included };
[[nodiscard]] std::string_view name(reserved_treatment treatment);

struct reserved_term {
    std::string area;  ///< id in the theatre, or `*`
    reserved_treatment treatment{};
    phase_term phase;  ///< for last_phase
    std::string text;
    citation cited;
    std::string at;  ///< `file:line: [reserved] area: `, for messages
};

struct obligation_term {
    std::string id;
    std::string kind;
    std::string who;
    std::string text;
    seconds due{};
    gate_ref due_gate = {};
    std::string verified_by;
    std::string site_kind;  ///< sites of the theatre where it happens; may be empty
    citation cited;
};

/// Something that whoever lays the terms over a theatre must supply: never invented here.
enum class input_kind { line, polygon, points };
[[nodiscard]] std::string_view name(input_kind kind);
struct input_term {
    std::string id;
    input_kind kind{};
    std::string title;
    std::string text;  ///< what it is and where it can be got
    citation cited;
};

/// An action with a date and without an area of its own.
struct step_term {
    std::string id;
    std::string title;
    std::string who;  ///< role, `both`, or the name of somebody else
    std::string action;
    seconds start{};
    std::optional<seconds> end;
    std::string gate;
    std::string verified_by;
    std::vector<std::string> needs;  ///< steps that must be verified before
    std::string zone;                ///< id of a zone; may be empty
    std::string reset;               ///< what starts the clock again
    std::optional<double> quiet_days;
    bool suspended = false;
    std::string suspended_text;
    citation cited;
};

/// What one party does once the other has done its part.
struct milestone_term {
    std::string id;
    std::string title;
    std::string when;  ///< id of a step or phase
    std::string then;
    std::string who;
    citation cited;
};

enum class terms_status { unsaid, in_force, ended, proposal };
[[nodiscard]] std::string_view name(terms_status status);

/// What makes an area need people, and what kind of people.
struct presence_term {
    std::string id;
    std::string kind;  ///< observer, interposition, police, technical, evidence, humanitarian
    std::string
        where;  ///< line_of_contact, vacated, crossings, infrastructure, sites, reserved_neck
    std::string only;  ///< kind of facility or site; empty for all
    std::optional<geo::metres> reach;
    std::string severity;  ///< high, medium, low
    std::string reason;
    citation cited;
};

/// What an agreement says: values only, nothing computed.
struct terms {
    std::string id;
    std::string title;
    std::string summary;
    std::string legal_reference;
    std::string source;
    std::string pax_id;
    std::string file;
    std::string note;
    terms_status status{};
    std::string status_note;
    std::string d_day_is;  ///< what day D is
    std::optional<instant> effective;
    std::vector<input_term> inputs;
    std::vector<rule_term> rules;
    std::vector<zone_term> zones;
    std::optional<withdrawal_term> withdrawal;
    std::optional<vacated_term> vacated;
    std::vector<reserved_term> reserved;
    std::vector<obligation_term> obligations;
    std::vector<step_term> steps;
    std::vector<milestone_term> milestones;
    std::vector<presence_term> presence;
    std::vector<std::string> second_stage;  ///< questions left open on purpose
    std::string verifier;                   ///< who verifies, unless a row says otherwise
    weapons arms;                           ///< the table that weapon classes refer to
};

}  // namespace planner
