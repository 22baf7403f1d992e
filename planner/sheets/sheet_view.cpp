// SPDX-License-Identifier: Apache-2.0
#include "planner/sheets/sheet_view.hpp"

#include "geo/base/error.hpp"
#include "geo/measure/geodesic.hpp"
#include "planner/model/texts.hpp"
#include "planner/sheets/sheet_clip.hpp"

#include <fmt/format.h>
#include <mapnik/projection.hpp>

#include <algorithm>
#include <array>
#include <cmath>
#include <numbers>

namespace planner::detail {

namespace {

constexpr double radians_per_degree = std::numbers::pi / 180.0;
/// Mean length of a degree of latitude, metres; only for choices, never for results.
constexpr double metres_per_degree = 111'195.0;

struct named_projection {
    std::string name;
    std::string definition;
};

std::string degrees_text(double value, const char* positive, const char* negative) {
    return fmt::format("{:.4g}° {}", std::abs(value), value < 0 ? negative : positive);
}

double rounded(double value, double step) {
    return std::round(value / step) * step;
}

/// Conformal, with little distortion over the box: stereographic near a pole, transverse Mercator
/// for what is tall, Mercator about the equator, else Lambert's conic whose standard parallels
/// lie a sixth of the height within the edges (Snyder, Map projections: a working manual, USGS
/// PP 1395, 1987, page 99).
named_projection choose_projection(const geo::lon_lat_box& box, const texts& say) {
    const double height = box.north - box.south;
    const double lat = (box.south + box.north) / 2;
    const double width = (box.east - box.west) * std::cos(lat * radians_per_degree);
    const double step = std::max(height, width) > 2.5 ? 0.25 : 0.01;
    const double lon = rounded((box.west + box.east) / 2, step);
    const std::string tail = "+datum=WGS84 +units=m +no_defs";
    if (std::abs(lat) > 75 || box.north > 86 || box.south < -86) {
        return {
            say.text<"sheet.polar">(with<"meridian">(degrees_text(lon, "E", "W"))),
            fmt::format("+proj=stere +lat_0={} +lon_0={:.8g} {}", lat > 0 ? 90 : -90, lon, tail)};
    }
    if (height > 1.4 * width) {
        const double half_angle = width / 2 * radians_per_degree;
        const double scale = rounded(1 - half_angle * half_angle / 4, 1e-4);
        return {
            say.text<"sheet.transverse">(
                with<"meridian">(degrees_text(lon, "E", "W")), with<"factor">(scale)
            ),
            fmt::format(
                "+proj=tmerc +lat_0={:.8g} +lon_0={:.8g} +k={:.4f} {}",
                rounded(lat, step),
                lon,
                scale,
                tail
            )};
    }
    const double south = rounded(box.south + height / 6, step);
    const double north = rounded(box.north - height / 6, step);
    if (std::abs(lat) < 8 || std::abs(south + north) < 2) {
        return {
            say.text<"sheet.mercator">(with<"parallel">(degrees_text(rounded(lat, step), "N", "S"))
            ),
            fmt::format(
                "+proj=merc +lat_ts={:.8g} +lon_0={:.8g} {}", rounded(lat, step), lon, tail
            )};
    }
    return {
        say.text<"sheet.conic">(
            with<"south">(degrees_text(south, "N", "S")),
            with<"north">(degrees_text(north, "N", "S")),
            with<"meridian">(degrees_text(lon, "E", "W"))
        ),
        fmt::format(
            "+proj=lcc +lat_1={:.8g} +lat_2={:.8g} +lat_0={:.8g} +lon_0={:.8g} {}",
            south,
            north,
            rounded(lat, step),
            lon,
            tail
        )};
}

void require_on_earth(const geo::lon_lat_box& box) {
    const std::array values{box.west, box.south, box.east, box.north};
    if (!std::all_of(values.begin(), values.end(), [](double v) { return std::isfinite(v); })) {
        throw geo::input_error("a map sheet needs an extent, and this one is empty");
    }
    if (box.west > box.east || box.west < -180 || box.east > 180) {
        throw geo::input_error(fmt::format(
            "the extent {:.4f}..{:.4f} in longitude crosses the antimeridian or lies beyond it; "
            "make "
            "one sheet for each side of 180 degrees",
            box.west,
            box.east
        ));
    }
    if (box.south > box.north || box.south < -90 || box.north > 90) {
        throw geo::input_error(fmt::format(
            "the extent {:.4f}..{:.4f} in latitude is not on the earth", box.south, box.north
        ));
    }
    if (box.east - box.west > 120 || box.north - box.south > 100) {
        throw geo::input_error("a map sheet shows a region, not more than 120 x 100 degrees");
    }
}

/// With margins, and never smaller than about 200 m.
geo::lon_lat_box widened(geo::lon_lat_box box, double margin) {
    const double across = std::max(box.east - box.west, 0.002) * margin + 0.001;
    const double along = std::max(box.north - box.south, 0.002) * margin + 0.001;
    box.west = std::max(box.west - across, -180.0);
    box.east = std::min(box.east + across, 180.0);
    box.south = std::max(box.south - along, -89.5);
    box.north = std::min(box.north + along, 89.5);
    return box;
}

}  // namespace

struct sheet_view::transformation {
    mapnik::projection plane;

