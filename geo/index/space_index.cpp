// SPDX-License-Identifier: Apache-2.0
#include "geo/index/space_index.hpp"

#include "geo/geometry/ellipsoid.hpp"
#include "geo/units/radians.hpp"

#include <boost/geometry/algorithms/comparable_distance.hpp>
#include <boost/geometry/algorithms/intersects.hpp>
#include <boost/geometry/core/cs.hpp>
#include <boost/geometry/geometries/box.hpp>
#include <boost/geometry/geometries/point.hpp>
#include <boost/geometry/index/rtree.hpp>
#include <boost/geometry/strategies/strategies.hpp>

#include <algorithm>
#include <cassert>
#include <cmath>
#include <iterator>
#include <limits>
#include <utility>
#include <vector>

namespace geo {

namespace {

namespace bg = boost::geometry;
namespace bgi = boost::geometry::index;

using space_point = bg::model::point<float, 3, bg::cs::cartesian>;
using space_box = bg::model::box<space_point>;
using numbered_box = std::pair<space_box, std::uint32_t>;
using place = std::array<double, 3>;

constexpr double semi_major = wgs84::semi_major;
constexpr double eccentricity_square = wgs84::e2;
/// Smallest radius of curvature on the ellipsoid: of the meridian at the equator.
constexpr double least_radius = semi_major * (1 - eccentricity_square);

place to_place(lon_lat p) {
    const double lat = p.lat.value() * detail::rad;
    const double lon = p.lon.value() * detail::rad;
    const double sine = std::sin(lat);
    const double radius = semi_major / std::sqrt(1 - eccentricity_square * sine * sine);
    return {
        radius * std::cos(lat) * std::cos(lon),
        radius * std::cos(lat) * std::sin(lon),
        radius * (1 - eccentricity_square) * sine};
}

double gap(const place& a, const place& b) {
    return std::hypot(a[0] - b[0], a[1] - b[1], a[2] - b[2]);
}

space_point to_point(const place& p) {
    return {static_cast<float>(p[0]), static_cast<float>(p[1]), static_cast<float>(p[2])};
}

double outside(float low, float high, double value) {
    return std::max({static_cast<double>(low) - value, value - static_cast<double>(high), 0.0});
}

double least_distance(const space_box& box, const place& p) {
    const auto& low = box.min_corner();
    const auto& high = box.max_corner();
    return std::hypot(
        outside(bg::get<0>(low), bg::get<0>(high), p[0]),
        outside(bg::get<1>(low), bg::get<1>(high), p[1]),
        outside(bg::get<2>(low), bg::get<2>(high), p[2])
    );
}

}  // namespace

struct space_index::tree {
    bgi::rtree<numbered_box, bgi::linear<16>> entries;
};

space_index::bounds space_index::about(std::span<const lon_lat> line) {
    assert(!line.empty());
    place low;
    low.fill(std::numeric_limits<double>::infinity());
    place high;
    high.fill(-std::numeric_limits<double>::infinity());
    double longest = 0;
    place before = to_place(line.front());
    for (const auto& position : line) {
        const auto p = to_place(position);
        longest = std::max(longest, gap(before, p));
        before = p;
        for (std::size_t i = 0; i < 3; ++i) {
            low[i] = std::min(low[i], p[i]);
            high[i] = std::max(high[i], p[i]);
        }
    }
    // How far the ground rises above a chord: the sagitta on the most curved circle. The chord of
    // 5,000 km is within 3 % of its arc, the square of which counts.
    const double widened = 1 + 1.1 * longest * longest / (8 * least_radius);
    bounds out;
    for (std::size_t i = 0; i < 3; ++i) {
        out.low[i] = static_cast<float>(low[i] - widened);
        out.high[i] = static_cast<float>(high[i] + widened);
    }
    return out;
}

space_index::space_index(const std::vector<bounds>& entries) : tree_(std::make_unique<tree>()) {
    std::vector<numbered_box> all;
    all.reserve(entries.size());
    std::uint32_t number = 0;
    for (const auto& box : entries) {
        const space_box made(
            space_point(box.low[0], box.low[1], box.low[2]),
            space_point(box.high[0], box.high[1], box.high[2])
        );
        all.emplace_back(made, number++);
    }
    tree_->entries = bgi::rtree<numbered_box, bgi::linear<16>>(all);
}

space_index::space_index(space_index&&) noexcept = default;
space_index& space_index::operator=(space_index&&) noexcept = default;
space_index::~space_index() = default;

void space_index::nearest_first(lon_lat p, metres reach, const visit& use) const {
    if (tree_->entries.empty()) {
        return;
    }
    const auto at = to_place(p);
    const double margin = reach.value() + 1;
    const space_box about_p(
        to_point({at[0] - margin, at[1] - margin, at[2] - margin}),
        to_point({at[0] + margin, at[1] + margin, at[2] + margin})
    );
    // Ever more of the nearest, not Boost's one query that goes on: that sorts all it has at hand for
    // each leaf it opens, which among 100,000 entries took a second and more.
    std::vector<numbered_box> found;
    std::vector<std::uint32_t> used;  // in order of number
    for (std::size_t wanted = 16;; wanted *= 4) {
        const auto most = static_cast<unsigned>(std::min(wanted, tree_->entries.size()));
        found.clear();
        tree_->entries.query(
            bgi::nearest(to_point(at), most) && bgi::intersects(about_p), std::back_inserter(found)
        );
        std::vector<std::pair<double, std::uint32_t>> next;
        for (const auto& one : found) {
            if (!std::binary_search(used.begin(), used.end(), one.second)) {
                next.emplace_back(least_distance(one.first, at), one.second);
            }
        }
        std::sort(next.begin(), next.end());
        for (const auto& [least, number] : next) {
            // The tree chooses by its own rounded distances, which are within 1 m of these.
            if (least <= reach.value() && !use(number, metres(std::max(0.0, least - 2)))) {
                return;
            }
            used.push_back(number);
        }
        if (found.size() < most || most == tree_->entries.size()) {
            return;
        }
        std::sort(used.begin(), used.end());
    }
}

}  // namespace geo
