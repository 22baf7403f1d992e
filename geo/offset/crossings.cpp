// SPDX-License-Identifier: Apache-2.0
#include "geo/offset/crossings.hpp"

#include "geo/offset/grid_edge.hpp"

#include <algorithm>
#include <cmath>
#include <cstdint>

namespace geo::detail {

namespace {

using node = grid_node;

struct segment : grid_edge {
    edge_place place;
};

/// t starts where s ends and runs back over it.
bool folds_back(const segment& s, const segment& t) {
    return ((s.b.x - s.a.x > 0) != (t.b.x - t.a.x > 0) || (s.b.y - s.a.y > 0) != (t.b.y - t.a.y > 0)
           ) &&
           turn(s.a, s.b, t.b) == 0;
}

class finder {
public:
    explicit finder(const std::vector<std::vector<lon_lat>>& chains) {
        std::size_t count = 0;
        for (const auto& chain : chains) {
            count += chain.size();
        }
        segments_.reserve(count);
        follower_.reserve(count);
        for (std::size_t c = 0; c < chains.size(); ++c) {
            add_chain(chains[c], c);
        }
        follower_.resize(segments_.size());
    }

    std::vector<edge_place> find() {
        fill_cells();
        std::vector<edge_place> out;
        for (std::size_t bucket = 0; bucket + 1 < first_.size(); ++bucket) {
            for (std::size_t i = first_[bucket]; i < first_[bucket + 1]; ++i) {
                for (std::size_t j = i + 1; j < first_[bucket + 1]; ++j) {
                    compare(in_bucket_[i], in_bucket_[j], out);
                }
            }
        }
        std::sort(out.begin(), out.end());
        out.erase(std::unique(out.begin(), out.end()), out.end());
        return out;
    }

private:
    struct entry {
        std::uint32_t bucket = 0;
        std::uint32_t edge = 0;
    };

    void add_chain(const std::vector<lon_lat>& chain, std::size_t number) {
        // What is on the grid but for rounding: std::llround would be no better, and slower.
        const auto nearest = [](double v) {
            return static_cast<std::int64_t>(v < 0 ? v * 1e7 - 0.5 : v * 1e7 + 0.5);
        };
        const auto on_grid = [&](lon_lat p) {
            return node{nearest(p.lon.value()), nearest(p.lat.value())};
        };
        const std::size_t start = segments_.size();
        node next = chain.empty() ? node{} : on_grid(chain.front());
        for (std::size_t i = 0; i + 1 < chain.size(); ++i) {
            const node from = next;
            next = on_grid(chain[i + 1]);
            const segment made{{from, next}, {number, i}};
            if (made.a == made.b) {
                continue;
            }
            segments_.push_back(made);
            follower_.push_back(static_cast<std::uint32_t>(segments_.size()));
        }
        if (segments_.size() > start) {
            const bool ring = segments_[start].a == segments_.back().b;
            follower_.back() = ring ? static_cast<std::uint32_t>(start) : UINT32_MAX;
        }
    }

    void fill_cells() {
        double sum = 0;
        for (const auto& s : segments_) {
            sum += static_cast<double>(std::abs(s.b.x - s.a.x) + std::abs(s.b.y - s.a.y));
        }
        const auto mean = sum / static_cast<double>(std::max<std::size_t>(1, segments_.size()));
        cell_ = std::max<std::int64_t>(100, static_cast<std::int64_t>(2 * mean));
        while (bucket_mask_ < 2 * segments_.size() && bucket_mask_ < (1U << 30U)) {
            bucket_mask_ = 2 * bucket_mask_ + 1;
        }
        cells_.reserve(2 * segments_.size());
        for (std::uint32_t i = 0; i < segments_.size(); ++i) {
            enter(i);
        }
        // By counting; edges keep their order. Cells that share a bucket only cost comparisons.
        first_.assign(bucket_mask_ + 2, 0);
        for (const auto& cell : cells_) {
            ++first_[cell.bucket + 1];
        }
        for (std::size_t i = 1; i < first_.size(); ++i) {
            first_[i] += first_[i - 1];
        }
        in_bucket_.resize(cells_.size());
        for (auto cell = cells_.rbegin(); cell != cells_.rend(); ++cell) {
            in_bucket_[--first_[cell->bucket + 1]] = cell->edge;  // which ends as its start
        }
        first_.erase(first_.begin());
        first_.push_back(static_cast<std::uint32_t>(cells_.size()));
    }

    [[nodiscard]] std::uint32_t bucket_of(std::int64_t column, std::int64_t row) const {
        // Fibonacci hashing: D. E. Knuth, The Art of Computer Programming 3, section 6.4.
        const auto mixed = static_cast<std::uint64_t>(column) * 0x9e3779b97f4a7c15U +
                           static_cast<std::uint64_t>(row) * 0xc2b2ae3d27d4eb4fU;
        return static_cast<std::uint32_t>(mixed >> 32U) & bucket_mask_;
    }

    /// Every cell the edge's column-wise boxes meet.
    void enter(std::uint32_t number) {
        node a = segments_[number].a;
        node b = segments_[number].b;
        constexpr std::int64_t shift = 4'000'000'000;
        a.x += shift;
        a.y += shift;
        b.x += shift;
        b.y += shift;
        if (a.x > b.x) {
            std::swap(a, b);
        }
        const std::int64_t first = a.x / cell_;
        const std::int64_t last = b.x / cell_;
        const double slope =
            b.x > a.x ? static_cast<double>(b.y - a.y) / static_cast<double>(b.x - a.x) : 0;
        for (std::int64_t column = first; column <= last; ++column) {
            const auto height = [&](std::int64_t x) {
                return static_cast<double>(a.y) + slope * static_cast<double>(x - a.x);
            };
            const double y1 = column == first ? static_cast<double>(a.y) : height(column * cell_);
            const double y2 =
                column == last ? static_cast<double>(b.y) : height((column + 1) * cell_);
            const auto low = static_cast<std::int64_t>(std::min(y1, y2) - 1) / cell_;
            const auto high = static_cast<std::int64_t>(std::max(y1, y2) + 1) / cell_;
            for (std::int64_t row = low; row <= high; ++row) {
                cells_.push_back({bucket_of(column, row), number});
            }
        }
    }

    void compare(std::uint32_t i, std::uint32_t j, std::vector<edge_place>& out) const {
        if (i == j) {
            return;  // two cells of one edge in one bucket
        }
        const auto& s = segments_[i];
        const auto& t = segments_[j];
        bool bad = false;
        if (follower_[i] == j || follower_[j] == i) {
            bad =
                (follower_[i] == j && folds_back(s, t)) || (follower_[j] == i && folds_back(t, s));
        } else {
            bad = touch(s, t);
        }
        if (bad) {
            out.push_back(s.place);
            out.push_back(t.place);
        }
    }

    std::vector<segment> segments_;
    std::vector<std::uint32_t> follower_;
    std::vector<entry> cells_;
    std::vector<std::uint32_t> first_;  ///< by bucket: the first of its edges in `in_bucket_`
    std::vector<std::uint32_t> in_bucket_;
    std::uint32_t bucket_mask_ = 255;
    std::int64_t cell_ = 1;
};

}  // namespace

std::vector<edge_place> find_crossings(const std::vector<std::vector<lon_lat>>& chains) {
    return finder(chains).find();
}

}  // namespace geo::detail
