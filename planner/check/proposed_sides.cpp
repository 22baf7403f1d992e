// SPDX-License-Identifier: Apache-2.0
#include "planner/check/proposed_sides.hpp"

#include "geo/base/error.hpp"
#include "geo/geometry/box.hpp"
#include "geo/measure/geodesic.hpp"
#include "geo/overlay/overlay.hpp"

#include <algorithm>
#include <future>
#include <utility>

namespace planner {

namespace {

/// Less than this inside of the territory divides nothing.
constexpr geo::square_metres least_inside{1e6};
/// Half of what zones are computed to.
constexpr geo::metres edge_tolerance{0.25};

const theatre_line* contact_of(const theatre& ground) {
    const auto found =
        std::find_if(ground.lines.begin(), ground.lines.end(), [](const theatre_line& line) {
            return line.kind == line_kind::line_of_contact ||
                   line.kind == line_kind::ceasefire_line;
        });
    return found == ground.lines.end() ? nullptr : &*found;
}

/// The proposal as if it were a line of the theatre, the owner on its left.
theatre_line as_line(
    const proposal& what, const party_id& owner, const party_id& other, geo::metres reach
) {
    theatre_line made;
    made.id = line_id("proposal");
    made.accuracy = std::max(reach, what.accuracy);
    made.left = owner;
    made.right = other;
    made.shape = what.lines;
    return made;
}

proposed_sides by_area(const proposal& what, const territory& land) {
    proposed_sides made{geo::local_frame::chart(box_of(land.area)), {}, {}, {}, {}, {}};
    const auto whole = geo::project(made.chart, land.area);
    const auto shape = geo::project(made.chart, what.shape);
    made.owner_side = geo::unproject(made.chart, geo::difference(whole, shape));
    made.other_side = geo::unproject(made.chart, geo::intersection(whole, shape));
    const auto inside = geo::area(made.other_side);
    made.beyond = std::max(geo::square_metres(0), geo::area(what.shape) - inside);
    if (inside < least_inside) {
        throw geo::input_error("it holds none of the recognised territory");
    }
    return made;
}

proposed_sides by_line(
    const theatre& ground,
    const proposal& what,
    const party_id& owner,
    const party_id& other,
    geo::metres reach
) {
    auto sides = divide_territory(ground, as_line(what, owner, other, reach), owner);
    proposed_sides made{sides.chart, {}, {}, {}, {}, std::move(sides.found)};
    made.owner_side = std::move(sides.held_by_owner);
    made.other_side = std::move(sides.held_by_other);
    return made;
}

void take_today(std::future<std::optional<divided_territory>> today, proposed_sides& into) {
    try {
        into.today = today.get();
    } catch (const geo::input_error& problem) {
        geo::finding made;
        made.code = geo::finding_code::line_end_unattached;
        made.level = geo::severity::warning;
        made.text = std::string("nothing is compared with the line of contact: ") + problem.what();
        into.found.push_back(std::move(made));
    }
}

}  // namespace

proposal straightened(proposal what) {
    if (what.is_area()) {
        const auto dense = geo::densify(what.shape, what.edges, edge_tolerance);
        const auto chart = geo::local_frame::chart(box_of(dense));
        what.shape = geo::unproject(chart, geo::unite(geo::project(chart, dense)));
        what.lines.clear();
        geo::for_each_ring(what.shape, [&](const geo::ring<geo::lon_lat>& r) {
            what.lines.emplace_back(r.begin(), r.end());
        });
    } else {
        for (auto& part : what.lines) {
            part = geo::densify(part, what.edges, edge_tolerance);
        }
    }
    what.edges = geo::edge_reading::lonlat;
    return what;
}

proposed_sides divide_by(
    const theatre& ground,
    const proposal& what,
    const party_id& owner,
    const party_id& other,
    geo::metres reach
) {
    auto today = std::async(std::launch::async, [&]() -> std::optional<divided_territory> {
        const auto* contact = contact_of(ground);
        return contact == nullptr
                   ? std::nullopt
                   : std::optional<divided_territory>(divide_territory(ground, *contact, owner));
    });
    auto out = what.is_area() ? by_area(what, territory_of(ground, owner))
                              : by_line(ground, what, owner, other, reach);
    take_today(std::move(today), out);
    // Land that the owner holds today and that would be across; more than half of it means that the
    // sides are the other way about.
    const auto across = [&] {
        return geo::area(geo::unproject(
            out.chart,
            geo::intersection(
                geo::project(out.chart, out.other_side),
                geo::project(out.chart, out.today->held_by_owner)
            )
        ));
    };
    const bool turned = out.today ? across() > 0.5 * geo::area(out.today->held_by_owner)
                                  : geo::area(out.owner_side) < geo::area(out.other_side);
    if (turned) {
        std::swap(out.owner_side, out.other_side);
    }
    return out;
}

party_id other_than(const theatre& ground, const party_id& owner) {
    const auto role = ground.roles.find("withdrawing");
    if (role != ground.roles.end() && role->second != owner) {
        return role->second;
    }
    const auto found =
        std::find_if(ground.parties.begin(), ground.parties.end(), [&](const party& one) {
            return one.id != owner;
        });
    return found == ground.parties.end() ? party_id() : found->id;
}

const territory& territory_of(const theatre& ground, const party_id& owner) {
    const auto* party = ground.find_party(owner);
    const auto* land = party != nullptr ? ground.find_territory(party->territory) : nullptr;
    if (land == nullptr) {
        throw geo::input_error(
            "party '" + owner.str() + "' has no recognised territory in this theatre"
        );
    }
    return *land;
}

}  // namespace planner
