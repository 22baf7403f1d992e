// SPDX-License-Identifier: Apache-2.0
#include "planner/corridors/open_roads.hpp"

#include "geo/geometry/box.hpp"
#include "geo/index/edge_index.hpp"
#include "geo/measure/geodesic.hpp"
#include "planner/theatre/edge_crossing.hpp"
#include "planner/theatre/place_index.hpp"

#include <algorithm>
#include <cmath>

namespace planner {

namespace {

/// Stretches on other ground shorter than this are where a road ends on an edge.
constexpr geo::metres least_stretch(20);

/// The areas of a plan, each with its bit.
struct kind_areas {
    std::vector<area> shapes;
    std::vector<ground_kinds::set> bits;

    void add(ground_kinds::set bit, const area& shape) {
        if (!shape.empty()) {
            shapes.push_back(shape);
            bits.push_back(bit);
        }
    }
};

kind_areas areas_of(const plan& what, const ground_kinds& kinds) {
    kind_areas out;
    for (std::size_t i = 0; i < what.phases.size(); ++i) {
        out.add(kinds.phase(i), what.phases[i].vacated);
    }
    out.add(kinds.kept(), what.kept);
    for (const auto& one : what.reserved) {
        if (one.term.treatment == reserved_treatment::excluded) {
            out.add(kinds.excluded(), one.held);
        }
    }
    if (what.phases.empty()) {
        out.add(kinds.held(), what.held);
    }
    out.add(kinds.other(), what.other_side);
    const auto* own = what.ground.find_party(what.withdrawing);
    const auto* other = what.ground.find_party(what.other);
    for (const auto& one : what.ground.territories) {
        if (own != nullptr && one.id == own->territory) {
            out.add(kinds.own(), one.area);
        } else if (other == nullptr || one.id != other->territory) {
            out.add(kinds.third(), one.area);
        }
    }
    return out;
}

/// The plane cut by the edges of all areas.
class cutting {
public:
    cutting(const kind_areas& areas, const ground_kinds& kinds, const geo::local_frame& chart)
        : areas_(areas), water_(kinds.water()), chart_(chart), inside_(areas.shapes),
          edges_(all_edges(areas, chart)) {}

    [[nodiscard]] ground_kinds::set at(geo::lon_lat p) const {
        const auto found = inside_.find(p);
        return found ? areas_.bits[*found] : water_;
    }

    /// Where a straight piece meets edges, as fractions in order; empty when it meets none.
    [[nodiscard]] std::vector<double> cuts(geo::lon_lat a, geo::lon_lat b) const {
        const auto from = chart_.project(a);
        const auto until = chart_.project(b);
        const geo::east_north low{
            std::min(from.east, until.east), std::min(from.north, until.north)};
        const geo::east_north high{
            std::max(from.east, until.east), std::max(from.north, until.north)};
        std::vector<double> out;
        for (const auto& edge : edges_.touching(low, high)) {
            if (const auto at = edge_crossing(from, until, edge)) {
                out.push_back(*at);
            }
        }
        std::sort(out.begin(), out.end());
        return out;
    }

    [[nodiscard]] ground_kinds::set at(geo::lon_lat a, geo::lon_lat b, double fraction) const {
        const auto from = chart_.project(a);
        const auto until = chart_.project(b);
        return at(chart_.unproject(
            {from.east + fraction * (until.east - from.east),
             from.north + fraction * (until.north - from.north)}
        ));
    }

private:
    static geo::edge_index all_edges(const kind_areas& areas, const geo::local_frame& chart) {
        geo::multi_polygon<geo::east_north> all;
        for (const auto& shape : areas.shapes) {
            const auto plane = geo::project(chart, shape);
            all.insert(all.end(), plane.begin(), plane.end());
        }
        return geo::edge_index(all);
    }

