// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "geo/base/error.hpp"
#include "geo/frame/local_frame.hpp"
#include "geo/offset/zone.hpp"
#include "planner/zones/given_inputs.hpp"

#include <functional>
#include <map>
#include <optional>
#include <string>
#include <tuple>

namespace planner {

/// Thrown inside of planner/zones for an input that the user has not supplied; the zone is left out
/// with a finding.
struct missing_input {
    std::string id;
};

/// A place or area that the theatre lacks: an exception there is left out with a finding, anything
/// else is refused.
class unknown_ground : public geo::input_error {
public:
    using geo::input_error::input_error;
};

/// A line from which zones are measured.
struct reference_line {
    lines shape;           ///< edges straight in lon/lat
    geo::metres accuracy;  ///< 95 %; 0 when not known
    party_id left;         ///< empty when the line does not say
    party_id right;
    bool attached = false;  ///< its ends have been led on to border and coast already
};

/// Who is on which side of a line: land of its two parties, recognised territory of the one beyond
/// the border of the other included.
struct line_sides {
    lines line;           ///< ends led on to the edge of the land that it divides
    bool divides = true;  ///< else sides are told by the nearest stretch of the line
    area left;
    area right;
    area left_beyond;  ///< parts of `left` beyond the recognised border of the party whose land the
                       ///< line divides
    area right_beyond;
};

/// Everything on which zones are laid, found by the names that the terms use. An input that the user
/// has not given is the theatre's own line or area of that id, if it has one. Remembers what it made; one chart for all, so that areas cut with it share their edges.
///
/// Throws    geo::input_error (unknown_ground for areas and places) for names that the theatre
///           lacks, with `where` (file, line and key) in front and the names there are;
///           missing_input.
class zone_ground {
public:
    zone_ground(const plan& so_far, geo::local_frame chart, given_inputs inputs);

    [[nodiscard]] const geo::local_frame& chart() const { return chart_; }
    [[nodiscard]] party_id party(const std::string& role) const;
    [[nodiscard]] std::string main_line() const { return plan_.contact_id.str(); }
    [[nodiscard]] const reference_line& line(const std::string& id, const std::string& where);
    [[nodiscard]] const line_sides& sides(const std::string& id, const std::string& where);
    /// The side of the line on which a party is: as the line says, else that of which it holds the
    /// larger share by the plan's own line.
    [[nodiscard]] geo::side side_of(
        const std::string& id, const party_id& who, const std::string& where
    );
    [[nodiscard]] const area& named_area(const std::string& id, const std::string& where);
    [[nodiscard]] geo::lon_lat place(const std::string& id, const std::string& where) const;
    [[nodiscard]] const std::vector<geo::lon_lat>& points(const std::string& input) const;
    [[nodiscard]] const area& land_of_parties();
    [[nodiscard]] const area& all_land();
    /// Territories that belong to neither party.
    [[nodiscard]] std::vector<const territory*> third_states() const;
    /// All positions within a distance of a line, its ends led on to the edge of the land that it
    /// divides if `attached`; computed once.
    [[nodiscard]] const geo::zone& about(
        const std::string& line, geo::metres distance, bool attached, const std::string& where
    );
    /// The area of that name, made once.
    [[nodiscard]] const area& remember(const std::string& key, const std::function<area()>& make);
    [[nodiscard]] geo::findings take_findings();

    [[nodiscard]] area unite(const area& areas) const;
    [[nodiscard]] area cut(const area& shape, const area& to) const;
    [[nodiscard]] area without(const area& shape, const area& taken) const;

private:
    [[nodiscard]] bool is_given(const std::string& id) const;
    [[nodiscard]] const given_input& input(const std::string& id) const;
    [[nodiscard]] const area* territory_of(const party_id& who) const;
    [[nodiscard]] bool divide_all(const reference_line& of, line_sides& out);
    [[nodiscard]] bool divide_one(const reference_line& of, bool left_owns, line_sides& out);
    [[nodiscard]] line_sides make_sides(const std::string& id, const std::string& where);

    const plan& plan_;
    geo::local_frame chart_;
    given_inputs inputs_;
    std::map<std::string, reference_line> lines_;
    std::map<std::string, line_sides> sides_;
    std::map<std::string, area> areas_;
    std::map<std::tuple<std::string, double, bool>, geo::zone> about_;
    std::map<std::string, area> remembered_;
    std::optional<area> parties_;
    std::optional<area> all_;
    geo::findings found_;
};

}  // namespace planner
