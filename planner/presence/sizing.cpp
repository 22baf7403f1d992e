// SPDX-License-Identifier: Apache-2.0
#include "planner/presence/range.hpp"
#include "planner/presence/scene.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <cmath>
#include <map>
#include <set>

namespace planner::detail {

namespace {

bool overlap(const time_span& a, const time_span& b) {
    return a.from < b.until && b.from < a.until;
}

/// What there is to do in a period and sector: everything once.
struct workload {
    std::set<std::size_t> samples;  ///< observed or interposed
    std::set<std::size_t> interposed;
    std::map<std::string, geo::metres> necks;
    std::set<std::string> observed_places;
    std::set<std::string> interposed_places;
    std::set<std::string> special_places;
    std::size_t posts = 0;
    double people = 0;
};

class sizer {
public:
    sizer(const scene& in, const std::vector<presence_need>& needs, plan& into)
        : in_(in), needs_(needs), into_(into), sectors_(shapes()) {}

    void run() {
        if (needs_.empty()) {
            return;
        }
        find_policed();
        auto periods = in_.periods();
        for (auto& period : periods) {
            if (period.phase.empty()) {
                period.phase = in_.what.phases.empty() ? "whole" : "after";
            }
        }
        for (const auto& period : periods) {
            const bool any = std::any_of(needs_.begin(), needs_.end(), [&](const auto& need) {
                return overlap(need.when, period.when);
            });
            if (any) {
                size(period);
            }
        }
    }

private:
    [[nodiscard]] std::vector<area> shapes() const {
        std::vector<area> out;
        for (const auto& one : into_.sectors) {
            out.push_back(one.shape);
        }
        return out;
    }

    void size(const presence_period& period) {
        std::vector<presence_size> parts;
        for (std::size_t s = 0; s < into_.sectors.size(); ++s) {
            auto made = sized(load_of(period, s), 1);
            made.period = period.phase;
            made.when = period.when;
            made.sector = into_.sectors[s].id;
            parts.push_back(std::move(made));
        }
        const auto count = std::max<std::size_t>(into_.sectors.size(), 1);
        auto all = sized(load_of(period, std::nullopt), static_cast<double>(count));
        all.period = period.phase;
        all.when = period.when;
        into_.sizes.push_back(std::move(all));
        into_.sizes.insert(into_.sizes.end(), parts.begin(), parts.end());
    }

    [[nodiscard]] std::size_t sector_of(geo::lon_lat p) const {
        if (const auto found = sectors_.find(p)) {
            return *found;
        }
        return in_.line ? sector_at(in_.line->chainage_of(p).chainage) : 0;
    }

    [[nodiscard]] std::size_t sector_at(geo::metres chainage) const {
        for (std::size_t s = 0; s + 1 < into_.sectors.size(); ++s) {
            if (chainage < into_.sectors[s].line_to) {
                return s;
            }
        }
        return into_.sectors.empty() ? 0 : into_.sectors.size() - 1;
    }

    [[nodiscard]] workload load_of(const presence_period& period, std::optional<std::size_t> sector)
        const {
        workload out;
        for (const auto& need : needs_) {
            if (overlap(need.when, period.when)) {
                add(need, sector, out);
            }
        }
        for (const auto& post : into_.posts) {
            if (overlap(post.when, period.when) &&
                (!sector || post.sector == into_.sectors[*sector].id)) {
                ++out.posts;
            }
        }
        out.people = people_of(period, sector);
        return out;
    }

    void add(const presence_need& need, std::optional<std::size_t> sector, workload& out) const {
        const auto& kind = in_.rules[need.rule].kind;
        const bool interposed = kind == "interposition";
        if (kind == "police" || kind == "remote_only") {
            return;
        }
        for (const auto s : need.samples) {
            const auto middle = (in_.samples[s].from + in_.samples[s].to) / 2.0;
            if (!sector || sector_at(middle) == *sector) {
                out.samples.insert(s);
                if (interposed) {
                    out.interposed.insert(s);
                }
            }
        }
        if (!need.along.empty()) {
            // A neck is not cut: it belongs to the sector of its first position.
            if (!sector || sector_of(need.along.front().front()) == *sector) {
                out.necks[need.place] = geo::line_measure(need.along).length();
            }
        } else if (need.position && (!sector || sector_of(*need.position) == *sector)) {
            (interposed           ? out.interposed_places
             : kind == "observer" ? out.observed_places
                                  : out.special_places)
                .insert(need.place);
        }
    }

