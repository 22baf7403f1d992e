// SPDX-License-Identifier: Apache-2.0
#include "planner/zones/zone_ground.hpp"

#include "geo/base/error.hpp"
#include "geo/linework/split.hpp"
#include "geo/measure/geodesic.hpp"
#include "geo/overlay/overlay.hpp"
#include "planner/model/input_mark.hpp"
#include "planner/model/names.hpp"
#include "planner/model/roles.hpp"

#include <algorithm>
#include <utility>

namespace planner {

namespace {

using namespace geo::literals;

/// An end within this distance of border or coast belongs there whatever the line's accuracy: the
/// width of a river mouth (as planner/theatre/divide.cpp).
constexpr geo::metres shortest_reach = 5_km;

template <class Items>
std::vector<std::string> ids_of(const Items& items) {
    std::vector<std::string> out;
    for (const auto& one : items) {
        out.push_back(one.id.str());
    }
    return out;
}

/// `ID` of `input:ID`; anything else as it is.
std::string bare(const std::string& id) {
    return id.starts_with(input_mark) ? id.substr(input_mark.size()) : id;
}

/// Once only: led on twice, a line would get ends that are in no annex, and zones about them.
geo::attached_line led_on(const reference_line& of, const area& land) {
    return of.attached
               ? geo::attached_line{of.shape, {}}
               : geo::attach_ends(of.shape, land, std::max(shortest_reach, 2.0 * of.accuracy));
}

void add(area& to, const area& what) {
    to.insert(to.end(), what.begin(), what.end());
}

}  // namespace

zone_ground::zone_ground(const plan& so_far, geo::local_frame chart, given_inputs inputs)
    : plan_(so_far), chart_(std::move(chart)), inputs_(std::move(inputs)) {}

party_id zone_ground::party(const std::string& role) const {
    return party_in_role(plan_.ground, role);
}

bool zone_ground::is_given(const std::string& id) const {
    return id.starts_with(input_mark) && inputs_.contains(bare(id));
}

const given_input& zone_ground::input(const std::string& id) const {
    const auto found = inputs_.find(bare(id));
    if (found == inputs_.end()) {
        throw missing_input{bare(id)};
    }
    return found->second;
}

const reference_line& zone_ground::line(const std::string& id, const std::string& where) {
    const auto known = lines_.find(id);
    if (known != lines_.end()) {
        return known->second;
    }
    reference_line made;
    if (is_given(id)) {
        made.shape = input(id).line;
    } else {
        const auto* found = plan_.ground.find_line(line_id(bare(id)));
        if (found == nullptr && bare(id) != id) {
            throw missing_input{bare(id)};
        }
        if (found == nullptr) {
            throw geo::input_error(
                where + unknown_name("line", id, plan_.ground.id, ids_of(plan_.ground.lines))
            );
        }
        made.accuracy = found->accuracy;
        made.left = found->left;
        made.right = found->right;
        if (plan_.contact_id == found->id && !plan_.contact.empty()) {
            made.shape = plan_.contact;
            made.attached = true;
        } else {
            for (const auto& part : found->shape) {
                made.shape.push_back(geo::densify(part, found->edges, geo::metres(0.25)));
            }
        }
    }
    return lines_.emplace(id, std::move(made)).first->second;
}

const area* zone_ground::territory_of(const party_id& who) const {
    const auto* party = plan_.ground.find_party(who);
    const auto* land = party != nullptr ? plan_.ground.find_territory(party->territory) : nullptr;
    return land != nullptr ? &land->area : nullptr;
}

bool zone_ground::divide_all(const reference_line& of, line_sides& out) {
    try {
        const auto& land = land_of_parties();
        auto attached = led_on(of, land);
        auto sides = geo::split_territory(land, attached.lines, chart_);
        out.line = std::move(attached.lines);
        out.left = std::move(sides.left);
        out.right = std::move(sides.right);
        geo::append(found_, std::move(attached.found));
        geo::append(found_, std::move(sides.found));
        return true;
    } catch (const geo::input_error&) {
        return false;
    }
}

/// Divides the land of one party only; the other party's own land is on its side.
bool zone_ground::divide_one(const reference_line& of, bool left_owns, line_sides& out) {
    const auto left = of.left.str().empty() ? plan_.other : of.left;
    const auto right = of.right.str().empty() ? plan_.withdrawing : of.right;
    const auto* land = territory_of(left_owns ? left : right);
    const auto* other = territory_of(left_owns ? right : left);
    if (land == nullptr || other == nullptr) {
        return false;
    }
    try {
        auto attached = led_on(of, *land);
        auto sides = geo::split_territory(*land, attached.lines, chart_);
        out.line = std::move(attached.lines);
        out.left = std::move(sides.left);
        out.right = std::move(sides.right);
        geo::append(found_, std::move(attached.found));
        geo::append(found_, std::move(sides.found));
    } catch (const geo::input_error&) {
        return false;
    }
    if (other != land) {
        (left_owns ? out.right_beyond : out.left_beyond) = without(*other, *land);
        auto& side = left_owns ? out.right : out.left;
        add(side, left_owns ? out.right_beyond : out.left_beyond);
        side = unite(side);
    }
    return true;
}

line_sides zone_ground::make_sides(const std::string& id, const std::string& where) {
    const auto& of = line(id, where);
    line_sides out;
    if (bare(id) == plan_.contact_id.str() && !is_given(id) && plan_.said.withdrawal &&
        !plan_.said.withdrawal->holds_all()) {
        const bool left_owns = of.left == plan_.other;
        out.line = plan_.contact;
        out.left = left_owns ? plan_.other_side : plan_.held;
        out.right = left_owns ? plan_.held : plan_.other_side;
        const auto* land = territory_of(plan_.other);
        const auto* own = territory_of(plan_.withdrawing);
        if (own != nullptr && own != land) {
            auto& beyond = left_owns ? out.right_beyond : out.left_beyond;
            beyond = without(*own, *land);
            auto& side = left_owns ? out.right : out.left;
            add(side, beyond);
            side = unite(side);
        }
        return out;
    }
    if (divide_all(of, out) || divide_one(of, true, out) || divide_one(of, false, out)) {
        return out;
    }
    out.divides = false;
    out.line = of.shape;
    geo::finding told;
    told.code = geo::finding_code::line_end_unattached;
    told.level = geo::severity::warning;
    told.where.layer = id;
    told.text = "line '" + id +
                "' does not divide the land of the parties; whose side is whose is told by the "
                "nearest stretch of the line";
    found_.push_back(std::move(told));
    return out;
}

const line_sides& zone_ground::sides(const std::string& id, const std::string& where) {
    const auto known = sides_.find(id);
    return known != sides_.end() ? known->second
                                 : sides_.emplace(id, make_sides(id, where)).first->second;
}

geo::side zone_ground::side_of(
    const std::string& id, const party_id& who, const std::string& where
) {
    const auto& of = line(id, where);
    if (of.left == who || of.right == who) {
        return of.left == who ? geo::side::left : geo::side::right;
    }
    const auto main = plan_.contact_id.str();
    const auto& by_main = line(main, where);
    if (id != main && (by_main.left == who || by_main.right == who)) {
        const auto& own_sides = sides(main, where);
        const auto& own = by_main.left == who ? own_sides.left : own_sides.right;
        const auto& here = sides(id, where);
        if (here.divides) {
            // Its own is the side of which it holds the larger share.
            const auto share = [&](const area& side) {
                return geo::area(cut(side, own)) / geo::area(side);
            };
            return share(here.left) > share(here.right) ? geo::side::left : geo::side::right;
        }
    }
    throw geo::input_error(
        where + "line '" + id + "' has '" + of.left.str() + "' on its left and '" + of.right.str() +
        "' on its right; it does not say on which side '" + who.str() + "' is"
    );
}

const area& zone_ground::named_area(const std::string& id, const std::string& where) {
    if (is_given(id)) {
        return input(id).polygon;
    }
    const auto known = areas_.find(id);
    if (known != areas_.end()) {
        return known->second;
    }
    std::vector<std::string> names;
    const auto look = [&](const auto& items) -> const area* {
        for (const auto& one : items) {
            if (one.id.str() == bare(id) || one.name == id) {
                return &one.area;
            }
            names.push_back(one.id.str());
        }
        return nullptr;
    };
    const auto* found = look(plan_.ground.reserved);
    found = found != nullptr ? found : look(plan_.ground.territories);
    found = found != nullptr ? found : look(plan_.ground.regions);
    if (found == nullptr && bare(id) != id) {
        throw missing_input{bare(id)};
    }
    if (found == nullptr) {
        throw unknown_ground(where + unknown_name("area", id, plan_.ground.id, names));
    }
    return areas_.emplace(id, *found).first->second;
}

geo::lon_lat zone_ground::place(const std::string& id, const std::string& where) const {
    std::vector<std::string> names;
    const auto look = [&](const auto& items) -> const geo::lon_lat* {
        for (const auto& one : items) {
            if (one.id.str() == id || one.name == id) {
                return &one.position;
            }
            names.insert(names.end(), {one.id.str(), one.name});
        }
        return nullptr;
    };
    for (const auto* found :
         {look(plan_.ground.settlements),
          look(plan_.ground.sites),
          look(plan_.ground.infrastructure),
          look(plan_.ground.crossings)}) {
        if (found != nullptr) {
            return *found;
        }
    }
    const auto near = nearest_word(id, names);
    throw unknown_ground(
        where + "place '" + id + "' is no settlement, site, facility or crossing of theatre '" +
        plan_.ground.id + "'; " + (near.empty() ? "" : "did you mean '" + near + "'? Else ") +
        "give its position, [lon, lat]"
    );
}

const std::vector<geo::lon_lat>& zone_ground::points(const std::string& id) const {
    return input(id).points;
}

const area& zone_ground::land_of_parties() {
    if (!parties_) {
        area all;
        const auto* one = territory_of(plan_.other);
        const auto* two = territory_of(plan_.withdrawing);
        for (const auto* land : {one, two == one ? nullptr : two}) {
            if (land != nullptr) {
                add(all, *land);
            }
        }
        parties_ = unite(all);
    }
    return *parties_;
}

const area& zone_ground::all_land() {
    if (!all_) {
        area all;
        for (const auto& one : plan_.ground.territories) {
            add(all, one.area);
        }
        all_ = unite(all);
    }
    return *all_;
}

std::vector<const territory*> zone_ground::third_states() const {
    std::vector<const territory*> out;
    for (const auto& one : plan_.ground.territories) {
        if (&one.area != territory_of(plan_.other) &&
            &one.area != territory_of(plan_.withdrawing)) {
            out.push_back(&one);
        }
    }
    return out;
}

const geo::zone& zone_ground::about(
    const std::string& id, geo::metres distance, bool attached, const std::string& where
) {
    const auto key = std::tuple{id, distance.value(), attached};
    const auto known = about_.find(key);
    if (known != about_.end()) {
        return known->second;
    }
    const auto& shape = attached ? sides(id, where).line : line(id, where).shape;
    return about_.emplace(key, geo::zone_about(shape, distance)).first->second;
}

const area& zone_ground::remember(const std::string& key, const std::function<area()>& make) {
    const auto known = remembered_.find(key);
    return known != remembered_.end() ? known->second
                                      : remembered_.emplace(key, make()).first->second;
}

geo::findings zone_ground::take_findings() {
    return std::exchange(found_, {});
}

area zone_ground::unite(const area& areas) const {
    return geo::unproject(chart_, geo::unite(geo::project(chart_, areas)));
}

area zone_ground::cut(const area& shape, const area& to) const {
    if (shape.empty() || to.empty()) {
        return {};
    }
    return geo::unproject(
        chart_, geo::intersection(geo::project(chart_, shape), geo::project(chart_, to))
    );
}

area zone_ground::without(const area& shape, const area& taken) const {
    if (shape.empty() || taken.empty()) {
        return shape;
    }
    return geo::unproject(
        chart_, geo::difference(geo::project(chart_, shape), geo::project(chart_, taken))
    );
}

}  // namespace planner
