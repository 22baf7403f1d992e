// SPDX-License-Identifier: Apache-2.0
#include "planner/presence/sector_cuts.hpp"

#include "geo/measure/geodesic.hpp"
#include "planner/theatre/edge_crossing.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <cmath>
#include <tuple>

namespace planner::detail {

namespace {

class cut_finder {
public:
    cut_finder(const scene& in, const geo::road_network* roads, const std::vector<plan_post>& posts)
        : in_(in) {
        for (const auto& post : posts) {
            posts_.push_back(in.line->chainage_of(post.position).chainage);
        }
        std::sort(posts_.begin(), posts_.end());
        add_places();
        if (roads != nullptr) {
            add_roads(*roads);
        }
    }

    [[nodiscard]] std::vector<sector_cut> run(std::size_t count) const {
        std::vector<sector_cut> out;
        for (std::size_t i = 1; i < count; ++i) {
            out.push_back(nearest(static_cast<double>(i), static_cast<double>(count)));
        }
        return out;
    }

private:
    void add_places() {
        const geo::metres near(in_.typical("line_interval_km") * 1000);
        const auto add = [&](geo::lon_lat p, const char* place, const std::string& name) {
            const auto foot = in_.line->chainage_of(p);
            if (!name.empty() && std::abs(foot.distance.value()) <= near.value()) {
                found_.push_back({foot.chainage, foot.position, place, name});
            }
        };
        for (const auto& one : in_.what.ground.crossings) {
            add(one.position, "crossing", one.name);
        }
        for (const auto& one : in_.what.ground.settlements) {
            add(one.position, "settlement", one.name);
        }
    }

    /// Where roads of rank cross the line.
    void add_roads(const geo::road_network& roads) {
        const geo::edge_index line(geo::project(in_.chart, in_.what.contact));
        for (std::uint32_t i = 0; i < roads.edge_count(); ++i) {
            const geo::road_edge e{i};
            const auto& way = roads.way(e);
            if (way.label.empty() || way.schematic || way.kind > geo::road_class::tertiary) {
                continue;
            }
            const auto shape = roads.shape(e);
            for (std::size_t k = 1; k < shape.size(); ++k) {
                add_crossings(line, shape[k - 1], shape[k], way.label);
            }
        }
    }

    void add_crossings(
        const geo::edge_index& line, geo::lon_lat a, geo::lon_lat b, const std::string& label
    ) {
        const auto from = in_.chart.project(a);
        const auto until = in_.chart.project(b);
        const geo::east_north low{
            std::min(from.east, until.east), std::min(from.north, until.north)};
        const geo::east_north high{
            std::max(from.east, until.east), std::max(from.north, until.north)};
        for (const auto& edge : line.touching(low, high)) {
            if (const auto at = edge_crossing(from, until, edge)) {
                const auto p = in_.chart.unproject(
                    {from.east + *at * (until.east - from.east),
                     from.north + *at * (until.north - from.north)}
                );
                found_.push_back({in_.line->chainage_of(p).chainage, p, "road", label});
            }
        }
    }

    /// How far from even, as parts of a sector's share of length and of posts.
    [[nodiscard]] double uneven(geo::metres at, double i, double count) const {
        const double length = std::abs(at / in_.line->length() * count - i);
        const auto before = static_cast<double>(
            std::lower_bound(posts_.begin(), posts_.end(), at) - posts_.begin()
        );
        const auto all = static_cast<double>(std::max<std::size_t>(1, posts_.size()));
        return length + std::abs(before / all * count - i);
    }

    [[nodiscard]] sector_cut nearest(double i, double count) const {
        const auto even = in_.line->length() * (i / count);
        const auto far = in_.line->length() * (0.25 / count);
        sector_cut best{even, in_.line->position_at(even).position, "", ""};
        double least = 0;
        for (const auto& one : found_) {
            if (std::abs((one.at - even).value()) > far.value()) {
                continue;
            }
            const double now = uneven(one.at, i, count);
            const bool better =
                best.place.empty() || now < least ||
                (now == least && std::tie(one.place, one.name) < std::tie(best.place, best.name));
            if (better) {
                best = one;
                least = now;
            }
        }
        return best;
    }

    const scene& in_;
    std::vector<geo::metres> posts_;  ///< along the line
    std::vector<sector_cut> found_;
};

}  // namespace

std::vector<sector_cut> choose_sector_cuts(
    const scene& in,
    const geo::road_network* roads,
    const std::vector<plan_post>& posts,
    std::size_t count
) {
    return count < 2 ? std::vector<sector_cut>() : cut_finder(in, roads, posts).run(count);
}

std::string cut_text(const sector_meeting& at) {
    const double km = geo::in_kilometres(at.at);
    if (at.place == "road") {
        return fmt::format("where {} crosses it, km {:.0f}", at.name, km);
    }
    if (at.place.empty()) {
        return fmt::format("at km {:.0f}, where nothing named is near", km);
    }
    return fmt::format("near {}, km {:.0f}", at.name, km);
}

}  // namespace planner::detail
