// SPDX-License-Identifier: Apache-2.0
#include "geo/network/shortest_paths.hpp"
#include "planner/model/number_text.hpp"
#include "planner/presence/road_reach.hpp"
#include "planner/presence/siting_parts.hpp"
#include "planner/presence/straight_reach.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <cmath>
#include <memory>
#include <set>

namespace planner::detail {

namespace {

class siting {
public:
    siting(const scene& in, const std::vector<presence_need>& needs, plan& into)
        : in_(in), needs_(needs), into_(into), elements_(find_elements(in, needs)) {}

    void run(const geo::road_network* roads, drives* by) {
        if (elements_.empty()) {
            return;
        }
        std::optional<geo::elevation> heights;
        if (!in_.options.elevation.empty()) {
            heights.emplace(in_.options.elevation);
        }
        const siting_ground ground{roads, heights ? &*heights : nullptr};
        // What is seen is not driven to.
        if (by != nullptr && !in_.options.sight && !heights) {
            reach_ = std::make_unique<road_reach>(in_, elements_, *by);
        } else {
            reach_ = std::make_unique<straight_reach>(in_, elements_, ground);
        }
        reach_->tell(made_);
        cover(find_candidates(in_, needs_, elements_, ground));
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
    void cover(std::vector<post_candidate> all) {
        problem_.elements = elements_.size();
        for (const auto& one : elements_) {
            problem_.weight.push_back(one.weight);
        }
        for (auto& one : all) {
            auto covers = reach_->covered_by(one);
            if (covers.empty()) {
                continue;
            }
            const auto minutes = reach_->hospital_minutes(one);
            if (minutes && *minutes == geo::no_way) {
                ++made_.out_of_medical_reach;
                continue;
            }
            problem_.covers.push_back(std::move(covers));
            candidates_.push_back(std::move(one));
            hospital_minutes_.push_back(minutes);
        }
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
        post.reach = reach_->reach_of(from, problem_.covers[c]);
        post.reach_by = made_.reach_by;
        if (hospital_minutes_[c]) {
            post.hospital_minutes = std::round(*hospital_minutes_[c] * 10) / 10;
        }
        post.when = {open_end(), in_.what.d_day};
        std::set<std::string> kinds;
        std::set<std::string> phases;
        for (const auto e : problem_.covers[c]) {
            post.covers += elements_[e].length;
            post.sites += elements_[e].is_place() ? 1U : 0U;
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
        made_.method = in_.options.exact ? "optimal" : "greedy";
        made_.allowed = in_.options.posts;
        made_.greedy = choice.greedy;
        made_.greedy_reached = choice.greedy_reached;
        made_.bound = choice.bound;
        made_.reached = choice.reached;
        made_.proven = choice.proven;
        made_.stopped = choice.stopped;
        made_.candidates = candidates_.size();
        if (made_.reach_by == "roads") {
            made_.reach = {};
            for (const auto& post : into_.posts) {
                made_.reach = std::max(made_.reach, post.reach);
            }
        }
        std::vector<bool> covered(elements_.size(), false);
        for (const auto c : choice.chosen) {
            for (const auto e : problem_.covers[c]) {
                covered[e] = true;
            }
        }
        for (std::size_t e = 0; e < elements_.size(); ++e) {
            made_.line += elements_[e].length;
            made_.line_covered += covered[e] ? elements_[e].length : geo::metres(0);
            if (elements_[e].is_place()) {
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
            if (elements_[e].is_place()) {
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
    std::vector<siting_element> elements_;
    std::unique_ptr<post_reach> reach_;
    std::vector<post_candidate> candidates_;  ///< those that cover anything
    std::vector<std::optional<double>> hospital_minutes_;
    cover_problem problem_;
    plan_siting made_;
};

}  // namespace

void site_posts(
    const scene& in,
    const std::vector<presence_need>& needs,
    const geo::road_network* roads,
    drives* by,
    plan& into
) {
    siting(in, needs, into).run(roads, by);
}

}  // namespace planner::detail
