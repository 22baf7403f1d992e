// SPDX-License-Identifier: Apache-2.0
#include "geo/io/elevation.hpp"
#include "geo/measure/geodesic.hpp"
#include "planner/model/number_text.hpp"
#include "planner/presence/scene.hpp"
#include "planner/siting/cover.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <cmath>
#include <map>
#include <optional>
#include <set>

namespace planner::detail {

namespace {

constexpr std::size_t any_side = 2;

/// What has to be within reach of a post: a sample of the line seen from one side, or a place.
struct element {
    geo::lon_lat position;
    std::size_t side = any_side;  ///< of scene::sides, on which the post must stand
    geo::metres length;           ///< of line; 0 for a place
    double weight = 0;
    std::vector<std::size_t> needs;
    geo::metres reach{};  ///< a post must be no farther away
};

struct candidate {
    std::string id;
    std::string name;
    std::string place;
    geo::lon_lat position;
    std::size_t side = any_side;
};

double severity_factor(const std::string& severity) {
    return severity == "high" ? 3 : severity == "medium" ? 2 : 1;
}

class siting {
public:
    siting(const scene& in, const std::vector<presence_need>& needs, plan& into)
        : in_(in), needs_(needs), into_(into),
          reach_(
              in.options.sight ? in.typical("sight_rolling_m")
                               : in.typical("reach_minutes") / 60 * in.typical("road_speed_kmh") /
                                     in.typical("road_detour") * 1000
          ) {
        if (!in.options.elevation.empty()) {
            heights_.emplace(in.options.elevation);
            reach_ = geo::metres(in.typical("sight_open_m"));
        }
    }

    void run() {
        find_elements();
        if (elements_.empty()) {
            return;
        }
        for (auto& one : elements_) {
            one.reach = reach_to(one.position);
            farthest_ = std::max(farthest_, one.reach);
        }
        find_candidates();
        cover();
        const auto choice =
            in_.options.posts
                ? best_cover(problem_, *in_.options.posts, {.exact = in_.options.exact})
                : smallest_cover(problem_, {.exact = in_.options.exact});
        for (const auto c : choice.chosen) {
            add_post(c);
        }
        tell(choice);
        into_.siting = made_;
    }

private:
    void find_elements() {
        // Samples flagged by several rules are one element a side.
        std::map<std::size_t, std::vector<std::size_t>> by_sample;
        std::map<std::string, std::size_t> by_place;
        for (std::size_t n = 0; n < needs_.size(); ++n) {
            const auto& need = needs_[n];
            for (const auto s : need.samples) {
                by_sample[s].push_back(n);
            }
            if (!need.along.empty()) {
                add_along(n);
            } else if (need.position) {
                const auto [at, is_new] = by_place.emplace(need.place, elements_.size());
                if (is_new) {
                    const auto side = in_.sides.find(*need.position);
                    elements_.push_back({*need.position, side.value_or(any_side), {}, 0, {}});
                }
                elements_[at->second].needs.push_back(n);
            }
        }
        for (const auto& [s, needs] : by_sample) {
            const auto& sample = in_.samples[s];
            const auto length = sample.to - sample.from;
            if (!in_.divides()) {
                elements_.push_back({sample.middle, any_side, length, 0, needs});
                continue;
            }
            for (const std::size_t side : {0U, 1U}) {
                elements_.push_back({sample.middle, side, length, 0, needs});
            }
        }
        weigh();
    }

    /// A neck: every sample once, whichever side.
    void add_along(std::size_t n) {
        const geo::line_measure along(needs_[n].along);
        for (std::size_t part = 0; part < along.parts(); ++part) {
            const double length = along.length_of(part).value();
            const auto count =
                static_cast<std::size_t>(std::ceil(length / in_.typical("sample_m")));
            for (std::size_t i = 0; i < count; ++i) {
                const double at = length * (static_cast<double>(i) + 0.5) / double(count);
                elements_.push_back(
                    {along.position_at(part, geo::metres(at)).position,
                     any_side,
                     geo::metres(length / double(count)),
                     0,
                     {n}}
                );
            }
        }
    }

    void weigh() {
        for (auto& one : elements_) {
            std::string severity;
            for (const auto n : one.needs) {
                severity = worse(severity, in_.rules[needs_[n].rule].severity);
            }
            const double size = one.length > geo::metres(0) ? geo::in_kilometres(one.length)
                                                            : in_.typical("site_weight_km");
            one.weight = size * severity_factor(severity);
        }
    }

