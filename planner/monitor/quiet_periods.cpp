// SPDX-License-Identifier: Apache-2.0
#include "planner/monitor/quiet_periods.hpp"

#include "planner/model/local_time.hpp"
#include "planner/status/in_force.hpp"
#include "planner/status/timeline.hpp"

#include <algorithm>

namespace planner {

namespace {

constexpr std::string_view author = "armistice monitor";

std::string reason_of(const daily_events& fire) {
    std::string out =
        std::to_string(fire.count) +
        (fire.count == 1 ? " violation by fire that day" : " violations by fire that day");
    std::string ids;
    for (const auto& one : fire.examples) {
        ids += (ids.empty() ? "" : ", ") + one.second;
    }
    const bool more = fire.count > fire.examples.size();
    return out + (ids.empty() ? "" : ", reports " + ids + (more ? " and others" : ""));
}

class quiet_finder {
public:
    quiet_finder(const plan& made, const daily_counts& from, local_day until, instant at)
        : plan_(made), from_(from), until_(until), at_(at) {
        for (const auto& one : made.events) {
            out_.events.push_back(one);
        }
        work_out();
    }

    quiet_result run() {
        for (const auto& step : plan_.said.steps) {
            if (step.quiet_days) {
                out_.periods.push_back(begin(step));
            }
        }
        for (const auto& [key, fire] : from_.fire) {
            if (key.first <= until_) {
                weigh(key.first, key.second, fire);
            }
        }
        for (auto& one : out_.periods) {
            finish(one);
        }
        return std::move(out_);
    }

private:
    void work_out() { dates_ = make_timeline(plan_.ground, plan_.said, plan_.d_day, out_.events); }

    [[nodiscard]] quiet_period begin(const step_term& step) const {
        quiet_period made;
        made.step = step.id;
        made.title = step.title;
        made.zone = step.zone;
        made.reset = step.reset;
        made.days = *step.quiet_days;
        return made;
    }

    [[nodiscard]] bool is_mapped(const quiet_period& one) const {
        return one.zone.empty() ||
               std::any_of(plan_.zones.begin(), plan_.zones.end(), [&](const plan_zone& zone) {
                   return zone.term.id == one.zone && !zone.shape.empty();
               });
    }

    [[nodiscard]] bool is_suspended(const std::string& step, instant at) const {
        const auto now = in_force(plan_, at);
        return std::find(now.suspended.begin(), now.suspended.end(), step) != now.suspended.end();
    }

    void weigh(local_day day, const std::string& step, const daily_events& fire) {
        const auto found =
            std::find_if(out_.periods.begin(), out_.periods.end(), [&](const quiet_period& one) {
                return one.step == step;
            });
        const auto* dates = dates_.find(step);
        if (found == out_.periods.end() || dates == nullptr || dates->recorded) {
            return;
        }
        // Days are shorter than quiet periods: where the first or the last of a day's violations
        // falls into the period, so does every one after it.
        if (fire.last < dates->start || is_suspended(step, fire.last)) {
            return;
        }
        if (fire.first >= dates->end) {
            found->after += fire.count;
            return;
        }
        quiet_reset made{day, fire.last, fire.count, fire.examples, false};
        const status_event event{
            status_subject::step,
            step,
            status_word::reset,
            fire.last,
            std::string(author),
            reason_of(fire)};
        made.told =
            std::any_of(out_.events.begin(), out_.events.end(), [&](const status_event& known) {
                return known.subject == event.subject && known.id == event.id &&
                       known.word == event.word && known.at == event.at;
            });
        if (!made.told) {
            out_.events.insert(
                std::upper_bound(
                    out_.events.begin(),
                    out_.events.end(),
                    event,
                    [](const auto& a, const auto& b) { return a.at < b.at; }
                ),
                event
            );
            work_out();
        }
        found->resets.push_back(std::move(made));
    }

    void finish(quiet_period& one) {
        const auto* dates = dates_.find(one.step);
        if (dates == nullptr) {
            one.state = quiet_state::unmapped;
            return;
        }
        one.start = dates->start;
        one.end = dates->end;
        one.since = dates->start;
        for (const auto& event : out_.events) {
            if (event.subject == status_subject::step && event.id == one.step &&
                event.word == status_word::reset && event.at <= at_) {
                one.since = std::max(one.since, event.at);
            }
        }
        const auto counted = std::min(at_, one.end);
        if (counted > one.since) {
            one.quiet =
                std::min(one.days, static_cast<double>((counted - one.since).count()) / 86400);
            count_looks(one, counted);
        }
        one.state = dates->recorded               ? quiet_state::verified
                    : !is_mapped(one)             ? quiet_state::unmapped
                    : is_suspended(one.step, at_) ? quiet_state::suspended
                    : at_ < one.start             ? quiet_state::not_begun
                    : at_ < one.end               ? quiet_state::running
                                                  : quiet_state::elapsed;
    }

    void count_looks(quiet_period& one, instant counted) const {
        const auto& zone = plan_.ground.time_zone;
        const auto last = local_day_of(counted - seconds(1), zone);
        for (auto day = local_day_of(one.since, zone); day <= last; day += std::chrono::days(1)) {
            ++one.days_passed;
            one.days_looked += from_.quiet_looks.count({day, one.step});
        }
    }

    const plan& plan_;
    const daily_counts& from_;
    local_day until_;
    instant at_;
    timeline dates_;
    quiet_result out_;
};

}  // namespace

std::string_view name(quiet_state state) {
    switch (state) {
    case quiet_state::not_begun:
        return "not_begun";
    case quiet_state::running:
        return "running";
    case quiet_state::elapsed:
        return "elapsed";
    case quiet_state::verified:
        return "verified";
    case quiet_state::suspended:
        return "suspended";
    case quiet_state::unmapped:
        return "unmapped";
    }
    return "unknown";
}

quiet_result quiet_periods(
    const plan& made, const daily_counts& from, local_day until, instant at
) {
    return quiet_finder(made, from, until, at).run();
}

}  // namespace planner
