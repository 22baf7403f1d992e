// SPDX-License-Identifier: Apache-2.0
#include "geo/measure/geodesic.hpp"
#include "planner/presence/siting_parts.hpp"
#include "planner/theatre/closed_roads.hpp"

#include <algorithm>
#include <cmath>
#include <map>

namespace planner::detail {

namespace {

double severity_factor(const std::string& severity) {
    return severity == "high" ? 3 : severity == "medium" ? 2 : 1;
}

class element_maker {
public:
    element_maker(const scene& in, const std::vector<presence_need>& needs)
        : in_(in), needs_(needs) {}

    std::vector<siting_element> run() {
        // Samples flagged by several rules are one element a side.
        std::map<std::size_t, std::vector<std::size_t>> by_sample;
        for (std::size_t n = 0; n < needs_.size(); ++n) {
            const auto& need = needs_[n];
            for (const auto s : need.samples) {
                by_sample[s].push_back(n);
            }
            if (!need.along.empty()) {
                add_along(n);
            } else if (need.position) {
                add_place(n);
            }
        }
        for (const auto& [s, needs] : by_sample) {
            const auto& sample = in_.samples[s];
            const auto length = sample.to - sample.from;
            if (!in_.divides()) {
                out_.push_back({sample.middle, any_side, length, 0, needs});
                continue;
            }
            for (const std::size_t side : {0U, 1U}) {
                out_.push_back({sample.middle, side, length, 0, needs});
            }
        }
        weigh();
        return std::move(out_);
    }

private:
    void add_place(std::size_t n) {
        const auto& need = needs_[n];
        const auto [at, is_new] = by_place_.emplace(need.place, out_.size());
        if (is_new) {
            const auto side = in_.sides.find(*need.position);
            out_.push_back({*need.position, side.value_or(any_side), {}, 0, {}});
        }
        out_[at->second].needs.push_back(n);
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
                out_.push_back(
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
        for (auto& one : out_) {
            std::string severity;
            for (const auto n : one.needs) {
                severity = worse(severity, in_.rules[needs_[n].rule].severity);
            }
            const double size =
                one.is_place() ? in_.typical("site_weight_km") : geo::in_kilometres(one.length);
            one.weight = size * severity_factor(severity);
        }
    }

    const scene& in_;
    const std::vector<presence_need>& needs_;
    std::map<std::string, std::size_t> by_place_;
    std::vector<siting_element> out_;
};

}  // namespace

std::vector<siting_element> find_elements(
    const scene& in, const std::vector<presence_need>& needs
) {
    return element_maker(in, needs).run();
}

element_finder::element_finder(const std::vector<siting_element>& elements)
    : elements_(elements), by_lat_(elements.size()) {
    for (std::uint32_t e = 0; e < elements.size(); ++e) {
        by_lat_[e] = e;
    }
    std::sort(by_lat_.begin(), by_lat_.end(), [&](auto a, auto b) {
        const auto& p = elements_[a].position;
        const auto& q = elements_[b].position;
        return p.lat != q.lat ? p.lat < q.lat : a < b;
    });
}

std::vector<std::uint32_t> element_finder::about(const post_candidate& from, geo::metres reach)
    const {
    const auto box = box_about(from.position, reach);
    const auto first =
        std::lower_bound(by_lat_.begin(), by_lat_.end(), box.south, [&](auto e, double value) {
            return elements_[e].position.lat.value() < value;
        });
    std::vector<std::uint32_t> out;
    for (auto at = first; at != by_lat_.end(); ++at) {
        const auto& e = elements_[*at];
        if (e.position.lat.value() > box.north) {
            break;
        }
        if (side_fits(e, from) && e.position.lon.value() >= box.west &&
            e.position.lon.value() <= box.east) {
            out.push_back(*at);
        }
    }
    return out;
}

}  // namespace planner::detail
