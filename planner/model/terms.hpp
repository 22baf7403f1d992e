// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "geo/units/quantity.hpp"
#include "planner/model/theatre.hpp"

#include <chrono>
#include <optional>
#include <string>
#include <vector>

namespace planner {

using std::chrono::seconds;

/// Where a figure or a rule comes from and how sure it is.
///
/// Certainty: `S` read in the source, `M` known but not read there, `M?` uncertain, `assumption`
/// chosen by whoever wrote the terms. Everything but `S` is printed with the figure.
struct citation {
    std::string clause;
    std::string source;
    std::string certainty;
};

/// A span counted from D-day; `until` empty means no end.
struct term_span {
    seconds from{};
    std::optional<seconds> until;
};

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

/// Is a depth counted on each side of the reference line, or over both sides together?
enum class width_reading { per_side, total };

struct zone_term {
    std::string id;
    std::string title;
    std::string binds;    ///< role of the party that the zone restricts
    std::string lies_on;  ///< role of the party on whose side it lies
    std::string weapon_class;
    geo::metres depth;  ///< as written in the terms
    width_reading width{};
    std::string reference_line;
    term_span when;
    std::string text;
    citation cited;

    /// What `depth` means on one side of the line: half of it when it is a total width.
    [[nodiscard]] geo::metres depth_per_side() const {
        return width == width_reading::total ? depth / 2.0 : depth;
    }
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

enum class phase_spacing { equal_progress };

/// Lengths of straight lines on the ellipsoid, or of the shortest ways inside what is left.
enum class phase_distances { straight, by_land };
[[nodiscard]] std::string_view name(phase_distances distances);

struct withdrawal_term {
    std::string party;  ///< role
    std::string from;   ///< id of the line
    phase_spacing spacing{};
    phase_distances distances = phase_distances::straight;
    std::vector<phase_term> phases;
    citation cited;
};

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
};

struct obligation_term {
    std::string id;
    std::string kind;
    std::string who;
    std::string text;
    seconds due{};
    std::string verified_by;
    std::string site_kind;  ///< sites of the theatre where it happens; may be empty
    citation cited;
};

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
    std::optional<instant> effective;
    std::vector<rule_term> rules;
    std::vector<zone_term> zones;
    std::optional<withdrawal_term> withdrawal;
    std::optional<vacated_term> vacated;
    std::vector<reserved_term> reserved;
    std::vector<obligation_term> obligations;
    std::vector<presence_term> presence;
    std::vector<std::string> second_stage;  ///< questions left open on purpose
    std::string verifier;                   ///< who verifies, unless a row says otherwise
};

}  // namespace planner
