// SPDX-License-Identifier: Apache-2.0
#include "planner/zones/rule_area.hpp"

#include "geo/base/error.hpp"
#include "geo/linework/bounded_zone.hpp"
#include "geo/measure/geodesic.hpp"
#include "geo/overlay/overlay.hpp"
#include "planner/zones/squares.hpp"

#include <fmt/format.h>

#include <algorithm>

namespace planner {

namespace {

const zone_term& term_of(const terms& said, const std::string& id) {
    return *std::find_if(said.zones.begin(), said.zones.end(), [&](const zone_term& one) {
        return one.id == id;
    });
}

rough_area joined(const geo::zone& made) {
    return {made.area, made.max_error};
}

area ring_area(const zone_term& term, const zone_ground& ground) {
    const area drawn{{term.ring, {}}};
    const auto plane = geo::project(ground.chart(), drawn);
    if (const auto wrong = geo::find_invalidity(plane)) {
        throw geo::input_error(
            fmt::format("{}the ring is not valid: {}", term.place_of("ring"), wrong->reason)
        );
    }
    // Edges straight in longitude and latitude (RFC 7946), and so for whoever reads geodesics.
    return geo::densify(
        geo::unproject(ground.chart(), geo::unite(plane)),
        geo::edge_reading::lonlat,
        geo::metres(0.25)
    );
}

rough_area squares_of(
    const zone_term& term, const std::string& line, zone_ground& ground, geo::findings& found
) {
    const auto& of = ground.line(line, term.place_of("reference_line"));
    const auto& centres =
        term.centres_input.empty() ? term.centres : ground.points(term.centres_input);
    area all;
    for (const auto& centre : centres) {
        auto square = square_on_line(of.shape, centre, term.depth);
        if (square.moved > std::max(of.accuracy, geo::metres(1))) {
            geo::finding told;
            told.code = geo::finding_code::plan_zone_narrower_than_accuracy;
            told.level = geo::severity::warning;
            told.where.lon = centre.lon.value();
            told.where.lat = centre.lat.value();
            told.text = fmt::format(
                "a centre of zone '{}' lies {:.0f} m from line '{}'; the square is laid on the "
                "line, at the position nearest to it",
                term.id,
                square.moved.value(),
                line
            );
            found.push_back(std::move(told));
        }
        all.push_back(std::move(square.shape));
    }
    return {ground.unite(all), geo::metres(0.25)};
}

}  // namespace

std::string line_for(const zone_term& term, const party_id& who, zone_ground& ground) {
    for (const auto& one : term.reference_lines) {
        if (one.role.empty() || ground.party(one.role) == who) {
            return one.line;
        }
    }
    if (term.reference_lines.empty()) {
        return term.other_line;
    }
    throw geo::input_error(fmt::format(
        "{}no line for '{}'; write one for each party that it binds",
        term.place_of("reference_line"),
        who.str()
    ));
}

std::optional<line_band> band_of(
    const zone_term& term,
    const party_id& who,
    geo::metres depth,
    const terms& said,
    zone_ground& ground
) {
    if (term.rule == zone_rule::distance || term.rule == zone_rule::distance_or_range) {
        return line_band{line_for(term, who, ground), geo::metres(0), depth};
    }
    if (term.rule != zone_rule::band) {
        return std::nullopt;
    }
    if (term.from_zone.empty()) {
        return line_band{line_for(term, who, ground), term.from_depth, depth};
    }
    const auto& inner = term_of(said, term.from_zone);
    const auto base = band_of(inner, who, inner.depth_per_side(), said, ground);
    if (!base) {
        return std::nullopt;
    }
    return line_band{base->line, base->to + term.from_depth, base->to + depth};
}

rough_area whole_area(
    const zone_term& term,
    const party_id& who,
    geo::metres depth,
    bool attached,
    const terms& said,
    zone_ground& ground,
    geo::findings& found
) {
    const auto at_line = term.place_of("reference_line");
    if (const auto band = band_of(term, who, depth, said, ground)) {
        return joined(ground.about(band->line, band->to, attached, at_line));
    }
    switch (term.rule) {
    case zone_rule::distance:
    case zone_rule::distance_or_range:
        break;
    case zone_rule::band: {  // from the edge of an area
        const auto& inner = term_of(said, term.from_zone);
        const auto base =
            whole_area(inner, who, inner.depth_per_side(), attached, said, ground, found);
        const auto wide = geo::zone_about(base.shape, depth);
        const auto error = base.error + wide.max_error;
        if (term.from_depth > geo::metres(0)) {
            return {
                ground.without(wide.area, geo::zone_about(base.shape, term.from_depth).area),
                error};
        }
        return {ground.without(wide.area, base.shape), error};
    }
    case zone_rule::cannot_reach: {
        auto out = joined(ground.about(term.other_line, depth, false, term.place_of("other_line")));
        if (term.within) {
            const auto& near =
                ground.about(line_for(term, who, ground), *term.within, attached, at_line);
            out = {ground.cut(out.shape, near.area), std::max(out.error, near.max_error)};
        }
        return out;
    }
    case zone_rule::outward: {
        const auto& inside = ground.named_area(term.border_of, term.place_of("border_of"));
        const auto wide = geo::zone_about(inside, depth);
        auto shape = ground.without(wide.area, inside);
        if (!term.of.empty()) {
            shape = ground.cut(shape, ground.named_area(term.of, term.place_of("of")));
        }
        return {std::move(shape), wide.max_error};
    }
    case zone_rule::between: {
        auto made = geo::zone_between(
            ground.line(line_for(term, who, ground), at_line).shape,
            ground.line(term.other_line, term.place_of("other_line")).shape
        );
        geo::append(found, std::move(made.found));
        return joined(made.made);
    }
    case zone_rule::circle: {
        const auto centre = term.centres.empty() ? ground.place(term.place, term.place_of("place"))
                                                 : term.centres.front();
        return joined(geo::zone_about(lines{{centre}}, depth));
    }
    case zone_rule::polygon:
        return {
            term.ring.empty() ? ground.named_area(term.area, term.place_of("area"))
                              : ring_area(term, ground),
            {}};
    case zone_rule::squares:
        return squares_of(term, line_for(term, who, ground), ground, found);
    case zone_rule::corridor:
        return joined(ground.about(term.route, depth, false, term.place_of("route")));
    }
    return {};
}

}  // namespace planner
