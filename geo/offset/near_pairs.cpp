// SPDX-License-Identifier: Apache-2.0
#include "geo/offset/near_pairs.hpp"

#include <algorithm>
#include <cstddef>

namespace geo::detail {

namespace {

/// Boxes about runs of boxes, halved down to single ones; runs are compared where their boxes are near.
class pair_finder {
public:
    pair_finder(const std::vector<lon_lat_box>& boxes, double slack)
        : boxes_(boxes), slack_(slack), around_(boxes.size()) {}

    std::vector<index_pair> find() {
        if (!boxes_.empty()) {
            const run all{0, static_cast<std::uint32_t>(boxes_.size())};
            surround(all);
            compare_within(all);
        }
        std::sort(out_.begin(), out_.end());
        return std::move(out_);
    }

private:
    struct run {
        std::uint32_t from;
        std::uint32_t to;

        [[nodiscard]] bool is_one() const { return to - from == 1; }
        [[nodiscard]] std::uint32_t middle() const { return from + (to - from) / 2; }
        [[nodiscard]] run first() const { return {from, middle()}; }
        [[nodiscard]] run second() const { return {middle(), to}; }
    };

    /// No two runs of more than one box have the same middle.
    [[nodiscard]] const lon_lat_box& around(run r) const {
        return r.is_one() ? boxes_[r.from] : around_[r.middle()];
    }

    lon_lat_box surround(run r) {
        if (r.is_one()) {
            return boxes_[r.from];
        }
        const auto a = surround(r.first());
        const auto b = surround(r.second());
        return around_[r.middle()] = {
                   std::min(a.west, b.west),
                   std::min(a.south, b.south),
                   std::max(a.east, b.east),
                   std::max(a.north, b.north)};
    }

    [[nodiscard]] bool are_near(const lon_lat_box& s, const lon_lat_box& t) const {
        return s.west <= t.east + slack_ && t.west <= s.east + slack_ &&
               s.south <= t.north + slack_ && t.south <= s.north + slack_;
    }

    void compare_within(run r) {
        if (r.is_one()) {
            return;
        }
        compare_within(r.first());
        compare_within(r.second());
        compare(r.first(), r.second());
    }

    void compare(run a, run b) {
        if (!are_near(around(a), around(b))) {
            return;
        }
        if (a.is_one() && b.is_one()) {
            out_.emplace_back(a.from, b.from);
        } else if (b.is_one() || (!a.is_one() && a.to - a.from >= b.to - b.from)) {
            compare(a.first(), b);
            compare(a.second(), b);
        } else {
            compare(a, b.first());
            compare(a, b.second());
        }
    }

    const std::vector<lon_lat_box>& boxes_;
    double slack_;
    std::vector<lon_lat_box> around_;
    std::vector<index_pair> out_;
};

}  // namespace

std::vector<index_pair> near_pairs(const std::vector<lon_lat_box>& boxes, double slack) {
    return pair_finder(boxes, slack).find();
}

}  // namespace geo::detail