    const kind_areas& areas_;
    ground_kinds::set water_;
    const geo::local_frame& chart_;
    place_index inside_;
    geo::edge_index edges_;
};

}  // namespace

double column_capacity(const corridor_term& term, double speed_kmh) {
    const double unit_hours = term.unit_vehicles / term.density / speed_kmh;
    return term.unit_vehicles / (unit_hours + static_cast<double>(term.unit_gap.count()) / 3600);
}

open_roads::open_roads(
    const plan& what, const geo::road_network& roads, const geo::local_frame& chart
)
    : roads_(roads), term_(what.corridors.term), kinds_(what.phases.size()),
      ground_(roads.edge_count(), 0), closures_(roads, what.ground.closures),
      avoid_(roads.edge_count(), 0) {
    find_ground(what, chart);
    find_avoided(what.ground);
}

void open_roads::find_ground(const plan& what, const geo::local_frame& chart) {
    const auto areas = areas_of(what, kinds_);
    const cutting plane(areas, kinds_, chart);
    // A road that crosses no edge lies on one ground, and so do both of its nodes.
    std::vector<ground_kinds::set> at_node(roads_.node_count(), 0);
    for (std::uint32_t i = 0; i < roads_.edge_count(); ++i) {
        const auto e = geo::road_edge(i);
        const auto line = roads_.shape(e);
        std::vector<std::vector<double>> cuts(line.size());
        bool any = false;
        for (std::size_t k = 1; k < line.size(); ++k) {
            cuts[k] = plane.cuts(line[k - 1], line[k]);
            any = any || !cuts[k].empty();
        }
        if (!any) {
            auto& from = at_node[index(roads_.at(e).from)];
            auto& to = at_node[index(roads_.at(e).to)];
            ground_[i] = from != 0 ? from : to != 0 ? to : plane.at(line[0]);
            from = ground_[i];
            to = ground_[i];
            continue;
        }
        const auto whole = roads_.at(e).drawn;
        std::vector<stretch> made;
        double along = 0;  // share of the edge
        for (std::size_t k = 1; k < line.size(); ++k) {
            const auto piece = geo::distance(line[k - 1], line[k]) / whole;
            double before = 0;
            cuts[k].push_back(1);
            for (const auto cut : cuts[k]) {
                // Shorter ones go with what comes before, or else after, them.
                if ((cut - before) * piece * whole >= least_stretch || cuts[k].size() == 1) {
                    const auto ground = plane.at(line[k - 1], line[k], (before + cut) / 2);
                    if (made.empty() || made.back().ground != ground) {
                        made.push_back({along + cut * piece, ground});
                    }
                }
                if (!made.empty()) {
                    made.back().end = along + cut * piece;
                }
                before = cut;
            }
            along += piece;
        }
        if (made.empty()) {
            made.push_back({1, plane.at(roads_.position_at(e, 0.5))});
        }
        made.back().end = 1;
        for (const auto& one : made) {
            ground_[i] |= one.ground;
        }
        if (made.size() > 1) {
            stretches_.emplace(i, std::move(made));
        }
    }
}

std::vector<open_roads::stretch> open_roads::stretches(geo::road_edge e) const {
    const auto found = stretches_.find(static_cast<std::uint32_t>(index(e)));
    return found == stretches_.end() ? std::vector<stretch>{{1, ground(e)}} : found->second;
}

ground_kinds::set open_roads::ground(geo::road_edge e, double from, double to) const {
    ground_kinds::set out = 0;
    double begin = 0;
    for (const auto& one : stretches(e)) {
        if (one.end > std::min(from, to) && begin < std::max(from, to)) {
            out |= one.ground;
        }
        begin = one.end;
    }
    return out;
}

bool open_roads::usable(geo::road_edge e, ground_kinds::set allowed) const {
    if (closed(e) || capacity(e) <= 0) {
        return false;
    }
    const auto all = stretches(e);
    return std::any_of(all.begin(), all.end(), [&](const auto& one) {
        return (one.ground & ~allowed) == 0;
    });
}

void open_roads::find_avoided(const theatre& ground) {
    struct disc {
        geo::lon_lat centre;
        geo::metres reach;
        geo::lon_lat_box box;
    };
    std::vector<disc> discs;
    const auto add = [&](geo::lon_lat centre, geo::metres reach) {
        if (reach > geo::metres(0)) {
            discs.push_back({centre, reach, box_about(centre, reach)});
        }
    };
    for (const auto& place : ground.settlements) {
        if (place.population >= term_.avoid_people) {
            add(place.position, term_.avoid_reach);
        }
    }
    for (const auto& place : ground.infrastructure) {
        if (place.kind == "nuclear_plant") {
            add(place.position, term_.nuclear_reach);
        }
    }
    if (discs.empty()) {
        return;
    }
    for (std::size_t i = 0; i < roads_.edge_count(); ++i) {
        const auto e = geo::road_edge(static_cast<std::uint32_t>(i));
        std::vector<const disc*> near;
        for (const auto& one : discs) {
            if (meets(one.box, roads_.shape(e))) {
                near.push_back(&one);
            }
        }
        if (near.empty()) {
            continue;
        }
        // At steps of 250 m: a preference, not a limit.
        const auto steps = std::clamp(std::ceil(roads_.at(e).drawn.value() / 250), 1.0, 4000.0);
        double inside = 0;
        for (double k = 0; k < steps; ++k) {
            const auto p = roads_.position_at(e, (k + 0.5) / steps);
            inside +=
                std::any_of(
                    near.begin(),
                    near.end(),
                    [&](const disc* one) {
                        return one->box.contains(p) && geo::distance(one->centre, p) <= one->reach;
                    }
                )
                    ? 1
                    : 0;
        }
        avoid_[i] = static_cast<float>(inside / steps);
    }
}

double open_roads::travel(geo::road_edge e) const {
    const auto& edge = roads_.at(e);
    const double speed = std::min(edge.speed.value(), term_.march_speed);
    return std::max(1.0, edge.length.value() * 3.6 / speed);
}

double open_roads::capacity(geo::road_edge e) const {
    const auto kind = roads_.way(e).kind;
    const auto said = term_.capacity.find(std::string(geo::name(kind)));
    if (said != term_.capacity.end()) {
        return said->second;
    }
    if (kind == geo::road_class::ferry) {
        return 0;
    }
    return column_capacity(term_, std::min(roads_.at(e).speed.value(), term_.march_speed));
}

}  // namespace planner
