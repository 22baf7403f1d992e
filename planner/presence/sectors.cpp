// SPDX-License-Identifier: Apache-2.0
#include "geo/base/error.hpp"
#include "geo/geometry/box.hpp"
#include "geo/measure/geodesic.hpp"
#include "geo/offset/zone.hpp"
#include "geo/overlay/overlay.hpp"
#include "planner/presence/scene.hpp"
#include "planner/theatre/count.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <cmath>
#include <limits>

namespace planner::detail {

namespace {

/// Positions of the line that decide which sector is nearest, each sector.
constexpr std::size_t sites_a_sector = 40;
/// A headquarters stands in a town with services, out of reach of mortars from the line.
constexpr double headquarters_people = 10000;
constexpr geo::metres headquarters_distance(10000);
/// Of the plane on which "nearest" is looked for: sector boundaries, not measures, depend on it.
constexpr double accepted_scale_error = 0.1;

class sector_maker {
public:
    sector_maker(const scene& in, plan& into) : in_(in), into_(into) {}

    void run() {
        if (!in_.line || into_.posts.empty() || into_.held.empty() || into_.other_side.empty()) {
            return;
        }
        cut_line();
        lay();
        assign_posts();
        choose_headquarters();
    }

private:
    [[nodiscard]] std::size_t wanted() const {
        const auto said = static_cast<std::size_t>(in_.typical("sectors"));
        const double km = geo::in_kilometres(in_.line->length());
        const std::size_t usual = km <= 100 ? 2 : km <= 400 ? 3 : km <= 800 ? 4 : 5;
        const std::size_t most = said > 0 ? said : usual;
        return std::clamp<std::size_t>(into_.posts.size(), 1, most);
    }

    /// Equal lengths of line.
    void cut_line() {
        const auto count = wanted();
        const auto length = in_.line->length();
        for (std::size_t i = 0; i < count; ++i) {
            auto& made = into_.sectors.emplace_back();
            made.id = fmt::format("sector-{}", i + 1);
            made.name = fmt::format("Sector {}", i + 1);
            made.line_from = length * (static_cast<double>(i) / static_cast<double>(count));
            made.line_to = length * (static_cast<double>(i + 1) / static_cast<double>(count));
        }
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
        const auto count = into_.sectors.size() * sites_a_sector;
        for (std::size_t i = 0; i < count; ++i) {
            const double part = (static_cast<double>(i) + 0.5) / static_cast<double>(count);
            sites.push_back(plane.project(in_.line->position_at(in_.line->length() * part).position)
            );
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
                cells.begin() + static_cast<std::ptrdiff_t>(s * sites_a_sector),
                cells.begin() + static_cast<std::ptrdiff_t>((s + 1) * sites_a_sector)
            );
            const auto outline = geo::project(in_.chart, geo::unproject(plane, geo::unite(own)));
            into_.sectors[s].shape = geo::unproject(in_.chart, geo::intersection(land, outline));
            into_.sectors[s].count = count_in(into_.sectors[s].shape, in_.what.ground);
        }
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

    /// The town from which the ways to all posts are shortest in sum.
    void choose_headquarters() {
        for (auto& sector : into_.sectors) {
            const place_index inside({sector.shape});
            double best = std::numeric_limits<double>::infinity();
            int best_rank = -1;
            for (std::size_t i = 0; i < in_.what.ground.settlements.size(); ++i) {
                const auto& place = in_.what.ground.settlements[i];
                if (!inside.in(0, place.position)) {
                    continue;
                }
                // Large and far enough before large, before any.
                const bool large = place.population >= headquarters_people;
                const int rank =
                    large ? (*in_.from_line(place.position) >= headquarters_distance ? 2 : 1) : 0;
                if (rank < best_rank) {
                    continue;
                }
                double sum = 0;
                for (const auto& post : into_.posts) {
                    if (post.sector == sector.id) {
                        sum += geo::distance(post.position, place.position).value();
                    }
                }
                if (rank > best_rank || sum < best) {
                    best = sum;
                    best_rank = rank;
                    sector.headquarters = i;
                }
            }
        }
    }

    const scene& in_;
    plan& into_;
};

}  // namespace

void lay_sectors(const scene& in, plan& into) {
    sector_maker(in, into).run();
}

}  // namespace planner::detail
