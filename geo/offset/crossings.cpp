// SPDX-License-Identifier: Apache-2.0
#include "geo/offset/crossings.hpp"

#include "geo/offset/grid_edge.hpp"

#include <algorithm>
#include <array>
#include <cstdint>
#include <limits>

namespace geo::detail {

namespace {

/// Longitudes and latitudes in units of 1e-7 degrees fit 32 bits.
struct place_on_grid {
    std::int32_t x = 0;
    std::int32_t y = 0;
    friend bool operator==(const place_on_grid&, const place_on_grid&) = default;
};

/// Between two chains.
constexpr place_on_grid between_chains{std::numeric_limits<std::int32_t>::max(), 0};

struct flat_box {
    place_on_grid low{between_chains.x, between_chains.x};
    place_on_grid high{-between_chains.x, -between_chains.x};

    void add(place_on_grid p) {
        low = {std::min(low.x, p.x), std::min(low.y, p.y)};
        high = {std::max(high.x, p.x), std::max(high.y, p.y)};
    }
    void add(const flat_box& other) {
        low = {std::min(low.x, other.low.x), std::min(low.y, other.low.y)};
        high = {std::max(high.x, other.high.x), std::max(high.y, other.high.y)};
    }
    [[nodiscard]] bool touches(const flat_box& other) const {
        return low.x <= other.high.x && other.low.x <= high.x && low.y <= other.high.y &&
               other.low.y <= high.y;
    }
};

/// t starts where s ends and runs back over it.
bool folds_back(const grid_edge& s, const grid_edge& t) {
    return ((s.b.x - s.a.x > 0) != (t.b.x - t.a.x > 0) || (s.b.y - s.a.y > 0) != (t.b.y - t.a.y > 0)
           ) &&
           turn(s.a, s.b, t.b) == 0;
}

/// A tree of boxes over the edges in the order of the chains, whose halves are compared where they
/// touch: chains keep what is near in space near in order.
class finder {
public:
    explicit finder(std::span<const std::span<const lon_lat>> chains) {
        std::size_t count = 0;
        for (const auto& chain : chains) {
            count += chain.size() + 1;
        }
        places_.reserve(count);
        for (const auto& chain : chains) {
            first_.push_back(static_cast<std::uint32_t>(places_.size()));
            for (const auto& p : chain) {
                places_.push_back({on_grid(p.lon.value()), on_grid(p.lat.value())});
            }
            places_.push_back(between_chains);
        }
    }

    std::vector<edge_place> find() {
        if (places_.size() < 3) {
            return {};
        }
        make_boxes();
        compare_within(starts_.size() - 1, 0);
        std::sort(out_.begin(), out_.end());
        out_.erase(std::unique(out_.begin(), out_.end()), out_.end());
        return std::move(out_);
    }

private:
    static constexpr std::uint32_t leaf = 8;  // edges

    static std::int32_t on_grid(double v) {
        // What is on the grid but for rounding: std::llround would be no better, and slower.
        return static_cast<std::int32_t>(v < 0 ? v * 1e7 - 0.5 : v * 1e7 + 0.5);
    }

    /// Edge i runs from place i to the next, unless there is a gap or it has no length.
    [[nodiscard]] bool is_edge(std::uint32_t i) const {
        return places_[i] != places_[i + 1] && places_[i] != between_chains &&
               places_[i + 1] != between_chains;
    }
    [[nodiscard]] grid_edge edge(std::uint32_t i) const {
        const auto wide = [](place_on_grid p) { return grid_node{p.x, p.y}; };
        return {wide(places_[i]), wide(places_[i + 1])};
    }
    [[nodiscard]] flat_box box_of(std::uint32_t i) const {
        flat_box out;
        if (is_edge(i)) {
            out.add(places_[i]);
            out.add(places_[i + 1]);
        }
        return out;
    }
    [[nodiscard]] std::uint32_t edges() const {
        return static_cast<std::uint32_t>(places_.size() - 1);
    }

    // -- The tree: level 0 holds the leaves, each further level pairs of the one before ------------

    void make_boxes() {
        const std::size_t leaves = (edges() + leaf - 1) / leaf;
        boxes_.reserve(2 * leaves + 40);
        starts_.push_back(0);
        for (std::uint32_t i = 0; i < edges();) {
            flat_box made;
            for (const auto last = std::min(edges(), i + leaf); i < last; ++i) {
                made.add(box_of(i));
            }
            boxes_.push_back(made);
        }
        for (std::size_t count = leaves; count > 1; count = (count + 1) / 2) {
            const std::size_t from = starts_.back();
            starts_.push_back(boxes_.size());
            for (std::size_t k = 0; k < count; k += 2) {
                auto made = boxes_[from + k];
                if (k + 1 < count) {
                    made.add(boxes_[from + k + 1]);
                }
                boxes_.push_back(made);
            }
        }
    }

