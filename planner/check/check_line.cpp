// SPDX-License-Identifier: Apache-2.0
#include "planner/check/check_line.hpp"

#include "geo/base/error.hpp"
#include "geo/frame/local_frame.hpp"
#include "geo/geometry/box.hpp"
#include "geo/linework/compare_lines.hpp"
#include "geo/linework/line_measure.hpp"
#include "geo/linework/merge.hpp"
#include "geo/linework/spikes.hpp"
#include "geo/linework/split.hpp"
#include "geo/measure/geodesic.hpp"
#include "geo/offset/distance_field.hpp"
#include "geo/overlay/overlay.hpp"
#include "planner/check/consequences.hpp"
#include "planner/check/proposed_sides.hpp"
#include "planner/model/shared_border.hpp"
#include "planner/theatre/count.hpp"
#include "planner/theatre/place_index.hpp"

#include <algorithm>
#include <array>
#include <cmath>
#include <future>

namespace planner {

namespace {

using geo::metres;

/// Of borders in the built-in theatres (data/SOURCES.md): drawn for 1:250,000 or so.
constexpr metres usual_border_accuracy{250.0};

metres border_accuracy(const theatre& ground) {
    for (const auto& line : ground.lines) {
        if (line.kind == line_kind::recognised_border && line.accuracy > metres(0)) {
            return line.accuracy;
        }
    }
    return usual_border_accuracy;
}

/// Without slivers along the border: what lies between it and the proposal and is nowhere wider than
/// the tolerance has no width of its own.
geo::square_metres left_outside(const area& shape, metres tolerance) {
    geo::square_metres out(0);
    for (const auto& part : shape) {
        const auto size = geo::area(area{part});
        const auto around =
            geo::length(geo::line_string<geo::lon_lat>(part.outer.begin(), part.outer.end()));
        if (2.0 * size.value() > around.value() * tolerance.value()) {
            out += size;
        }
    }
    return out;
}

class checker {
public:
    checker(const theatre& ground, const proposal& what, const check_options& options)
        : ground_(ground), options_(options), land_(territory_of(ground, options.owner)),
          counter_(ground, land_) {
        out_.what = what;
        out_.owner = options.owner;
        out_.border_accuracy = border_accuracy(ground);
        out_.tolerance = options.tolerance.value_or(out_.border_accuracy + what.accuracy);
    }

    line_check check() {
        tell(0, "reading the line");
        tidy();
        out_.other = other_than(ground_, out_.owner);
        // As chainage: a chord in lon/lat is longer than its geodesic, by some mm in 1,000 km.
        out_.length = geo::line_measure(out_.what.lines, out_.what.edges).length();
        tell(0.1, "dividing the territory");
        auto distances = std::async(std::launch::async, [&] { return measure_distances(); });
        auto stretches = std::async(std::launch::async, [&] {
            return geo::stretches_along(
                out_.what.lines, land_.area, {out_.tolerance, out_.what.edges}
            );
        });
        // Begun before it is known whether the proposal follows the border, which divides nothing.
        auto division = out_.simple ? divide() : division_found{};
        tell(0.4, "following the border");
        take_stretches(stretches.get());
        if (!out_.follows_border) {
            tell(0.6, "counting both sides");
            take_division(std::move(division));
        }
        touch_territories(out_, ground_, land_);
        tell(0.7, "measuring distances");
        out_.distances = distances.get();
        tell(1, "");
        return std::move(out_);
    }

private:
    void tell(double part, const char* doing) const {
        if (options_.progress) {
            options_.progress(part, doing);
        }
    }

    void take_stretches(const std::vector<geo::line_stretch>& stretches) {
        metres on(0);
        bool inside = false;
        for (const auto& one : stretches) {
            out_.stretches.push_back(
                {one,
                 near_text(counter_.places(), one.start),
                 near_text(counter_.places(), one.end)}
            );
            on += one.kind == geo::stretch_kind::on ? one.to - one.from : metres(0);
            inside = inside || one.kind == geo::stretch_kind::inside;
        }
        constexpr double most = 0.95;
        out_.follows_border = !inside && on >= most * out_.length;
    }

    void tidy() {
        if (out_.what.is_area()) {
            out_.simple = true;  // an outline has two sides by what it is
        } else {
            tidy_lines();
        }
        out_.what = straightened(std::move(out_.what));
    }

