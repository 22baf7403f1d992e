// SPDX-License-Identifier: Apache-2.0
#include "planner/report/annex.hpp"

#include "geo/base/error.hpp"
#include "geo/linework/compare_lines.hpp"
#include "geo/linework/line_measure.hpp"
#include "geo/linework/simplify.hpp"
#include "geo/measure/geodesic.hpp"
#include "geo/measure/grid_reference.hpp"
#include "planner/report/printed_crossings.hpp"
#include "planner/theatre/nearest_place.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <cmath>

namespace planner {

namespace {

/// Half of 0.1 second of latitude and of longitude at the equator, together: 2.19 m.
constexpr geo::metres printing(2.2);

/// Both readings of the edges compared; well below what is measured.
constexpr geo::metres reading_gap(0.05);

/// A printed point is the point that a source lists when printing alone moved it.
constexpr geo::metres same_point = printing;

/// Of a direction as printed with so many decimals, [0, 360): never 360.
geo::degrees clockwise(geo::degrees azimuth, int decimals) {
    const double units = std::pow(10.0, decimals);
    const double turn = std::round(std::fmod(azimuth.value() + 360.0, 360.0) * units) / units;
    return geo::degrees(turn >= 360.0 ? 0.0 : turn);
}

class annex_maker {
public:
    explicit annex_maker(const plan& what)
        : plan_(what), places_(what.ground.settlements), edges_(edges_of_territory(what)),
          border_(measure_of(edges_.border)), coast_(measure_of(edges_.coast)),
          contact_(measure_of(what.contact)) {}

    annex run() {
        annex out;
        out.tolerance = plan_.annex_tolerance;
        check_annex_tolerance(out.tolerance);
        lines all;
        for (auto& one : published_lines(plan_, edges_)) {
            all.insert(all.end(), one.shape.begin(), one.shape.end());
            out.lines.push_back({std::move(one), {}, {}});
        }
        const auto fewer = geo::simplify_lines(all, {.tolerance = out.tolerance - printing}).lines;
        out.found = find_printed_crossings(owners_of(out.lines), fewer, 1);
        std::size_t next = 0;
        for (auto& line : out.lines) {
            lines printed;
            for (std::size_t i = 0; i < line.of.shape.size(); ++i) {
                printed.push_back(as_printed(fewer.at(next++)));
                line.parts.push_back(points_of(line.of, printed.back(), i + 1));
            }
            line.deviation = deviation(line.of.shape, printed);
            if (line.deviation > out.tolerance) {
                throw geo::geometry_error(fmt::format(
                    "turning points of {} deviate by {:.2f} m, more than {:g} m",
                    line.of.id,
                    line.deviation.value(),
                    out.tolerance.value()
                ));
            }
        }
        return out;
    }

private:
    /// The id of the line that each part is of.
    static std::vector<std::string> owners_of(const std::vector<annex_line>& all) {
        std::vector<std::string> out;
        for (const auto& line : all) {
            out.insert(out.end(), line.of.shape.size(), line.of.id);
        }
        return out;
    }

    using maybe_line = std::optional<geo::line_measure>;
    static maybe_line measure_of(const lines& shape) {
        return shape.empty() ? maybe_line() : maybe_line(shape);
    }

    /// Whether a position is within so much of a line, if there is one.
    static bool is_near(const maybe_line& line, geo::lon_lat p, geo::metres near) {
        return line && std::abs(line->chainage_of(p).distance.value()) <= near.value();
    }

    static geo::line_string<geo::lon_lat> as_printed(const geo::line_string<geo::lon_lat>& part) {
        geo::line_string<geo::lon_lat> out;
        for (const auto& p : part) {
            out.push_back(geo::rounded_to_dms(p, 1));
        }
        // What printing makes one point is one; a line keeps both its ends.
        const auto last = std::unique(out.begin(), out.end());
        if (last - out.begin() >= 2) {
            out.erase(last, out.end());
        }
        return out;
    }

    /// Both lines made to mean the same by either reading, then compared.
    static geo::metres deviation(const lines& exact, const lines& printed) {
        const auto both = geo::hausdorff_distance(
            geo::densify(exact, geo::edge_reading::lonlat, reading_gap),
            geo::densify(printed, geo::edge_reading::geodesic, reading_gap)
        );
        return both.larger().distance + std::max(both.a_to_b.error, both.b_to_a.error);
    }

