// SPDX-License-Identifier: Apache-2.0
#include "planner/check/consequences.hpp"

#include "geo/frame/local_frame.hpp"
#include "geo/geometry/box.hpp"
#include "geo/measure/geodesic.hpp"
#include "geo/overlay/overlay.hpp"
#include "planner/check/line_cuts.hpp"
#include "planner/check/side_works.hpp"
#include "planner/theatre/border_corrections.hpp"
#include "planner/theatre/place_index.hpp"

#include <algorithm>

namespace planner {

namespace {

using geo::metres;
using geo::square_metres;

bool apart(const geo::lon_lat_box& a, const geo::lon_lat_box& b) {
    return a.empty() || b.empty() || a.west > b.east || b.west > a.east || a.south > b.north ||
           b.south > a.north;
}

square_metres common_size(const area& a, const area& b) {
    auto box = box_of(a);
    if (apart(box, box_of(b))) {
        return square_metres(0);
    }
    for (const auto& part : b) {
        box.add_all(part.outer);
    }
    const auto chart = geo::local_frame::chart(box);
    return geo::area(
        geo::unproject(chart, geo::intersection(geo::project(chart, a), geo::project(chart, b)))
    );
}

/// Length of lines inside of an area.
metres length_in(const geo::multi_line_string<geo::lon_lat>& of, const area& shape) {
    metres out(0);
    if (apart(box_of(of), box_of(shape))) {
        return out;
    }
    const place_index inside({shape});
    line_cuts({&shape}).for_each_piece(of, [&](geo::lon_lat middle, metres length) {
        out += inside.in(0, middle) ? length : metres(0);
    });
    return out;
}

void find_cut_dependences(line_check& into, const theatre& ground, const place_index& sides) {
    const auto party_of = [&](std::size_t side) { return side == 0 ? into.owner : into.other; };
    for (const auto& one : ground.dependences) {
        const auto source = std::find_if(
            ground.infrastructure.begin(),
            ground.infrastructure.end(),
            [&](const facility& candidate) { return candidate.id == one.facility; }
        );
        if (source == ground.infrastructure.end()) {
            continue;
        }
        const auto from = sides.find(source->position);
        const auto to = sides.find(one.position);
        if (from && to && *from != *to) {
            into.cut.push_back(
                {one.kind, source->name, one.serves, party_of(*from), party_of(*to), one.source}
            );
        }
    }
}

void place_corrections(line_check& into, const theatre& ground, const place_index& sides) {
    for (const auto& rule : border_rules(ground)) {
        placed_correction made;
        made.name = rule.name;
        made.source = rule.source;
        made.wrong = rule.wrong;
        made.undetermined = rule.belongs_to.empty();
        for (const auto probe : rule.probes) {
            const auto side = sides.find(probe);
            made.on_owner_side = made.on_owner_side || side == std::size_t{0};
            made.on_other_side = made.on_other_side || side == std::size_t{1};
        }
        if (made.on_owner_side || made.on_other_side) {
            into.corrections.push_back(std::move(made));
        }
    }
}

}  // namespace

void find_consequences(line_check& into, const theatre& ground) {
    auto& owner = *into.owner_side;
    auto& other = *into.other_side;
    const place_index sides({owner.shape, other.shape});
    find_cut_dependences(into, ground, sides);
    place_corrections(into, ground, sides);
    auto works = count_works(ground, owner.shape, other.shape);
    owner.works = works.all[0];
    other.works = works.all[1];
    owner.works_by_region = std::move(works.by_region[0]);
    other.works_by_region = std::move(works.by_region[1]);
    into.roads_cut = std::move(works.roads_cut);
    for (const auto& one : ground.reserved) {
        into.reserved.push_back(
            {one.name,
             one.legal_basis,
             common_size(one.area, owner.shape),
             common_size(one.area, other.shape),
             length_in(into.what.lines, one.area)}
        );
    }
}

void touch_territories(line_check& into, const theatre& ground, const territory& land) {
    geo::multi_line_string<geo::lon_lat> beyond;
    const auto shapes = into.shapes_of_stretches();
    for (std::size_t i = 0; i < shapes.size(); ++i) {
        if (into.stretches[i].where.kind == geo::stretch_kind::outside) {
            beyond.push_back(shapes[i]);
        }
    }
    for (const auto& one : ground.territories) {
        if (one.id == land.id) {
            continue;
        }
        touched_territory made;
        made.name = one.name;
        made.line = length_in(beyond, one.area);
        made.size = common_size(into.what.shape, one.area);
        const auto held =
            std::find_if(ground.parties.begin(), ground.parties.end(), [&](const party& state) {
                return state.territory == one.id;
            });
        made.party = held == ground.parties.end() ? party_id() : held->id;
        // An area that follows the border takes slivers of the neighbour in; they are no wider than
        // the tolerance.
        const auto sliver = square_metres(into.length.value() * into.tolerance.value() / 2);
        if (made.line > metres(0) || made.size > sliver) {
            into.touched.push_back(std::move(made));
        }
    }
}

}  // namespace planner
