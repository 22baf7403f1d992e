// SPDX-License-Identifier: Apache-2.0
#include "geo/linework/line_choice.hpp"

#include "geo/linework/control_area.hpp"
#include "geo/measure/geodesic.hpp"
#include "geo/overlay/overlay.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <cmath>
#include <numeric>
#include <optional>

namespace geo::detail {

namespace {

constexpr std::size_t nowhere = static_cast<std::size_t>(-1);

/// The regions beside one candidate.
struct beside {
    std::size_t left = nowhere;
    std::size_t right = nowhere;
    double left_length = 0;  ///< of the shared edges it was found by
    double right_length = 0;
};

/// The regions that candidates cut a territory into.
class regions {
public:
    regions(const std::vector<line_candidate>& candidates, const border_ground& ground)
        : beside_(candidates.size()), ground_(ground) {
        multi_line_string<east_north> lines;
        for (const auto& one : candidates) {
            lines.push_back(one.whole());
        }
        const edge_index edges(lines);
        auto arrangement = lines;
        for_each_ring(ground.area(), [&](const auto& chain) {
            arrangement.emplace_back(chain.begin(), chain.end());
        });
        for (const auto& face : faces(arrangement)) {
            add(face, edges);
        }
        parent_.resize(area_.size());
        std::iota(parent_.begin(), parent_.end(), std::size_t{0});
        degree_.assign(area_.size(), 0);
        for (const auto& one : beside_) {
            if (one.left != nowhere && one.right != nowhere) {
                ++degree_[one.left];
                ++degree_[one.right];
            }
        }
    }

    [[nodiscard]] bool divides(std::size_t candidate) const {
        const auto& one = beside_[candidate];
        return one.left != nowhere && one.right != nowhere && root(one.left) != root(one.right);
    }

    /// Area that changes sides when the candidate is left out; none when that is impossible.
    [[nodiscard]] std::optional<square_metres> loss(std::size_t candidate) const {
        if (!divides(candidate)) {
            return square_metres(0);
        }
        std::optional<square_metres> least;
        for (const auto region : {root(beside_[candidate].left), root(beside_[candidate].right)}) {
            if (degree_[region] == 1 && (!least || area_[region] < *least)) {
                least = area_[region];
            }
        }
        return least;
    }

    void leave_out(std::size_t candidate) {
        if (!divides(candidate)) {
            return;
        }
        const auto left = root(beside_[candidate].left);
        const auto right = root(beside_[candidate].right);
        parent_[left] = right;
        area_[right] += area_[left];
        degree_[right] += degree_[left] - 2;
        beside_[candidate] = {};
    }

private:
    [[nodiscard]] std::size_t root(std::size_t region) const {
        while (parent_[region] != region) {
            region = parent_[region];
        }
        return region;
    }

    /// An edge of a face that is a piece of a candidate.
    struct shared_edge {
        std::size_t candidate;
        bool face_on_left;
        double length;
    };

    void add(const polygon<east_north>& face, const edge_index& edges) {
        std::vector<shared_edge> shared;
        for_each_ring(multi_polygon<east_north>{face}, [&](const auto& chain) {
            for (std::size_t i = 1; i < chain.size(); ++i) {
                if (const auto edge = find_shared(edges, chain[i - 1], chain[i])) {
                    shared.push_back(*edge);
                }
            }
        });
        // Faces outside lie between ends that run beyond the edge, or are holes of the territory.
        if (shared.empty() || !ground_.contains(inner_position(face))) {
            return;
        }
        for (const auto& edge : shared) {
            auto& one = beside_[edge.candidate];
            auto& region = edge.face_on_left ? one.left : one.right;
            auto& most = edge.face_on_left ? one.left_length : one.right_length;
            if (edge.length > most) {
                region = area_.size();
                most = edge.length;
            }
        }
        area_.push_back(area(unproject(ground_.frame(), {face})));
    }

    [[nodiscard]] static std::optional<shared_edge> find_shared(
        const edge_index& edges, east_north a, east_north b
    ) {
        const double size = plane_distance(a, b).value();
        // Cut positions are rounded to the overlay's grid; shorter edges have no direction on it.
        if (size < 0.05) {
            return std::nullopt;
        }
        const auto hits = edges.within(between(a, b, 0.5), 4.0 * overlay_grid);
        if (hits.empty()) {
            return std::nullopt;
        }
        const auto& line = hits.front().found;
        const double dot = (b.east - a.east).value() * (line.b.east - line.a.east).value() +
                           (b.north - a.north).value() * (line.b.north - line.a.north).value();
        const double cosine = dot / (size * plane_distance(line.a, line.b).value());
        if (!(std::abs(cosine) > 0.9)) {
            return std::nullopt;
        }
        return shared_edge{line.chain, cosine > 0, size};
    }

    std::vector<beside> beside_;
    const border_ground& ground_;
    std::vector<square_metres> area_;
    std::vector<std::size_t> parent_;
    std::vector<std::size_t> degree_;
};

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
    regions map(candidates, ground);
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
