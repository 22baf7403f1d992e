// SPDX-License-Identifier: Apache-2.0
#include "geo/linework/control_area.hpp"

#include "geo/geometry/box.hpp"
#include "geo/measure/geodesic.hpp"
#include "geo/overlay/overlay.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <cmath>
#include <set>

namespace geo::detail {

namespace {

/// GEOS simplifies what it buffers by up to 1 % of the distance (PEERS, GEOS 3.11): nearer to the
/// areas' edge than that a slit's own edge is theirs.
constexpr double buffer_slack = 0.012;

bool reaches(const polygon<east_north>& shape, const border_ground& ground) {
    for (std::size_t i = 0; i < shape.outer.size(); ++i) {
        if (ground.contains(shape.outer[i]) ||
            (i > 0 && ground.touches(shape.outer[i - 1], shape.outer[i]))) {
            return true;
        }
    }
    // No edges meet: the territory may still lie within.
    const area_index inside({shape});
    return std::any_of(ground.area().begin(), ground.area().end(), [&](const auto& part) {
        return !part.outer.empty() && inside.contains(part.outer.front());
    });
}

metres perimeter(const polygon<east_north>& shape) {
    metres sum;
    for_each_ring(multi_polygon<east_north>{shape}, [&](const auto& chain) {
        for (std::size_t i = 1; i < chain.size(); ++i) {
            sum += plane_distance(chain[i - 1], chain[i]);
        }
    });
    return sum;
}

/// Tells the slits among the pieces that closing adds.
class slit_judge {
public:
    slit_judge(const multi_polygon<east_north>& areas, metres widest)
        : edges_(areas), widest_(widest) {}

    [[nodiscard]] bool is_slit(const polygon<east_north>& piece) const {
        if (!lies_between(inner_position(piece))) {
            return false;
        }
        return perimeter(piece) > 3.5 * widest_ || touched(piece) > 1 || mouths(piece) != 1;
    }

private:
    /// True when the areas' edge lies on two opposite sides of a position, a slit's width apart.
    [[nodiscard]] bool lies_between(east_north p) const {
        const auto hit = edges_.nearest(p);
        if (!hit || hit->distance > widest_) {
            return false;
        }
        if (hit->distance < metres(0.01)) {
            return true;  // nothing can be seen to either side of so narrow a slit
        }
        const double stretch = -(widest_ - hit->distance) / hit->distance;
        const auto end = between(p, hit->nearest, stretch);
        const east_north low{std::min(p.east, end.east), std::min(p.north, end.north)};
        const east_north high{std::max(p.east, end.east), std::max(p.north, end.north)};
        const auto near = edges_.touching(low, high);
        return std::any_of(near.begin(), near.end(), [&](const auto& edge) {
            return meeting(p, end, edge.a, edge.b).has_value();
        });
    }

    [[nodiscard]] bool is_open(east_north a, east_north b) const {
        return edges_.nearest(between(a, b, 0.5))->distance > widest_ * buffer_slack;
    }

    /// Number of the areas' rings that a piece lies against.
    [[nodiscard]] std::size_t touched(const polygon<east_north>& piece) const {
        std::set<std::uint32_t> rings;
        for (std::size_t i = 1; i < piece.outer.size(); ++i) {
            const auto hit = edges_.nearest(between(piece.outer[i - 1], piece.outer[i], 0.5));
            if (hit->distance <= widest_ * buffer_slack) {
                rings.insert(hit->found.chain);
            }
        }
        return rings.size();
    }

    /// Number of stretches of a piece's edge that are open ground.
    [[nodiscard]] std::size_t mouths(const polygon<east_north>& piece) const {
        std::size_t count = 0;
        const auto size = piece.outer.size();
        bool before = size > 1 && is_open(piece.outer[size - 2], piece.outer[size - 1]);
        for (std::size_t i = 1; i < size; ++i) {
            const bool open = is_open(piece.outer[i - 1], piece.outer[i]);
            count += open && !before ? 1U : 0U;
            before = open;
        }
        return count;
    }

    edge_index edges_;
    metres widest_;
};

}  // namespace

finding linework_finding(
    finding_code code, severity level, const std::string& text, lon_lat where
) {
    finding out{code, level, {}, text};
    out.where.lon = where.lon.value();
    out.where.lat = where.lat.value();
    return out;
}

multi_polygon<east_north> take_reaching(
    const multi_polygon<lon_lat>& control,
    multi_polygon<east_north> plane,
    const border_ground& ground,
    findings& found
) {
    multi_polygon<east_north> out;
    multi_polygon<lon_lat> left_out;
    for (std::size_t i = 0; i < control.size(); ++i) {
        if (!plane[i].outer.empty() && reaches(plane[i], ground)) {
            out.push_back(std::move(plane[i]));
        } else {
            left_out.push_back(control[i]);
        }
    }
    if (!left_out.empty()) {
        const auto box = box_of(left_out);
        const auto largest =
            *std::max_element(left_out.begin(), left_out.end(), [](const auto& a, const auto& b) {
                return area(a) < area(b);
            });
        found.push_back(linework_finding(
            finding_code::area_outside,
            severity::note,
            fmt::format(
                "{} of {} control polygons ({:.1f} km2) lie outside the territory and were left "
                "out: between lon {:.2f} and {:.2f}, lat {:.2f} and {:.2f}, the largest here",
                left_out.size(),
                control.size(),
                in_square_kilometres(area(left_out)),
                box.west,
                box.east,
                box.south,
                box.north
            ),
            box_of({largest}).centre()
        ));
    }
    return out;
}

multi_polygon<east_north> unite_closing_slits(
    const multi_polygon<east_north>& areas,
    metres widest,
    const border_ground& ground,
    findings& found
) {
    auto united = unite(areas);
    if (united.empty() || widest <= metres(0)) {
        return united;
    }
    const auto reach = widest * (0.5 * ground.frame().scale(united.front().outer.front()));
    const auto closed = buffer(buffer(united, reach), -reach);
    const slit_judge judge(united, 2.0 * reach);
    multi_polygon<east_north> slits;
    for (auto& piece : difference(closed, united)) {
        const auto middle = inner_position(piece);
        // Slits at sea or beyond the border are nobody's line.
        if (judge.is_slit(piece) && (ground.contains(middle) || ground.distance(middle) < widest)) {
            slits.push_back(std::move(piece));
        }
    }
    if (slits.empty()) {
        return united;
    }
    double total = 0;
    double most = 0;
    east_north where{};
    for (const auto& slit : slits) {
        const double size = area(unproject(ground.frame(), {slit})).value();
        total += size;
        if (size > most) {
            most = size;
            where = inner_position(slit);
        }
    }
    found.push_back(linework_finding(
        finding_code::area_slit_closed,
        severity::note,
        fmt::format(
            "{} slits of up to {:.0f} m between control areas ({:.2f} km2) were closed, the "
            "largest here ({:.2f} km2)",
            slits.size(),
            widest.value(),
            total / 1e6,
            most / 1e6
        ),
        ground.frame().unproject(where)
    ));
    united.insert(united.end(), slits.begin(), slits.end());
    return unite(united);
}

}  // namespace geo::detail
