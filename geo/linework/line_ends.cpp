// SPDX-License-Identifier: Apache-2.0
#include "geo/linework/line_ends.hpp"

#include <algorithm>
#include <array>
#include <iterator>
#include <limits>
#include <optional>

namespace geo::detail {

namespace {

/// Along its path a lead may go this many separations: any farther it hugs the edge.
constexpr double longest_follow = 3.0;

/// A position outside of the territory beyond `crossing` in the direction from `from`, as far as
/// `overshoot` if nothing lies in between; none when the edge is only touched there.
std::optional<east_north> beyond(
    const border_ground& ground, east_north from, east_north crossing, metres overshoot
) {
    const double way = plane_distance(from, crossing).value();
    if (way <= 0) {
        return std::nullopt;
    }
    for (const double part : {1.0, 0.5, 0.25, 0.1, 0.05}) {
        const double extra = overshoot.value() * part;
        const auto end = between(from, crossing, 1.0 + extra / way);
        // The crossing itself is met again within the rounding of its position.
        if (!ground.contains(end) && !ground.first_crossing(crossing, end, 0.01 / extra)) {
            return end;
        }
    }
    return std::nullopt;
}

class leader {
public:
    leader(const border_ground& ground, metres separation, metres overshoot)
        : ground_(ground), separation_(separation), overshoot_(overshoot) {}

    /// `way` starts at the end of a stretch and walks away from it.
    [[nodiscard]] std::optional<lead> follow(const line_string<east_north>& way) const {
        lead out;
        out.kind = lead_kind::followed;
        for (std::size_t i = 1; i < way.size(); ++i) {
            double from = 0;
            while (const auto at = ground_.first_crossing(way[i - 1], way[i], from)) {
                const auto crossing = between(way[i - 1], way[i], at->fraction);
                if (const auto end = beyond(ground_, way[i - 1], crossing, overshoot_)) {
                    out.shape.push_back(*end);
                    out.landing = at->at;
                    out.landing_position = crossing;
                    out.before_landing = way[i - 1];
                    return out;
                }
                from = at->fraction;
            }
            out.shape.push_back(way[i]);
        }
        return std::nullopt;
    }

    [[nodiscard]] lead straight(east_north from) const {
        const auto nearest = ground_.nearest(from);
        const auto end = beyond(ground_, from, nearest.position, overshoot_);
        return {
            lead_kind::straight,
            {end.value_or(nearest.position)},
            nearest.at,
            nearest.position,
            from};
    }

    [[nodiscard]] double longest(double room) const {
        return std::min(longest_follow * separation_.value(), room);
    }

private:
    const border_ground& ground_;
    metres separation_;
    metres overshoot_;
};

/// The leads' shapes with the position they start at.
line_string<east_north> lead_line(east_north from, const lead& way) {
    line_string<east_north> out{from};
    out.insert(out.end(), way.shape.begin(), way.shape.end());
    return out;
}

template <class Use>
void for_each_lead(std::vector<line_candidate>& all, Use&& use) {
    for (auto& one : all) {
        if (!one.where.whole) {
            use(one.kept.front(), one.before);
            use(one.kept.back(), one.after);
        }
    }
}

/// Followed leads that a straight one crosses become straight; one more can then be crossed, so
/// again until none is.
void straighten_crossed(std::vector<line_candidate>& all, const leader& leads) {
    bool changed = true;
    while (changed) {
        changed = false;
        multi_line_string<east_north> straight;
        for_each_lead(all, [&](east_north from, lead& way) {
            if (way.kind == lead_kind::straight) {
                straight.push_back(lead_line(from, way));
            }
        });
        const edge_index edges(straight);
        const auto crossed = [&](const line_string<east_north>& way) {
            for (std::size_t i = 1; i < way.size(); ++i) {
                const east_north low{
                    std::min(way[i - 1].east, way[i].east),
                    std::min(way[i - 1].north, way[i].north)};
                const east_north high{
                    std::max(way[i - 1].east, way[i].east),
                    std::max(way[i - 1].north, way[i].north)};
                for (const auto& edge : edges.touching(low, high)) {
                    if (meeting(way[i - 1], way[i], edge.a, edge.b)) {
                        return true;
                    }
                }
            }
            return false;
        };
        for_each_lead(all, [&](east_north from, lead& way) {
            if (way.kind == lead_kind::followed && crossed(lead_line(from, way))) {
                way = leads.straight(from);
                changed = true;
            }
        });
    }
}

}  // namespace

line_string<east_north> line_candidate::whole() const {
    line_string<east_north> out(before.shape.rbegin(), before.shape.rend());
    out.insert(out.end(), kept.begin(), kept.end());
    out.insert(out.end(), after.shape.begin(), after.shape.end());
    return out;
}

std::vector<line_candidate> lead_on(
    const std::vector<closed_path>& paths,
    const border_ground& ground,
    metres separation,
    metres overshoot
) {
    const leader leads(ground, separation, overshoot);
    std::vector<line_candidate> out;
    for (std::size_t number = 0; number < paths.size(); ++number) {
        const auto& path = paths[number];
        const auto stretches = kept_stretches(path, ground, separation);
        for (std::size_t i = 0; i < stretches.size(); ++i) {
            line_candidate made;
            made.path = number;
            made.where = stretches[i];
            if (made.where.whole) {
                made.kept = line_string<east_north>(path.chain().begin(), path.chain().end());
                out.push_back(std::move(made));
                continue;
            }
            const auto& [from, to, whole] = made.where;
            made.kept = path.stretch(from, to);
            const bool last = i + 1 == stretches.size();
            const double next =
                last ? stretches.front().from + path.length() : stretches[i + 1].from;
            const double before =
                i == 0 ? stretches.back().to - path.length() : stretches[i - 1].to;
            const auto on = path.stretch(to, to + leads.longest(next - to));
            auto back = path.stretch(from - leads.longest(from - before), from);
            std::reverse(back.begin(), back.end());
            made.after = leads.follow(on).value_or(leads.straight(made.kept.back()));
            made.before = leads.follow(back).value_or(leads.straight(made.kept.front()));
            out.push_back(std::move(made));
        }
    }
    straighten_crossed(out, leads);
    return out;
}

}  // namespace geo::detail
