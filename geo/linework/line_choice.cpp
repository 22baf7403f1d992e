// SPDX-License-Identifier: Apache-2.0
#include "geo/linework/line_choice.hpp"

#include "geo/geometry/signed_area.hpp"
#include "geo/linework/control_area.hpp"
#include "geo/linework/near_edge.hpp"
#include "geo/linework/region_map.hpp"
#include "geo/measure/geodesic.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <numbers>
#include <optional>
#include <utility>

namespace geo::detail {

namespace {

/// Candidates left out, told in one sentence.
class left_out_book {
public:
    void add(metres kept, square_metres lost, lon_lat where) {
        ++count_;
        total_ += kept;
        lost_ += lost;
        if (count_ == 1 || kept > longest_) {
            longest_ = kept;
            where_ = where;
        }
    }
    void tell(metres min_length, findings& found) const {
        if (count_ > 0) {
            found.push_back(linework_finding(
                finding_code::line_piece_left_out,
                severity::note,
                fmt::format(
                    "{} pieces shorter than {:.2f} km ({:.2f} km together) were left out, and "
                    "{:.2f} km2 behind them went over to the other side; the longest ({:.2f} km) "
                    "here",
                    count_,
                    in_kilometres(min_length),
                    in_kilometres(total_),
                    in_square_kilometres(lost_),
                    in_kilometres(longest_)
                ),
                where_
            ));
        }
    }

private:
    std::size_t count_ = 0;
    metres total_;
    metres longest_;
    square_metres lost_;
    lon_lat where_;
};

}  // namespace

metres ground_length(const local_frame& frame, const line_string<east_north>& line) {
    return length(unproject(frame, line));
}

namespace {

/// Leaves out candidates one by one; what is left out may turn what is left beside it into
/// something that can be left out too.
class chooser {
public:
    chooser(const std::vector<line_candidate>& all, const border_ground& ground, metres separation)
        : all_(all), ground_(ground), separation_(separation), map_(all, ground),
          dropped_(all.size(), false) {}

    [[nodiscard]] bool is_dropped(std::size_t number) const { return dropped_[number]; }
    [[nodiscard]] const region_map& map() const { return map_; }

    void drop_slivers() {
        repeat([this] {
            bool changed = false;
            for (std::size_t i = 0; i < all_.size(); ++i) {
                if (all_[i].near_edge && !dropped_[i] && is_sliver(i)) {
                    drop(i);
                    changed = true;
                }
            }
            return changed;
        });
    }

    /// Candidates shorter than `min_length` that stay.
    std::vector<std::pair<std::size_t, metres>> drop_short(metres min_length, findings& found) {
        std::vector<std::pair<std::size_t, metres>> waiting;
        for (std::size_t i = 0; i < all_.size(); ++i) {
            const auto size = ground_length(ground_.frame(), all_[i].kept);
            if (!dropped_[i] && size < min_length) {
                waiting.emplace_back(i, size);
            }
        }
        std::stable_sort(waiting.begin(), waiting.end(), [](const auto& a, const auto& b) {
            return a.second < b.second;
        });
        left_out_book book;
        repeat([&] {
            bool changed = false;
            for (const auto& [number, size] : waiting) {
                const auto loss = dropped_[number] ? std::nullopt : map_.loss(number);
                if (loss && *loss <= min_length * min_length) {
                    book.add(size, *loss, middle_of(number));
                    drop(number);
                    changed = true;
                }
            }
            return changed;
        });
        book.tell(min_length, found);
        std::erase_if(waiting, [this](const auto& one) { return dropped_[one.first]; });
        return waiting;
    }

    [[nodiscard]] lon_lat middle_of(std::size_t number) const {
        const auto& kept = all_[number].kept;
        return ground_.frame().unproject(kept[kept.size() / 2]);
    }

private:
    template <class Step>
    static void repeat(Step&& step) {
        while (step()) {
        }
    }

    void drop(std::size_t number) {
        map_.leave_out(number);
        dropped_[number] = true;
    }

    [[nodiscard]] bool is_sliver(std::size_t number) const {
        const auto loss = map_.loss(number);
        if (!loss) {
            return false;
        }
        // An area that holds a disc as wide as the separation is larger than the disc.
        const auto disc = separation_ * separation_ * std::numbers::pi;
        return *loss < disc || !map_.divides(number) ||
               !reaches_deep(map_.lost_outline(number), ground_, separation_);
    }

    const std::vector<line_candidate>& all_;
    const border_ground& ground_;
    metres separation_;
    region_map map_;
    std::vector<bool> dropped_;
};

void tell_pocket(
    const region_map& map, std::size_t number, bool encloses_rest, lon_lat where, findings& found
) {
    found.push_back(linework_finding(
        encloses_rest ? finding_code::area_hole_kept : finding_code::area_detached,
        severity::note,
        fmt::format(
            "{} of {:.1f} km2 is a closed part of the line",
            encloses_rest ? "a pocket enclosed by the control area" : "a detached control area",
            in_square_kilometres(map.area_beside(number, encloses_rest))
        ),
        where
    ));
}

}  // namespace

std::vector<line_candidate> choose_parts(
    std::vector<line_candidate> candidates,
    const border_ground& ground,
    metres separation,
    metres min_length,
    findings& found
) {
    if (candidates.empty()) {
        return candidates;
    }
    chooser choice(candidates, ground, separation);
    choice.drop_slivers();
    for (const auto& [number, size] : choice.drop_short(min_length, found)) {
        found.push_back(linework_finding(
            finding_code::line_too_short,
            severity::note,
            fmt::format(
                "a piece of {:.2f} km was kept although it is short: it cuts off more than {:.0f} "
                "km2, or other parts need it to divide the territory",
                in_kilometres(size),
                in_square_kilometres(min_length * min_length)
            ),
            choice.middle_of(number)
        ));
    }
    std::vector<line_candidate> out;
    for (std::size_t i = 0; i < candidates.size(); ++i) {
        if (choice.is_dropped(i)) {
            continue;
        }
        const auto where = choice.middle_of(i);
        if (!choice.map().divides(i) || choice.map().contradicts(i)) {
            found.push_back(linework_finding(
                finding_code::line_end_unattached,
                severity::error,
                "the line does not divide the territory here: land beside it lies left of one part "
                "and right of another",
                where
            ));
        } else if (candidates[i].where.whole) {
            // Control lies on the right: a chain that runs counter-clockwise encloses the rest.
            const auto& kept = candidates[i].kept;
            const bool encloses_rest = signed_area(kept) > 0;
            tell_pocket(choice.map(), i, encloses_rest, where, found);
        }
    }
    for (std::size_t i = 0; i < candidates.size(); ++i) {
        if (!choice.is_dropped(i)) {
            out.push_back(std::move(candidates[i]));
        }
    }
    return out;
}

}  // namespace geo::detail