    /// How near a post must be: a drive, or sight over ground of a class. Where heights are known they
    /// decide what is seen, out to the sight over open ground.
    [[nodiscard]] geo::metres reach_to(geo::lon_lat p) const {
        if (!in_.options.sight || heights_) {
            return reach_;
        }
        for (const auto& place : in_.what.ground.settlements) {
            // As large as its people need at the density of a town.
            const double radius =
                std::sqrt(place.population / in_.typical("town_density") / 3.14159265358979) * 1000;
            const auto box = box_about(p, geo::metres(radius));
            if (std::abs(place.position.lat.value() - p.lat.value()) <= box.lat &&
                std::abs(place.position.lon.value() - p.lon.value()) <= box.lon &&
                geo::distance(place.position, p).value() <= radius) {
                return geo::metres(in_.typical("sight_close_m"));
            }
        }
        return reach_;
    }

    void find_candidates() {
        for (const auto& place : in_.what.ground.infrastructure) {
            if (place.kind == "hospital") {
                hospitals_.push_back(place.position);
            }
        }
        for (const auto& place : in_.what.ground.sites) {
            if (place.kind == "hospital") {
                hospitals_.push_back(place.position);
            }
        }
        std::vector<const settlement*> towns;
        for (const auto& place : in_.what.ground.settlements) {
            towns.push_back(&place);
        }
        std::stable_sort(towns.begin(), towns.end(), [](const auto* a, const auto* b) {
            return a->population > b->population;
        });
        for (const auto* place : towns) {
            add({"post-" + place->id.str(), place->name, "settlement", place->position});
        }
        for (const auto& place : in_.what.ground.crossings) {
            add({"post-" + place.id.str(), place.name, "crossing", place.position});
        }
        add_junctions();
        add_sites();
        add_line_places();
    }

    void add(candidate one) {
        const auto side = in_.sides.find(one.position);
        one.side = side.value_or(any_side);
        candidates_.push_back(std::move(one));
    }

    /// Where three ends of roads or more meet.
    void add_junctions() {
        std::map<std::pair<double, double>, std::pair<std::size_t, std::string>> ends;
        for (const auto& road : in_.what.ground.roads) {
            if (road.schematic) {
                continue;
            }
            for (const auto& part : road.shape) {
                if (part.empty()) {
                    continue;
                }
                for (const auto& p : {part.front(), part.back()}) {
                    auto& at = ends[{p.lon.value(), p.lat.value()}];
                    ++at.first;
                    at.second = road.ref;
                }
            }
        }
        for (const auto& [at, count] : ends) {
            if (count.first >= 3) {
                const geo::lon_lat p{geo::longitude(at.first), geo::latitude(at.second)};
                add(
                    {fmt::format("post-junction-{:.4f}-{:.4f}", at.first, at.second),
                     "Junction on " + (count.second.empty() ? "a road" : count.second) +
                         near_text(p),
                     "junction",
                     p}
                );
            }
        }
    }

    /// At flagged places themselves: whoever can go there can stand there.
    void add_sites() {
        for (const auto& one : elements_) {
            const auto& need = needs_[one.needs.front()];
            if (one.length > geo::metres(0) || in_.rules[need.rule].kind == "remote_only") {
                continue;
            }
            add({"post-at-" + need.place, "At " + need.name, "site", one.position});
        }
    }

    /// Behind the line on both sides, where nothing else may be near.
    void add_line_places() {
        if (!in_.line) {
            return;
        }
        const bool sight = in_.options.sight || heights_;
        const double interval =
            sight ? in_.typical("sight_close_m") : in_.typical("line_interval_km") * 1000;
        // Nearer than what can be seen in the closest ground.
        const geo::metres back(
            sight ? std::min(in_.typical("set_back_m"), in_.typical("sight_close_m") / 2)
                  : in_.typical("set_back_m")
        );
        for (std::size_t part = 0; part < in_.line->parts(); ++part) {
            const double length = in_.line->length_of(part).value();
            const auto count = static_cast<std::size_t>(std::ceil(length / interval));
            for (std::size_t i = 0; i <= count; ++i) {
                const geo::metres at(length * double(i) / double(std::max<std::size_t>(count, 1)));
                const auto place = in_.line->position_at(part, at);
                for (const double turn : {-90.0, 90.0}) {
                    const auto p = geo::destination(
                        place.position, geo::degrees(place.azimuth.value() + turn), back
                    );
                    const auto km = geo::in_kilometres(in_.line->start_of(part) + at);
                    if (!in_.divides() || in_.sides.find(p)) {
                        add(
                            {fmt::format("post-line-{:.1f}-{}", km, turn < 0 ? "left" : "right"),
                             fmt::format("Line at km {:.1f}", km) + near_text(p),
                             "line",
                             p}
                        );
                    }
                }
            }
        }
    }

