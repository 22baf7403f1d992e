// SPDX-License-Identifier: Apache-2.0
#include "geo/linework/border_walk.hpp"

#include <algorithm>
#include <cmath>
#include <iterator>
#include <utility>

namespace geo::detail {

closed_path::closed_path(ring<east_north> chain) : chain_(std::move(chain)) {
    reached_.reserve(chain_.size());
    double way = 0;
    for (std::size_t i = 0; i < chain_.size(); ++i) {
        way += i > 0 ? plane_distance(chain_[i - 1], chain_[i]).value() : 0.0;
        reached_.push_back(way);
    }
}

std::size_t closed_path::edge_at(double way) const {
    const auto next = std::upper_bound(reached_.begin() + 1, reached_.end() - 1, way);
    return static_cast<std::size_t>(std::distance(reached_.begin(), next)) - 1;
}

east_north closed_path::at(double way) const {
    const double once = way - length() * std::floor(way / length());
    const auto edge = edge_at(once);
    const double size = reached_[edge + 1] - reached_[edge];
    return between(chain_[edge], chain_[edge + 1], size > 0 ? (once - reached_[edge]) / size : 0);
}

line_string<east_north> closed_path::stretch(double from, double to) const {
    line_string<east_north> out{at(from)};
    const auto edges = chain_.size() - 1;
    const double rounds = std::floor(from / length());
    auto edge = edge_at(from - rounds * length());
    double base = rounds * length();
    // A position within a millimetre of an end would make an edge without a direction.
    constexpr double apart = 0.001;
    while (true) {
        const double way = base + reached_[edge + 1];
        if (way > to - apart) {
            break;
        }
        if (way > from + apart) {
            out.push_back(chain_[edge + 1]);
        }
        if (++edge == edges) {
            edge = 0;
            base += length();
        }
    }
    out.push_back(at(to));
    return out;
}

namespace {

/// Walks a path as fast as the distance to the territory's edge allows: from a place where it
/// differs from the separation by g, nothing can change for g metres of way.
class walker {
public:
    walker(const closed_path& path, const border_ground& ground, metres separation)
        : path_(path), ground_(ground), separation_(separation) {}

    struct reading {
        bool kept = false;
        double safe = 0;  ///< way for which nothing changes
    };

    [[nodiscard]] reading read(double way, bool known_inside) const {
        const auto p = path_.at(way);
        const double gap = (ground_.distance(p) - separation_).value();
        if (gap <= 0) {
            return {false, -gap};
        }
        if (known_inside || ground_.contains(p)) {
            return {true, gap};
        }
        return {false, gap + 2.0 * separation_.value()};
    }

    /// Between two places that differ, where the change is.
    [[nodiscard]] double change(double before, double after, bool kept_before) const {
        while (after - before > 0.001) {
            const double middle = (before + after) / 2;
            (read(middle, false).kept == kept_before ? before : after) = middle;
        }
        return (before + after) / 2;
    }

    struct turn {
        double way;
        bool kept_after;
    };

    [[nodiscard]] std::vector<turn> turns() const {
        // The shortest step, and a margin for the change of scale along a step.
        constexpr double least = 2.0;
        constexpr double margin = 0.999;
        std::vector<turn> out;
        double way = 0;
        auto now = read(0, false);
        while (way < path_.length()) {
            const double step = std::max(least, now.safe * margin);
            const double next = std::min(path_.length(), way + step);
            const auto then = read(next, now.kept && step <= now.safe);
            if (then.kept != now.kept) {
                out.push_back({change(way, next, now.kept), then.kept});
            }
            way = next;
            now = then;
        }
        return out;
    }

private:
    const closed_path& path_;
    const border_ground& ground_;
    metres separation_;
};

}  // namespace

std::vector<kept_stretch> kept_stretches(
    const closed_path& path, const border_ground& ground, metres separation
) {
    const walker walk(path, ground, separation);
    const bool kept_at_start = walk.read(0, false).kept;
    const auto turns = walk.turns();
    if (turns.empty()) {
        return kept_at_start ? std::vector<kept_stretch>{{0, path.length(), true}}
                             : std::vector<kept_stretch>{};
    }
    std::vector<kept_stretch> out;
    for (std::size_t i = 0; i < turns.size(); ++i) {
        if (!turns[i].kept_after) {
            continue;
        }
        const auto& next = turns[(i + 1) % turns.size()];
        out.push_back({turns[i].way, next.way + (i + 1 == turns.size() ? path.length() : 0), false}
        );
    }
    return out;
}

}  // namespace geo::detail
