// SPDX-License-Identifier: Apache-2.0
#include "planner/check/check_line.hpp"

#include "geo/base/error.hpp"
#include "geo/frame/local_frame.hpp"
#include "geo/geometry/box.hpp"
#include "geo/linework/compare_lines.hpp"
#include "geo/linework/line_measure.hpp"
#include "geo/linework/merge.hpp"
#include "geo/linework/spikes.hpp"
#include "geo/linework/split.hpp"
#include "geo/measure/geodesic.hpp"
#include "geo/offset/distance_field.hpp"
#include "geo/overlay/overlay.hpp"
#include "planner/model/number_text.hpp"
#include "planner/theatre/count.hpp"
#include "planner/theatre/divide.hpp"
#include "planner/theatre/place_index.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <array>
#include <cmath>

namespace planner {

namespace {

using geo::metres;

/// Of borders in the built-in theatres (data/SOURCES.md): drawn for 1:250,000 or so.
constexpr metres usual_border_accuracy{250.0};
/// Parts below this are slivers and islets that nobody counts.
constexpr geo::square_metres least_part{1e6};
constexpr metres shared_border_tolerance{100.0};

metres border_accuracy(const theatre& ground) {
    for (const auto& line : ground.lines) {
        if (line.kind == line_kind::recognised_border && line.accuracy > metres(0)) {
            return line.accuracy;
        }
    }
    return usual_border_accuracy;
}

const theatre_line* contact_of(const theatre& ground) {
    const auto found =
        std::find_if(ground.lines.begin(), ground.lines.end(), [](const theatre_line& line) {
            return line.kind == line_kind::line_of_contact ||
                   line.kind == line_kind::ceasefire_line;
        });
    return found == ground.lines.end() ? nullptr : &*found;
}

std::string near_text(const theatre& ground, geo::lon_lat p) {
    const settlement* best = nullptr;
    metres least(1e9);
    for (const auto& one : ground.settlements) {
        const double north = std::abs((one.position.lat - p.lat).value());
        if (metres(110000 * north) > least) {
            continue;
        }
        const auto d = geo::distance(one.position, p);
        if (d < least) {
            least = d;
            best = &one;
        }
    }
    if (best == nullptr) {
        return {};
    }
    if (least < metres(500)) {
        return best->name;
    }
    static constexpr std::array winds{"N", "NE", "E", "SE", "S", "SW", "W", "NW"};
    const double azimuth = geo::inverse(best->position, p).azimuth_start.value();
    const auto wind = static_cast<std::size_t>(std::lround((azimuth + 360) / 45)) % winds.size();
    return fmt::format("{:.0f} km {} of {}", geo::in_kilometres(least), winds[wind], best->name);
}

class checker {
public:
    checker(const theatre& ground, const proposal& what, const check_options& options)
        : ground_(ground), options_(options), land_(land_of(ground, options.owner)) {
        out_.what = what;
        out_.owner = options.owner;
        out_.border_accuracy = border_accuracy(ground);
        out_.tolerance = options.tolerance.value_or(out_.border_accuracy + what.accuracy);
    }

    line_check check() {
        tidy();
        find_other();
        out_.length = geo::length(out_.what.lines);
        for (auto& one :
             geo::stretches_along(out_.what.lines, land_.area, {out_.tolerance, out_.what.edges})) {
            out_.stretches.push_back(
                {one, near_text(ground_, one.start), near_text(ground_, one.end)}
            );
        }
        measure_distances();
        metres on(0);
        bool inside = false;
        for (const auto& [where, start, end] : out_.stretches) {
            on += where.kind == geo::stretch_kind::on ? where.to - where.from : metres(0);
            inside = inside || where.kind == geo::stretch_kind::inside;
        }
        constexpr double most = 0.95;
        out_.follows_border = !inside && on >= most * out_.length;
        if (!out_.follows_border) {
            divide();
        }
        return std::move(out_);
    }

private:
    static const territory& land_of(const theatre& ground, const party_id& owner) {
        const auto* party = ground.find_party(owner);
        const auto* land = party != nullptr ? ground.find_territory(party->territory) : nullptr;
        if (land == nullptr) {
            throw geo::input_error(
                "party '" + owner.str() + "' has no recognised territory in this theatre"
            );
        }
        return *land;
    }

    void find_other() {
        const auto role = ground_.roles.find("withdrawing");
        if (role != ground_.roles.end() && role->second != out_.owner) {
            out_.other = role->second;
            return;
        }
        for (const auto& party : ground_.parties) {
            if (party.id != out_.owner) {
                out_.other = party.id;
                return;
            }
        }
    }

