// SPDX-License-Identifier: Apache-2.0
#include "planner/presence/scene.hpp"

#include "geo/base/error.hpp"
#include "geo/io/layer.hpp"
#include "planner/model/names.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <cmath>

namespace planner::detail {

namespace {

std::vector<area> vacated_areas(const plan& what) {
    std::vector<area> out;
    for (const auto& phase : what.phases) {
        out.push_back(phase.vacated);
    }
    return out;
}

/// The table's, as terms and then the user set them.
std::vector<presence_assumption> assumptions_of(const plan& what, const presence_options& options) {
    auto out = what.said.doctrine.assumptions;
    std::vector<std::string> known;
    for (auto& one : out) {
        known.push_back(one.id);
        for (const auto& own : what.said.assumptions) {
            if (own.id == one.id) {
                one = own;
            }
        }
        const auto given = options.assume.find(one.id);
        if (given != options.assume.end()) {
            one.low = given->second.front();
            one.high = given->second.back();
            one.typical = (one.low + one.high) / 2;
            one.cited = {"", "set with --assume", "assumption"};
        }
    }
    for (const auto& [id, values] : options.assume) {
        if (std::find(known.begin(), known.end(), id) == known.end()) {
            const auto near = nearest_word(id, known);
            throw geo::input_error(
                "--assume " + id + ": no such assumption" +
                (near.empty() ? "" : "; did you mean '" + near + "'?") +
                " (plan.json lists them all)"
            );
        }
    }
    return out;
}

}  // namespace

std::string length_text(geo::metres length) {
    return length < geo::metres(1000) ? fmt::format("{:.0f} m", length.value())
                                      : fmt::format("{:.1f} km", geo::in_kilometres(length));
}

scene::scene(const plan& so_far, const geo::local_frame& in, const presence_options& with)
    : what(so_far), chart(in), options(with), rules(so_far.said.presence_rules()),
      assumptions(assumptions_of(so_far, with)), sides({so_far.held, so_far.other_side}),
      phase_areas(vacated_areas(so_far)), near(so_far.ground.settlements) {
    if (so_far.contact.empty()) {
        return;
    }
    line.emplace(so_far.contact);
    const double spacing = typical("sample_m");
    if (spacing < 10) {
        throw geo::input_error("assumption 'sample_m' must be at least 10 m");
    }
    for (std::size_t part = 0; part < line->parts(); ++part) {
        const double length = line->length_of(part).value();
        const auto count = static_cast<std::size_t>(std::ceil(length / spacing));
        const double start = line->start_of(part).value();
        for (std::size_t i = 0; i < count; ++i) {
            const double from = length * static_cast<double>(i) / static_cast<double>(count);
            const double to = length * static_cast<double>(i + 1) / static_cast<double>(count);
            samples.push_back(
                {geo::metres(start + from),
                 geo::metres(start + to),
                 line->position_at(part, geo::metres((from + to) / 2)).position,
                 part}
            );
        }
    }
}

const presence_assumption& scene::assumed(std::string_view id) const {
    const auto at = std::find_if(assumptions.begin(), assumptions.end(), [&](const auto& one) {
        return one.id == id;
    });
    if (at == assumptions.end()) {
        throw geo::input_error(
            what.said.doctrine.file + ": assumption '" + std::string(id) + "' is missing"
        );
    }
    return *at;
}

std::optional<geo::metres> scene::from_line(geo::lon_lat p) const {
    if (!line) {
        return std::nullopt;
    }
    return geo::metres(std::abs(line->chainage_of(p).distance.value()));
}

std::string scene::phase_of(geo::lon_lat p) const {
    const auto found = phase_areas.find(p);
    return found ? what.phases[*found].term.id : "";
}

geo::line_string<geo::lon_lat> scene::stretch(std::size_t first, std::size_t last) const {
    const auto part = samples[first].part;
    const auto start = line->start_of(part);
    const auto from = line->position_at(part, samples[first].from - start);
    const auto to = line->position_at(part, samples[last].to - start);
    geo::line_string<geo::lon_lat> out{from.position};
    for (std::size_t i = from.edge + 1; i <= to.edge; ++i) {
        out.push_back(what.contact[part][i]);
    }
    out.push_back(to.position);
    return out;
}

std::string scene::name_of(std::size_t first, std::size_t last) const {
    const auto* title = what.contact_line();
    const auto end = [&](std::size_t i, geo::metres at) {
        const auto* place = near.find(samples[i].middle);
        return fmt::format(
            "{}km {:.1f}{}",
            place != nullptr ? "near " + place->name + " (" : "",
            geo::in_kilometres(at),
            place != nullptr ? ")" : ""
        );
    };
    return (title != nullptr ? title->title : "Line") + " from " + end(first, samples[first].from) +
           " to " + end(last, samples[last].to);
}

const plan_phase* scene::last_phase_of(const std::string& territory) const {
    const plan_phase* found = nullptr;
    for (const auto& phase : what.phases) {
        found = phase.territory == territory ? &phase : found;
    }
    return found;
}

std::vector<presence_period> scene::periods(std::vector<instant> also) const {
    also.push_back(what.d_day);
    also.push_back(open_end());
    for (const auto& phase : what.phases) {
        also.push_back(phase.verified);
    }
    std::sort(also.begin(), also.end());
    also.erase(std::unique(also.begin(), also.end()), also.end());
    std::vector<presence_period> out;
    for (std::size_t i = 0; i + 1 < also.size(); ++i) {
        if (also[i] < what.d_day) {
            continue;
        }
        presence_period made;
        made.when = {also[i], also[i + 1]};
        for (const auto& phase : what.phases) {
            if (phase.verified > also[i]) {
                made.phase = phase.term.id;
                break;
            }
        }
        out.push_back(std::move(made));
    }
    return out;
}

}  // namespace planner::detail
