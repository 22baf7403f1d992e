// SPDX-License-Identifier: Apache-2.0
#include "planner/presence/rule_maker.hpp"
#include "planner/presence/standing.hpp"

#include <fmt/format.h>

#include <algorithm>

namespace planner::detail {

namespace {

class line_rules : rule_maker {
public:
    using rule_maker::rule_maker;

    void run() {
        for_each_rule([&](const std::string& where) {
            if (where == "reserved_neck") {
                at_necks();
            } else if (in_.samples.empty()) {
                return;
            } else if (where == "line_of_contact") {
                whole_line();
            } else if (where == "forces_apart") {
                forces_apart();
            } else if (where == "vague_line") {
                vague_line();
            }
        });
    }

private:
    presence_need& add_for(std::string name, std::string phase, time_span when) {
        auto& made = add(std::move(name));
        made.phase = std::move(phase);
        made.when = when;
        return made;
    }

    /// One need for each part of the line: the rule fires on all of it.
    std::vector<presence_need*> on_whole_line(const std::string& phase, time_span when) {
        std::vector<std::size_t> made;
        for (std::size_t first = 0; first < in_.samples.size();) {
            auto last = first;
            while (last + 1 < in_.samples.size() &&
                   in_.samples[last + 1].part == in_.samples[first].part) {
                ++last;
            }
            add_run(first, last, phase, when);
            made.push_back(out_.size() - 1);
            first = last + 1;
        }
        std::vector<presence_need*> out;
        for (const auto i : made) {
            out.push_back(&out_[i]);
        }
        return out;
    }

    presence_need& add_run(
        std::size_t first, std::size_t last, const std::string& phase, time_span when
    ) {
        auto& made = add_for(in_.name_of(first, last), phase, when);
        for (auto s = first; s <= last; ++s) {
            made.samples.push_back(s);
        }
        made.inputs.emplace_back(
            "km",
            fmt::format(
                "{:.1f} to {:.1f}",
                geo::in_kilometres(in_.samples[first].from),
                geo::in_kilometres(in_.samples[last].to)
            )
        );
        return made;
    }

    void whole_line() {
        const auto& phases = in_.what.phases;
        const time_span when{in_.what.d_day, phases.empty() ? open_end() : phases.front().verified};
        const auto accuracy = in_.what.contact_line()->accuracy;
        for (auto* made : on_whole_line(phases.empty() ? "" : phases.front().term.id, when)) {
            if (accuracy > *rule().reach) {
                made->detail = fmt::format(
                    "the line itself is known to {:g} km only, so the strip may lie beside it",
                    geo::in_kilometres(accuracy)
                );
            }
            made->inputs.emplace_back("accuracy", length_text(accuracy));
        }
    }

    void forces_apart() {
        if (!in_.divides()) {
            return;
        }
        if (!standing_) {
            standing_.emplace(in_);
        }
        const auto periods = in_.periods(standing_->changes());
        const auto limit = *rule().closer_than;
        std::vector<std::vector<std::optional<geo::metres>>> apart(periods.size());
        for (std::size_t p = 0; p < periods.size(); ++p) {
            for (const auto& sample : in_.samples) {
                const auto found = standing_->apart(sample.middle, periods[p].when.from, limit);
                apart[p].push_back(found && *found < limit ? found : std::nullopt);
            }
        }
        if (rule().lasting) {
            keep_lasting(periods, apart);
        }
        for (std::size_t p = 0; p < periods.size(); ++p) {
            add_runs(periods[p], apart[p]);
        }
    }

    /// Drops what is over before the rule's time.
    void keep_lasting(
        const std::vector<presence_period>& periods,
        std::vector<std::vector<std::optional<geo::metres>>>& apart
    ) const {
        for (std::size_t s = 0; s < in_.samples.size(); ++s) {
            for (std::size_t first = 0; first < periods.size();) {
                auto end = first;
                while (end < periods.size() && apart[end][s]) {
                    ++end;
                }
                if (end > first &&
                    periods[end - 1].when.until - periods[first].when.from < *rule().lasting) {
                    for (auto p = first; p < end; ++p) {
                        apart[p][s] = std::nullopt;
                    }
                }
                first = end + 1;
            }
        }
    }

    void add_runs(
        const presence_period& period, const std::vector<std::optional<geo::metres>>& apart
    ) {
        for (std::size_t first = 0; first < apart.size(); ++first) {
            if (!apart[first]) {
                continue;
            }
            auto last = first;
            auto least = *apart[first];
            auto most = least;
            while (last + 1 < apart.size() && apart[last + 1] &&
                   in_.samples[last + 1].part == in_.samples[first].part) {
                ++last;
                least = std::min(least, *apart[last]);
                most = std::max(most, *apart[last]);
            }
            auto& made = add_run(first, last, period.phase, period.when);
            const auto range = most <= geo::metres(0)
                                   ? std::string("at the line, nothing between them")
                                   : length_text(least) +
                                         (most > least ? " to " + length_text(most) : "") +
                                         " apart";
            made.detail = made.name + ": forces may stand " + range;
            made.inputs.emplace_back("closer_than", length_text(*rule().closer_than));
            made.inputs.emplace_back("least", length_text(least));
            made.inputs.emplace_back("most", length_text(most));
            made.inputs.emplace_back("sampled", length_text(geo::metres(in_.typical("sample_m"))));
            if (rule().lasting) {
                made.inputs.emplace_back(
                    "lasting", fmt::format("{:g} days", double(rule().lasting->count()) / 86400)
                );
            }
            first = last;
        }
    }

    void vague_line() {
        const auto* line = in_.what.contact_line();
        for (const auto& zone : in_.what.zones) {
            const auto& refs = zone.term.reference_lines;
            const bool from_line = zone.term.reference_line == line->id.str() ||
                                   std::any_of(refs.begin(), refs.end(), [&](const auto& one) {
                                       return one.line == line->id.str();
                                   });
            if (!from_line || zone.depth <= geo::metres(0) || zone.depth >= line->accuracy) {
                continue;
            }
            for (auto* made : on_whole_line("", zone.when)) {
                made->detail = fmt::format(
                    "zone '{}' is {} deep, the line is known to {}",
                    zone.term.title,
                    length_text(zone.depth),
                    length_text(line->accuracy)
                );
                made->inputs.emplace_back("zone", zone.id);
                made->inputs.emplace_back("depth", length_text(zone.depth));
                made->inputs.emplace_back("accuracy", length_text(line->accuracy));
            }
        }
    }

    void at_necks() {
        for (const auto& one : in_.what.reserved) {
            if (one.neck.empty() || one.term.treatment == reserved_treatment::included) {
                continue;
            }
            const auto* main = in_.last_phase_of("main");
            const auto* own = in_.last_phase_of(one.area_of.id.str());
            auto& made = add_for(
                "Land neck of " + one.area_of.name,
                own != nullptr ? own->term.id : "",
                {main != nullptr ? main->end : in_.what.d_day,
                 own != nullptr ? own->verified : open_end()}
            );
            made.along = one.neck;
            made.place = "reserved-" + one.area_of.id.str();
            made.inputs.emplace_back("reserved_area", one.area_of.id.str());
            made.inputs.emplace_back("treatment", std::string(name(one.term.treatment)));
        }
    }

    std::optional<standing> standing_;
};

}  // namespace

void flag_line(const scene& in, std::vector<presence_need>& out) {
    line_rules(in, out).run();
}

}  // namespace planner::detail
