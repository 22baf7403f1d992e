// SPDX-License-Identifier: Apache-2.0
#include "planner/compare/compare_lines.hpp"

#include "geo/base/error.hpp"
#include "geo/frame/local_frame.hpp"
#include "geo/geometry/box.hpp"
#include "geo/linework/split.hpp"
#include "geo/measure/geodesic.hpp"
#include "geo/overlay/overlay.hpp"
#include "planner/check/proposed_sides.hpp"
#include "planner/model/shared_border.hpp"
#include "planner/theatre/count.hpp"
#include "planner/theatre/divide.hpp"
#include "planner/theatre/place_index.hpp"

#include <algorithm>
#include <utility>

namespace planner {

namespace {

/// Ends of proposals may be this far from border or coast; as theatre lines, divide.cpp.
constexpr geo::metres least_reach{2500.0};

std::vector<std::string> split_names(const std::string& text) {
    std::vector<std::string> out;
    std::size_t at = 0;
    while (at <= text.size()) {
        const auto end = std::min(text.find('+', at), text.size());
        out.push_back(text.substr(at, end - at));
        at = end + 1;
    }
    return out;
}

class position_maker {
public:
    position_maker(const theatre& ground, const party_id& owner, geo::findings& found)
        : ground_(ground), owner_(owner), other_(other_than(ground, owner)),
          land_(territory_of(ground, owner)), found_(found) {}

    line_position make(const named_position& wanted) {
        auto out = wanted.given            ? by_proposal(*wanted.given)
                   : wanted.id == "border" ? by_border()
                                           : by_theatre_line(wanted.id);
        out.id = wanted.id;
        out.owner_count = count_in(out.owner_side, ground_);
        out.other_count = count_in(out.other_side, ground_);
        return out;
    }

private:
    [[nodiscard]] line_position by_border() const {
        line_position out;
        const auto* party = ground_.find_party(other_);
        const auto* neighbour =
            party != nullptr ? ground_.find_territory(party->territory) : nullptr;
        out.title = "Recognised border";
        if (neighbour != nullptr) {
            out.title += " with " + neighbour->name;
            out.length = geo::length(
                geo::find_shared_edges(land_.area, neighbour->area, shared_border_tolerance).shared
            );
        }
        out.owner_side = land_.area;
        return out;
    }

    [[nodiscard]] line_position by_theatre_line(const std::string& id) {
        std::optional<theatre_line> joined;
        for (const auto& name : split_names(id)) {
            const auto* line = ground_.find_line(line_id(name));
            if (line == nullptr) {
                std::string known = "border";
                for (const auto& one : ground_.lines) {
                    known += ", " + one.id.str();
                }
                throw geo::input_error(
                    "no line '" + name + "' in theatre '" + ground_.id + "'; there are: " + known +
                    "; several that make one position are joined as a+b; a file is named by its "
                    "path"
                );
            }
            if (!joined) {
                joined = *line;
                continue;
            }
            if (line->left != joined->left || line->right != joined->right) {
                throw geo::input_error(
                    "the lines of '" + id +
                    "' have different parties on their left, so they are not "
                    "joined to one position"
                );
            }
            joined->shape.insert(joined->shape.end(), line->shape.begin(), line->shape.end());
            joined->title += "; " + line->title;
            joined->accuracy = std::max(joined->accuracy, line->accuracy);
        }
        auto sides = divide_territory(ground_, *joined, owner_);
        for (auto& item : sides.found) {
            item.where.layer = id;
        }
        geo::append(found_, std::move(sides.found));
        line_position out;
        out.title = joined->title;
        out.length = geo::length(sides.line);
        out.owner_side = std::move(sides.held_by_owner);
        out.other_side = std::move(sides.held_by_other);
        return out;
    }

    [[nodiscard]] line_position by_proposal(const proposal& what) {
        const auto straight = straightened(what);
        proposed_sides sides = [&] {
            try {
                return divide_by(ground_, straight, owner_, other_, least_reach);
            } catch (const geo::input_error& problem) {
                throw geo::input_error(
                    what.name + ": does not divide the territory '" + land_.name +
                    "': " + problem.what()
                );
            }
        }();
        for (auto& item : sides.found) {
            item.where.file = what.name;
        }
        geo::append(found_, std::move(sides.found));
        line_position out;
        out.title = what.name;
        out.length = geo::length(straight.lines);
        out.owner_side = std::move(sides.owner_side);
        out.other_side = std::move(sides.other_side);
        return out;
    }

    const theatre& ground_;
    const party_id& owner_;
    party_id other_;
    const territory& land_;
    geo::findings& found_;
};

std::vector<std::string> settlements_in(const area& shape, const theatre& ground) {
    std::vector<const settlement*> inside;
    const place_index index({shape});
    for (const auto& one : ground.settlements) {
        if (index.in(0, one.position)) {
            inside.push_back(&one);
        }
    }
    std::stable_sort(inside.begin(), inside.end(), [](const auto* a, const auto* b) {
        return a->population > b->population;
    });
    std::vector<std::string> out;
    for (const auto* one : inside) {
        out.push_back(one->name);
    }
    return out;
}

}  // namespace

line_comparison compare_positions(
    const theatre& ground, const std::vector<named_position>& wanted, const party_id& owner
) {
    if (wanted.size() < 2) {
        throw geo::input_error("at least two positions are needed to compare");
    }
    line_comparison out;
    out.owner = owner;
    out.other = other_than(ground, owner);
    position_maker make(ground, owner, out.found);
    for (const auto& one : wanted) {
        out.positions.push_back(make.make(one));
    }
    const auto chart = geo::local_frame::chart(box_of(territory_of(ground, owner).area));
    const auto common = [&](const area& a, const area& b) {
        return geo::unproject(
            chart, geo::intersection(geo::project(chart, a), geo::project(chart, b))
        );
    };
    for (std::size_t i = 0; i < out.positions.size(); ++i) {
        for (std::size_t j = i + 1; j < out.positions.size(); ++j) {
            const auto& from = out.positions[i];
            const auto& to = out.positions[j];
            position_change made;
            made.from = i;
            made.to = j;
            made.to_owner = common(from.other_side, to.owner_side);
            made.to_other = common(from.owner_side, to.other_side);
            made.to_owner_count = count_in(made.to_owner, ground);
            made.to_other_count = count_in(made.to_other, ground);
            made.to_owner_regions = count_by_region(made.to_owner, ground);
            made.to_other_regions = count_by_region(made.to_other, ground);
            made.settlements_to_owner = settlements_in(made.to_owner, ground);
            made.settlements_to_other = settlements_in(made.to_other, ground);
            out.changes.push_back(std::move(made));
        }
    }
    return out;
}

}  // namespace planner
