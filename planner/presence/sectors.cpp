// SPDX-License-Identifier: Apache-2.0
#include "geo/base/error.hpp"
#include "geo/geometry/box.hpp"
#include "geo/geometry/signed_area.hpp"
#include "geo/measure/geodesic.hpp"
#include "geo/network/shortest_paths.hpp"
#include "geo/offset/zone.hpp"
#include "geo/overlay/overlay.hpp"
#include "planner/presence/drives.hpp"
#include "planner/presence/scene.hpp"
#include "planner/presence/sector_cuts.hpp"
#include "planner/theatre/count.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <cmath>
#include <optional>
#include <utility>

namespace planner::detail {

namespace {

/// Positions of the line that decide which sector is nearest, each sector, but for those about its ends.
constexpr std::size_t sites_a_sector = 40;
/// One more stands so far from where two sectors meet, in each: their boundary crosses the line there,
/// in the line's direction over twice as much.
constexpr geo::metres beside_cut(1000);
/// Towns looked at for a headquarters where drives are known: the nearest in a straight line.
constexpr std::size_t towns_by_road = 5;
/// A headquarters stands in a town with services, out of reach of mortars from the line.
constexpr double headquarters_people = 10000;
constexpr geo::metres headquarters_distance(10000);
/// Holes that are narrower all along are no ground.
constexpr geo::metres slit_width(1);
/// Of the plane on which "nearest" is looked for: sector boundaries, not measures, depend on it.
constexpr double accepted_scale_error = 0.1;

class sector_maker {
public:
    sector_maker(const scene& in, const geo::road_network* roads, drives* by, plan& into)
        : in_(in), roads_(roads), by_(by), into_(into) {}

    void run() {
        if (!in_.line || into_.posts.empty() || into_.held.empty() || into_.other_side.empty()) {
            return;
        }
        cut_line();
        lay();
        assign_posts();
        choose_headquarters();
        tell();
    }

private:
    [[nodiscard]] std::size_t wanted() const {
        const auto said = static_cast<std::size_t>(in_.typical("sectors"));
        const double km = geo::in_kilometres(in_.line->length());
        const std::size_t usual = km <= 100 ? 2 : km <= 400 ? 3 : km <= 800 ? 4 : 5;
        const std::size_t most = said > 0 ? said : usual;
        return std::clamp<std::size_t>(into_.posts.size(), 1, most);
    }

    /// Lengths of line that are about equal, cut where the ground tells.
    void cut_line() {
        const auto count = wanted();
        const auto cuts = choose_sector_cuts(in_, roads_, into_.posts, count);
        for (std::size_t i = 0; i < count; ++i) {
            auto& made = into_.sectors.emplace_back();
            made.id = fmt::format("sector-{}", i + 1);
            made.name = fmt::format("Sector {}", i + 1);
            made.line_from = i == 0 ? geo::metres(0) : cuts[i - 1].at;
            made.line_to = i + 1 == count ? in_.line->length() : cuts[i].at;
            if (i + 1 < count) {
                made.next = {
                    fmt::format("sector-{}", i + 2),
                    cuts[i].at,
                    cuts[i].position,
                    cuts[i].place,
                    cuts[i].name};
            }
        }
    }

    /// Where a sector stands on the line, so that what is nearest to one of these is its own.
    [[nodiscard]] std::vector<geo::metres> sites_of(std::size_t s) const {
        const auto& sector = into_.sectors[s];
        const auto length = sector.line_to - sector.line_from;
        const auto beside = std::min(beside_cut, length / 4);
        std::vector<geo::metres> out;
        if (s > 0) {
            out.push_back(sector.line_from + beside);
        }
        for (std::size_t i = 0; i < sites_a_sector; ++i) {
            const auto at = length * ((static_cast<double>(i) + 0.5) / double(sites_a_sector));
            out.push_back(sector.line_from + at);
        }
        if (s + 1 < into_.sectors.size()) {
            out.push_back(sector.line_to - beside);
        }
        return out;
    }

