// SPDX-License-Identifier: Apache-2.0
#include "planner/zones/line_stretch.hpp"

#include "geo/base/error.hpp"
#include "geo/linework/line_measure.hpp"
#include "planner/model/input_mark.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <utility>

namespace planner {

namespace {

/// An end this near to that of the line is that: the accuracy of chainages.
constexpr geo::metres same_place(0.01);

/// As far as any zone of the terms with a stretch reaches from its line. One for all, so that zones
/// of different depths share their cuts.
geo::metres reach_of(const terms& said) {
    geo::metres out(0);
    for (const auto& start : said.zones) {
        if (!start.stretch) {
            continue;
        }
        auto reach = start.within.value_or(geo::metres(0)) + start.depth_per_side();
        for (auto id = start.from_zone; !id.empty();) {
            const auto inner = std::find_if(said.zones.begin(), said.zones.end(), [&](auto& one) {
                return one.id == id;
            });
            reach += inner->depth_per_side();
            id = inner->from_zone;
        }
        if (start.rule == zone_rule::distance_or_range || start.rule == zone_rule::cannot_reach) {
            for (const auto* system : said.arms.systems_of(start.weapon_classes)) {
                reach = std::max(reach, system->max_range);
            }
        }
        out = std::max(out, reach);
    }
    return std::min(out, geo::largest_zone_distance);
}

/// A line up to a chainage as digitised, and the rest against it: what is left of the first part
/// and nearest to it is then told from what is left of the rest, which is right of it turned round.
lines turned_after(const lines& line, const geo::line_measure& measure, geo::metres chainage) {
    lines out;
    const auto add = [&](geo::line_string<geo::lon_lat> part, bool turned) {
        if (part.size() > 1) {
            if (turned) {
                std::reverse(part.begin(), part.end());
            }
            out.push_back(std::move(part));
        }
    };
    for (std::size_t i = 0; i < line.size(); ++i) {
        const auto start = measure.start_of(i);
        if (chainage <= start || start + measure.length_of(i) <= chainage) {
            add(line[i], chainage <= start);
            continue;
        }
        const auto cut = measure.position_at(i, chainage - start);
        const auto next = line[i].begin() + static_cast<std::ptrdiff_t>(cut.edge) + 1;
        geo::line_string<geo::lon_lat> before(line[i].begin(), next);
        before.push_back(cut.position);
        geo::line_string<geo::lon_lat> after{cut.position};
        after.insert(after.end(), next, line[i].end());
        add(std::move(before), false);
        add(std::move(after), true);
    }
    return out;
}

class stretch_layer {
public:
    stretch_layer(
        const stretch_of& what, const terms& said, zone_ground& ground, geo::findings& found
    )
        : what_(what), said_(said), ground_(ground), found_(found),
          line_(
              what.attached ? ground.sides(what.line, what.at).line
                            : ground.line(what.line, what.at).shape
          ),
          measure_(line_) {}

    area run(const area& shape) {
        const auto [from, to] = ends();
        auto out = shape;
        if (to < measure_.length() - same_place) {
            out = ground_.cut(out, before(to));
        }
        if (from > same_place) {
            out = ground_.without(out, before(from));
        }
        return out;
    }

private:
    [[noreturn]] void fail(const std::string& text) const {
        throw geo::input_error(what_.term.place_of("stretch") + text);
    }

    [[nodiscard]] std::pair<geo::metres, geo::metres> ends() {
        const auto& said = *what_.term.stretch;
        auto from = chainage(said.from);
        auto to = said.to ? chainage(*said.to) : far_end(said.toward);
        if (to < from) {
            std::swap(from, to);
        }
        if (to - from < same_place) {
            fail(
                "the stretch of line '" + what_.line +
                "' begins and ends at one position; give ends that lie apart"
            );
        }
        return {from, to};
    }

    [[nodiscard]] geo::metres chainage(const stretch_end& end, bool silent = false) {
        if (end.along) {
            const geo::line_measure written(ground_.line(what_.line, what_.at).shape);
            if (*end.along > written.length()) {
                fail(fmt::format(
                    "line '{}' is {:.1f} km long, so it has no kilometre {:g}",
                    what_.line,
                    geo::in_kilometres(written.length()),
                    geo::in_kilometres(*end.along)
                ));
            }
            return measure_.chainage_of(written.position_at(*end.along).position).chainage;
        }
        const auto position = end.position ? *end.position : place(end.place);
        const auto foot = measure_.chainage_of(position);
        if (!silent) {
            tell(end, foot);
        }
        return foot.chainage;
    }

