// SPDX-License-Identifier: Apache-2.0
#include "geo/measure/grid_reference.hpp"
#include "geo/measure/utm_grid.hpp"
#include "planner/model/texts.hpp"
#include "planner/sheets/sheet_clip.hpp"
#include "planner/sheets/sheet_grid_parts.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <cmath>

namespace planner::detail {

namespace {

constexpr double hundred_kilometres = 100'000;

/// Grid zones on the sheet; none where MGRS does not count in UTM, or where they would be a
/// pattern, not a grid.
std::vector<geo::grid_zone> zones_of(const sheet_view& view) {
    const auto& box = view.facts().frame;
    constexpr std::size_t most = 12;
    if (box.south < -80 || box.north > 84) {
        return {};
    }
    auto zones = geo::grid_zones(box);
    return zones.size() > most ? std::vector<geo::grid_zone>{} : zones;
}

/// 1, 10 or 100 km, whatever is first at least 6 mm on the paper.
double grid_step(const sheet_view& view) {
    constexpr double least = 6;  // mm
    const double metres_per_mm = view.facts().scale_denominator / 1000;
    for (const double step : {1'000.0, 10'000.0}) {
        if (step / metres_per_mm >= least) {
            return step;
        }
    }
    return hundred_kilometres;
}

/// The part of a zone that the sheet shows, and its span in the zone's own coordinates.
struct zone_part {
    const geo::grid_zone& of;
    geo::lon_lat_box box;
    double west = HUGE_VAL;
    double south = HUGE_VAL;
    double east = -HUGE_VAL;
    double north = -HUGE_VAL;
};

zone_part part_of(const geo::grid_zone& zone, const geo::lon_lat_box& frame) {
    zone_part made{zone, zone.box};
    made.box.west = std::max(zone.box.west, frame.west);
    made.box.south = std::max(zone.box.south, frame.south);
    made.box.east = std::min(zone.box.east, frame.east);
    made.box.north = std::min(zone.box.north, frame.north);
    constexpr int steps = 16;
    for (int i = 0; i <= steps; ++i) {
        for (int j = 0; j <= steps; ++j) {
            const auto p = geo::to_utm(
                {geo::longitude(std::lerp(made.box.west, made.box.east, i / double(steps))),
                 geo::latitude(std::lerp(made.box.south, made.box.north, j / double(steps)))},
                zone.zone
            );
            made.west = std::min(made.west, p.easting.value());
            made.east = std::max(made.east, p.easting.value());
            made.south = std::min(made.south, p.northing.value());
            made.north = std::max(made.north, p.northing.value());
        }
    }
    return made;
}

/// Bands of one zone share their lines and their squares; of those of Norway and Svalbard, which are
/// not as wide as their neighbours, each is a zone for itself.
std::vector<geo::grid_zone> joined_bands(const std::vector<geo::grid_zone>& zones) {
    std::vector<geo::grid_zone> out;
    for (const auto& zone : zones) {
        const auto below = std::find_if(out.begin(), out.end(), [&](const geo::grid_zone& one) {
            return one.zone == zone.zone && one.box.west == zone.box.west &&
                   one.box.east == zone.box.east && one.box.north == zone.box.south;
        });
        if (below != out.end()) {
            below->box.north = zone.box.north;
        } else {
            out.push_back(zone);
        }
    }
    return out;
}

class mgrs_maker {
public:
    mgrs_maker(const sheet_view& view, const std::vector<geo::grid_zone>& zones)
        : view_(view), step_(grid_step(view)), zones_(zones) {}

    map_grid run() {
        for (const auto& zone : zones_) {
            add_zone_edge(part_of(zone, view_.facts().frame));
        }
        for (const auto& zone : joined_bands(zones_)) {
            const auto part = part_of(zone, view_.facts().frame);
            add_lines(part, true);
            add_lines(part, false);
            add_letters(part);
        }
        if (zones_.size() > 1) {
            add_zone_names();
        }
        add_ticks();
        return std::move(made_);
    }

private:
    void add_line(const std::vector<geo::lon_lat>& line, const geo::lon_lat_box& box, bool coarse) {
        for (const auto& piece : cut_line(line, box)) {
            paper_line placed;
            for (const auto& p : piece) {
                placed.push_back(view_.to_paper(p));
            }
            (coarse ? made_.coarse : made_.fine).push_back(std::move(placed));
        }
    }

    void add_lines(const zone_part& part, bool eastings) {
        const double first = eastings ? part.west : part.south;
        const double last = eastings ? part.east : part.north;
        const double from = eastings ? part.south : part.west;
        const double to = eastings ? part.north : part.east;
        constexpr int pieces = 60;
        for (double k = std::ceil(first / step_); k * step_ <= last; k += 1) {
            std::vector<geo::lon_lat> line;
            for (int i = 0; i <= pieces; ++i) {
                const geo::metres along(std::lerp(from, to, i / double(pieces)));
                const geo::metres at(k * step_);
                line.push_back(geo::from_utm(
                    eastings ? geo::utm_position{at, along} : geo::utm_position{along, at},
                    part.of.zone
                ));
            }
            add_line(line, part.box, std::fmod(k * step_, hundred_kilometres) == 0);
        }
    }