    void tidy_lines() {
        auto merged = geo::merge_lines(out_.what.lines);
        geo::append(out_.found, std::move(merged.found));
        geo::multi_line_string<geo::lon_lat> parts;
        for (auto& one : merged.lines) {
            parts.push_back(std::move(one.shape));
        }
        geo::spike_options spikes;
        spikes.edges = out_.what.edges;
        auto cleaned = geo::remove_spikes(parts, spikes);
        geo::append(out_.found, std::move(cleaned.found));
        out_.what.lines = std::move(cleaned.lines);
        if (out_.what.lines.empty()) {
            throw geo::input_error(out_.what.name + ": the proposal has no length");
        }
        const auto crossing = geo::find_crossing(out_.what.lines);
        out_.simple = !crossing;
        if (crossing) {
            geo::finding made;
            made.code = geo::finding_code::line_self_crossing;
            made.level = geo::severity::error;
            made.where.lon = crossing->lon.value();
            made.where.lat = crossing->lat.value();
            made.text = "the proposal crosses itself here, so it has no two sides";
            out_.found.push_back(std::move(made));
        }
    }

    /// Reads only what is there before the territory is divided, so that both may run at a time.
    [[nodiscard]] std::vector<line_distance> measure_distances() const {
        std::vector<line_distance> out;
        const auto* party = ground_.find_party(out_.other);
        const auto* neighbour =
            party != nullptr ? ground_.find_territory(party->territory) : nullptr;
        if (neighbour != nullptr) {
            const auto border =
                geo::find_shared_edges(land_.area, neighbour->area, shared_border_tolerance).shared;
            if (!border.empty()) {
                out.push_back(compare(
                    border,
                    {"border",
                     "Recognised border with " + neighbour->name,
                     line_kind::recognised_border,
                     line_status::recognised}
                ));
            }
        }
        for (const auto& line : ground_.lines) {
            geo::multi_line_string<geo::lon_lat> dense;
            for (const auto& part : line.shape) {
                dense.push_back(geo::densify(part, line.edges, metres(0.25)));
            }
            out.push_back(compare(dense, {line.id.str(), line.title, line.kind, line.status}));
        }
        return out;
    }

    [[nodiscard]] line_distance compare(
        const geo::multi_line_string<geo::lon_lat>& line, line_distance made
    ) const {
        const auto both = geo::hausdorff_distance(out_.what.lines, line);
        made.along = length_along(line);
        made.largest = both.a_to_b.distance;
        made.largest_at = both.a_to_b.at;
        made.largest_back = both.b_to_a.distance;
        made.largest_back_at = both.b_to_a.at;
        made.error = std::max(both.a_to_b.error, both.b_to_a.error);
        if (out_.what.lines.size() == 1 && line.size() == 1) {
            // Of lines hundreds of kilometres apart nobody asks for the metre, and each step of the
            // search costs all pairs of edges.
            constexpr double share = 5e-4;
            geo::compare_options options;
            options.tolerance = std::max(options.tolerance, share * both.larger().distance);
            const auto walk =
                geo::frechet_distance(out_.what.lines[0], line[0], options, geo::travel::either);
            made.leash = walk.distance;
            made.leash_error = walk.error;
        }
        return made;
    }

    [[nodiscard]] metres length_along(const geo::multi_line_string<geo::lon_lat>& line) const {
        const geo::distance_field field(line, {});
        const geo::line_measure measure(out_.what.lines, out_.what.edges);
        constexpr double most_places = 100000;
        const double length = measure.length().value();
        const double wanted = std::ceil(5 * length / out_.tolerance.value());
        const double places = std::clamp(wanted, 1.0, most_places);
        double near = 0;
        for (double i = 0; i < places; ++i) {
            const auto p = measure.position_at(metres((i + 0.5) / places * length)).position;
            near += field.quick(p) <= out_.tolerance ? 1 : 0;
        }
        return metres(near / places * length);
    }

    struct division_found {
        std::optional<proposed_sides> sides;
        std::string problem;  ///< why there are none
    };

