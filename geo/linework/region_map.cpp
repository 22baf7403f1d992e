// SPDX-License-Identifier: Apache-2.0
#include "geo/linework/region_map.hpp"

#include "geo/geometry/signed_area.hpp"

#include <algorithm>
#include <cmath>
#include <map>
#include <numbers>
#include <numeric>
#include <tuple>
#include <utility>

namespace geo::detail {

namespace {

bool encloses(const ring<east_north>& chain, east_north p) {
    bool inside = false;
    for (std::size_t i = 1; i < chain.size(); ++i) {
        const auto& a = chain[i - 1];
        const auto& b = chain[i];
        if ((a.north > p.north) != (b.north > p.north)) {
            const double t = (p.north - a.north) / (b.north - a.north);
            inside ^= a.east + (b.east - a.east) * t > p.east;
        }
    }
    return inside;
}

/// An end of a candidate on a ring of the territory.
struct landing {
    double along = 0;
    double turn = 0;  ///< clockwise from the way back along the ring; orders ends at one position
    std::size_t candidate = 0;
    bool at_start = false;
    east_north position;

    friend bool operator<(const landing& a, const landing& b) {
        return std::tie(a.along, a.turn) < std::tie(b.along, b.turn);
    }
};

double heading(east_north from, east_north to) {
    return std::atan2((to.north - from.north).value(), (to.east - from.east).value());
}

landing land(const ring<east_north>& chain, const lead& way, landing made) {
    const auto edges = static_cast<double>(chain.size() - 1);
    made.along = way.landing.along >= edges ? way.landing.along - edges : way.landing.along;
    made.position = way.landing_position;
    const auto edge = static_cast<std::size_t>(made.along);
    // At a corner the way back is along the edge before.
    const bool corner = made.along == static_cast<double>(edge);
    const auto& back = !corner ? chain[edge] : chain[edge == 0 ? chain.size() - 2 : edge - 1];
    const double turn = heading(made.position, back) - heading(made.position, way.before_landing);
    made.turn = turn - 2 * std::numbers::pi * std::floor(turn / (2 * std::numbers::pi));
    return made;
}

void append_reversed(ring<east_north>& to, const line_string<east_north>& line) {
    to.insert(to.end(), line.rbegin(), line.rend());
}

/// A candidate between its landings.
line_string<east_north> inside_of(const line_candidate& one) {
    auto out = one.whole();
    out.front() = one.before.landing_position;
    out.back() = one.after.landing_position;
    return out;
}

}  // namespace

region_map::region_map(const std::vector<line_candidate>& candidates, const border_ground& ground)
    : sides_(candidates.size()) {
    trace_edges(candidates, ground);
    trace_closed(candidates);
    group();
    parent_.resize(area_.size());
    std::iota(parent_.begin(), parent_.end(), std::size_t{0});
    degree_.assign(area_.size(), 0);
    for (auto& one : sides_) {
        // From outlines to regions.
        one.left = one.left == nowhere ? nowhere : outlines_[one.left].region;
        one.right = one.right == nowhere ? nowhere : outlines_[one.right].region;
        if (one.left != nowhere && one.right != nowhere) {
            ++degree_[one.left];
            ++degree_[one.right];
        }
    }
}

void region_map::trace_edges(
    const std::vector<line_candidate>& candidates, const border_ground& ground
) {
    std::vector<const ring<east_north>*> rings;
    for_each_ring(ground.area(), [&](const auto& chain) { rings.push_back(&chain); });
    std::vector<std::vector<landing>> landings(rings.size());
    for (std::size_t i = 0; i < candidates.size(); ++i) {
        const auto& one = candidates[i];
        if (!one.where.whole) {
            const auto start = one.before.landing.ring;
            const auto end = one.after.landing.ring;
            landings[start].push_back(land(*rings[start], one.before, {0, 0, i, true, {}}));
            landings[end].push_back(land(*rings[end], one.after, {0, 0, i, false, {}}));
        }
    }
    struct stop {
        std::size_t ring;
        std::size_t number;
    };
    std::vector<std::pair<stop, stop>> ends(candidates.size());
    for (std::size_t r = 0; r < rings.size(); ++r) {
        std::sort(landings[r].begin(), landings[r].end());
        for (std::size_t k = 0; k < landings[r].size(); ++k) {
            auto& both = ends[landings[r][k].candidate];
            (landings[r][k].at_start ? both.first : both.second) = {r, k};
        }
    }
    std::vector<std::vector<bool>> seen(rings.size());
    for (std::size_t r = 0; r < rings.size(); ++r) {
        seen[r].assign(landings[r].size(), false);
        if (landings[r].empty() && !rings[r]->empty()) {
            outlines_.emplace_back().chain = *rings[r];
        }
    }
    for (std::size_t r = 0; r < rings.size(); ++r) {
        for (std::size_t k = 0; k < landings[r].size(); ++k) {
            if (seen[r][k]) {
                continue;
            }
            outline made;
            stop now{r, k};
            while (!seen[now.ring][now.number]) {
                // Along the candidate to its other end, then along the ring to the next landing.
                seen[now.ring][now.number] = true;
                const auto& from = landings[now.ring][now.number];
                const auto line = inside_of(candidates[from.candidate]);
                if (from.at_start) {
                    made.chain.insert(made.chain.end(), line.begin(), line.end());
                    sides_[from.candidate].left = outlines_.size();
                } else {
                    append_reversed(made.chain, line);
                    sides_[from.candidate].right = outlines_.size();
                }
                const auto& both = ends[from.candidate];
                now = from.at_start ? both.second : both.first;
                const auto& row = landings[now.ring];
                const auto& chain = *rings[now.ring];
                const auto next = (now.number + 1) % row.size();
                const auto edges = chain.size() - 1;
                auto edge = static_cast<std::size_t>(row[now.number].along) + 1;
                auto last = static_cast<std::size_t>(row[next].along);
                if (next <= now.number) {
                    last += edges;
                }
                for (; edge <= last; ++edge) {
                    made.chain.push_back(chain[edge % edges]);
                }
                now.number = next;
            }
            made.chain.push_back(made.chain.front());
            outlines_.push_back(std::move(made));
        }
    }
}

void region_map::trace_closed(const std::vector<line_candidate>& candidates) {
    for (std::size_t i = 0; i < candidates.size(); ++i) {
        if (!candidates[i].where.whole) {
            continue;
        }
        const auto& kept = candidates[i].kept;
        ring<east_north> forward(kept.begin(), kept.end());
        ring<east_north> backward(kept.rbegin(), kept.rend());
        sides_[i] = {outlines_.size(), outlines_.size() + 1};
        outlines_.emplace_back().chain = std::move(forward);
        outlines_.emplace_back().chain = std::move(backward);
    }
}

void region_map::group() {
    for (std::size_t i = 0; i < outlines_.size(); ++i) {
        auto& one = outlines_[i];
        one.area = signed_area(one.chain);
        one.low = one.chain.front();
        one.high = one.chain.front();
        for (const auto& p : one.chain) {
            one.low = {std::min(one.low.east, p.east), std::min(one.low.north, p.north)};
            one.high = {std::max(one.high.east, p.east), std::max(one.high.north, p.north)};
        }
        if (one.area > 0) {
            one.region = area_.size();
            area_.push_back(one.area);
            outer_.push_back(i);
        }
    }
    for (auto& hole : outlines_) {
        if (hole.area > 0) {
            continue;
        }
        // The smallest outline around it that is not the other side of the same chain. Chains do
        // not meet, so that any position off the other's tells.
        const auto probe = between(hole.chain[0], hole.chain[1], 0.5);
        const outline* around = nullptr;
        for (const auto& one : outlines_) {
            if (one.area > -hole.area * (1 + 1e-9) &&
                (around == nullptr || one.area < around->area) && one.may_enclose(probe) &&
                encloses(one.chain, probe)) {
                around = &one;
            }
        }
        if (around != nullptr) {
            hole.region = around->region;
            area_[hole.region] += hole.area;
        }
    }
}

std::size_t region_map::root(std::size_t region) const {
    while (parent_[region] != region) {
        region = parent_[region];
    }
    return region;
}

bool region_map::divides(std::size_t candidate) const {
    const auto& one = sides_[candidate];
    return one.left != nowhere && one.right != nowhere && root(one.left) != root(one.right);
}

std::size_t region_map::lost_region(std::size_t candidate) const {
    auto least = nowhere;
    for (const auto side : {sides_[candidate].left, sides_[candidate].right}) {
        const auto region = root(side);
        if (degree_[region] == 1 && (least == nowhere || area_[region] < area_[least])) {
            least = region;
        }
    }
    return least;
}

std::optional<square_metres> region_map::loss(std::size_t candidate) const {
    if (!divides(candidate)) {
        return square_metres(0);
    }
    const auto region = lost_region(candidate);
    return region == nowhere ? std::nullopt : std::optional(square_metres(area_[region]));
}

const ring<east_north>& region_map::lost_outline(std::size_t candidate) const {
    return outlines_[outer_[lost_region(candidate)]].chain;
}

bool region_map::contradicts(std::size_t candidate) const {
    const auto left = root(sides_[candidate].left);
    const auto right = root(sides_[candidate].right);
    return std::any_of(sides_.begin(), sides_.end(), [&](const auto& other) {
        return other.left != nowhere && other.right != nowhere &&
               (root(other.right) == left || root(other.left) == right);
    });
}

void region_map::leave_out(std::size_t candidate) {
    if (divides(candidate)) {
        const auto left = root(sides_[candidate].left);
        const auto right = root(sides_[candidate].right);
        if (area_[left] > area_[right]) {
            outer_[right] = outer_[left];
        }
        parent_[left] = right;
        area_[right] += area_[left];
        degree_[right] += degree_[left] - 2;
    }
    sides_[candidate] = {};
}

square_metres region_map::area_beside(std::size_t candidate, bool left) const {
    const auto side = left ? sides_[candidate].left : sides_[candidate].right;
    return side == nowhere ? square_metres(0) : square_metres(area_[root(side)]);
}

}  // namespace geo::detail
