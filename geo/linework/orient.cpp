// SPDX-License-Identifier: Apache-2.0
#include "geo/linework/orient.hpp"

#include "geo/base/error.hpp"
#include "geo/linework/area_places.hpp"
#include "geo/linework/line_findings.hpp"
#include "geo/linework/line_measure.hpp"
#include "geo/measure/geodesic.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <cmath>

namespace geo {

namespace {

using detail::area_places;
using detail::vec3;

constexpr int places = 200;

/// Evidence that the way a part runs is the one asked for, and against it.
struct evidence {
    double with = 0;
    double against = 0;

    void add(bool agrees, double weight) { (agrees ? with : against) += weight; }
    [[nodiscard]] double all() const { return with + against; }
};

class judge {
public:
    judge(const side_request& sides, const orient_options& options)
        : sides_(sides), options_(options), left_(sides.left), right_(sides.right) {}

    [[nodiscard]] evidence ask(const line_string<lon_lat>& part) const {
        evidence out;
        const line_measure line(multi_line_string<lon_lat>{part}, options_.edges);
        if (line.length() > metres(0)) {
            for (int k = 0; k < places; ++k) {
                ask_beside(line.position_at(line.length() * ((k + 0.5) / places)), out);
            }
            for (const auto& p : sides_.left_points) {
                ask_point(line, p, true, out);
            }
            for (const auto& p : sides_.right_points) {
                ask_point(line, p, false, out);
            }
        }
        return out;
    }

private:
    void ask_beside(const line_measure::place& here, evidence& out) const {
        const auto beside = [&](double turn) {
            return destination(
                here.position, degrees(here.azimuth.value() + turn), options_.beside
            );
        };
        const lon_lat left = beside(-90);
        const lon_lat right = beside(90);
        bool spoken = false;
        const auto ask_area = [&](const area_places& area, bool wanted_left) {
            const bool on_left = area.contains(left);
            if (on_left != area.contains(right)) {
                out.add(on_left == wanted_left, 1);
                spoken = true;
            }
        };
        ask_area(left_, true);
        ask_area(right_, false);
        if (!spoken) {
            ask_nearest(left_, true, here, out);
            ask_nearest(right_, false, here, out);
        }
    }

    void ask_nearest(
        const area_places& area, bool wanted_left, const line_measure::place& here, evidence& out
    ) const {
        // Inside an area both sides are its own.
        if (area.empty() || area.contains(here.position)) {
            return;
        }
        const vec3 at = detail::to_space(here.position);
        const auto found = area.nearest(at);
        if (found.distance > options_.reach.value() || found.distance == 0) {
            return;
        }
        const auto axes = detail::compass_at(at);
        const vec3 off = found.at - at;
        const double azimuth = here.azimuth.value() * 0.017453292519943295;
        const double left =
            dot(off, axes.north) * std::sin(azimuth) - dot(off, axes.east) * std::cos(azimuth);
        // On the left or right only where it is not straight ahead or behind.
        constexpr double sine = 0.1;
        if (std::abs(left) > sine * found.distance) {
            out.add((left > 0) == wanted_left, 1);
        }
    }

    static void ask_point(const line_measure& line, lon_lat p, bool wanted_left, evidence& out) {
        const auto foot = line.chainage_of(p);
        if (foot.distance != metres(0)) {
            out.add((foot.distance > metres(0)) == wanted_left, places);
        }
    }

    const side_request& sides_;
    const orient_options& options_;
    area_places left_;
    area_places right_;
};

void check(
    const multi_line_string<lon_lat>& lines,
    const side_request& sides,
    const orient_options& options
) {
    detail::require_on_earth(lines);
    if (sides.left.empty() && sides.right.empty() && sides.left_points.empty() &&
        sides.right_points.empty()) {
        throw input_error("nothing says what lies on which side of the line");
    }
    for (const auto* area : {&sides.left, &sides.right}) {
        for_each_ring(*area, [](const ring<lon_lat>& chain) {
            detail::require_on_earth({line_string<lon_lat>(chain.begin(), chain.end())});
        });
    }
    const auto in_range = [](metres value, double low, double high) {
        return value >= metres(low) && value <= metres(high);
    };
    if (!in_range(options.beside, 1, 1e4) || !in_range(options.reach, 0, 1e6) ||
        !(options.dissent >= 0 && options.dissent <= 0.5)) {
        throw input_error("to turn a line, look 1 m to 10 km beside it, reach 0 to 1,000 km, and "
                          "allow a dissent of "
                          "0 to 0.5");
    }
}

}  // namespace

oriented_lines orient_lines(
    const multi_line_string<lon_lat>& lines,
    const side_request& sides,
    const orient_options& options
) {
    check(lines, sides, options);
    oriented_lines out;
    out.lines = lines;
    out.verdicts.resize(lines.size());
    const judge asked(sides, options);
    for (std::size_t part = 0; part < lines.size(); ++part) {
        if (lines[part].empty()) {
            continue;
        }
        const auto found = asked.ask(lines[part]);
        const auto start = lines[part].front();
        auto& verdict = out.verdicts[part];
        const double minority = std::min(found.with, found.against);
        if (found.all() == 0 || found.with == found.against) {
            out.found.push_back(detail::line_finding(
                finding_code::line_side_unclear,
                severity::warning,
                part,
                start,
                found.all() == 0 ? "what was asked to lie on a side of this part lies on neither; "
                                   "it was left as "
                                   "it runs"
                                 : "what was asked to lie on a side of this part lies on both "
                                   "alike; it was left "
                                   "as it runs"
            ));
            verdict.as_asked = found.all() == 0 ? 0 : 0.5;
            continue;
        }
        verdict.flipped = found.against > found.with;
        verdict.as_asked = std::max(found.with, found.against) / found.all();
        if (minority > options.dissent * found.all()) {
            out.found.push_back(detail::line_finding(
                finding_code::line_side_unclear,
                severity::warning,
                part,
                start,
                fmt::format(
                    "what was asked to lie on one side of this part lies on both: {:.0f} % of the "
                    "evidence is for the way it now runs",
                    100 * verdict.as_asked
                )
            ));
        }
        if (verdict.flipped) {
            std::reverse(out.lines[part].begin(), out.lines[part].end());
            out.found.push_back(detail::line_finding(
                finding_code::line_direction_reversed,
                severity::note,
                part,
                start,
                "the part was turned round, so that its sides are as asked"
            ));
        }
    }
    return out;
}

}  // namespace geo