    /// Settlements in areas flagged for police: when, and in which sector.
    struct policed_place {
        double people = 0;
        std::size_t sector = 0;
        std::vector<time_span> when;
    };

    void find_policed() {
        std::vector<area> shapes;
        std::vector<time_span> when;
        for (const auto& one : into_.presence) {
            if (one.kind == "police") {
                shapes.push_back(one.shape);
                when.push_back(one.when);
            }
        }
        const place_index inside(shapes);
        for (const auto& place : in_.what.ground.settlements) {
            policed_place made;
            for (std::size_t i = 0; i < shapes.size(); ++i) {
                if (inside.in(i, place.position)) {
                    made.when.push_back(when[i]);
                }
            }
            if (!made.when.empty()) {
                made.people = place.population;
                made.sector = sector_of(place.position);
                policed_.push_back(std::move(made));
            }
        }
    }

    /// Each settlement once, however many areas hold it.
    [[nodiscard]] double people_of(const presence_period& period, std::optional<std::size_t> sector)
        const {
        double sum = 0;
        for (const auto& place : policed_) {
            const bool needed =
                std::any_of(place.when.begin(), place.when.end(), [&](const auto& one) {
                    return overlap(one, period.when);
                });
            if (needed && (!sector || place.sector == *sector)) {
                sum += place.people;
            }
        }
        return sum;
    }

    [[nodiscard]] number_range assumed(std::string_view id) const {
        const auto& one = in_.assumed(id);
        return {one.low, one.typical, one.high};
    }

    /// People for one seat that is filled so many hours a week.
    [[nodiscard]] number_range people_a_seat(const number_range& hours) const {
        return hours / (assumed("field_week_hours") * (exactly(1) - assumed("absent_share")));
    }

    [[nodiscard]] presence_size sized(const workload& load, double headquarters) const {
        presence_size out;
        for (const auto s : load.samples) {
            out.line += in_.samples[s].to - in_.samples[s].from;
        }
        for (const auto s : load.interposed) {
            out.interposition_line += in_.samples[s].to - in_.samples[s].from;
        }
        for (const auto& [unused, length] : load.necks) {
            out.line += length;
            out.interposition_line += length;
        }
        std::set<std::string> places = load.observed_places;
        places.insert(load.interposed_places.begin(), load.interposed_places.end());
        places.insert(load.special_places.begin(), load.special_places.end());
        out.sites = places.size();
        out.posts = load.posts;
        out.people = load.people;
        const auto day = people_a_seat(exactly(7) * assumed("patrol_day_hours"));
        const auto always = people_a_seat(exactly(168));
        const auto kilometres = exactly(geo::in_kilometres(out.line));
        const auto visits = exactly(1.0 / 7) * assumed("site_visits_week");
        const auto seats_a_patrol = assumed("team_size") / assumed("patrols_per_team_day");
        const auto line_patrols = kilometres * assumed("visits_per_km_day") / assumed("patrol_km");
        const auto site_patrols = exactly(double(load.observed_places.size())) * visits;
        const auto special = exactly(double(load.special_places.size())) * visits;
        out.patrols = line_patrols + site_patrols + special;
        const auto patrol_seats = (line_patrols + site_patrols) * seats_a_patrol;
        const auto post_seats = exactly(double(load.posts)) * assumed("post_seats");
        const bool observes =
            out.line > geo::metres(0) || load.posts > 0 || !load.observed_places.empty();
        const auto reserve = exactly(1) + assumed("reserve_share");
        out.observers = (patrol_seats * day + post_seats * always) * reserve;
        if (observes) {
            out.observers = out.observers + exactly(headquarters) * assumed("headquarters_staff");
        }
        const auto special_seats = special * seats_a_patrol;
        out.specialists = special_seats * day * reserve;
        const auto fixed = exactly(geo::in_kilometres(out.interposition_line) * 1000) /
                               (exactly(2) * assumed("sight_rolling_m") *
                                (exactly(1) - assumed("sight_overlap"))) +
                           exactly(double(load.interposed_places.size()));
        const auto fixed_seats = fixed * assumed("interposition_seats");
        out.interposition = fixed_seats * always * (exactly(1) + assumed("interposition_support"));
        out.seats = patrol_seats + post_seats + special_seats + fixed_seats;
        out.police = exactly(load.people / 1000) * assumed("police_per_1000");
        return out;
    }