    /// Land near the line on both sides, and all that is left.
    [[nodiscard]] geo::multi_polygon<geo::east_north> ground() const {
        const geo::metres depth(in_.typical("sector_depth_km") * 1000);
        const auto strip = geo::project(in_.chart, geo::zone_about(in_.what.contact, depth).area);
        auto out = geo::intersection(strip, geo::project(in_.chart, in_.what.other_side));
        if (in_.what.phases.empty()) {
            const auto held = geo::intersection(strip, geo::project(in_.chart, in_.what.held));
            out.insert(out.end(), held.begin(), held.end());
        } else {
            const auto held = geo::project(in_.chart, in_.what.held);
            out.insert(out.end(), held.begin(), held.end());
        }
        return geo::unite(out);
    }

    /// Every place belongs to the sector whose stretch of the line is nearest: so boundaries cross the
    /// line, and both sides of it are in one sector.
    void lay() {
        const auto land = ground();
        if (into_.sectors.size() == 1) {
            into_.sectors[0].shape = geo::unproject(in_.chart, land);
            into_.sectors[0].count = count_in(into_.sectors[0].shape, in_.what.ground);
            return;
        }
        auto box = geo::box_of(geo::unproject(in_.chart, land));
        for (const auto& part : in_.what.contact) {
            box.add_all(part);
        }
        const auto plane = frame_over(box);
        std::vector<geo::east_north> sites;
        std::vector<std::ptrdiff_t> first{0};  // of each sector, and the end
        for (std::size_t s = 0; s < into_.sectors.size(); ++s) {
            for (const auto at : sites_of(s)) {
                sites.push_back(plane.project(in_.line->position_at(at).position));
            }
            first.push_back(static_cast<std::ptrdiff_t>(sites.size()));
        }
        geo::east_north low = sites.front();
        geo::east_north high = low;
        for (const auto lon : {box.west, box.east}) {
            for (const auto lat : {box.south, (box.south + box.north) / 2, box.north}) {
                const auto p = plane.project({geo::longitude(lon), geo::latitude(lat)});
                low = {std::min(low.east, p.east), std::min(low.north, p.north)};
                high = {std::max(high.east, p.east), std::max(high.north, p.north)};
            }
        }
        // Corners of the box are not its outermost places on this plane.
        const auto rim = 0.2 * std::max(high.east - low.east, high.north - low.north);
        const auto cells = geo::nearest_cells(
            sites, {low.east - rim, low.north - rim}, {high.east + rim, high.north + rim}
        );
        for (std::size_t s = 0; s < into_.sectors.size(); ++s) {
            const geo::multi_polygon<geo::east_north> own(
                cells.begin() + first[s], cells.begin() + first[s + 1]
            );
            const auto joined = without_slits(geo::unite(own));
            const auto outline = geo::project(in_.chart, geo::unproject(plane, joined));
            into_.sectors[s].shape = geo::unproject(in_.chart, geo::intersection(land, outline));
            into_.sectors[s].count = count_in(into_.sectors[s].shape, in_.what.ground);
        }
    }

    /// Cells meet to the rounding of their corners: what is left between two of them is no hole.
    [[nodiscard]] static geo::multi_polygon<geo::east_north> without_slits(
        geo::multi_polygon<geo::east_north> shape
    ) {
        for (auto& part : shape) {
            std::erase_if(part.holes, [](const auto& ring) {
                double length = 0;
                for (std::size_t i = 0; i + 1 < ring.size(); ++i) {
                    length += std::hypot(
                        (ring[i + 1].east - ring[i].east).value(),
                        (ring[i + 1].north - ring[i].north).value()
                    );
                }
                // Twice the area is the width along all of the way round.
                return 2 * std::abs(geo::signed_area(ring)) < slit_width.value() * length;
            });
        }
        return shape;
    }

    [[nodiscard]] static geo::local_frame frame_over(const geo::lon_lat_box& box) {
        try {
            return geo::local_frame::conformal(box, accepted_scale_error);
        } catch (const geo::crs_error&) {
            return geo::local_frame::chart(box);  // a theatre of half a continent
        }
    }

    void assign_posts() {
        std::vector<area> shapes;
        for (const auto& one : into_.sectors) {
            shapes.push_back(one.shape);
        }
        const place_index where(shapes);
        for (auto& post : into_.posts) {
            const auto found = where.find(post.position);
            auto& sector = into_.sectors[found ? *found : by_line(post.position)];
            post.sector = sector.id;
            ++sector.posts;
        }
    }

