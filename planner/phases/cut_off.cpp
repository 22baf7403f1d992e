// SPDX-License-Identifier: Apache-2.0
#include "planner/phases/cut_off.hpp"

#include "geo/base/error.hpp"
#include "geo/frame/local_frame.hpp"
#include "geo/geometry/box.hpp"
#include "geo/index/edge_index.hpp"
#include "geo/linework/split.hpp"
#include "geo/measure/geodesic.hpp"
#include "geo/offset/distance_field.hpp"
#include "geo/offset/inner_distance.hpp"
#include "geo/overlay/overlay.hpp"
#include "planner/model/shared_border.hpp"

#include <algorithm>
#include <cmath>
#include <limits>
#include <optional>

namespace planner {

namespace {

/// Smaller ones are what two drawings of one edge leave between them.
constexpr double least_part_km2 = 0.1;
/// How far apart the places of a part's edge are from which a way is tried.
constexpr geo::metres widest_try(2000);
/// A place this far from a corner is seen from it as the way goes on; half the width of the
/// narrowest land that matters.
constexpr geo::metres beside(0.5);
/// Turns that a way is followed for: far more than a territory's edge makes necessary.
constexpr int most_turns = 10000;

/// Corners of the part's edge and positions between those that are far apart.
std::vector<geo::lon_lat> edge_places(const area& shape) {
    std::vector<geo::lon_lat> out;
    geo::for_each_ring(shape, [&](const auto& ring) {
        for (std::size_t i = 0; i + 1 < ring.size(); ++i) {
            const auto along = geo::inverse(ring[i], ring[i + 1]);
            const auto pieces = std::max(1.0, std::ceil(along.length / widest_try));
            for (double k = 0; k < pieces; ++k) {
                out.push_back(
                    k == 0 ? ring[i]
                           : geo::destination(
                                 ring[i], along.azimuth_start, along.length * (k / pieces)
                             )
                );
            }
        }
    });
    return out;
}

/// What is still held and is none of the parts.
area served_land(const std::vector<cut_off_part>& parts, const area& still_held) {
    const auto chart = geo::local_frame::chart(box_of(still_held));
    area cut_off;
    for (const auto& part : parts) {
        cut_off.insert(cut_off.end(), part.shape.begin(), part.shape.end());
    }
    const geo::area_index in_parts(geo::project(chart, cut_off));
    area out;
    for (const auto& one : geo::unite(geo::project(chart, still_held))) {
        const auto back = geo::unproject(chart, geo::multi_polygon<geo::east_north>(1, one));
        if (geo::in_square_kilometres(geo::area(back)) >= least_part_km2 &&
            !in_parts.contains(geo::inner_position(one))) {
            out.insert(out.end(), back.begin(), back.end());
        }
    }
    return out;
}

lines with_edges(lines to, const area& shape) {
    geo::for_each_ring(shape, [&](const auto& ring) { to.emplace_back(ring.begin(), ring.end()); });
    return to;
}

/// Edges of an area that are inside another, not on its edge.
lines with_inner_edges(lines to, const area& shape, const area& within) {
    if (shape.empty()) {
        return to;
    }
    const auto inner = geo::find_shared_edges(shape, within, geo::metres(1)).own;
    to.insert(to.end(), inner.begin(), inner.end());
    return to;
}

class transit_finder {
public:
    transit_finder(const std::vector<cut_off_part>& parts, const transit_input& input)
        : input_(input), served_(served_land(parts, input.still_held)),
          border_(input.border, input.exits),
          straight_(with_edges(input.border, served_), input.exits) {
        geo::inner_options options;
        options.reach = shared_border_tolerance;
        try {
            by_land_.emplace(
                input.held,
                std::vector<geo::inner_source>{
                    {with_inner_edges(input.border, served_, input.held), input.exits}},
                options
            );
        } catch (const geo::input_error&) {
            // Land on which no ways can be found: straight lines, and called so.
        }
    }