    [[nodiscard]] std::size_t size_of(std::size_t level) const {
        return (level + 1 < starts_.size() ? starts_[level + 1] : boxes_.size()) - starts_[level];
    }

    void compare_within(std::size_t level, std::size_t node) {
        if (level == 0) {
            const auto [from, to] = edges_of(node);
            if (is_monotone(from, to)) {
                return;
            }
            for (auto i = from; i < to; ++i) {
                for (auto j = i + 1; j < to; ++j) {
                    compare(i, j);
                }
            }
            return;
        }
        compare_within(level - 1, 2 * node);
        if (2 * node + 1 < size_of(level - 1)) {
            compare_within(level - 1, 2 * node + 1);
            compare_nodes(level - 1, 2 * node, 2 * node + 1);
        }
    }

    /// All edges run into one quarter of the compass: they meet only where they follow each other.
    [[nodiscard]] bool is_monotone(std::uint32_t from, std::uint32_t to) const {
        bool east = true;
        bool west = true;
        bool north = true;
        bool south = true;
        for (auto i = from; i < to; ++i) {
            const auto a = places_[i];
            const auto b = places_[i + 1];
            if (a == between_chains || b == between_chains) {
                return false;
            }
            east = east && a.x <= b.x;
            west = west && a.x >= b.x;
            north = north && a.y <= b.y;
            south = south && a.y >= b.y;
        }
        return (east || west) && (north || south);
    }

    /// Two nodes of one level, the first one before the other.
    void compare_nodes(std::size_t level, std::size_t a, std::size_t b) {
        const auto& one = boxes_[starts_[level] + a];
        const auto& other = boxes_[starts_[level] + b];
        if (!one.touches(other)) {
            return;
        }
        if (level > 0) {
            const std::size_t count = size_of(level - 1);
            for (const auto i : {2 * a, 2 * a + 1}) {
                for (const auto j : {2 * b, 2 * b + 1}) {
                    if (i < count && j < count) {
                        compare_nodes(level - 1, i, j);
                    }
                }
            }
            return;
        }
        const auto [from, to] = edges_of(a);
        const auto [start, end] = edges_of(b);
        for (auto i = from; i < to; ++i) {
            if (!box_of(i).touches(other)) {
                continue;
            }
            for (auto j = start; j < end; ++j) {
                compare(i, j);
            }
        }
    }

    [[nodiscard]] std::array<std::uint32_t, 2> edges_of(std::size_t node) const {
        const auto from = static_cast<std::uint32_t>(node * leaf);
        return {from, std::min(edges(), from + leaf)};
    }

    // -- Two edges ---------------------------------------------------------------------------------

    void compare(std::uint32_t i, std::uint32_t j) {
        if (!box_of(i).touches(box_of(j))) {
            return;
        }
        const auto s = edge(i);
        const auto t = edge(j);
        const bool follows = next(i) == j;
        const bool leads = next(j) == i;
        const bool bad = follows || leads
                             ? (follows && folds_back(s, t)) || (leads && folds_back(t, s))
                             : touch(s, t);
        if (bad) {
            out_.push_back(place_of(i));
            out_.push_back(place_of(j));
        }
    }

    /// The edge that follows along its chain, around a ring; itself if none does.
    [[nodiscard]] std::uint32_t next(std::uint32_t i) const {
        auto k = i + 1;
        for (; places_[k + 1] != between_chains; ++k) {
            if (is_edge(k)) {
                return k;
            }
        }
        const auto start = first_[place_of(i).chain];
        if (places_[start] != places_[k]) {
            return i;
        }
        k = start;
        while (!is_edge(k)) {
            ++k;
        }
        return k;
    }

    [[nodiscard]] edge_place place_of(std::uint32_t i) const {
        const auto after = std::upper_bound(first_.begin(), first_.end(), i);
        return {static_cast<std::size_t>(after - first_.begin()) - 1, i - *(after - 1)};
    }

    std::vector<place_on_grid> places_;  ///< of all chains, a gap after each
    std::vector<std::uint32_t> first_;   ///< by chain
    std::vector<flat_box> boxes_;
    std::vector<std::size_t> starts_;  ///< by level: its first box
    std::vector<edge_place> out_;
};

}  // namespace

std::vector<edge_place> crossings_between(std::span<const std::span<const lon_lat>> chains) {
    return finder(chains).find();
}

std::vector<edge_place> find_crossings(const std::vector<std::vector<lon_lat>>& chains) {
    return crossings_between(std::vector<std::span<const lon_lat>>(chains.begin(), chains.end()));
}

}  // namespace geo::detail
