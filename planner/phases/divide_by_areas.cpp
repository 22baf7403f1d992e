// SPDX-License-Identifier: Apache-2.0
#include "geo/base/error.hpp"
#include "geo/geometry/box.hpp"
#include "geo/index/edge_index.hpp"
#include "geo/measure/geodesic.hpp"
#include "geo/offset/distance_field.hpp"
#include "geo/overlay/overlay.hpp"
#include "planner/phases/division.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <memory>
#include <numeric>

namespace planner {

namespace {

/// Less of a region than this is what two drawings of one edge leave, and needs no phase.
constexpr double least_region_km2 = 0.1;
/// Places a side of the raster by which a region's distance from the line of contact is told.
constexpr int raster = 40;

lines rings_of(const area& shape) {
    lines out;
    geo::for_each_ring(shape, [&](const auto& ring) {
        out.emplace_back(ring.begin(), ring.end());
    });
    return out;
}

struct indexed_areas {
    geo::local_frame chart;
    std::vector<geo::area_index> inside;
    std::vector<geo::edge_index> edges;
    std::vector<std::size_t> phase;
};

/// The part of a region that is to be left.
struct region_share {
    std::size_t region = 0;
    geo::multi_polygon<geo::east_north> held;
    double size = 0;
    double distance = 0;  ///< mean, from the line of contact
};

double mean_distance(
    const geo::multi_polygon<geo::east_north>& held,
    const geo::local_frame& chart,
    const geo::distance_field& contact
) {
    const geo::area_index inside(held);
    const auto box = box_of(geo::unproject(chart, held));
    double sum = 0;
    int count = 0;
    for (int i = 0; i < raster * raster; ++i) {
        const double x = (i % raster + 0.5) / raster;
        const double y = (i / raster + 0.5) / raster;
        const geo::lon_lat p{
            geo::longitude(box.west + x * (box.east - box.west)),
            geo::latitude(box.south + y * (box.north - box.south))};
        if (inside.contains(chart.project(p))) {
            sum += contact.quick(p).value();
            ++count;
        }
    }
    if (count == 0) {
        return contact.quick(chart.unproject(geo::inner_position(held.front()))).value();
    }
    return sum / count;
}

std::vector<region_share> shares_of(const main_ground& ground) {
    const auto& chart = ground.input.chart;
    const auto main = geo::project(chart, ground.main);
    std::vector<region_share> out;
    for (std::size_t i = 0; i < ground.input.regions.size(); ++i) {
        const auto& shape = ground.input.regions[i].shape;
        region_share share{i, geo::intersection(main, geo::project(chart, shape))};
        share.size = geo::in_square_kilometres(geo::area(geo::unproject(chart, share.held)));
        if (share.size > least_region_km2) {
            out.push_back(std::move(share));
        }
    }
    return out;
}

/// The regions in their order, spread over the phases in runs as equal in number as can be, the
/// longer first.
void order_regions(std::vector<region_share>& shares, const main_ground& ground) {
    const geo::distance_field contact(ground.input.contact, {});
    for (auto& one : shares) {
        one.distance = mean_distance(one.held, ground.input.chart, contact);
    }
    const auto order = ground.input.order;
    const auto key = [order](const region_share& one) {
        return order == region_order::smallest_first   ? one.size
               : order == region_order::farthest_first ? -one.distance
                                                       : one.distance;
    };
    std::stable_sort(shares.begin(), shares.end(), [&](const auto& a, const auto& b) {
        return key(a) < key(b);
    });
}

void refuse_regions(const std::vector<std::string>& without) {
    if (without.empty()) {
        return;
    }
    std::string list;
    for (const auto& one : without) {
        list += (list.empty() ? "" : ", ") + one;
    }
    throw geo::input_error(
        "regions hold land that is to be left and are in no phase: " + list +
        "; name them, or write \"*\" in one list for all others"
    );
}

/// The phase of each region; those without land to be left are left out.
std::vector<std::optional<std::size_t>> phases_of(const main_ground& ground) {
    const auto& input = ground.input;
    auto shares = shares_of(ground);
    std::vector<std::optional<std::size_t>> out(input.regions.size());
    if (input.order != region_order::as_listed) {
        if (shares.size() < input.phases) {
            throw geo::input_error(fmt::format(
                "land to be left lies in {} regions, too few for {} phases",
                shares.size(),
                input.phases
            ));
        }
        order_regions(shares, ground);
        const auto each = shares.size() / input.phases;
        const auto longer = shares.size() % input.phases;
        std::size_t next = 0;
        for (std::size_t i = 0; i < input.phases; ++i) {
            for (std::size_t k = 0; k < each + (i < longer ? 1 : 0); ++k) {
                out[shares[next++].region] = i;
            }
        }
        return out;
    }
    geo::multi_polygon<geo::east_north> named;
    for (const auto& one : shares) {
        out[one.region] = input.regions[one.region].phase;
        if (out[one.region]) {
            named.insert(named.end(), one.held.begin(), one.held.end());
        }
    }
    named = geo::unite(named);
    std::vector<std::string> without;
    for (const auto& one : shares) {
        if (!out[one.region]) {
            // Areas of the user's own may cover it.
            const auto left = geo::unproject(input.chart, geo::difference(one.held, named));
            const auto size = geo::in_square_kilometres(geo::area(left));
            if (size > least_region_km2) {
                const auto& name = input.regions[one.region].name;
                without.push_back(fmt::format("{} ({:.1f} km2)", name, size));
            }
        }
    }
    refuse_regions(without);
    return out;
}

}  // namespace

phase_division divide_by_lines(const main_ground& ground) {
    phase_division out;
    const auto& chart = ground.input.chart;
    auto beyond = std::make_shared<std::vector<std::vector<geo::area_index>>>();
    for (const auto& phase : ground.input.given) {
        auto& areas = beyond->emplace_back();
        for (const auto& one : phase) {
            out.cuts.push_back(one.line);
            areas.emplace_back(geo::project(chart, one.land));
        }
    }
    const auto* frame = &chart;
    out.place = [beyond, frame](geo::lon_lat p) {
        const auto here = frame->project(p);
        const auto is_beyond = [&](const auto& areas) {
            return std::any_of(areas.begin(), areas.end(), [&](const auto& one) {
                return one.contains(here);
            });
        };
        // The first phase whose lines it does not lie beyond.
        const auto found = std::find_if_not(beyond->begin(), beyond->end(), is_beyond);
        const bool later = std::any_of(found, beyond->end(), is_beyond);
        return phase_place{static_cast<std::size_t>(found - beyond->begin()), later};
    };
    out.other_rule = "lie before the line of one phase and beyond that of a later one: the lines "
                     "cross; they are left with the first";
    out.other_code = geo::finding_code::plan_lines_cross;
    return out;
}

phase_division divide_by_regions(const main_ground& ground) {
    phase_division out;
    const auto phases = phases_of(ground);
    auto areas = std::make_shared<indexed_areas>(indexed_areas{ground.input.chart, {}, {}, {}});
    for (std::size_t i = 0; i < phases.size(); ++i) {
        if (phases[i]) {
            const auto shape = geo::project(areas->chart, ground.input.regions[i].shape);
            areas->inside.emplace_back(shape);
            areas->edges.emplace_back(shape);
            areas->phase.push_back(*phases[i]);
            out.cuts.push_back(rings_of(ground.input.regions[i].shape));
        }
    }
    if (areas->phase.empty()) {
        throw geo::input_error("no region of the phases holds land that is to be left");
    }
    out.place = [areas](geo::lon_lat p) {
        const auto here = areas->chart.project(p);
        for (std::size_t i = 0; i < areas->inside.size(); ++i) {
            if (areas->inside[i].contains(here)) {
                return phase_place{areas->phase[i]};
            }
        }
        const auto nearest = std::min_element(
            areas->edges.begin(),
            areas->edges.end(),
            [&](const auto& a, const auto& b) {
                return a.nearest(here)->distance < b.nearest(here)->distance;
            }
        );
        return phase_place{
            areas->phase[static_cast<std::size_t>(nearest - areas->edges.begin())], true};
    };
    out.other_rule = "lie in no region, as the regions are drawn; they are left with the nearest";
    out.other_code = geo::finding_code::plan_region_gap;
    return out;
}

phase_division divide_main(const main_ground& ground) {
    if (ground.main.empty() || ground.input.phases == 0) {
        phase_division out;
        out.place = [](geo::lon_lat) { return phase_place{}; };
        return out;
    }
    switch (ground.input.spacing) {
    case phase_spacing::fixed_distance:
        return divide_by_distance(ground);
    case phase_spacing::lines:
        return divide_by_lines(ground);
    case phase_spacing::regions:
        return divide_by_regions(ground);
    case phase_spacing::equal_progress:
        break;
    }
    return divide_by_progress(ground);
}

}  // namespace planner
