// SPDX-License-Identifier: Apache-2.0
#include "geo/linework/line_choice.hpp"

#include "geo/linework/control_area.hpp"
#include "geo/linework/region_map.hpp"
#include "geo/measure/geodesic.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <optional>

namespace geo::detail {

namespace {

std::string at_text(lon_lat p) {
    return fmt::format("lon {:.4f} lat {:.4f}", p.lon.value(), p.lat.value());
}

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

std::vector<line_candidate> choose_parts(
    std::vector<line_candidate> candidates,
    const border_ground& ground,
    metres min_length,
    findings& found
) {
    if (candidates.empty()) {
        return candidates;
    }
    region_map map(candidates, ground);
    struct short_one {
        std::size_t number;
        metres kept;
        lon_lat where;
    };
    std::vector<short_one> waiting;
    for (std::size_t i = 0; i < candidates.size(); ++i) {
        const auto kept = ground_length(ground.frame(), candidates[i].kept);
        if (kept < min_length) {
            const auto& middle = candidates[i].kept[candidates[i].kept.size() / 2];
            waiting.push_back({i, kept, ground.frame().unproject(middle)});
        }
    }
    std::stable_sort(waiting.begin(), waiting.end(), [](const auto& a, const auto& b) {
        return a.kept < b.kept;
    });
    // What is left out may turn what is left beside it into something that can be left out.
    left_out_book book;
    std::vector<bool> dropped(candidates.size(), false);
    const auto most = min_length * min_length;
    bool changed = true;
    while (changed) {
        changed = false;
        for (const auto& one : waiting) {
            const auto loss = dropped[one.number] ? std::nullopt : map.loss(one.number);
            if (loss && *loss <= most) {
                book.add(one.kept, *loss, one.where);
                map.leave_out(one.number);
                dropped[one.number] = true;
                changed = true;
            }
        }
    }
    book.tell(min_length, found);
    for (const auto& one : waiting) {
        if (!dropped[one.number]) {
            found.push_back(linework_finding(
                finding_code::line_too_short,
                severity::note,
                fmt::format(
                    "a piece of {:.2f} km was kept although it is short: it cuts off more than "
                    "{:.0f} km2, or other parts need it to divide the territory",
                    in_kilometres(one.kept),
                    in_square_kilometres(most)
                ),
                one.where
            ));
        }
    }
    std::vector<line_candidate> out;
    for (std::size_t i = 0; i < candidates.size(); ++i) {
        if (dropped[i]) {
            continue;
        }
        if (!map.divides(i)) {
            const auto where = ground.frame().unproject(candidates[i].kept.front());
            found.push_back(linework_finding(
                finding_code::line_end_unattached,
                severity::error,
                "the same region lies on both sides of the part that starts at " + at_text(where),
                where
            ));
        }
        out.push_back(std::move(candidates[i]));
    }
    return out;
}

}  // namespace geo::detail
