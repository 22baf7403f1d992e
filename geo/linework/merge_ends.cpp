// SPDX-License-Identifier: Apache-2.0
#include "geo/linework/merge_ends.hpp"

#include "geo/linework/ground.hpp"
#include "geo/linework/line_findings.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <array>
#include <cmath>
#include <cstdint>
#include <numeric>

namespace geo::detail {

namespace {

struct line_end {
    std::uint64_t node = 0;  ///< equal for ends that count as one position
    std::size_t number = 0;  ///< 2 s or 2 s + 1
    std::size_t part = 0;
    lon_lat at;
};

/// Sets of ends, joined by nearness.
class end_sets {
public:
    explicit end_sets(std::size_t count) : parent_(count) {
        std::iota(parent_.begin(), parent_.end(), std::size_t{0});
    }
    std::size_t root(std::size_t one) {
        while (parent_[one] != one) {
            parent_[one] = parent_[parent_[one]];
            one = parent_[one];
        }
        return one;
    }
    void join(std::size_t a, std::size_t b) {
        a = root(a);
        b = root(b);
        parent_[std::max(a, b)] = std::min(a, b);
    }

private:
    std::vector<std::size_t> parent_;
};

/// A cube of space as wide as the snap tolerance: what is within it lies in this or a next one.
struct cell {
    std::array<std::int64_t, 3> place{};
    std::size_t end = 0;

    friend bool operator<(const cell& x, const cell& y) {
        return x.place != y.place ? x.place < y.place : x.end < y.end;
    }
};

void join_near(std::vector<line_end>& ends, double snap) {
    std::vector<vec3> space;
    std::vector<cell> cells;
    const auto part_of = [snap](double v) {
        return static_cast<std::int64_t>(std::floor(v / snap));
    };
    for (std::size_t i = 0; i < ends.size(); ++i) {
        const vec3 p = to_space(ends[i].at);
        space.push_back(p);
        cells.push_back({{part_of(p.x), part_of(p.y), part_of(p.z)}, i});
    }
    std::sort(cells.begin(), cells.end());
    end_sets sets(ends.size());
    for (const auto& here : cells) {
        for (int side = 0; side < 27; ++side) {
            auto place = here.place;
            place[0] += side % 3 - 1;
            place[1] += side / 3 % 3 - 1;
            place[2] += side / 9 - 1;
            for (auto it = std::lower_bound(cells.begin(), cells.end(), cell{place, 0});
                 it != cells.end() && it->place == place;
                 ++it) {
                if (geodesic_metres(space[here.end], space[it->end]) <= snap) {
                    sets.join(here.end, it->end);
                }
            }
        }
    }
    for (std::size_t i = 0; i < ends.size(); ++i) {
        ends[i].node = sets.root(i);
    }
}

}  // namespace

std::vector<end_link> link_ends(
    const multi_line_string<lon_lat>& parts,
    const std::vector<line_stretch>& stretches,
    metres snap,
    findings& found
) {
    std::vector<line_end> ends;
    for (std::size_t s = 0; s < stretches.size(); ++s) {
        const auto& one = stretches[s];
        if (one.closed) {
            continue;
        }
        for (const auto& [number, index] :
             {std::pair{2 * s, one.first}, std::pair{2 * s + 1, one.last}}) {
            const auto p = parts[one.part][index];
            ends.push_back({position_key(p), number, one.part, p});
        }
    }
    // Below 1 cm the grid of positions decides.
    if (snap > metres(0.01)) {
        join_near(ends, snap.value());
    }
    std::stable_sort(ends.begin(), ends.end(), [](const line_end& a, const line_end& b) {
        return a.node < b.node;
    });
    std::vector<end_link> out(2 * stretches.size());
    for (std::size_t first = 0; first < ends.size();) {
        std::size_t last = first;
        while (last < ends.size() && ends[last].node == ends[first].node) {
            ++last;
        }
        if (last - first == 2) {
            out[ends[first].number].other = ends[first + 1].number;
            out[ends[first + 1].number].other = ends[first].number;
        } else if (last - first > 2) {
            found.push_back(line_finding(
                finding_code::line_junction,
                severity::note,
                ends[first].part,
                ends[first].at,
                fmt::format("{} ends meet here: none was joined to another", last - first)
            ));
        }
        first = last;
    }
    return out;
}

}  // namespace geo::detail
