// SPDX-License-Identifier: Apache-2.0
#include "planner/report/daily_first.hpp"

#include "geo/measure/geodesic.hpp"
#include "planner/model/number_text.hpp"
#include "planner/report/daily_areas.hpp"
#include "planner/report/milestones_text.hpp"
#include "planner/theatre/nearest_place.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <array>
#include <cmath>

namespace planner {

namespace {

constexpr std::size_t most_places = 3;
/// Farther off the name of a settlement says little of where a place is: a day's march.
constexpr geo::metres farthest_name(30000);

class first_maker {
public:
    first_maker(const plan& made, const daily_counts& from, const daily_report& what)
        : plan_(made), from_(from), what_(what) {}

    std::vector<std::pair<std::string, std::string>> run() {
        return {
            {"Verdicts", verdicts()},
            {"Where", places() + "; " + sites() + "."},
            {"Watched", watched_text(from_, what_)},
            {"Gates", gates()}};
    }

private:
    [[nodiscard]] std::string clock(instant t) const {
        return clock_text(t, plan_.ground.time_zone);
    }

    [[nodiscard]] std::string verdicts() const {
        const auto& today = what_.today().all;
        const auto& before = what_.before().all;
        const auto both = [&](verdict_word word) {
            return pair_text(count_of(today, word), count_of(before, word));
        };
        return fmt::format(
            "violation {}, inconclusive {}, compliant {}, not covered {}; in brackets the day "
            "before. Reports: {}; {}.",
            both(verdict_word::violation),
            both(verdict_word::inconclusive),
            both(verdict_word::compliant),
            both(verdict_word::not_covered),
            pair_text(today.reports(), before.reports()),
            today.reports() > 0 ? "they reach until " + clock(what_.told_until)
                                : std::string("none came of this day")
        );
    }

    /// The sector, clause and side with the most violations.
    [[nodiscard]] std::string places() const {
        std::map<std::tuple<list_number, list_number, list_number>, std::uint64_t> sums;
        for (const auto& row : what_.rows) {
            sums[{row.key.sector, row.key.law, row.key.side}] +=
                count_of(row.today, verdict_word::violation);
        }
        std::uint64_t most = 0;
        for (const auto& one : sums) {
            most = std::max(most, one.second);
        }
        // All that are alike: naming one of them would point at a side that has no more than another.
        std::vector<std::string> where;
        for (const auto& [key, sum] : sums) {
            if (most > 0 && sum == most) {
                const auto& [sector, law, side] = key;
                where.push_back(fmt::format(
                    "{} / {} / {}",
                    sector_text(from_, sector),
                    law_text(from_, law),
                    side == 0 ? "side not told" : "side " + from_.sides[side]
                ));
            }
        }
        std::string out = "no violation";
        if (!where.empty()) {
            const auto count = where.size();
            where.resize(std::min(count, most_places));
            out = fmt::format(
                "{} of {} {}in {}{}",
                most,
                counted(
                    count_of(what_.today().all, verdict_word::violation), "violation", "violations"
                ),
                count > 1 ? "each " : "",
                fmt::join(where, ", "),
                count > most_places ? fmt::format(" and {} more places", count - most_places) : ""
            );
        }
        if (what_.hot_spot_cells < hot_spot_least_cells) {
            return out + "; too few places for hot spots";
        }
        const auto spots = what_.hot_spots.size();
        out += fmt::format(
            "; {} of the last {} days", counted(spots, "hot spot", "hot spots"), hot_spot_days
        );
        if (spots > 0) {
            out += ", the strongest about " + place_text(what_, what_.hot_spots.front().position);
        }
        return out;
    }

    [[nodiscard]] std::string sites() const {
        const auto& today = what_.today();
        const auto& before = what_.before();
        auto out = fmt::format(
            "sites: {} new, {} told of before",
            pair_text(today.new_sites, before.new_sites),
            pair_text(today.repeated_sites, before.repeated_sites)
        );
        const daily_site* longest = nullptr;
        std::size_t days = 1;
        for (const auto& site : what_.sites) {
            if (site.days_running(what_.day) > days) {
                days = site.days_running(what_.day);
                longest = &site;
            }
        }
        if (longest != nullptr) {
            out += fmt::format(
                ", the longest {} days in a row, about {}",
                days,
                place_text(what_, longest->position)
            );
        }
        const auto vague = today.told.vague_site;
        return out + (vague > 0
                          ? ", " + counted(vague, "report", "reports") + " too vague for a site"
                          : "");
    }

