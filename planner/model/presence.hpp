// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "geo/units/quantity.hpp"
#include "planner/model/citation.hpp"

#include <optional>
#include <string>
#include <string_view>
#include <vector>

namespace planner {

/// Kinds of people: observer, interposition, police, technical, evidence, humanitarian, remote_only.
[[nodiscard]] const std::vector<std::string>& presence_kinds();

/// What a rule looks at (manual page armistice-terms, presence).
[[nodiscard]] const std::vector<std::string>& presence_places();

/// high, medium, low; the first is the most urgent.
[[nodiscard]] const std::vector<std::string>& presence_severities();
/// The more urgent of two severities; of an unknown one the other.
[[nodiscard]] const std::string& worse(const std::string& a, const std::string& b);

/// What makes an area need people, and what kind of people.
struct presence_term {
    std::string id;
    std::string kind;                        ///< one of presence_kinds()
    std::string where;                       ///< one of presence_places()
    std::vector<std::string> only;           ///< kinds of facility or site; empty for all
    std::optional<geo::metres> reach;        ///< how far about what fires it is flagged
    std::optional<geo::metres> closer_than;  ///< forces_apart: fires below this
    std::optional<geo::metres> within;       ///< of the line of contact: fires up to this far
    std::optional<double> people;            ///< fires from so many by the register
    std::optional<seconds> lasting;          ///< fires when it lasts at least so long
    std::vector<std::string> entry;          ///< vacated: entry rules that fire it; empty for all
    std::string severity;                    ///< high, medium, low
    std::string reason;
    citation cited;
};

/// A figure that sizes or sites people, as a range that a user may set.
struct presence_assumption {
    std::string id;
    double low = 0;
    double typical = 0;
    double high = 0;
    std::string unit;
    std::string text;
    citation cited;
};

/// A mission that was, for comparison. Ranges where sources differ.
struct mission_benchmark {
    struct span {
        double low = 0;
        double high = 0;
    };
    std::string id;
    std::string name;
    std::string kind;  ///< observer, interposition
    std::optional<span> line_km;
    std::optional<span> people;
    std::optional<span> posts;
    std::string note;
    citation cited;
};

/// The table of presence rules, assumptions and missions (`data/presence.toml`).
struct presence_table {
    std::string file;
    std::vector<presence_term> rules;
    std::vector<presence_assumption> assumptions;
    std::vector<mission_benchmark> missions;
};

}  // namespace planner
