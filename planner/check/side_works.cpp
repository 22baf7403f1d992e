// SPDX-License-Identifier: Apache-2.0
#include "planner/check/side_works.hpp"

#include "planner/check/line_cuts.hpp"
#include "planner/theatre/place_index.hpp"
#include "planner/theatre/region_finder.hpp"

#include <algorithm>
#include <map>
#include <optional>
#include <set>

namespace planner {

namespace {

/// Less than this of a road on a side is where it ends on the line.
constexpr geo::metres least_piece{10.0};

/// `M18/E105 (Kharkiv - Merefa)`, as far as the layer says.
std::string title_of(const road& one) {
    const auto stretch = !one.name.empty()   ? one.name
                         : !one.from.empty() ? one.from + " - " + one.to
                                             : std::string();
    if (one.ref.empty()) {
        return stretch.empty() ? one.road_class : stretch;
    }
    return stretch.empty() ? one.ref : one.ref + " (" + stretch + ")";
}

class works_counter {
public:
    works_counter(const theatre& ground, const area& first, const area& second)
        : ground_(ground), sides_({first, second}), regions_(ground.regions),
          cuts_(areas_of(ground, first, second)) {}

    side_works count() {
        for (std::size_t i = 0; i < ground_.roads.size(); ++i) {
            add_road(ground_.roads[i], i);
        }
        for (const auto& one : ground_.crossings) {
            add_place(one.position, &works_count::crossings);
        }
        for (const auto& one : ground_.infrastructure) {
            add_place(one.position, &works_count::facilities);
        }
        return finished();
    }

private:
    /// Number of a region, or that of all regions for none.
    using region_number = std::size_t;

    struct tally {
        works_count counts;
        std::set<std::string> roads;
    };

    static std::vector<const area*> areas_of(
        const theatre& ground, const area& first, const area& second
    ) {
        std::vector<const area*> out{&first, &second};
        for (const auto& one : ground.regions) {
            out.push_back(&one.area);
        }
        return out;
    }

    [[nodiscard]] region_number region_at(geo::lon_lat p) const {
        return regions_.find(p).value_or(ground_.regions.size());
    }

    /// Applies `change` to the tallies of the whole side and of the region at a position.
    template <class Change>
    void at(std::size_t side, geo::lon_lat p, const Change& change) {
        change(all_.at(side));
        change(by_region_.at(side)[region_at(p)]);
    }

    void add_place(geo::lon_lat p, std::size_t works_count::*what) {
        if (const auto side = sides_.find(p)) {
            at(*side, p, [&](tally& one) { ++(one.counts.*what); });
        }
    }

    void add_road(const road& one, std::size_t number) {
        const auto key = one.ref.empty() ? "\n" + std::to_string(number) : one.ref;
        std::array<geo::metres, 2> lengths{};
        cuts_.for_each_piece(one.shape, [&](geo::lon_lat middle, geo::metres length) {
            const auto side = sides_.find(middle);
            if (!side) {
                return;
            }
            lengths.at(*side) += length;
            at(*side, middle, [&](tally& into) {
                into.counts.road_length += length;
                into.roads.insert(key);
            });
        });
        if (lengths[0] > least_piece && lengths[1] > least_piece) {
            out_.roads_cut.push_back(title_of(one));
        }
    }

    side_works finished() {
        const auto closed = [](tally& one) {
            one.counts.roads = one.roads.size();
            return one.counts;
        };
        for (std::size_t side = 0; side < 2; ++side) {
            out_.all.at(side) = closed(all_.at(side));
            for (auto& [number, one] : by_region_.at(side)) {
                auto made = closed(one);
                made.region =
                    number < ground_.regions.size() ? ground_.regions[number].id : region_id();
                out_.by_region.at(side).push_back(made);
            }
        }
        return std::move(out_);
    }

    const theatre& ground_;
    place_index sides_;
    region_finder regions_;
    line_cuts cuts_;
    std::array<tally, 2> all_;
    std::array<std::map<region_number, tally>, 2> by_region_;
    side_works out_;
};

}  // namespace

side_works count_works(const theatre& ground, const area& first_side, const area& second_side) {
    return works_counter(ground, first_side, second_side).count();
}

}  // namespace planner