    [[nodiscard]] std::string gates() const {
        std::string out;
        for (const auto& one : what_.quiet.periods) {
            const auto text = quiet(one);
            out += text.empty() ? "" : (out.empty() ? "" : "; ") + one.step + " " + text;
        }
        std::vector<std::string> told;
        for (const auto& one : what_.quiet.periods) {
            told.push_back(one.step);
        }
        const auto rest = milestones_line(what_.gates, told);
        out += rest.empty() ? "" : (out.empty() ? "" : "; ") + rest;
        return (out.empty() ? "nothing overdue, at risk or due within a week" : out) + ".";
    }

    /// Of a period that runs or is over.
    [[nodiscard]] std::string quiet(const quiet_period& one) const {
        const auto reset =
            std::find_if(one.resets.begin(), one.resets.end(), [&](const quiet_reset& it) {
                return it.day == what_.day;
            });
        if (one.state == quiet_state::running && reset != one.resets.end()) {
            return fmt::format(
                "begins again ({} this day), over {} at the earliest",
                counted(reset->violations, "violation", "violations"),
                clock(one.end)
            );
        }
        if (one.state == quiet_state::running) {
            return fmt::format(
                "{} of {:g} quiet days, over {} at the earliest",
                quiet_days_text(one.quiet),
                one.days,
                clock(one.end)
            );
        }
        if (one.state == quiet_state::elapsed && one.after > 0) {
            return "was quiet long enough, since then " +
                   counted(one.after, "violation", "violations");
        }
        return {};
    }

    const plan& plan_;
    const daily_counts& from_;
    const daily_report& what_;
};

}  // namespace

std::uint64_t count_of(const daily_tally& tally, verdict_word word) {
    return tally.by_word[static_cast<std::size_t>(word)];
}

std::string pair_text(std::uint64_t today, std::uint64_t before) {
    return fmt::format("{} ({})", today, before);
}

std::string place_text(const daily_report& what, geo::lon_lat p) {
    auto out = fmt::format("{:.3f}, {:.3f}", p.lon.value(), p.lat.value());
    const auto* near = nearest_place(what.places).find(p);
    if (near == nullptr || geo::distance(near->position, p) > farthest_name) {
        return out;
    }
    constexpr std::array winds{
        "north", "north-east", "east", "south-east", "south", "south-west", "west", "north-west"};
    const auto way = geo::inverse(near->position, p);
    const auto eighth = std::lround((way.azimuth_start.value() + 360) / 45) % 8;
    return out + (way.length < geo::metres(1000) ? ", at " + near->name
                                                 : fmt::format(
                                                       ", {:.0f} km {} of {}",
                                                       geo::in_kilometres(way.length),
                                                       winds[static_cast<std::size_t>(eighth)],
                                                       near->name
                                                   ));
}

std::string quiet_days_text(double days) {
    return fmt::format("{:.1f}", std::floor(days * 10) / 10);
}

std::string clock_text(instant t, const std::string& time_zone) {
    const auto text = to_local_text(t, time_zone);
    return text.substr(0, text.find(" ("));
}

std::string daily_title(const plan& made, const daily_report& what) {
    const auto& before = what.before().all;
    return fmt::format(
        "{} ({}): {}, {}",
        to_local_date(instant(what.day), "UTC"),
        made.ground.time_zone,
        counted(count_of(what.today().all, verdict_word::violation), "violation", "violations"),
        before.reports() == 0
            ? std::string("no report of the day before")
            : fmt::format("the day before {}", count_of(before, verdict_word::violation))
    );
}

std::vector<std::pair<std::string, std::string>> first_lines(
    const plan& made, const daily_counts& from, const daily_report& what
) {
    return first_maker(made, from, what).run();
}

}  // namespace planner
