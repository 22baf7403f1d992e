// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "planner/presence/scene.hpp"

#include <deque>
#include <map>
#include <memory>
#include <optional>
#include <vector>

namespace planner::detail {

/// Where the forces of each party may stand under the terms, and how near to a position.
///
/// A party's forces may stand on its side of the line, less what they have left, less the zones in
/// force that keep forces out of it; the other party's also in vacated areas where the entry rule lets
/// the owner in. Land beyond the recognised border is not looked at when there is a withdrawal to it.
class standing {
public:
    explicit standing(const scene& in);

    /// Instants at which the answer changes.
    [[nodiscard]] const std::vector<instant>& changes() const { return changes_; }

    struct nearest {
        geo::metres distance;
        geo::lon_lat position;
    };
    enum class who { withdrawing, other };
    /// The nearest place to `p` where the party may stand at `when`; none when there is none.
    [[nodiscard]] std::optional<nearest> near(who party, geo::lon_lat p, instant when);

    /// How far apart forces may be, seen from `p`: from the nearest place where one side may stand to
    /// the nearest to that where the other may, and the other way round; the smaller. Looked for only
    /// where both may stand within twice `limit`.
    [[nodiscard]] std::optional<geo::metres> apart(geo::lon_lat p, instant when, geo::metres limit);

private:
    struct ground {
        area shape;
        std::optional<geo::line_measure> edge;
        place_index inside;
        std::map<std::pair<double, double>, nearest> asked;
    };
    struct piece {
        who party{};
        time_span when;
        area shape;
        std::map<std::vector<std::size_t>, std::unique_ptr<ground>> without;  ///< zones taken off
    };

    void add(who party, time_span when, const area& shape);
    [[nodiscard]] std::vector<std::size_t> zones_at(who party, instant when) const;
    [[nodiscard]] ground& ground_of(piece& of, const std::vector<std::size_t>& zones) const;

    const scene& in_;
    std::deque<piece> pieces_;
    std::vector<instant> changes_;
};

}  // namespace planner::detail
