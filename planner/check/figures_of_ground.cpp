// SPDX-License-Identifier: Apache-2.0
// T1 to T8, T13, T14, T16 and T17: what the packaged theatres measure beside what was published.
#include "geo/base/error.hpp"
#include "geo/frame/local_frame.hpp"
#include "geo/geometry/box.hpp"
#include "geo/linework/compare_lines.hpp"
#include "geo/linework/line_measure.hpp"
#include "geo/measure/geodesic.hpp"
#include "geo/offset/zone.hpp"
#include "geo/overlay/overlay.hpp"
#include "planner/check/figure_list.hpp"
#include "planner/zones/squares.hpp"

#include <cmath>
#include <numbers>

namespace planner::detail {

namespace {

const theatre_line& line_of(const theatre& ground, const std::string& id) {
    if (const auto* found = ground.find_line(line_id(id))) {
        return *found;
    }
    throw geo::input_error("theatre '" + ground.id + "' has no line '" + id + "'");
}

const area& area_of(const theatre& ground, const std::string& id) {
    for (const auto& one : ground.regions) {
        if (one.id.str() == id) {
            return one.area;
        }
    }
    for (const auto& one : ground.reserved) {
        if (one.id.str() == id) {
            return one.area;
        }
    }
    throw geo::input_error("theatre '" + ground.id + "' has no area '" + id + "'");
}

measured km(const lines& shape) {
    return {geo::in_kilometres(geo::length(shape)), 1, "km"};
}

measured km2(double value, int decimals = 0) {
    return {value, decimals, "km2"};
}
double size_of(const area& shape) {
    return geo::in_square_kilometres(geo::area(shape));
}

double half_perimeter(const area& shape) {
    double sum = 0;
    geo::for_each_ring(shape, [&](const auto& ring) {
        sum +=
            geo::in_kilometres(geo::length(geo::line_string<geo::lon_lat>(ring.begin(), ring.end()))
            );
    });
    return sum / 2;
}

double common_size(const area& a, const area& b) {
    const auto chart = geo::local_frame::chart(geo::box_of(a));
    return size_of(
        geo::unproject(chart, geo::intersection(geo::project(chart, a), geo::project(chart, b)))
    );
}

area beside(const theatre_line& line, geo::metres depth, geo::side which) {
    return geo::one_sided_zone(line.shape, depth, which, geo::end_cap::flat).area;
}

/// A strip of even width along a line, and the half discs at its ends.
double strip(geo::metres length, double width_km, double radius_km) {
    return geo::in_kilometres(length) * width_km + std::numbers::pi * radius_km * radius_km;
}

}  // namespace

void add_cyprus_and_golan(figure_list& to) {
    const auto& cyprus = to.ground("cyprus");
    double size = 0;
    double length = 0;
    for (const auto* id : {"buffer-zone", "buffer-zone-kokkina", "buffer-zone-deryneia"}) {
        size += size_of(area_of(cyprus, id));
        length += half_perimeter(area_of(cyprus, id));
    }
    const std::string unficyp = "UNFICYP, About the buffer zone";
    to.compare(
        "T1", "Cyprus: area of the buffer zone", km2(size, 1), within(346, 0.03, km2(0), unficyp)
    );
    to.compare(
        "T1",
        "Cyprus: its length, as half of its perimeter",
        {length, 1, "km"},
        {"180.5 km", 0.88 * 180.5, 180.5, "-12 % to 0, a coarse map is shorter", unficyp}
    );

    const auto& golan = to.ground("golan");
    const std::string undof = "UNDOF; S/11302/Add.1";
    const auto& zone = area_of(golan, "undof-zone");
    to.compare(
        "T2", "Golan: area of separation", km2(size_of(zone), 1), within(235, 0.15, km2(0), undof)
    );
    const auto widest =
        geo::directed_hausdorff(line_of(golan, "line-b").shape, line_of(golan, "line-a").shape);
    to.differ(
        "T2",
        "Golan: its width, farthest of line B from line A",
        {geo::in_kilometres(widest.distance), 1, "km"},
        {"10 to 12.5 km", 10, 12.5, "", undof},
        {"", 5, 10, "below 10 km: too coarse for widths", ""}
    );
    to.compare(
        "T16",
        "Golan: the part west of line A",
        km2(size_of(area_of(golan, "golan-west"))),
        {"1150 to 1200 km2", 0.9 * 1150, 1.1 * 1200, "10 %", "common figure, from memory"}
    );
}

void add_korea(figure_list& to) {
    const auto& korea = to.ground("korea");
    const auto& mdl = line_of(korea, "contact");
    const double length = geo::in_kilometres(geo::length(mdl.shape));
    const double both = size_of(area_of(korea, "dmz-north")) + size_of(area_of(korea, "dmz-south"));
    to.differ(
        "T3",
        "Korea: mean width of the polygons named demilitarized zone",
        {both / length, 1, "km"},
        {"4 km", 3.6, 4.4, "", "Armistice Agreement, paragraph 1"},
        {"", 10.8, 11.2, "not a zone of 2 km per side", ""}
    );
    to.differ(
        "T3",
        "Korea: area of these polygons",
        km2(both, 1),
        {"907 km2", 0.9 * 907, 992 * 1.1, "", "UNC; 992 km2 by 4 km x 248 km"},
        {"", 2200, 2280, "not the zone", ""}
    );
    to.differ(
        "T3",
        "Korea: length of the demarcation line",
        km(mdl.shape),
        {"238 to 250 km", 238, 250, "", "US Department of State, IBS 22; Korean usage"},
        {"", 0.80 * 250, 0.87 * 238, "-13 to -20 %: too coarse", ""}
    );
    const double zone = size_of(geo::zone_about(mdl.shape, geo::kilometres(2)).area);
    const auto naive = strip(geo::length(mdl.shape), 4, 2);
    to.compare(
        "T4",
        "Korea: zone of 2 km about that line",
        km2(zone, 1),
        within(naive, 0.005, km2(0, 1), "2 w L + pi w2 of the same line")
    );
    to.compare(
        "T4",
        "Korea: the same, scaled to 248 km",
        km2(zone / length * 248),
        within(992, 0.02, km2(0), "4 km x 248 km")
    );
}

void add_boundaries(figure_list& to) {
    const auto& gulf = line_of(to.ground("iraq-kuwait"), "contact");
    to.compare(
        "T5",
        "Iraq-Kuwait: length of the boundary",
        km(gulf.shape),
        within(200, 0.03, {0, 0, "km"}, "S/25811")
    );
    const double strips = size_of(beside(gulf, geo::kilometres(10), geo::side::left)) +
                          size_of(beside(gulf, geo::kilometres(5), geo::side::right));
    to.compare(
        "T5",
        "Iraq-Kuwait: 10 km in Iraq and 5 km in Kuwait",
        km2(strips),
        within(
            15 * geo::in_kilometres(geo::length(gulf.shape)),
            0.05,
            km2(0),
            "resolution 687, paragraph 5: 15 km x length"
        )
    );
    const auto& horn = line_of(to.ground("eritrea-ethiopia"), "contact");
    to.compare(
        "T6",
        "Eritrea-Ethiopia: length of the boundary",
        km(horn.shape),
        within(900, 0.03, {0, 0, "km"}, "UNMEE, southern boundary of the zone")
    );
    to.compare(
        "T6",
        "Eritrea-Ethiopia: band of 25 km in Eritrea",
        km2(size_of(beside(horn, geo::kilometres(25), geo::side::left))),
        {"25 km x 900 km = 22500 km2",
         20000,
         24000,
         "20 to 24 thousand km2",
         "agreement of 18 June 2000"}
    );
    to.compare(
        "T6",
        "Eritrea-Ethiopia: zone of 25 km on both sides, part of the plain strip",
        {size_of(geo::zone_about(horn.shape, geo::kilometres(25)).area) /
             strip(geo::length(horn.shape), 50, 25),
         3,
         ""},
        {"0.957", 0.947, 0.967, "0.01", "by a grid of cells: bends overlap"}
    );
    to.differ(
        "T7",
        "Lebanon: length of the Blue Line",
        km(line_of(to.ground("lebanon"), "contact").shape),
        {"120 km", 114, 126, "", "UNIFIL mission profile"},
        {"", 97.2, 99.6, "-17 to -19 %: too coarse for 10 m work", ""}
    );
}

void add_abyei(figure_list& to) {
    const auto& abyei = to.ground("abyei");
    const std::string award = "PCA, award of 22 July 2009";
    const auto& shape = area_of(abyei, "abyei");
    to.compare("T8", "Abyei: area", km2(size_of(shape)), within(10460, 0.05, km2(0), award));
    const auto box = geo::box_of(shape);
    const auto from = [](double lon, double lat, double other_lon, double other_lat) {
        return geo::in_kilometres(geo::distance(
            {geo::longitude(lon), geo::latitude(lat)},
            {geo::longitude(other_lon), geo::latitude(other_lat)}
        ));
    };
    const double west = 27 + 50 / 60.0;
    const double north = 10 + 10 / 60.0;
    const double farthest = std::max(
        {from(box.west, 10, west, 10), from(box.east, 10, 29, 10), from(28, box.north, 28, north)}
    );
    to.compare(
        "T8",
        "Abyei: its west, east and north from those of the award, at most",
        {farthest, 2, "km"},
        {"0 km (27\u00b050' E, 29\u00b0 E, 10\u00b010' N)", 0, 1.3, "1.3 km", award}
    );
    const auto& side = line_of(abyei, "boundary").shape.front();
    const auto start = side.front();
    const auto end = side.back();
    const auto length = geo::distance(start, end);
    to.compare(
        "T8",
        "Abyei: northern limit as a geodesic",
        {geo::in_kilometres(length), 3, "km"},
        {"127.847 km", 127.845, 127.849, "2 m", "Vincenty's formulae"}
    );
    const auto middle = geo::interpolate(start, end, 0.5);
    // Gap between a parallel and its geodesic: L2 tan(lat) / 8R.
    const double gap = length.value() * length.value() * std::tan(north * std::numbers::pi / 180) /
                       (8 * 6371008.8);
    to.compare(
        "T8",
        "Abyei: parallel from geodesic, in the middle",
        {geo::distance(middle, {middle.lon, start.lat}).value(), 1, "m"},
        {measured{gap, 1, "m"}.text(), gap - 1, gap + 1, "1 m", "L2 tan(lat) / 8R"}
    );
}

void add_donbas_and_squares(figure_list& to) {
    const auto& donbas = line_of(to.ground("donbas-2015"), "contact");
    to.differ(
        "T13",
        "Donbas 2015: length of the line of contact",
        km(donbas.shape),
        {"426 to 500 km", 426, 500, "", "Marchuk (censor.net.ua 407142); OSCE"},
        {"", 0.7 * 426, 0.9 * 426, "-10 to -30 %: too coarse", ""}
    );
    const geo::line_measure line(donbas.shape);
    const auto centre = line.position_at(line.length() / 2).position;
    const auto square = square_on_line(donbas.shape, centre, geo::kilometres(2));
    to.compare(
        "T17",
        "A disengagement area of 2 x 2 km on that line",
        km2(size_of({square.shape}), 4),
        within(4, 1e-4, km2(0), "Framework Decision of 21 September 2016: at least 2 x 2 km")
    );
}

void add_kosovo(figure_list& to) {
    const auto& kosovo = to.ground("kosovo");
    const auto& border = line_of(kosovo, "contact");
    const std::string source = "Military Technical Agreement, article I.3";
    const auto zone = beside(border, geo::kilometres(5), geo::side::left);
    const double naive = 5 * geo::in_kilometres(geo::length(border.shape));
    to.compare(
        "T14",
        "Kosovo: ground safety zone, 5 km outward",
        km2(size_of(zone)),
        within(naive, 0.06, km2(0), source + ": 5 km x length")
    );
    const auto* inside = kosovo.find_party(party_id("kfor"));
    if (inside == nullptr) {
        throw geo::input_error("theatre 'kosovo' has no party 'kfor'");
    }
    to.compare(
        "T14",
        "Kosovo: part of that zone inside",
        km2(common_size(zone, kosovo.find_territory(inside->territory)->area), 2),
        {"0 km2", 0, 2 * 0.5e-3 * naive / 5, "twice 0.5 m x length", source + ": outside"}
    );
}

}  // namespace planner::detail