    /// The highest ground near a place behind the line, on its side.
    void add_height(geo::lon_lat p, const std::string& where) {
        if (!heights_) {
            return;
        }
        const auto top = heights_->highest_near(p, geo::metres(in_.typical("set_back_m")));
        if (top && in_.sides.find(*top) == in_.sides.find(p)) {
            add({"post-height-" + where, "Height" + near_text(*top), "height", *top});
        }
    }

    [[nodiscard]] std::string near_text(geo::lon_lat p) const {
        const auto* place = in_.near.find(p);
        return place != nullptr ? ", near " + place->name : "";
    }

    /// A box in degrees around a disc, a little too large: degrees of latitude are at least 110.5 km.
    struct degree_box {
        double lon;
        double lat;
    };
    [[nodiscard]] degree_box box_about(geo::lon_lat p, geo::metres reach) const {
        const double lat = reach.value() / 110500;
        const double far = std::min(89.0, std::abs(p.lat.value()) + lat);
        return {lat / std::cos(far * 3.14159265358979 / 180) * 1.01, lat * 1.01};
    }

    [[nodiscard]] bool is_in_medical_reach(geo::lon_lat p) const {
        const geo::metres reach(
            in_.typical("medical_minutes") / 60 * in_.typical("road_speed_kmh") /
            in_.typical("road_detour") * 1000
        );
        return hospitals_.empty() ||
               std::any_of(hospitals_.begin(), hospitals_.end(), [&](const auto& one) {
                   return geo::distance(one, p) <= reach;
               });
    }

    void cover() {
        problem_.elements = elements_.size();
        std::vector<std::uint32_t> by_lat(elements_.size());
        for (std::uint32_t e = 0; e < elements_.size(); ++e) {
            by_lat[e] = e;
            problem_.weight.push_back(elements_[e].weight);
        }
        std::sort(by_lat.begin(), by_lat.end(), [&](auto a, auto b) {
            const auto& p = elements_[a].position;
            const auto& q = elements_[b].position;
            return p.lat != q.lat ? p.lat < q.lat : a < b;
        });
        std::vector<candidate> kept;
        for (auto& one : candidates_) {
            auto covers = covered_by(one, by_lat);
            if (covers.empty()) {
                continue;
            }
            if (!is_in_medical_reach(one.position)) {
                ++made_.out_of_medical_reach;
                continue;
            }
            problem_.covers.push_back(std::move(covers));
            kept.push_back(std::move(one));
        }
        candidates_ = std::move(kept);
    }

    [[nodiscard]] std::vector<std::uint32_t> covered_by(
        const candidate& one, const std::vector<std::uint32_t>& by_lat
    ) const {
        const auto box = box_about(one.position, farthest_);
        std::optional<geo::view> view;
        const double lat = one.position.lat.value();
        const auto first = std::lower_bound(
            by_lat.begin(),
            by_lat.end(),
            lat - box.lat,
            [&](auto e, double value) { return elements_[e].position.lat.value() < value; }
        );
        std::vector<std::uint32_t> out;
        for (auto at = first; at != by_lat.end(); ++at) {
            const auto& e = elements_[*at];
            if (e.position.lat.value() > lat + box.lat) {
                break;
            }
            const bool side_fits = e.side == any_side || one.side == any_side || e.side == one.side;
            if (side_fits &&
                std::abs(e.position.lon.value() - one.position.lon.value()) <= box.lon &&
                geo::distance(e.position, one.position) <= e.reach) {
                if (heights_ && !view) {
                    view = heights_->seen_from(one.position, {.radius = farthest_});
                }
                if (!view || view->sees(e.position)) {
                    out.push_back(*at);
                }
            }
        }
        std::sort(out.begin(), out.end());
        return out;
    }

