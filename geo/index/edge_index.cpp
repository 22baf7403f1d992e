// SPDX-License-Identifier: Apache-2.0
#include "geo/index/edge_index.hpp"

#include <boost/geometry/algorithms/comparable_distance.hpp>
#include <boost/geometry/algorithms/intersects.hpp>
#include <boost/geometry/core/cs.hpp>
#include <boost/geometry/geometries/box.hpp>
#include <boost/geometry/geometries/point.hpp>
#include <boost/geometry/geometries/segment.hpp>
#include <boost/geometry/index/rtree.hpp>
#include <boost/geometry/strategies/strategies.hpp>

#include <algorithm>
#include <cmath>
#include <limits>

namespace geo {

namespace {

namespace bg = boost::geometry;
namespace bgi = boost::geometry::index;

using plane_point = bg::model::point<double, 2, bg::cs::cartesian>;
using plane_segment = bg::model::segment<plane_point>;
using plane_box = bg::model::box<plane_point>;
using entry = std::pair<plane_segment, std::uint32_t>;

plane_point to_point(east_north p) {
    return {p.east.value(), p.north.value()};
}

plane_box around(east_north p, metres reach) {
    return {
        plane_point(p.east.value() - reach.value(), p.north.value() - reach.value()),
        plane_point(p.east.value() + reach.value(), p.north.value() + reach.value())};
}

template <class Chain>
void add_chain(std::vector<edge_index::edge>& edges, const Chain& chain, std::uint32_t number) {
    for (std::size_t i = 1; i < chain.size(); ++i) {
        edges.push_back({chain[i - 1], chain[i], number, static_cast<std::uint32_t>(i - 1)});
    }
}

}  // namespace

struct edge_index::tree {
    std::vector<edge> edges;
    bgi::rtree<entry, bgi::rstar<16>> entries;

    void pack() {
        std::vector<entry> all;
        all.reserve(edges.size());
        for (std::uint32_t i = 0; i < edges.size(); ++i) {
            all.emplace_back(plane_segment(to_point(edges[i].a), to_point(edges[i].b)), i);
        }
        entries = bgi::rtree<entry, bgi::rstar<16>>(all);
    }
};

edge_index::edge_index(const multi_line_string<east_north>& chains)
    : tree_(std::make_unique<tree>()) {
    std::uint32_t number = 0;
    for (const auto& chain : chains) {
        add_chain(tree_->edges, chain, number++);
    }
    tree_->pack();
}

edge_index::edge_index(const multi_polygon<east_north>& area) : tree_(std::make_unique<tree>()) {
    std::uint32_t number = 0;
    for_each_ring(area, [&](const auto& chain) { add_chain(tree_->edges, chain, number++); });
    tree_->pack();
}

edge_index::edge_index(edge_index&&) noexcept = default;
edge_index& edge_index::operator=(edge_index&&) noexcept = default;
edge_index::~edge_index() = default;

bool edge_index::empty() const {
    return tree_->edges.empty();
}

std::optional<edge_index::hit> edge_index::nearest(east_north p) const {
    std::optional<hit> best;
    for (auto it = tree_->entries.qbegin(bgi::nearest(to_point(p), 1)); it != tree_->entries.qend();
         ++it) {
        best = nearest_on(tree_->edges[it->second], p);
    }
    return best;
}

bool edge_index::any_within(east_north p, metres reach) const {
    const auto box = around(p, reach);
    return std::any_of(
        tree_->entries.qbegin(bgi::intersects(box)),
        tree_->entries.qend(),
        [&](const entry& one) { return nearest_on(tree_->edges[one.second], p).distance <= reach; }
    );
}

std::vector<edge_index::hit> edge_index::within(east_north p, metres reach) const {
    std::vector<hit> out;
    const auto box = around(p, reach);
    for (auto it = tree_->entries.qbegin(bgi::intersects(box)); it != tree_->entries.qend(); ++it) {
        auto found = nearest_on(tree_->edges[it->second], p);
        if (found.distance <= reach) {
            out.push_back(found);
        }
    }
    std::sort(out.begin(), out.end(), [](const hit& x, const hit& y) {
        return std::tie(x.distance, x.found.chain, x.found.place) <
               std::tie(y.distance, y.found.chain, y.found.place);
    });
    return out;
}

std::vector<edge_index::edge> edge_index::touching(east_north low, east_north high) const {
    std::vector<edge> out;
    const plane_box box(to_point(low), to_point(high));
    for (auto it = tree_->entries.qbegin(bgi::intersects(box)); it != tree_->entries.qend(); ++it) {
        out.push_back(tree_->edges[it->second]);
    }
    return out;
}

edge_index::hit nearest_on(const edge_index::edge& edge, east_north p) {
    const double ex = (edge.b.east - edge.a.east).value();
    const double ey = (edge.b.north - edge.a.north).value();
    const double px = (p.east - edge.a.east).value();
    const double py = (p.north - edge.a.north).value();
    const double square = ex * ex + ey * ey;
    const double t = square > 0 ? std::clamp((px * ex + py * ey) / square, 0.0, 1.0) : 0.0;
    const east_north nearest{edge.a.east + metres(t * ex), edge.a.north + metres(t * ey)};
    const double d = std::hypot(px - t * ex, py - t * ey);
    return {edge, metres(d), t, nearest};
}

area_index::area_index(const multi_polygon<east_north>& area)
    : edges_(area), east_end_(-std::numeric_limits<double>::infinity()) {
    for (const auto& part : area) {
        for (const auto& p : part.outer) {
            east_end_ = std::max(east_end_, p.east.value());
        }
    }
}

bool area_index::contains(east_north p) const {
    if (p.east.value() > east_end_) {
        return false;
    }
    bool inside = false;
    // A ray to the east; an edge counts when it spans the ray's northing half-openly.
    for (const auto& edge : edges_.touching(p, {metres(east_end_ + 1), p.north})) {
        const bool a_above = edge.a.north > p.north;
        const bool b_above = edge.b.north > p.north;
        if (a_above == b_above) {
            continue;
        }
        const double t = (p.north - edge.a.north) / (edge.b.north - edge.a.north);
        const double crossing = edge.a.east.value() + t * (edge.b.east - edge.a.east).value();
        inside ^= crossing > p.east.value();
    }
    return inside;
}

}  // namespace geo