    [[nodiscard]] division_found divide() const {
        division_found out;
        try {
            out.sides.emplace(divide_by(ground_, out_.what, out_.owner, out_.other, out_.tolerance)
            );
        } catch (const geo::input_error& problem) {
            out.problem = problem.what();
        }
        return out;
    }

    void take_division(division_found found) {
        if (!found.problem.empty()) {
            geo::finding made;
            made.code = geo::finding_code::line_end_unattached;
            made.level = geo::severity::error;
            made.text = "the proposal does not divide the territory: " + found.problem;
            out_.found.push_back(std::move(made));
        }
        if (!found.sides) {
            return;
        }
        auto& sides = found.sides;
        out_.divides = true;
        out_.beyond = sides->beyond;
        geo::append(out_.found, std::move(sides->found));
        const auto& chart = sides->chart;
        auto others = std::async(std::launch::async, [&] {
            return counter_.count(out_.other, std::move(sides->other_side));
        });
        out_.owner_side = counter_.count(out_.owner, std::move(sides->owner_side));
        out_.other_side = others.get();
        out_.left_outside = left_outside(out_.other_side->shape, out_.tolerance);
        find_consequences(out_, ground_);
        if (sides->today) {
            const auto& today = *sides->today;
            add_change(chart, out_.owner, out_.other, today.held_by_owner, *out_.other_side);
            add_change(chart, out_.other, out_.owner, today.held_by_other, *out_.owner_side);
        }
    }

    void add_change(
        const geo::local_frame& chart,
        const party_id& from,
        const party_id& to,
        const area& held,
        const side_count& side
    ) {
        land_change made{from, to, {}, {}};
        made.shape = geo::unproject(
            chart, geo::intersection(geo::project(chart, held), geo::project(chart, side.shape))
        );
        made.count = count_in(made.shape, ground_);
        out_.changes.push_back(std::move(made));
    }

    const theatre& ground_;
    const check_options& options_;
    const territory& land_;
    side_counter counter_;
    line_check out_;
};

}  // namespace

std::vector<geo::line_string<geo::lon_lat>> line_check::shapes_of_stretches() const {
    const geo::line_measure along(what.lines, what.edges);
    std::vector<geo::line_string<geo::lon_lat>> out;
    for (const auto& named : stretches) {
        const auto& one = named.where;
        const auto& part = what.lines[one.part];
        const auto in_part = [&](metres chainage) {
            return along.position_at(one.part, chainage - along.start_of(one.part)).edge;
        };
        auto& made = out.emplace_back();
        made.push_back(one.start);
        const auto last = in_part(one.to);
        for (auto i = in_part(one.from) + 1; i <= last; ++i) {
            if (part[i] != made.back()) {
                made.push_back(part[i]);
            }
        }
        if (one.end != made.back()) {
            made.push_back(one.end);
        }
    }
    return out;
}

std::vector<std::pair<metres, metres>> line_check::profile(const theatre& ground) const {
    const auto* party = ground.find_party(owner);
    const auto* land = party != nullptr ? ground.find_territory(party->territory) : nullptr;
    if (land == nullptr) {
        return {};
    }
    geo::multi_line_string<geo::lon_lat> edges;
    // The field reads edges as geodesics.
    geo::for_each_ring(land->area, [&](const geo::ring<geo::lon_lat>& r) {
        edges.push_back(geo::densify(
            geo::line_string<geo::lon_lat>(r.begin(), r.end()), geo::edge_reading::lonlat, metres(1)
        ));
    });
    const geo::distance_field edge(edges, {});
    const geo::line_measure along(what.lines, what.edges);
    const place_index inside({land->area});
    std::vector<std::pair<metres, metres>> out;
    constexpr int places = 400;
    for (int i = 0; i <= places; ++i) {
        const auto chainage = static_cast<double>(i) / places * along.length();
        const auto p = along.position_at(chainage).position;
        const auto off = edge.quick(p);
        out.emplace_back(chainage, inside.in(0, p) ? -off : off);
    }
    return out;
}

bool line_check::holds() const {
    const bool broken = std::any_of(found.begin(), found.end(), [](const geo::finding& item) {
        return item.level == geo::severity::error;
    });
    return simple && (divides || follows_border) && !broken && left_outside < least_part;
}

line_check check_line(const theatre& ground, const proposal& what, const check_options& options) {
    return checker(ground, what, options).check();
}

}  // namespace planner