    void add_post(std::uint32_t c) {
        const auto& from = candidates_[c];
        auto& post = into_.posts.emplace_back();
        post.id = from.id;
        post.name = from.name;
        post.place = from.place;
        post.position = from.position;
        if (from.side != any_side) {
            post.lies_on = from.side == 0 ? in_.what.withdrawing : in_.what.other;
        }
        post.reach = reach_;
        post.when = {open_end(), in_.what.d_day};
        std::set<std::string> kinds;
        std::set<std::string> phases;
        for (const auto e : problem_.covers[c]) {
            post.covers += elements_[e].length;
            post.sites += elements_[e].length > geo::metres(0) ? 0U : 1U;
            for (const auto n : elements_[e].needs) {
                const auto& need = needs_[n];
                const auto& rule = in_.rules[need.rule];
                kinds.insert(rule.kind);
                phases.insert(need.phase);
                post.severity = worse(post.severity, rule.severity);
                post.when.from = std::min(post.when.from, need.when.from);
                post.when.until = std::max(post.when.until, need.when.until);
            }
        }
        for (const auto& kind : presence_kinds()) {
            if (kinds.contains(kind)) {
                post.kinds.push_back(kind);
            }
        }
        for (const auto& phase : in_.what.phases) {
            if (phases.contains(phase.term.id)) {
                post.phases.push_back(phase.term.id);
            }
        }
    }

    void tell(const cover_choice& choice) {
        made_.cover = heights_ ? "view" : in_.options.sight ? "sight" : "road";
        made_.method = in_.options.exact ? "optimal" : "greedy";
        made_.allowed = in_.options.posts;
        made_.reach = reach_;
        made_.greedy = choice.greedy;
        made_.bound = choice.bound;
        made_.reached = choice.reached;
        made_.proven = choice.proven;
        made_.stopped = choice.stopped;
        made_.candidates = candidates_.size();
        std::vector<bool> covered(elements_.size(), false);
        for (const auto c : choice.chosen) {
            for (const auto e : problem_.covers[c]) {
                covered[e] = true;
            }
        }
        for (std::size_t e = 0; e < elements_.size(); ++e) {
            made_.line += elements_[e].length;
            made_.line_covered += covered[e] ? elements_[e].length : geo::metres(0);
            if (elements_[e].length <= geo::metres(0)) {
                ++made_.sites;
                made_.sites_covered += covered[e] ? 1U : 0U;
            }
        }
        tell_uncoverable(choice);
    }

    void tell_uncoverable(const cover_choice& choice) {
        if (choice.uncoverable.empty()) {
            return;
        }
        geo::metres length;
        std::vector<std::string> places;
        for (const auto e : choice.uncoverable) {
            length += elements_[e].length;
            if (elements_[e].length <= geo::metres(0)) {
                places.push_back(needs_[elements_[e].needs.front()].name);
            }
        }
        std::string text = fmt::format(
            "no candidate for a post reaches {} of flagged line (each side for itself){}",
            length_text(length),
            places.empty() ? "" : " and " + counted(places.size(), "place", "places") + ": "
        );
        for (std::size_t i = 0; i < std::min<std::size_t>(places.size(), 10); ++i) {
            text += (i == 0 ? "" : ", ") + places[i];
        }
        if (made_.out_of_medical_reach > 0) {
            text += fmt::format(
                "; {} candidates are more than {:g} minutes from a hospital",
                made_.out_of_medical_reach,
                in_.typical("medical_minutes")
            );
        }
        geo::finding made;
        made.code = geo::finding_code::plan_post_missing;
        made.level = geo::severity::warning;
        made.text = std::move(text);
        const auto p = elements_[choice.uncoverable.front()].position;
        made.where.lon = p.lon.value();
        made.where.lat = p.lat.value();
        into_.found.push_back(std::move(made));
    }

    const scene& in_;
    const std::vector<presence_need>& needs_;
    plan& into_;
    geo::metres reach_;
    geo::metres farthest_;
    std::optional<geo::elevation> heights_;
    std::vector<geo::lon_lat> hospitals_;
    std::vector<element> elements_;
    std::vector<candidate> candidates_;
    cover_problem problem_;
    plan_siting made_;
};

}  // namespace

void site_posts(const scene& in, const std::vector<presence_need>& needs, plan& into) {
    siting(in, needs, into).run();
}

}  // namespace planner::detail