    struct position {
        double east;
        double north;
    };
    [[nodiscard]] position forward(geo::lon_lat p) const {
        double x = p.lon.value() * radians_per_degree;
        double y = p.lat.value() * radians_per_degree;
        plane.forward(x, y);
        return {x, y};
    }
    [[nodiscard]] geo::lon_lat inverse(position p) const {
        plane.inverse(p.east, p.north);
        return {
            geo::longitude(p.east / radians_per_degree),
            geo::latitude(p.north / radians_per_degree)};
    }
};

paper_box paper_dimensions(paper_size size, paper_orientation orientation) {
    // ISO 216, long side first.
    static constexpr std::array<std::array<double, 2>, 4> sides{
        {{297, 210}, {420, 297}, {594, 420}, {841, 594}}};
    const auto& side = sides.at(static_cast<std::size_t>(size));
    return orientation == paper_orientation::landscape ? paper_box{0, 0, side[0], side[1]}
                                                       : paper_box{0, 0, side[1], side[0]};
}

sheet_view::sheet_view(
    const geo::lon_lat_box& extent, double margin, const paper_box& frame, const texts& say
)
    : frame_(frame) {
    require_on_earth(extent);
    const auto box = widened(extent, margin);
    const auto chosen = choose_projection(box, say);
    facts_.projection_name = chosen.name;
    facts_.projection_definition = chosen.definition;
    projection_ =
        std::make_unique<transformation>(transformation{mapnik::projection(chosen.definition)});
    fit(box);
    find_facts();
}

sheet_view::~sheet_view() = default;

void sheet_view::fit(const geo::lon_lat_box& extent) {
    constexpr int steps = 32;
    double west = HUGE_VAL, south = HUGE_VAL, east = -HUGE_VAL, north = -HUGE_VAL;
    for (int i = 0; i <= steps; ++i) {
        for (int j = 0; j <= steps; ++j) {
            const auto p = projection_->forward(
                {geo::longitude(std::lerp(extent.west, extent.east, i / double(steps))),
                 geo::latitude(std::lerp(extent.south, extent.north, j / double(steps)))}
            );
            west = std::min(west, p.east);
            east = std::max(east, p.east);
            south = std::min(south, p.north);
            north = std::max(north, p.north);
        }
    }
    centre_east_ = (west + east) / 2;
    centre_north_ = (south + north) / 2;
    metres_per_mm_ = std::max((east - west) / frame_.width, (north - south) / frame_.height);
}

void sheet_view::find_facts() {
    constexpr int steps = 32;
    for (int i = 0; i <= steps; ++i) {
        for (int j = 0; j <= steps; ++j) {
            const auto p = to_earth(
                {frame_.left + frame_.width * i / steps, frame_.top + frame_.height * j / steps}
            );
            if (geo::is_on_earth(p)) {
                facts_.frame.add(p);
            }
        }
    }
    const paper_point middle{frame_.left + frame_.width / 2, frame_.top + frame_.height / 2};
    const auto ground =
        geo::distance(to_earth({middle.x - 5, middle.y}), to_earth({middle.x + 5, middle.y}));
    facts_.scale_denominator = ground.value() / 0.01;
    find_scale_error();

    const double beyond =
        0.05 * std::max(
                   facts_.frame.east - facts_.frame.west, facts_.frame.north - facts_.frame.south
               ) +
        0.001;
    reach_ = facts_.frame;
    reach_.west = std::max(reach_.west - beyond, -180.0);
    reach_.east = std::min(reach_.east + beyond, 180.0);
    reach_.south = std::max(reach_.south - beyond, -89.0);
    reach_.north = std::min(reach_.north + beyond, 89.0);
    // An edge of e degrees bends by about e^2/8 radians of itself; kept under a pen's width.
    const double frame_degrees = metres_per_mm_ * frame_.width / metres_per_degree;
    longest_edge_ = std::clamp(frame_degrees / 60, 1e-4, 1.0);
}

/// Over 9 x 9 places, on 1 mm of paper each way: conformal, so any direction will do.
void sheet_view::find_scale_error() {
    constexpr int steps = 8;
    for (int i = 0; i <= steps; ++i) {
        for (int j = 0; j <= steps; ++j) {
            const paper_point p{
                frame_.left + frame_.width * i / steps, frame_.top + frame_.height * j / steps};
            const auto a = to_earth({p.x - 0.5, p.y});
            const auto b = to_earth({p.x + 0.5, p.y});
            if (geo::is_on_earth(a) && geo::is_on_earth(b)) {
                const double here = geo::distance(a, b).value() / 0.001;
                facts_.worst_scale_error = std::max(
                    facts_.worst_scale_error, std::abs(facts_.scale_denominator / here - 1)
                );
            }
        }
    }
}

paper_point sheet_view::to_paper(geo::lon_lat p) const {
    const auto plane = projection_->forward(p);
    return {
        frame_.left + frame_.width / 2 + (plane.east - centre_east_) / metres_per_mm_,
        frame_.top + frame_.height / 2 - (plane.north - centre_north_) / metres_per_mm_};
}

geo::lon_lat sheet_view::to_earth(paper_point p) const {
    return projection_->inverse(
        {centre_east_ + (p.x - frame_.left - frame_.width / 2) * metres_per_mm_,
         centre_north_ - (p.y - frame_.top - frame_.height / 2) * metres_per_mm_}
    );
}

paper_line sheet_view::place_chain(const std::vector<geo::lon_lat>& chain) const {
    paper_line placed;
    placed.reserve(chain.size());
    constexpr double finest = 0.04;  // mm; a printer's dot at 600 to the inch
    for (std::size_t i = 0; i < chain.size(); ++i) {
        if (i > 0) {
            const auto across = chain[i].lon - chain[i - 1].lon;
            const auto along = chain[i].lat - chain[i - 1].lat;
            const double size = std::max(std::abs(across.value()), std::abs(along.value()));
            const int pieces = static_cast<int>(std::ceil(size / longest_edge_));
            for (int k = 1; k < pieces; ++k) {
                const double part = double(k) / pieces;
                placed.push_back(
                    to_paper({chain[i - 1].lon + across * part, chain[i - 1].lat + along * part})
                );
            }
        }
        const auto p = to_paper(chain[i]);
        const bool last = i + 1 == chain.size();
        if (last || placed.empty() ||
            std::hypot(p.x - placed.back().x, p.y - placed.back().y) > finest) {
            placed.push_back(p);
        }
    }
    return placed;
}

paper_shape sheet_view::place(const sheet_geometry& shape) const {
    paper_shape placed;
    if (const auto* dot = std::get_if<geo::lon_lat>(&shape)) {
        if (geo::is_on_earth(*dot) && reach_.contains(*dot)) {
            placed.dots.push_back(to_paper(*dot));
        }
    } else if (const auto* lines = std::get_if<geo::multi_line_string<geo::lon_lat>>(&shape)) {
        for (const auto& line : *lines) {
            for (const auto& piece : cut_line(line, reach_)) {
                placed.lines.push_back(place_chain(piece));
            }
        }
    } else if (const auto* areas = std::get_if<geo::multi_polygon<geo::lon_lat>>(&shape)) {
        for (const auto& area : *areas) {
            auto outer = cut_ring(area.outer, reach_);
            if (outer.size() < 4) {
                continue;
            }
            auto& made = placed.areas.emplace_back();
            made.rings.push_back(place_chain(outer));
            for (const auto& hole : area.holes) {
                if (auto cut = cut_ring(hole, reach_); cut.size() >= 4) {
                    made.rings.push_back(place_chain(cut));
                }
            }
        }
    }
    return placed;
}

bool is_visible(const paper_shape& shape, const paper_box& box) {
    const auto seen = [&](const paper_line& line) {
        double left = HUGE_VAL, top = HUGE_VAL, right = -HUGE_VAL, bottom = -HUGE_VAL;
        for (const auto& p : line) {
            left = std::min(left, p.x);
            right = std::max(right, p.x);
            top = std::min(top, p.y);
            bottom = std::max(bottom, p.y);
        }
        return left < box.right() && right > box.left && top < box.bottom() && bottom > box.top;
    };
    return std::any_of(
               shape.dots.begin(), shape.dots.end(), [&](paper_point p) { return box.contains(p); }
           ) ||
           std::any_of(shape.lines.begin(), shape.lines.end(), seen) ||
           std::any_of(shape.areas.begin(), shape.areas.end(), [&](const paper_polygon& area) {
               return seen(area.rings.front());
           });
}

}  // namespace planner::detail