    [[nodiscard]] geo::lon_lat place(const std::string& id) {
        if (!id.starts_with(input_mark)) {
            return ground_.place(id, what_.term.place_of("stretch"));
        }
        const auto& points = ground_.points(id);
        if (points.size() != 1) {
            fail(fmt::format(
                "'{}' must hold one point, the end of the stretch; its file holds {}",
                id,
                points.size()
            ));
        }
        return points.front();
    }

    [[nodiscard]] geo::metres far_end(compass direction) const {
        const auto first = measure_.position_at(geo::metres(0)).position;
        const auto last = measure_.position_at(measure_.length()).position;
        const bool by_lon = direction == compass::east || direction == compass::west;
        const auto ahead = by_lon ? (last.lon - first.lon).value() : (last.lat - first.lat).value();
        if (ahead == 0) {
            fail(
                "both ends of line '" + what_.line + "' lie equally far " +
                std::string(name(direction)) + "; say with to = where the stretch ends"
            );
        }
        const bool up = direction == compass::east || direction == compass::north;
        return (ahead > 0) == up ? measure_.length() : geo::metres(0);
    }

    void tell(const stretch_end& end, const geo::line_measure::foot& foot) {
        geo::finding made;
        made.code = geo::finding_code::plan_uncertain_figure;
        made.level = geo::severity::note;
        made.where.lon = foot.position.lon.value();
        made.where.lat = foot.position.lat.value();
        made.text = fmt::format(
            "a stretch of line '{}' begins or ends at its kilometre {:.1f}, nearest to {}, {:.1f} "
            "km from it",
            what_.line,
            geo::in_kilometres(foot.chainage),
            end.position
                ? fmt::format("{:g}, {:g}", end.position->lon.value(), end.position->lat.value())
                : "'" + end.place + "'",
            std::abs(geo::in_kilometres(foot.distance))
        );
        found_.push_back(std::move(made));
    }

    /// The ends of all stretches of this line that can be found, so that grounds are nested.
    [[nodiscard]] std::vector<geo::metres> all_ends() {
        std::vector<geo::metres> out;
        for (const auto& zone : said_.zones) {
            const auto& named = zone.reference_lines;
            const bool here = zone.route == what_.line || zone.other_line == what_.line ||
                              std::any_of(named.begin(), named.end(), [&](const auto& one) {
                                  return one.line == what_.line;
                              });
            if (!zone.stretch || !here) {
                continue;
            }
            for (const auto& end : {std::optional(zone.stretch->from), zone.stretch->to}) {
                try {
                    if (end) {
                        out.push_back(chainage(*end, true));
                    }
                } catch (const missing_input&) {
                    continue;  // told when that zone is laid
                } catch (const geo::input_error&) {
                    continue;
                }
            }
        }
        return out;
    }

    /// The ground nearest to the line up to a chainage: with all that is nearest up to any end of a
    /// stretch before it, which half-way cuts hold to some metres only.
    [[nodiscard]] const area& before(geo::metres chainage) {
        return ground_.remember("nested " + key_of(chainage), [&] {
            area out = nearest_before(chainage);
            for (const auto end : all_ends()) {
                if (end < chainage) {
                    const auto& inner = nearest_before(end);
                    out.insert(out.end(), inner.begin(), inner.end());
                }
            }
            return ground_.unite(out);
        });
    }

    [[nodiscard]] std::string key_of(geo::metres chainage) const {
        const auto* side = !what_.side ? "both" : *what_.side == geo::side::left ? "left" : "right";
        return fmt::format("{} {} {} {}", what_.line, what_.attached, side, chainage.value());
    }

    [[nodiscard]] const area& nearest_before(geo::metres chainage) {
        return ground_.remember(key_of(chainage), [&] {
            const auto turned = turned_after(line_, measure_, chainage);
            const auto on = [&](const lines& of, geo::side which) {
                return geo::one_sided_zone(of, reach_of(said_), which, geo::end_cap::round).area;
            };
            if (what_.side) {
                return on(turned, *what_.side);
            }
            const auto left = on(line_, geo::side::left);
            auto out = ground_.cut(on(turned, geo::side::left), left);
            const auto right = ground_.without(on(turned, geo::side::right), left);
            out.insert(out.end(), right.begin(), right.end());
            return ground_.unite(out);
        });
    }

    const stretch_of& what_;
    const terms& said_;
    zone_ground& ground_;
    geo::findings& found_;
    const lines& line_;
    geo::line_measure measure_;
};

}  // namespace

area ground_of_stretch(
    const stretch_of& what,
    const area& shape,
    const terms& said,
    zone_ground& ground,
    geo::findings& found
) {
    return stretch_layer(what, said, ground, found).run(shape);
}

}  // namespace planner
