// SPDX-License-Identifier: Apache-2.0
#include "planner/report/published_lines.hpp"

#include "geo/measure/geodesic.hpp"
#include "planner/model/ground_text.hpp"
#include "planner/report/lines_apart.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <cmath>

namespace planner {

namespace {

/// Overlay works on a grid of 1 mm, zones are true to 0.5 m: what is meant to run along a line is
/// within this of it.
constexpr geo::metres along(1.5);

/// No limit is shorter: what is left of one between crossings of other lines is no line of its own.
constexpr geo::metres shortest_limit(100);

bool is_between_forces(const theatre_line& line) {
    return line.kind != line_kind::administrative && line.kind != line_kind::recognised_border;
}

geo::metres accuracy_of(const theatre_line& line) {
    return line.basis == line_basis::agreed ? geo::metres(0) : line.accuracy;
}

void add_measure(std::vector<geo::line_measure>& to, const lines& shape) {
    if (std::any_of(shape.begin(), shape.end(), [](const auto& part) { return part.size() > 1; })) {
        to.emplace_back(shape);
    }
}

class line_list {
public:
    line_list(const plan& what, const territory_edges& edges) : plan_(what), edges_(edges) {}

    std::vector<published_line> run() {
        add_theatre_lines();
        add_phase_lines();
        add_zone_limits();
        return std::move(out_);
    }

private:
    void add_theatre_lines() {
        for (const auto& line : plan_.ground.lines) {
            const bool divides = line.id == plan_.contact_id;
            if (!divides && !is_between_forces(line)) {
                continue;
            }
            published_line made;
            made.id = "line-" + line.id.str();
            made.title = line.title;
            const bool former = line.kind == line_kind::former_line &&
                                plan_.contact_line() != nullptr &&
                                plan_.contact_line()->date > line.date;
            made.when = {line.date, former ? plan_.contact_line()->date : open_end()};
            made.source = line.source;
            made.accuracy = accuracy_of(line);
            made.listed = &line;
            made.shape = divides ? plan_.contact : line.shape;
            out_.push_back(std::move(made));
            // The line of contact first: others may run along it.
            if (divides) {
                std::rotate(out_.begin(), out_.end() - 1, out_.end());
            }
        }
    }

    void add_phase_lines() {
        for (const auto& phase : plan_.phases) {
            // The last line is the border itself: its corners are the data set's, not the plan's.
            if (phase.line.empty() || phase.progress_to >= 1) {
                continue;
            }
            published_line made;
            made.id = "phase-line-" + phase.term.id;
            made.title = "Line of " + phase.term.title;
            made.phase = phase.term.id;
            made.when = {phase.end, open_end()};
            made.source = phase.term.cited.source;
            made.clause = phase.term.cited.clause;
            made.max_error = phase.line_error;
            made.accuracy = accuracy_of(*plan_.contact_line());
            made.shape = phase.line;
            out_.push_back(std::move(made));
        }
    }

    /// Of the line that a zone is measured from; a circle or an area that stands for itself is exact.
    [[nodiscard]] geo::metres accuracy_under(const zone_term& term) const {
        const auto* line = plan_.ground.find_line(line_id(term.reference_line));
        line = line != nullptr ? line : plan_.contact_line();
        return line != nullptr ? accuracy_of(*line) : geo::metres(0);
    }

    void add_zone_limits() {
        if (plan_.zones.empty()) {
            return;
        }
        std::vector<geo::line_measure> known;
        for (const auto& one : out_) {
            add_measure(known, one.shape);
        }
        add_measure(known, edges_.border);
        add_measure(known, edges_.coast);
        for (const auto& line : plan_.ground.lines) {
            if (!is_between_forces(line)) {
                add_measure(known, line.shape);
            }
        }
        for (const auto& zone : plan_.zones) {
            name_shared(zone);
            published_line made;
            made.shape = edges_apart(zone.shape, known, {along + zone.max_error, shortest_limit});
            if (made.shape.empty()) {
                continue;
            }
            made.id = "zone-limit-" + zone.id;
            made.title = fmt::format(
                "Limit of {}: {}", zone.term.title, titled_ground(plan_, zone.term, zone.depth)
            );
            made.when = zone.when;
            made.source = zone.term.cited.source;
            made.clause = zone.term.cited.clause;
            made.max_error = zone.max_error;
            made.accuracy = accuracy_under(zone.term);
            add_measure(known, made.shape);
            out_.push_back(std::move(made));
        }
    }

    /// Lines before this zone's own limit along which its edge runs.
    void name_shared(const plan_zone& zone) {
        const apart_options options{along + zone.max_error, shortest_limit};
        lines edges;
        geo::for_each_ring(zone.shape, [&](const auto& ring) {
            edges.emplace_back(ring.begin(), ring.end());
        });
        for (auto& line : out_) {
            std::vector<geo::line_measure> one;
            add_measure(one, line.shape);
            const auto shared =
                geo::length(edges) - geo::length(edges_apart(zone.shape, one, options));
            if (!one.empty() && shared >= shortest_limit) {
                line.also.push_back("zone-limit-" + zone.id);
            }
        }
    }

    const plan& plan_;
    const territory_edges& edges_;
    std::vector<published_line> out_;
};

}  // namespace

std::vector<published_line> published_lines(const plan& what, const territory_edges& edges) {
    return line_list(what, edges).run();
}

territory_edges edges_of_territory(const plan& what) {
    territory_edges out;
    std::vector<geo::line_measure> known;
    add_measure(known, what.contact);
    // Territories may be drawn up to the ceasefire line: that is no border.
    out.border = parts_apart(what.land_border, known, {along, shortest_limit});
    add_measure(known, out.border);
    for (const auto* side : {&what.held, &what.other_side}) {
        const auto rest = edges_apart(*side, known, {along, shortest_limit});
        out.coast.insert(out.coast.end(), rest.begin(), rest.end());
    }
    return out;
}

}  // namespace planner