    void tidy() {
        auto merged = geo::merge_lines(out_.what.lines);
        geo::append(out_.found, std::move(merged.found));
        geo::multi_line_string<geo::lon_lat> parts;
        for (auto& one : merged.lines) {
            parts.push_back(std::move(one.shape));
        }
        geo::spike_options spikes;
        spikes.edges = out_.what.edges;
        auto cleaned = geo::remove_spikes(parts, spikes);
        geo::append(out_.found, std::move(cleaned.found));
        out_.what.lines = std::move(cleaned.lines);
        if (out_.what.lines.empty()) {
            throw geo::input_error(out_.what.name + ": the proposal has no length");
        }
        const auto crossing = geo::find_crossing(out_.what.lines);
        out_.simple = !crossing;
        if (crossing) {
            geo::finding made;
            made.code = geo::finding_code::line_self_crossing;
            made.level = geo::severity::error;
            made.where.lon = crossing->lon.value();
            made.where.lat = crossing->lat.value();
            made.text = "the proposal crosses itself here, so it has no two sides";
            out_.found.push_back(std::move(made));
        }
        geo::multi_line_string<geo::lon_lat> dense;
        for (const auto& part : out_.what.lines) {
            dense.push_back(geo::densify(part, out_.what.edges, metres(0.25)));
        }
        out_.what.lines = std::move(dense);
        out_.what.edges = geo::edge_reading::lonlat;
    }

    void measure_distances() {
        const auto* party = ground_.find_party(out_.other);
        const auto* neighbour =
            party != nullptr ? ground_.find_territory(party->territory) : nullptr;
        if (neighbour != nullptr) {
            const auto border =
                geo::find_shared_edges(land_.area, neighbour->area, shared_border_tolerance).shared;
            if (!border.empty()) {
                compare(border, "border", "Recognised border with " + neighbour->name);
            }
        }
        for (const auto& line : ground_.lines) {
            geo::multi_line_string<geo::lon_lat> dense;
            for (const auto& part : line.shape) {
                dense.push_back(geo::densify(part, line.edges, metres(0.25)));
            }
            compare(dense, line.id.str(), line.title);
        }
    }

    void compare(
        const geo::multi_line_string<geo::lon_lat>& line,
        const std::string& id,
        const std::string& title
    ) {
        const auto both = geo::hausdorff_distance(out_.what.lines, line);
        line_distance made;
        made.line = id;
        made.title = title;
        made.largest = both.a_to_b.distance;
        made.largest_at = both.a_to_b.at;
        made.largest_back = both.b_to_a.distance;
        made.largest_back_at = both.b_to_a.at;
        made.error = std::max(both.a_to_b.error, both.b_to_a.error);
        if (out_.what.lines.size() == 1 && line.size() == 1) {
            made.leash = geo::frechet_distance(out_.what.lines[0], line[0], {}, geo::travel::either)
                             .distance;
        }
        out_.distances.push_back(std::move(made));
    }

    /// The proposal as if it were a line of the theatre, the owner on its left.
    [[nodiscard]] theatre_line as_line() const {
        theatre_line made;
        made.id = line_id("proposal");
        made.accuracy = std::max(out_.tolerance, out_.what.accuracy);
        made.left = out_.owner;
        made.right = out_.other;
        made.shape = out_.what.lines;
        return made;
    }

    void divide() {
        if (!out_.simple) {
            return;
        }
        std::optional<divided_territory> sides;
        try {
            sides.emplace(divide_territory(ground_, as_line(), out_.owner));
        } catch (const geo::input_error& problem) {
            geo::finding made;
            made.code = geo::finding_code::line_end_unattached;
            made.level = geo::severity::error;
            made.text =
                std::string("the proposal does not divide the territory: ") + problem.what();
            out_.found.push_back(std::move(made));
            return;
        }
        out_.divides = true;
        geo::append(out_.found, std::move(sides->found));
        auto mine = std::move(sides->held_by_owner);
        auto theirs = std::move(sides->held_by_other);
        const auto& chart = sides->chart;
        std::optional<divided_territory> today;
        if (const auto* contact = contact_of(ground_)) {
            today = by_line(*contact);
        }
        const auto overlap = [&](const area& a, const area& b) {
            return geo::area(geo::unproject(
                chart, geo::intersection(geo::project(chart, a), geo::project(chart, b))
            ));
        };
        const bool turned =
            today ? overlap(mine, today->held_by_owner) < overlap(theirs, today->held_by_owner)
                  : geo::area(mine) < geo::area(theirs);
        if (turned) {
            std::swap(mine, theirs);
        }
        out_.owner_side = count(out_.owner, std::move(mine));
        out_.other_side = count(out_.other, std::move(theirs));
        if (today) {
            add_change(chart, out_.owner, out_.other, today->held_by_owner, *out_.other_side);
            add_change(chart, out_.other, out_.owner, today->held_by_other, *out_.owner_side);
        }
        for (const auto& one : ground_.reserved) {
            out_.reserved.push_back(
                {one.name,
                 overlap(one.area, out_.owner_side->shape),
                 overlap(one.area, out_.other_side->shape)}
            );
        }
    }

