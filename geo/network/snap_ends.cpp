// SPDX-License-Identifier: Apache-2.0
#include "geo/network/snap_ends.hpp"

#include "geo/measure/geodesic.hpp"
#include "geo/network/chain_finder.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <optional>

namespace geo::detail {

std::vector<std::uint32_t> uses_of(const road_table& table) {
    std::vector<std::uint32_t> uses(table.positions.size(), 0);
    for (const auto number : table.chain) {
        ++uses[number];
    }
    for (const auto& way : table.ways) {
        ++uses[table.chain[way.first]];
        ++uses[table.chain[way.first + way.count - 1]];
    }
    return uses;
}

namespace {

/// An end that becomes a position of another road's edge.
struct insertion {
    std::uint32_t way = 0;
    std::uint32_t edge = 0;
    double fraction = 0;
    std::uint32_t position = 0;
};

/// The courses of all roads as they were, one after another.
struct laid_courses {
    explicit laid_courses(const road_table& table) {
        positions.reserve(table.chain.size());
        starts.reserve(table.ways.size() + 1);
        starts.push_back(0);
        for (const auto& way : table.ways) {
            for (std::size_t i = way.first; i < way.first + way.count; ++i) {
                positions.push_back(table.positions[table.chain[i]]);
            }
            starts.push_back(static_cast<std::uint32_t>(positions.size()));
        }
    }

    std::vector<lon_lat> positions;
    std::vector<std::uint32_t> starts;
};

class end_joiner {
public:
    end_joiner(road_table& table, metres reach, finding_book& book)
        : table_(table), reach_(reach), book_(book), uses_(uses_of(table)),
          fixed_(table.positions.size(), false), courses_(table),
          finder_(courses_.positions, courses_.starts) {}

    void run() {
        for (std::uint32_t way = 0; way < table_.ways.size(); ++way) {
            const auto& item = table_.ways[way];
            join(way, item.first);
            join(way, item.first + item.count - 1);
        }
        insert();
    }

private:
    [[nodiscard]] bool meets_nothing(std::uint32_t position) const {
        return uses_[position] == 2 && !fixed_[position];
    }

    void join(std::uint32_t way, std::size_t at) {
        const auto end = table_.chain[at];
        if (!meets_nothing(end)) {
            return;
        }
        const auto found = finder_.nearest(
            table_.positions[end],
            reach_,
            [&](std::uint32_t chain, std::uint32_t /*edge*/) { return chain != way; }
        );
        if (!found) {
            return;
        }
        const auto& other = table_.ways[found->chain];
        const auto was = table_.positions[end];
        metres moved = found->distance;
        if (const auto corner = corner_within(other.first + found->edge, was)) {
            table_.chain[at] = *corner;
            fixed_[*corner] = true;
            ++uses_[*corner];
            moved = distance(was, table_.positions[*corner]);
        } else {
            table_.positions[end] = found->nearest;
            insertions_.push_back({found->chain, found->edge, found->fraction, end});
        }
        fixed_[end] = true;
        book_.add(
            finding_code::road_end_snapped,
            severity::note,
            fmt::format(
                "ends {:.2f} m from road {}; joined to it (tolerance {:g} m)",
                moved.value(),
                other.source_id,
                reach_.value()
            ),
            table_.ways[way].source_id,
            was
        );
    }

    /// The nearer end of an edge where it now is, if within reach.
    [[nodiscard]] std::optional<std::uint32_t> corner_within(std::size_t at, lon_lat from) const {
        const auto a = table_.chain[at];
        const auto b = table_.chain[at + 1];
        const auto to_a = distance(from, table_.positions[a]);
        const auto to_b = distance(from, table_.positions[b]);
        const bool first = to_a <= to_b;
        return std::min(to_a, to_b) <= reach_ ? std::optional(first ? a : b) : std::nullopt;
    }

    void insert() {
        if (insertions_.empty()) {
            return;
        }
        std::stable_sort(
            insertions_.begin(),
            insertions_.end(),
            [](const insertion& a, const insertion& b) {
                return std::tie(a.way, a.edge, a.fraction) < std::tie(b.way, b.edge, b.fraction);
            }
        );
        std::vector<std::uint32_t> chain;
        chain.reserve(table_.chain.size() + insertions_.size());
        auto next = insertions_.begin();
        for (std::uint32_t number = 0; number < table_.ways.size(); ++number) {
            auto& way = table_.ways[number];
            const auto first = chain.size();
            for (std::uint32_t i = 0; i < way.count; ++i) {
                chain.push_back(table_.chain[way.first + i]);
                for (; next != insertions_.end() && next->way == number && next->edge == i;
                     ++next) {
                    chain.push_back(next->position);
                }
            }
            way.first = first;
            way.count = chain.size() - first;
        }
        table_.chain = std::move(chain);
    }

    road_table& table_;
    metres reach_;
    finding_book& book_;
    std::vector<std::uint32_t> uses_;
    std::vector<bool> fixed_;
    const laid_courses courses_;
    chain_finder finder_;
    std::vector<insertion> insertions_;
};

}  // namespace

void snap_ends(road_table& table, metres reach, finding_book& book) {
    end_joiner(table, reach, book).run();
}

}  // namespace geo::detail
