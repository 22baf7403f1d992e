// SPDX-License-Identifier: Apache-2.0
// T18 to T20: the rules and dates of the library, laid over packaged theatres.
#include "geo/base/error.hpp"
#include "geo/linework/line_measure.hpp"
#include "geo/measure/geodesic.hpp"
#include "planner/check/figure_list.hpp"
#include "planner/config/data_folder.hpp"
#include "planner/model/roles.hpp"
#include "planner/plan/build_plan.hpp"
#include "planner/terms/read_terms.hpp"
#include "planner/theatre/place_index.hpp"
#include "planner/zones/zone_index.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <cmath>
#include <functional>

namespace planner::detail {

namespace {

/// Positions beside a line, square to it at 400 places and on both sides, whose nearest position of
/// the line is so far away, to 1 m.
std::vector<geo::lon_lat> places_at(const lines& line, geo::metres away) {
    constexpr int places = 400;
    const geo::line_measure measure(line);
    std::vector<geo::lon_lat> out;
    for (int i = 1; i < places; ++i) {
        const auto foot = measure.position_at(measure.length() * (i / double{places}));
        for (const double turn : {-90.0, 90.0}) {
            const auto p = geo::destination(foot.position, foot.azimuth + geo::degrees(turn), away);
            const auto distance = std::abs(measure.chainage_of(p).distance.value());
            if (std::abs(distance - away.value()) < 1) {
                out.push_back(p);
            }
        }
    }
    return out;
}

/// `24.9 km: yes; 25.1 km: no` when some place 100 m nearer than the limit is held, and none 100 m
/// beyond it.
std::string either_side(
    const lines& line, geo::metres limit, const std::function<bool(geo::lon_lat)>& held
) {
    std::string out;
    for (const double step : {-100.0, 100.0}) {
        const auto away = limit + geo::metres(step);
        const auto places = places_at(line, away);
        out += fmt::format(
            "{}{:.1f} km: {}",
            out.empty() ? "" : "; ",
            geo::in_kilometres(away),
            places.empty()                                    ? "no place"
            : std::any_of(places.begin(), places.end(), held) ? "yes"
                                                              : "no"
        );
    }
    return out;
}

std::string expected(geo::metres limit) {
    return fmt::format(
        "{:.1f} km: yes; {:.1f} km: no",
        geo::in_kilometres(limit) - 0.1,
        geo::in_kilometres(limit) + 0.1
    );
}

/// A plan of terms over the theatre of 2015. The line of 19 September 2014 is not packaged: the line
/// of contact stands in for it, which leaves the rule the same.
plan donbas_plan(figure_list& to, const std::string& id) {
    auto said = read_terms(find_terms_file(id));
    for (auto& zone : said.zones) {
        for (auto& reference : zone.reference_lines) {
            reference.line = "contact";
        }
    }
    return build_plan(to.ground("donbas-2015"), std::move(said));
}

struct limit_of_system {
    const char* system;
    double km;
};

void add_limits(
    figure_list& to,
    const plan& what,
    const std::vector<limit_of_system>& limits,
    const std::string& source
) {
    const zone_index zones(what);
    instant when = what.d_day;
    for (const auto& zone : what.zones) {
        when = std::max(when, zone.when.from);
    }
    for (const auto& [id, km] : limits) {
        const auto* system = what.said.arms.find_system(id);
        if (system == nullptr) {
            throw geo::input_error("weapons.toml has no system '" + std::string(id) + "'");
        }
        const auto limit = geo::kilometres(km);
        for (const auto* role : {"a", "b"}) {
            const auto whose = party_in_role(what.ground, role);
            to.same(
                "T18",
                fmt::format("{}: {} of party {} forbidden", what.said.id, system->name, role),
                either_side(
                    what.contact,
                    limit,
                    [&](geo::lon_lat p) { return !zones.against(*system, whose, p, when).empty(); }
                ),
                expected(limit),
                source
            );
        }
    }
}

}  // namespace

void add_minsk_rules(figure_list& to) {
    const auto package = donbas_plan(to, "minsk-2015");
    const std::string point =
        "Package of Measures, point 2: 50, 70, 140 km in all, by equal distances (the line of "
        "contact in place of that of 19 September 2014)";
    add_limits(to, package, {{"2s3", 25}, {"bm-21", 35}, {"tochka-u", 70}}, point);
    add_limits(
        to,
        donbas_plan(to, "minsk-addendum-2015"),
        {{"t-64", 15}},
        "Addendum, 29 September 2015: 15 km on each side"
    );
    const zone_index zones(package);
    const auto* carrier = package.said.arms.find_system("bmp-2");
    if (carrier == nullptr) {
        throw geo::input_error("weapons.toml has no system 'bmp-2'");
    }
    bool forbidden = false;
    for (const auto& p : places_at(package.contact, geo::kilometres(3))) {
        for (const auto* role : {"a", "b"}) {
            const auto whose = party_in_role(package.ground, role);
            for (const auto& zone : package.zones) {
                forbidden = forbidden || !zones.against(*carrier, whose, p, zone.when.from).empty();
            }
        }
    }
    to.same(
        "T18",
        "minsk-2015: " + carrier->name + " 3 km from the line",
        forbidden ? "forbidden" : "not forbidden",
        "not forbidden",
        "SMM reports: recorded, not proscribed"
    );
}

void add_dayton_dates(figure_list& to) {
    const auto dayton = read_terms(find_terms_file("dayton-1995"));
    const auto date = [&](const std::string& id, bool end) -> std::string {
        for (const auto& step : dayton.steps) {
            if (step.id == id && dayton.effective) {
                const auto offset = end ? step.end.value_or(step.start) : step.start;
                return to_rfc3339(*dayton.effective + offset).substr(0, 10);
            }
        }
        return "none";
    };
    const std::string source = "DIA, PC-1510-100-96, Annex 1-A";
    to.same("T19", "Dayton: D+30, behind the zone", date("phase-1", true), "1996-01-19", source);
    to.same("T19", "Dayton: D+45, areas left", date("phase-2-leave", true), "1996-02-03", source);
    to.same(
        "T19", "Dayton: D+91, areas entered", date("phase-2-enter", false), "1996-03-20", source
    );
    to.same("T19", "Dayton: D+120, cantonment", date("phase-3", true), "1996-04-18", source);
}

void add_golan_bands(figure_list& to) {
    const auto what = build_plan(to.ground("golan"), read_terms(find_terms_file("undof-1974")));
    struct band {
        const char* term;
        double km;
    };
    for (const auto& [term, km] :
         {band{"limitation-10", 10}, {"limitation-20", 20}, {"no-sam", 25}}) {
        for (const auto* role : {"a", "b"}) {
            const auto whose = party_in_role(what.ground, role);
            const std::string id = term;
            const auto zone =
                std::find_if(what.zones.begin(), what.zones.end(), [&](const plan_zone& one) {
                    return one.term.id == id && one.binds == whose;
                });
            const auto* line = what.ground.find_line(line_id(std::string("line-") + role));
            if (zone == what.zones.end() || line == nullptr) {
                throw geo::input_error("the plan of undof-1974 has no zone '" + id + "'");
            }
            const place_index index(std::vector<area>{zone->shape});
            to.same(
                "T20",
                fmt::format("undof-1974: {} of party {}, from its own line", id, role),
                either_side(
                    line->shape,
                    geo::kilometres(km),
                    [&](geo::lon_lat p) { return index.find(p).has_value(); }
                ),
                expected(geo::kilometres(km)),
                "FRUS 1969-76 XXVI, document 83"
            );
        }
    }
}

}  // namespace planner::detail