    [[nodiscard]] std::size_t by_line(geo::lon_lat p) const {
        const auto at = in_.line->chainage_of(p).chainage;
        for (std::size_t s = 0; s + 1 < into_.sectors.size(); ++s) {
            if (at < into_.sectors[s].line_to) {
                return s;
            }
        }
        return into_.sectors.size() - 1;
    }

    struct office {
        std::size_t town = 0;  ///< of theatre::settlements
        int rank = 0;
        double sum = 0;  ///< of the ways to all posts
        friend bool operator<(const office& a, const office& b) {
            return a.rank != b.rank ? a.rank > b.rank : a.sum < b.sum;
        }
    };

    /// The town from which the ways to all posts are shortest in sum.
    void choose_headquarters() {
        for (auto& sector : into_.sectors) {
            auto towns = towns_of(sector);
            if (towns.empty()) {
                continue;
            }
            sector.headquarters_by = "straight";
            if (by_ != nullptr) {
                towns.resize(std::min(towns.size(), towns_by_road));
                const auto best_rank = towns.front().rank;
                std::erase_if(towns, [&](const auto& one) { return one.rank != best_rank; });
                if (const auto best = quickest(sector, towns)) {
                    sector.headquarters_by = "roads";
                    sector.headquarters = best;
                    continue;
                }
            }
            sector.headquarters = towns.front().town;
        }
    }

    /// The most fitting first, the nearest in straight lines.
    [[nodiscard]] std::vector<office> towns_of(const plan_sector& sector) const {
        const place_index inside({sector.shape});
        std::vector<office> out;
        for (std::size_t i = 0; i < in_.what.ground.settlements.size(); ++i) {
            const auto& place = in_.what.ground.settlements[i];
            if (!inside.in(0, place.position)) {
                continue;
            }
            // Large and far enough before large, before any.
            const bool large = place.population >= headquarters_people;
            office made{i, 0, 0};
            made.rank =
                large ? (*in_.from_line(place.position) >= headquarters_distance ? 2 : 1) : 0;
            for (const auto& post : into_.posts) {
                if (post.sector == sector.id) {
                    made.sum += geo::distance(post.position, place.position).value();
                }
            }
            out.push_back(made);
        }
        std::stable_sort(out.begin(), out.end());
        return out;
    }

    /// Of some towns that from which most posts are driven to, and soonest in sum; none where no road
    /// leads to a post.
    [[nodiscard]] std::optional<std::size_t> quickest(
        const plan_sector& sector, const std::vector<office>& towns
    ) const {
        std::vector<drives::access> goals;
        for (const auto& post : into_.posts) {
            if (post.sector == sector.id) {
                goals.push_back(by_->access_of(post.position));
            }
        }
        std::optional<std::size_t> best;
        std::pair<std::size_t, double> least{goals.size(), 0};  // posts not reached, seconds
        for (const auto& one : towns) {
            by_->leave(by_->access_of(in_.what.ground.settlements[one.town].position));
            std::pair<std::size_t, double> now{0, 0};
            for (const auto& goal : goals) {
                const double drive = by_->arrive(goal);
                now.first += drive < geo::no_way ? 0U : 1U;
                now.second += drive < geo::no_way ? drive : 0;
            }
            if (now.first < goals.size() && (!best || now < least)) {
                best = one.town;
                least = now;
            }
        }
        return best;
    }

    /// Where each begins and ends, in words.
    void tell() {
        for (std::size_t s = 0; s < into_.sectors.size(); ++s) {
            auto& sector = into_.sectors[s];
            std::string text;
            if (s > 0) {
                const auto& before = into_.sectors[s - 1];
                text = "meets " + before.name + " at the line " + cut_text(*before.next);
            }
            if (sector.next) {
                text += (s > 0 ? "; meets " : "meets ") + into_.sectors[s + 1].name +
                        " at the line " + cut_text(*sector.next);
            }
            sector.text = text.empty() ? "all of the line" : text;
        }
    }

    const scene& in_;
    const geo::road_network* roads_;
    drives* by_;
    plan& into_;
};

}  // namespace

void lay_sectors(const scene& in, const geo::road_network* roads, drives* by, plan& into) {
    sector_maker(in, roads, by, into).run();
}

}  // namespace planner::detail