    const scene& in_;
    const std::vector<presence_need>& needs_;
    plan& into_;
    place_index sectors_;
    std::vector<policed_place> policed_;
};

}  // namespace

void size_presence(const scene& in, const std::vector<presence_need>& needs, plan& into) {
    sizer(in, needs, into).run();
}

namespace {

/// The period of most observers.
const presence_size* peak_of(const plan& what, number_range presence_size::*whom) {
    const presence_size* out = nullptr;
    for (const auto& one : what.sizes) {
        if (one.sector.empty() && (out == nullptr || (one.*whom).typical > (out->*whom).typical)) {
            out = &one;
        }
    }
    return out;
}

mission_comparison beside(
    const plan& what, const std::string& kind, const std::string& measure, number_range own
) {
    mission_comparison out;
    out.kind = kind;
    out.measure = measure;
    out.plan = own;
    for (const auto& mission : what.said.doctrine.missions) {
        const bool by_posts = measure == "km a post";
        const auto& number = by_posts ? mission.posts : mission.people;
        if (mission.kind != kind || !mission.line_km || !number) {
            continue;
        }
        const auto& line = *mission.line_km;
        const double low = by_posts ? line.low / number->high : number->low / line.high;
        const double high = by_posts ? line.high / number->low : number->high / line.low;
        out.low = out.missions.empty() ? low : std::min(out.low, low);
        out.high = std::max(out.high, high);
        out.missions.push_back(mission.id);
    }
    out.outside = !out.missions.empty() && (own.high < out.low || own.low > out.high);
    return out;
}

/// To three figures, never with an exponent.
std::string figure(double value) {
    return value < 999.5 ? fmt::format("{:.3g}", value) : fmt::format("{:.0f}", value);
}

}  // namespace

void compare_missions(const scene& in, plan& into) {
    const auto add = [&](mission_comparison one) {
        if (one.missions.empty()) {
            return;
        }
        if (one.outside) {
            geo::finding made;
            made.code = geo::finding_code::plan_presence_unlike_missions;
            made.level = geo::severity::warning;
            made.text = fmt::format(
                "{}: {} {}; missions of the kind had {} to {}",
                one.kind == "observer" ? "observers of this plan"
                                       : "interposition force of this plan",
                one.plan.low == one.plan.high
                    ? figure(one.plan.low)
                    : figure(one.plan.low) + " to " + figure(one.plan.high),
                one.measure,
                figure(one.low),
                figure(one.high)
            );
            into.found.push_back(std::move(made));
        }
        into.comparisons.push_back(std::move(one));
    };
    if (!in.line || in.line->length() <= geo::metres(0)) {
        return;
    }
    const double km = geo::in_kilometres(in.line->length());
    const auto* watched = peak_of(into, &presence_size::observers);
    if (watched != nullptr && watched->observers.high > 0) {
        add(beside(into, "observer", "people a km", watched->observers / exactly(km)));
    }
    const auto on_line = std::count_if(into.posts.begin(), into.posts.end(), [](const auto& post) {
        return post.covers > geo::metres(0);
    });
    if (on_line > 0) {
        add(beside(into, "observer", "km a post", exactly(km / static_cast<double>(on_line))));
    }
    const auto* between = peak_of(into, &presence_size::interposition);
    if (between != nullptr && between->interposition_line > geo::metres(0)) {
        const double length = geo::in_kilometres(between->interposition_line);
        add(beside(into, "interposition", "people a km", between->interposition / exactly(length)));
    }
}

}  // namespace planner::detail