    [[nodiscard]] transit_corridor from(const cut_off_part& part) const {
        transit_corridor out;
        const auto places = edge_places(part.shape);
        const auto* start =
            by_land_ ? nearest(places, [&](geo::lon_lat p) { return by_land_->at(p).distance; })
                     : nullptr;
        out.by_land = start != nullptr;
        if (out.by_land) {
            out.shape = follow(*start);
            out.length = by_land_->at(*start).distance;
        } else {
            start = nearest(places, [&](geo::lon_lat p) { return straight_.quick(p); });
            out.shape = {*start, straight_.exact(*start).nearest};
            out.length = geo::length(out.shape);
        }
        out.reaches = name_of(out.shape.back());
        return out;
    }

private:
    /// The place from which a way is shortest; null when there is none at all.
    template <class Length>
    static const geo::lon_lat* nearest(const std::vector<geo::lon_lat>& places, Length length_of) {
        const geo::lon_lat* best = nullptr;
        geo::metres least(std::numeric_limits<double>::infinity());
        for (const auto& place : places) {
            const geo::metres length = length_of(place);
            if (length < least) {
                least = length;
                best = &place;
            }
        }
        return best;
    }

    /// A way turns at corners of the land; there it goes on as from a place beside.
    [[nodiscard]] geo::inner_distance::answer onward(geo::lon_lat p) const {
        auto best = by_land_->at(p);
        if (!best.turns || geo::distance(best.toward, p) > beside) {
            return best;
        }
        best.distance = geo::metres(std::numeric_limits<double>::infinity());
        for (int k = 0; k < 32; ++k) {
            const auto q = geo::destination(p, geo::degrees(k * 11.25), beside);
            const auto answer = by_land_->at(q);
            if (answer.distance < best.distance &&
                (!answer.turns || geo::distance(answer.toward, p) > beside)) {
                best = answer;
            }
        }
        return best;
    }

    [[nodiscard]] geo::line_string<geo::lon_lat> follow(geo::lon_lat p) const {
        geo::line_string<geo::lon_lat> out{p};
        for (int turn = 0; turn < most_turns; ++turn) {
            const auto answer = onward(out.back());
            if (std::isinf(answer.distance.value())) {
                break;
            }
            out.push_back(answer.toward);
            if (!answer.turns) {
                break;
            }
        }
        return out;
    }

    [[nodiscard]] std::string name_of(geo::lon_lat end) const {
        for (std::size_t i = 0; i < input_.exits.size(); ++i) {
            if (geo::distance(input_.exits[i], end) <= shared_border_tolerance) {
                return input_.exit_names[i];
            }
        }
        return border_.quick(end) <= shared_border_tolerance ? "the land border"
                                                             : "land still held that has a way out";
    }

    const transit_input& input_;
    area served_;
    geo::distance_field border_;
    geo::distance_field straight_;
    std::optional<geo::inner_distance> by_land_;
};

}  // namespace

std::vector<cut_off_part> find_cut_off(
    const area& still_held,
    const lines& border,
    const std::vector<geo::lon_lat>& exits,
    geo::metres reach
) {
    std::vector<cut_off_part> out;
    auto box = box_of(still_held);
    if (box.empty()) {
        return out;
    }
    const auto chart = geo::local_frame::chart(box);
    const auto parts = geo::unite(geo::project(chart, still_held));
    const geo::edge_index border_edges(geo::project(chart, border));
    for (const auto& part : parts) {
        const geo::multi_polygon<geo::east_north> one{part};
        const auto size = geo::area(geo::unproject(chart, one));
        if (geo::in_square_kilometres(size) < least_part_km2) {
            continue;
        }
        const bool meets_border =
            std::any_of(part.outer.begin(), part.outer.end(), [&](geo::east_north p) {
                const auto hit = border_edges.nearest(p);
                return hit && hit->distance <= shared_border_tolerance;
            });
        if (meets_border) {
            continue;
        }
        const geo::area_index inside(one);
        const geo::edge_index edges(one);
        const bool has_exit = std::any_of(exits.begin(), exits.end(), [&](geo::lon_lat exit) {
            const auto p = chart.project(exit);
            // The chart stretches east-west lengths by at most 1 / cos of the latitude's change
            // over the theatre; an exit's reach is no sharper than that.
            return inside.contains(p) || edges.nearest(p)->distance <= reach;
        });
        if (!has_exit) {
            out.push_back(
                {{},
                 chart.unproject(geo::inner_position(part)),
                 size,
                 geo::unproject(chart, one),
                 {}}
            );
        }
    }
    return out;
}

void propose_transit(std::vector<cut_off_part>& parts, const transit_input& input) {
    if (parts.empty() || (input.border.empty() && input.exits.empty())) {
        return;  // then nothing that is still held has a way out either
    }
    const transit_finder finder(parts, input);
    for (auto& part : parts) {
        part.transit = finder.from(part);
    }
}

}  // namespace planner