    std::vector<annex_point> points_of(
        const published_line& line, const geo::line_string<geo::lon_lat>& part, std::size_t number
    ) const {
        std::vector<annex_point> out;
        for (std::size_t i = 0; i < part.size(); ++i) {
            auto& made = out.emplace_back();
            made.position = part[i];
            made.id = fmt::format("{}-{}-{}", line.id, number, i + 1);
            const auto text = geo::dms(part[i], 1);
            made.dms_latitude = text.substr(0, text.find(' '));
            made.dms_longitude = text.substr(text.find(' ') + 1);
            made.mgrs = geo::mgrs(part[i]);
            if (i + 1 < part.size()) {
                const auto next = geo::inverse(part[i], part[i + 1]);
                made.segment = segment(line, part[i], part[i + 1]);
                made.to_next = next.length;
                made.azimuth = clockwise(next.azimuth_start, 2);
            }
            if (const auto* place = places_.find(part[i])) {
                const auto way = geo::inverse(place->position, part[i]);
                made.place = place->name;
                made.local_place = place->local_name;
                made.from_place = way.length;
                made.bearing = clockwise(way.azimuth_start, 0);
            }
            describe(made, line, part, i);
        }
        return out;
    }

    /// What lies under the segment. A line between forces is never called a border.
    [[nodiscard]] std::string segment(
        const published_line& line, geo::lon_lat from, geo::lon_lat to
    ) const {
        if (line.listed != nullptr) {
            return "geodesic";
        }
        // A segment that only ends there leaves it: a quarter of the way on it is an eighth away.
        const auto length = geo::distance(from, to);
        const auto near = std::min(plan_.annex_tolerance, std::max(printing, length / 8.0));
        const auto runs_along = [&](const maybe_line& edge) {
            return is_near(edge, geo::interpolate(from, to, 0.25), near) &&
                   is_near(edge, geo::interpolate(from, to, 0.5), near) &&
                   is_near(edge, geo::interpolate(from, to, 0.75), near);
        };
        return runs_along(border_)  ? "geodesic, along the recognised border"
               : runs_along(coast_) ? "geodesic, along the coast"
                                    : "geodesic";
    }

    void describe(
        annex_point& made,
        const published_line& line,
        const geo::line_string<geo::lon_lat>& part,
        std::size_t i
    ) const {
        made.accuracy = line.accuracy;
        if (line.listed != nullptr) {
            for (const auto& named : line.listed->turning_points) {
                if (geo::distance(named.position, part[i]) <= same_point) {
                    made.description = named.name;
                    if (!named.between.empty()) {
                        made.description +=
                            (named.name.empty() ? "between " : ", between ") + named.between;
                    }
                    made.accuracy = named.accuracy ? named.accuracy : line.accuracy;
                    return;
                }
            }
        }
        if (part.size() > 1 && part.front() == part.back()) {
            return;
        }
        if (i == 0) {
            made.description = "beginning" + end_text(part[i]);
        } else if (i + 1 == part.size()) {
            made.description = "end" + end_text(part[i]);
        }
    }

    [[nodiscard]] std::string end_text(geo::lon_lat p) const {
        const auto near = plan_.annex_tolerance;
        return is_near(border_, p, near)    ? ", at the recognised border"
               : is_near(coast_, p, near)   ? ", at the coast"
               : is_near(contact_, p, near) ? ", at the line of contact"
                                            : "";
    }

    const plan& plan_;
    nearest_place places_;
    territory_edges edges_;
    maybe_line border_;
    maybe_line coast_;
    maybe_line contact_;
};

}  // namespace

void check_annex_tolerance(geo::metres tolerance) {
    if (!(tolerance >= least_annex_tolerance && tolerance <= largest_annex_tolerance)) {
        throw geo::input_error(fmt::format(
            "turning points cannot be within {:g} m: positions are printed to 0.1 second (3 "
            "m); give from {:g} m to {:g} m",
            tolerance.value(),
            least_annex_tolerance.value(),
            largest_annex_tolerance.value()
        ));
    }
}

annex make_annex(const plan& what) {
    return annex_maker(what).run();
}

}  // namespace planner
