// SPDX-License-Identifier: Apache-2.0
#include "planner/check/side_count.hpp"

#include "geo/frame/local_frame.hpp"
#include "geo/geometry/box.hpp"
#include "geo/linework/split.hpp"
#include "geo/measure/geodesic.hpp"
#include "geo/overlay/overlay.hpp"
#include "planner/model/shared_border.hpp"
#include "planner/theatre/count.hpp"
#include "planner/theatre/place_index.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <array>
#include <cmath>

namespace planner {

namespace {

using geo::metres;
using lines_t = geo::multi_line_string<geo::lon_lat>;

/// Sides share the territory's own edges; overlay moves them by less than its grid of 1 mm.
constexpr metres same_edge{1.0};
/// An island of the territory is one part before and after, to within this of its area.
constexpr double same_size = 1e-6;

lines_t rings_of(const area& shape) {
    lines_t out;
    geo::for_each_ring(shape, [&](const geo::ring<geo::lon_lat>& r) {
        // The fields read edges as geodesics.
        out.push_back(geo::densify(
            geo::line_string<geo::lon_lat>(r.begin(), r.end()),
            geo::edge_reading::lonlat,
            metres(0.25)
        ));
    });
    return out;
}

geo::lon_lat middle(geo::lon_lat a, geo::lon_lat b) {
    return {a.lon + 0.5 * (b.lon - a.lon), a.lat + 0.5 * (b.lat - a.lat)};
}

/// The territory's outline away from its neighbours.
std::optional<geo::distance_field> coast_of(const theatre& ground, const territory& land) {
    area neighbours;
    for (const auto& one : ground.territories) {
        if (one.id != land.id) {
            neighbours.insert(neighbours.end(), one.area.begin(), one.area.end());
        }
    }
    const auto own =
        neighbours.empty()
            ? rings_of(land.area)
            : geo::find_shared_edges(land.area, neighbours, shared_border_tolerance).own;
    return own.empty() ? std::nullopt
                       : std::optional<geo::distance_field>(
                             std::in_place, own, std::vector<geo::lon_lat>{}
                         );
}

}  // namespace

side_counter::side_counter(const theatre& ground, const territory& land)
    : ground_(ground), land_(land), places_(ground.settlements),
      coast_(std::async(std::launch::async, [&ground, &land] { return coast_of(ground, land); })) {}

metres side_counter::coast_along(const area& shape) const {
    metres out(0);
    const auto& coast = coast_.get();
    if (!coast) {
        return out;
    }
    geo::for_each_ring(shape, [&](const geo::ring<geo::lon_lat>& r) {
        std::optional<bool> starts_there;  // known for the end of the edge before
        for (std::size_t i = 1; i < r.size(); ++i) {
            const auto a = r[i - 1];
            const auto b = r[i];
            if (coast->quick(middle(a, b)) >= same_edge) {
                starts_there.reset();
                continue;
            }
            const bool from = starts_there.value_or(coast->quick(a) < same_edge);
            const bool to = coast->quick(b) < same_edge;
            out += from && to ? geo::distance(a, b) : metres(0);
            starts_there = to;
        }
    });
    return out;
}

std::vector<pocket> side_counter::pockets_of(const area& shape) const {
    std::vector<geo::square_metres> whole;  // parts of the territory
    for (const auto& part : land_.area) {
        whole.push_back(geo::area(area{part}));
    }
    std::vector<pocket> out;
    std::size_t largest = 0;
    geo::square_metres most(0);
    std::vector<std::size_t> counted;
    for (std::size_t i = 0; i < shape.size(); ++i) {
        const area part{shape[i]};
        const auto size = geo::area(part);
        const bool island = std::any_of(whole.begin(), whole.end(), [&](geo::square_metres one) {
            return std::abs((size - one).value()) < same_size * one.value();
        });
        if (size < least_part || island) {
            continue;
        }
        counted.push_back(i);
        if (size > most) {
            most = size;
            largest = i;
        }
    }
    if (counted.size() < 2) {
        return out;
    }
    const geo::distance_field outline(rings_of(land_.area), {});
    for (const auto i : counted) {
        if (i == largest) {
            continue;
        }
        pocket made;
        const area part{shape[i]};
        made.count = count_in(part, ground_);
        const auto chart = geo::local_frame::chart(box_of(part));
        made.inside = chart.unproject(geo::inner_position(geo::project(chart, part).front()));
        made.near = near_text(places_, made.inside);
        made.enclosed = true;
        for (std::size_t k = 1; k < shape[i].outer.size() && made.enclosed; ++k) {
            made.enclosed =
                outline.quick(middle(shape[i].outer[k - 1], shape[i].outer[k])) > same_edge;
        }
        out.push_back(std::move(made));
    }
    std::stable_sort(out.begin(), out.end(), [](const pocket& a, const pocket& b) {
        return a.count.size > b.count.size;
    });
    return out;
}

side_count side_counter::count(const party_id& party, area shape) const {
    side_count out;
    out.party = party;
    auto counted = count_fully(shape, ground_);
    out.count = counted.all;
    out.regions = std::move(counted.regions);
    const place_index inside({shape});
    for (const auto& one : ground_.infrastructure) {
        if (inside.in(0, one.position)) {
            auto kind = one.kind;
            std::replace(kind.begin(), kind.end(), '_', ' ');
            out.facilities.push_back(one.name + " (" + kind + ")");
        }
    }
    for (const auto& one : ground_.crossings) {
        if (inside.in(0, one.position)) {
            out.crossings.push_back(one.name);
        }
    }
    for (const auto& part : shape) {
        out.parts += geo::area(area{part}) > least_part ? 1U : 0U;
    }
    out.pockets = pockets_of(shape);
    out.coast = coast_along(shape);
    out.shape = std::move(shape);
    return out;
}

works_count side_count::works_in(const region_id& wanted) const {
    const auto found =
        std::find_if(works_by_region.begin(), works_by_region.end(), [&](const works_count& one) {
            return one.region == wanted;
        });
    return found == works_by_region.end() ? works_count{} : *found;
}

std::string near_text(const nearest_place& places, geo::lon_lat p) {
    const auto* best = places.find(p);
    if (best == nullptr) {
        return {};
    }
    const auto way = geo::inverse(best->position, p);
    if (way.length < metres(500)) {
        return best->name;
    }
    static constexpr std::array winds{"N", "NE", "E", "SE", "S", "SW", "W", "NW"};
    const double azimuth = way.azimuth_start.value();
    const auto wind = static_cast<std::size_t>(std::lround((azimuth + 360) / 45)) % winds.size();
    return fmt::format(
        "{:.0f} km {} of {}", geo::in_kilometres(way.length), winds[wind], best->name
    );
}

}  // namespace planner