    [[nodiscard]] std::optional<divided_territory> by_line(const theatre_line& line) {
        try {
            return divide_territory(ground_, line, out_.owner);
        } catch (const geo::input_error& problem) {
            geo::finding made;
            made.code = geo::finding_code::line_end_unattached;
            made.level = geo::severity::warning;
            made.text = std::string("nothing is compared with today's line: ") + problem.what();
            out_.found.push_back(std::move(made));
            return std::nullopt;
        }
    }

    void add_change(
        const geo::local_frame& chart,
        const party_id& from,
        const party_id& to,
        const area& held,
        const side_count& side
    ) {
        land_change made{from, to, {}, {}};
        made.shape = geo::unproject(
            chart, geo::intersection(geo::project(chart, held), geo::project(chart, side.shape))
        );
        made.count = count_in(made.shape, ground_);
        out_.changes.push_back(std::move(made));
    }

    [[nodiscard]] side_count count(const party_id& party, area shape) const {
        side_count out;
        out.party = party;
        out.count = count_in(shape, ground_);
        out.regions = count_by_region(shape, ground_);
        const place_index inside({shape});
        for (const auto& one : ground_.infrastructure) {
            if (inside.in(0, one.position)) {
                out.facilities.push_back(one.name + " (" + one.kind + ")");
            }
        }
        for (const auto& one : ground_.crossings) {
            if (inside.in(0, one.position)) {
                out.crossings.push_back(one.name);
            }
        }
        for (const auto& part : shape) {
            out.parts += geo::area(area{part}) > least_part ? 1U : 0U;
        }
        out.shape = std::move(shape);
        return out;
    }

    const theatre& ground_;
    const check_options& options_;
    const territory& land_;
    line_check out_;
};

}  // namespace

std::vector<geo::line_string<geo::lon_lat>> line_check::shapes_of_stretches() const {
    const geo::line_measure along(what.lines, what.edges);
    std::vector<geo::line_string<geo::lon_lat>> out;
    for (const auto& named : stretches) {
        const auto& one = named.where;
        const auto& part = what.lines[one.part];
        const auto in_part = [&](metres chainage) {
            return along.position_at(one.part, chainage - along.start_of(one.part)).edge;
        };
        auto& made = out.emplace_back();
        made.push_back(one.start);
        const auto last = in_part(one.to);
        for (auto i = in_part(one.from) + 1; i <= last; ++i) {
            if (part[i] != made.back()) {
                made.push_back(part[i]);
            }
        }
        if (one.end != made.back()) {
            made.push_back(one.end);
        }
    }
    return out;
}

std::vector<std::pair<metres, metres>> line_check::profile(const theatre& ground) const {
    const auto* party = ground.find_party(owner);
    const auto* land = party != nullptr ? ground.find_territory(party->territory) : nullptr;
    if (land == nullptr) {
        return {};
    }
    geo::multi_line_string<geo::lon_lat> edges;
    // The field reads edges as geodesics.
    geo::for_each_ring(land->area, [&](const geo::ring<geo::lon_lat>& r) {
        edges.push_back(geo::densify(
            geo::line_string<geo::lon_lat>(r.begin(), r.end()), geo::edge_reading::lonlat, metres(1)
        ));
    });
    const geo::distance_field edge(edges, {});
    const geo::line_measure along(what.lines, what.edges);
    const place_index inside({land->area});
    std::vector<std::pair<metres, metres>> out;
    constexpr int places = 400;
    for (int i = 0; i <= places; ++i) {
        const auto chainage = static_cast<double>(i) / places * along.length();
        const auto p = along.position_at(chainage).position;
        const auto off = edge.quick(p);
        out.emplace_back(chainage, inside.in(0, p) ? -off : off);
    }
    return out;
}

geo::square_metres line_check::left_outside() const {
    geo::square_metres out(0);
    if (!other_side) {
        return out;
    }
    // A sliver between the proposal and the border that is nowhere wider than the tolerance lies
    // within their accuracies: it has no width of its own.
    for (const auto& part : other_side->shape) {
        const auto size = geo::area(area{part});
        const auto around = geo::length(geo::multi_line_string<geo::lon_lat>{
            geo::line_string<geo::lon_lat>(part.outer.begin(), part.outer.end())});
        if (2.0 * size.value() > around.value() * tolerance.value()) {
            out += size;
        }
    }
    return out;
}

bool line_check::holds() const {
    const bool broken = std::any_of(found.begin(), found.end(), [](const geo::finding& item) {
        return item.level == geo::severity::error;
    });
    return simple && (divides || follows_border) && !broken && left_outside() < least_part;
}

line_check check_line(const theatre& ground, const proposal& what, const check_options& options) {
    return checker(ground, what, options).check();
}

}  // namespace planner