    void add_zone_edge(const zone_part& part) {
        // East and north edges only: the neighbours draw the others.
        const auto at = [](double lon, double lat) {
            return geo::lon_lat{geo::longitude(lon), geo::latitude(lat)};
        };
        constexpr int pieces = 60;
        if (part.box.east == part.of.box.east) {
            std::vector<geo::lon_lat> line;
            for (int i = 0; i <= pieces; ++i) {
                line.push_back(
                    at(part.box.east, std::lerp(part.box.south, part.box.north, i / double(pieces)))
                );
            }
            add_line(line, part.box, true);
        }
        if (part.box.north == part.of.box.north) {
            std::vector<geo::lon_lat> line;
            for (int i = 0; i <= pieces; ++i) {
                line.push_back(
                    at(std::lerp(part.box.west, part.box.east, i / double(pieces)), part.box.north)
                );
            }
            add_line(line, part.box, true);
        }
    }

    /// Two letters in each square of 100 km: in the middle of what is seen of it, or elsewhere.
    void add_letters(const zone_part& part) {
        const auto first = [](double v) { return std::floor(v / hundred_kilometres); };
        for (double e = first(part.west); e <= first(part.east); e += 1) {
            for (double n = first(part.south); n <= first(part.north); n += 1) {
                add_square(part, e * hundred_kilometres, n * hundred_kilometres);
            }
        }
    }

    void add_square(const zone_part& part, double west, double south) {
        constexpr int steps = 12;
        std::vector<paper_point> seen;
        std::vector<geo::lon_lat> places;
        const auto& frame = view_.frame();
        for (int i = 0; i < steps; ++i) {
            for (int j = 0; j < steps; ++j) {
                const auto p = geo::from_utm(
                    {geo::metres(west + hundred_kilometres * (i + 0.5) / steps),
                     geo::metres(south + hundred_kilometres * (j + 0.5) / steps)},
                    part.of.zone
                );
                const auto on_paper = view_.to_paper(p);
                if (part.of.box.contains(p) && frame.contains(on_paper)) {
                    seen.push_back(on_paper);
                    places.push_back(p);
                }
            }
        }
        if (seen.size() < 12) {
            return;  // a sliver; letters would stand in the next square
        }
        paper_point middle;
        for (const auto& p : seen) {
            middle.x += p.x / static_cast<double>(seen.size());
            middle.y += p.y / static_cast<double>(seen.size());
        }
        grid_letters letters;
        const auto reference = geo::mgrs(places.front(), 0);
        letters.text = reference.substr(reference.size() - 2);
        std::sort(seen.begin(), seen.end(), [&](paper_point a, paper_point b) {
            return std::hypot(a.x - middle.x, a.y - middle.y) <
                   std::hypot(b.x - middle.x, b.y - middle.y);
        });
        // Away from the square's edges, or it is not clear which side the letters name.
        seen.resize(std::max<std::size_t>(1, seen.size() / 2));
        letters.spots = std::move(seen);
        made_.letters.push_back(std::move(letters));
    }

    /// The names of zones beside their common edge.
    void add_zone_names() {
        for (const auto& zone : zones_) {
            const auto part = part_of(zone, view_.facts().frame);
            grid_letters letters;
            letters.text = zone.name;
            letters.zone = true;
            const bool west_edge = part.box.west > view_.facts().frame.west;
            for (int i = 1; i < 40; ++i) {
                const geo::lon_lat edge{
                    geo::longitude(west_edge ? part.box.west : part.box.east),
                    geo::latitude(std::lerp(part.box.north, part.box.south, i / 40.0))};
                auto spot = view_.to_paper(edge);
                spot.x += west_edge ? 6 : -6;
                auto inside = view_.frame();
                inside.left += 5;
                inside.top += 4;
                inside.width -= 10;
                inside.height -= 8;
                if (inside.contains(spot) && part.of.box.contains(view_.to_earth(spot))) {
                    letters.spots.push_back(spot);
                }
            }
            if (!letters.spots.empty()) {
                made_.letters.push_back(std::move(letters));
            }
        }
    }

    void add_ticks() {
        for (const auto& edge : frame_edges(view_.frame())) {
            const auto value = [&](paper_point p) -> std::optional<edge_value> {
                const auto where = view_.to_earth(p);
                for (std::size_t i = 0; i < zones_.size(); ++i) {
                    if (zones_[i].box.contains(where)) {
                        const auto at = geo::to_utm(where, zones_[i].zone);
                        return edge_value{
                            (edge.horizontal ? at.easting : at.northing).value(),
                            // Bands of one zone share their coordinates.
                            zones_[i].zone.number * 2 + (zones_[i].zone.north ? 1 : 0)};
                    }
                }
                return std::nullopt;
            };
            for (const auto& one : crossings(edge, step_, value)) {
                const auto kilometres = std::llround(one.value / 1000);
                grid_tick tick{.where = one.where, .outward = edge.outward, .text = {}};
                tick.small = std::to_string(kilometres / 100);
                tick.text = fmt::format("{:02}", kilometres % 100);
                made_.ticks.push_back(std::move(tick));
            }
        }
    }

    const sheet_view& view_;
    double step_;
    const std::vector<geo::grid_zone>& zones_;
    map_grid made_;
};

}  // namespace

std::optional<map_grid> mgrs_grid(const sheet_view& view) {
    const auto zones = zones_of(view);
    return zones.empty() ? std::nullopt : std::optional(mgrs_maker(view, zones).run());
}

std::optional<std::string> mgrs_text(const sheet_view& view, const texts& say) {
    const auto zones = zones_of(view);
    if (zones.empty()) {
        return std::nullopt;
    }
    std::string names;
    for (const auto& zone : zones) {
        names += (names.empty() ? "" : " ") + zone.name;
    }
    const double step = grid_step(view) / 1000;
    return zones.size() == 1 ? say.text<"sheet.grid_zone">(with<"km">(step), with<"names">(names))
                             : say.text<"sheet.grid_zones">(with<"km">(step), with<"names">(names));
}

}  // namespace planner::detail
